import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tiny import House, converter, gone, live, many, rejected

from opendata.dump.content import proven
from opendata.dump.write import dump
from opendata.release import index

CHILD = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tiny import House
house = House(Path(sys.argv[2]))
def kill(step):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
house.publish(on_step=kill, on_progress=lambda done, total: kill("converting"))
"""


def killed_at(house: House, step: str) -> None:
    """A publication in a process of its own that is killed at *step*."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(Path(__file__).parent), str(house.settings.home), step], check=False
    )
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("step", ["planned", "converting", "built", "checkpointed", "stamped"])
def test_killed_at_any_step_the_next_publisher_ends_where_an_undisturbed_one_does(
    house: House, another: Callable[[str], House], step: str, whole: bool
) -> None:
    undisturbed = another("undisturbed")
    changes = [
        live("000", "changed\nother"),
        gone("001"),
        live("002", "bug"),
        *(many(5, 20) if whole else []),
    ]
    for each in (house, undisturbed):
        each.harvest(*many(0, 20))
        each.publish()
        if whole:
            changes = [*changes, *(live(f"{number:03}", f"again {number}") for number in range(5, 20))]
        each.harvest(*changes)
    before = house.store(1)
    killed_at(house, step)
    current = index.current(house.archive)
    assert current is not None
    assert current.number == (2 if step == "stamped" else 1)
    assert house.store(1) == before
    house.publish()
    undisturbed.publish()
    assert house.store(2) == undisturbed.store(2)
    assert shown(house) == shown(undisturbed)
    assert sorted(p.name for p in house.settings.releases_path.iterdir()) == ["1", "2"]
    assert not (house.settings.home / ".segments").exists()


def test_killed_before_the_first_release(house: House) -> None:
    house.harvest(*many(0, 5))
    killed_at(house, "checkpointed")
    assert index.current(house.archive) is None
    assert house.publish().changed == 5


def shown(house: House) -> set[tuple[str, str, bool]]:
    release = index.current(house.archive)
    assert release is not None
    return {(row.library, row.identifier, row.deleted) for row in index.page(house.archive, release)}


events = st.lists(
    st.one_of(
        st.just("publish"),
        st.tuples(
            st.sampled_from("abcdefgh"), st.sampled_from(["one\nx", "two\nx\ny", "three\nz", "gone", "?"])
        ),
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["bug", "malformed", "unreadable"])),
    ),
    max_size=25,
)


def model_of(history: list[str | tuple[str, str]]) -> dict[str, str]:
    """The text that is published of each record: the newest that could be read and converted."""
    published: dict[str, str] = {}
    newest: dict[str, str] = {}
    for event in [*history, "publish"]:
        if event != "publish":
            name, text = event
            if text != "?":
                newest[name] = text
            continue
        for name, text in newest.items():
            if text == "gone":
                published.pop(name, None)
            elif text not in ("bug", "malformed", "unreadable"):
                published[name] = text
    return published


@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=events)
def test_after_any_history_a_release_equals_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, history: list[str | tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("homes")
    slow, fresh = House(folder / "slow"), House(folder / "fresh")
    try:
        base = many(0, 30)
        slow.harvest(*base)
        for event in [*history, "publish"]:
            if event == "publish":
                slow.publish()
            elif event[1] == "gone":
                slow.harvest(gone(event[0]))
            else:
                slow.harvest(rejected(event[0]) if event[1] == "?" else live(*event))
        fresh.harvest(*base, *(live(name, text) for name, text in model_of(history).items()))
        fresh.publish()
        release = index.current(slow.archive)
        assert release is not None
        assert slow.store(release.number) == fresh.store(1)
        assert dumped(slow) == dumped(fresh)
    finally:
        slow.close()
        fresh.close()


def dumped(house: House) -> tuple[str, int]:
    done = dump(house.settings, house.archive, converter=converter(), executor=house.executor)
    return proven(done.files[0])
