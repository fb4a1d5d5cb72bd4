from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sparql.store
from sparql.shared_statements import tally
from sparql.store import Store

BASE = "http://e/"
OWN = f"{BASE}record/"
AUTHORITY = "http://id.loc.gov/authorities/subjects/sh85143326"
SHARED_STATEMENTS = (
    f"<{BASE}heading/hoa> <a:is> <a:Heading>",
    f'<{BASE}heading/hoa> <a:label> "Hoà"',
    f'<{BASE}heading/hoa> <a:label> "Hòa"',
    f'<{BASE}heading/hoa> <a:label> "Hòa"@vi-VN',
    f'<{BASE}heading/hoa> <a:label> "Hòa"@vi-vn',
    f"<{BASE}hub/a> <a:to> <{BASE}hub/b>",
    f"<{BASE}hub/b> <a:to> <{BASE}hub/a>",
    f"<{BASE}hub/b> <a:title> <{BASE}hub/b#title-1>",
    f'<{BASE}hub/b#title-1> <a:text> "01"^^<http://www.w3.org/2001/XMLSchema#integer>',
    f'<{BASE}hub/b#title-1> <a:text> "1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    f'<{AUTHORITY}> <a:label> "Vietnam"',
    f"<{AUTHORITY}> <a:by> <{BASE}heading/hoa>",
)

records = st.one_of(
    st.none(), st.tuples(st.integers(0, 2), st.frozensets(st.sampled_from(SHARED_STATEMENTS), max_size=6))
)
batches = st.lists(st.dictionaries(st.integers(0, 4), records, max_size=4), max_size=8)
State = tuple[int, frozenset[str]] | None


def stated(number: int, state: State) -> set[str]:
    """What a record states: of itself, and of what it shares with others."""
    if state is None:
        return set()
    version, shared = state
    return {f'<{OWN}{number}#Work> <a:title> "version {version}"', *shared}


def difference(live: dict[int, State], batch: dict[int, State]) -> tuple[list[str], list[str]]:
    """What *batch* takes and gives, once a record; *live* is brought up to date."""
    removed: list[str] = []
    added: list[str] = []
    for number, state in batch.items():
        before, after = stated(number, live.get(number)), stated(number, state)
        removed += before - after
        added += after - before
        live[number] = state
    return sorted(removed), sorted(added)


def held(engine: pyoxigraph.Store) -> set[str]:
    return {str(quad.triple) for quad in engine}


def statements_in(path: Path) -> set[str]:
    return held(pyoxigraph.Store.read_only(str(path)))


def built_anew(live: dict[int, State], folder: Path) -> tuple[Store, set[str]]:
    """A store that all that is live was loaded into, and what it holds."""
    engine = pyoxigraph.Store()
    store = Store(engine)
    counted = Counter(line for number, state in live.items() for line in stated(number, state))
    file = folder / "all.nt"
    file.write_text("".join(f"{line} .\n" for line in counted.elements()), encoding="utf-8")
    store.bulk_load([file])
    shared = {line: count for line, count in counted.items() if not line.startswith(f"<{OWN}")}
    for one in shared.items():  # each by itself, as the segments of a publication bring them
        store.count_shared(tally(dict([one])))
    return store, held(engine)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=batches, begun=st.integers(0, 3))
def test_after_any_history_the_store_is_what_it_would_be_if_built_anew(
    history: list[dict[int, State]], begun: int, tmp_path: Path
) -> None:
    live: dict[int, State] = {}
    for batch in history[:begun]:
        difference(live, batch)
    store, _ = built_anew(live, tmp_path)
    engine = store._open_store
    for batch in history[begun:]:
        removed, added = difference(live, batch)
        count = store.count()
        growth = store.apply(removed, added, OWN)
        assert store.count() == count + growth
        anew, expected = built_anew(live, tmp_path)
        anew.close()
        assert held(engine) == expected
    store.close()


def test_counts_go_with_a_checkpoint(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    line = SHARED_STATEMENTS[1]
    store.apply([], [line, line, line], OWN)
    store.apply([line], [], OWN)
    store.checkpoint(tmp_path / "checkpoint")
    store.close()
    assert Store.can_change(tmp_path / "checkpoint")
    assert not Store.can_change(tmp_path)
    again = Store.open(tmp_path / "checkpoint")
    again.apply([line], [], OWN)
    assert again.count() == 1
    again.apply([line], [], OWN)
    assert again.count() == 0
    again.close()


def test_one_record_takes_its_own_spelling_along_and_no_other(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    old, new = SHARED_STATEMENTS[1:3]
    store.apply([], [old, old, new], OWN)
    assert store.apply([old, new], [], OWN) == -1
    assert held(store._open_store) == {old}
    store.close()


def test_what_was_loaded_and_not_counted_is_stated_once(tmp_path: Path) -> None:
    file = tmp_path / "one.nt"
    file.write_text(f"{SHARED_STATEMENTS[0]} .\n", encoding="utf-8")
    store = Store.open(tmp_path / "store")
    store.bulk_load([file])
    assert store.apply([SHARED_STATEMENTS[0]], [], OWN) == -1
    store.close()


def test_malformed_statement_changes_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    with pytest.raises(ValueError, match="nonsense"):
        store.apply([], ["<a:s> <a:p> <a:o>", "nonsense"], OWN)
    assert store.count() == 0
    store.close()


def test_bulk_load_cuts_files_between_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql.store, "PIECE_BYTES", 50)
    files = []
    for part in range(2):
        files.append(tmp_path / f"{part}.nt")
        lines = [f'<http://e/{part}/{n}> <http://e/p> "số {n}" .\n' for n in range(20)]
        files[-1].write_text("".join(lines), encoding="utf-8")
    store = Store.open(tmp_path / "store")
    store.bulk_load(files)
    assert store.count() == 40
    store.close()


def test_open_deletes_the_leavings_of_a_killed_bulk_load(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = Store.open(folder)
    store.apply([], ["<a:s> <a:p> <a:o>"], "")
    store.close()
    orphan = folder / "bulk-131438136810136955803435664062111805658.sst"
    orphan.write_bytes(b"left over")
    store = Store.open(folder)
    assert not orphan.exists()
    assert store.count() == 1
    store.close()


def test_checkpoint_keeps_what_the_store_held(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.apply([], ["<a:s> <a:p> <a:o>"], "")
    unfinished = tmp_path / "releases" / ".1.unfinished"
    unfinished.mkdir(parents=True)
    store.checkpoint(tmp_path / "releases" / "1")
    store.apply(["<a:s> <a:p> <a:o>"], [], "")
    assert statements_in(tmp_path / "releases" / "1") == {"<a:s> <a:p> <a:o>"}
    assert [p.name for p in (tmp_path / "releases").iterdir()] == ["1"]
    with pytest.raises(FileExistsError):
        store.checkpoint(tmp_path / "releases" / "1")
    store.close()
    with pytest.raises(ValueError, match="closed"):
        store.count()
