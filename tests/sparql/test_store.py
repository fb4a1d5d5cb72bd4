from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sparql.store
from sparql.store import Store

BASE = "http://e/"
SHARED = (f"{BASE}hub/", f"{BASE}heading/")
THINGS = ("hub/a", "hub/b", "hub/c", "heading/d")

# Statements about a shared thing follow from its IRI: hub/a and hub/b point at each other, c leads to d.
LEADS_TO = {
    "hub/a": ("hub/b",),
    "hub/b": ("hub/a", "heading/d#part"),
    "hub/c": ("heading/d",),
    "heading/d": (),
}


def about(thing: str) -> set[str]:
    own = {
        f'<{BASE}{thing}> <a:label> "{thing}"',
        f"<{BASE}{thing}> <a:has> <{BASE}{thing}#part>",
        f'<{BASE}{thing}#part> <a:value> "part of {thing}"',
    }
    return own | {f"<{BASE}{thing}> <a:to> <{BASE}{other}>" for other in LEADS_TO[thing]}


def record(number: int, version: int, things: frozenset[str], fragment: bool) -> set[str]:
    """A record's own statements, and those of every shared thing that it leads to."""
    iri = f"{BASE}record/{number}"
    statements = {f'<{iri}#Work> <a:title> "version {version}"'}
    reached = set(things)
    for _ in THINGS:
        reached |= {other.split("#")[0] for thing in reached for other in LEADS_TO[thing]}
    for thing in things:
        statements.add(f"<{iri}#Work> <a:of> <{BASE}{thing}{'#part' if fragment else ''}>")
    for thing in reached:
        statements |= about(thing)
    return statements


records = st.one_of(
    st.none(), st.tuples(st.integers(0, 2), st.frozensets(st.sampled_from(THINGS)), st.booleans())
)
batches = st.lists(st.dictionaries(st.integers(0, 4), records, max_size=4), max_size=6)


def statements_in(path: Path) -> set[str]:
    store = pyoxigraph.Store.read_only(str(path))
    return {str(quad.triple) for quad in store}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=batches)
def test_store_holds_what_the_live_records_state(
    history: list[dict[int, tuple[int, frozenset[str], bool] | None]],
) -> None:
    engine = pyoxigraph.Store()
    store = Store(engine)
    live: dict[int, set[str]] = {}
    for batch in history:
        removed: set[str] = set()
        added: set[str] = set()
        for number, state in batch.items():
            before = live.pop(number, set())
            if state is not None:
                live[number] = record(number, *state)
            after = live.get(number, set())
            removed |= before - after
            added |= after - before
        held = store.count()
        growth = store.apply(sorted(removed), sorted(added), SHARED)
        assert store.count() == held + growth
        assert {str(quad.triple) for quad in engine} == set().union(*live.values())


def test_without_shared_prefixes_everything_removed_goes(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.apply([], ["<a:s> <a:p> <a:o>", "<a:s> <a:p> <a:o2>"], ())
    store.apply(["<a:s> <a:p> <a:o>"], ["<a:s> <a:p> <a:o3>"], ())
    assert store.count() == 2
    store.close()


def test_malformed_statement_changes_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    with pytest.raises(ValueError, match="nonsense"):
        store.apply([], ["<a:s> <a:p> <a:o>", "nonsense"], ())
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
    store.apply([], ["<a:s> <a:p> <a:o>"], ())
    store.close()
    orphan = folder / "bulk-131438136810136955803435664062111805658.sst"
    orphan.write_bytes(b"left over")
    store = Store.open(folder)
    assert not orphan.exists()
    assert store.count() == 1
    store.close()


def test_checkpoint_keeps_what_the_store_held(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.apply([], ["<a:s> <a:p> <a:o>"], ())
    unfinished = tmp_path / "releases" / ".1.unfinished"
    unfinished.mkdir(parents=True)
    store.checkpoint(tmp_path / "releases" / "1")
    store.apply(["<a:s> <a:p> <a:o>"], [], ())
    assert statements_in(tmp_path / "releases" / "1") == {"<a:s> <a:p> <a:o>"}
    assert [p.name for p in (tmp_path / "releases").iterdir()] == ["1"]
    with pytest.raises(FileExistsError):
        store.checkpoint(tmp_path / "releases" / "1")
    store.close()
    with pytest.raises(ValueError, match="closed"):
        store.count()
