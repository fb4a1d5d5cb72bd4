"""Lists that lose nothing, at any page size, while records come, change and go."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import flask
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oai.blueprint import blueprint
from oai.memory import MemoryRecord, MemoryRepository
from oai.repository import Identity, Key, Record, Selection

OAI = "{http://www.openarchives.org/OAI/2.0/}"
START = datetime(2025, 1, 1, tzinfo=UTC)
NOW = datetime(2025, 6, 1, tzinfo=UTC)
SECRET = b"a secret for tests only"
IDENTITY = Identity("x", "http://localhost/oai", ["a@x.vn"], START)


def record(name: str, moment: datetime, **more: bool) -> MemoryRecord:
    return MemoryRecord(f"oai:x:{name}", moment, format="oai_dc", elements=(("title", name, ""),), **more)


def client_of(repository: MemoryRepository, page_size: int = 3, now: datetime = NOW) -> FlaskClient:
    application = flask.Flask("lists")
    door = blueprint(repository, SECRET, page_size=page_size, now=lambda: now)
    application.register_blueprint(door, url_prefix="/oai")
    return application.test_client()


def pages(client: FlaskClient, query: str, verb: str = "ListRecords") -> Iterator[etree._Element]:
    """The pages of a list, each asked for only when it is wanted."""
    asked = f"verb={verb}&{query}"
    while True:
        root = etree.fromstring(client.get(f"/oai?{asked}").data)
        assert not [error.get("code") for error in root.iter(f"{OAI}error")]
        yield root
        token = root.find(f".//{OAI}resumptionToken")
        if token is None or not token.text:
            return
        asked = f"verb={verb}&resumptionToken={token.text}"


def identifiers(page: etree._Element) -> list[str]:
    return [element.text or "" for element in page.iter(f"{OAI}identifier")]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 6), max_size=25),
    st.integers(1, 9),
    st.sampled_from(["ListRecords", "ListIdentifiers"]),
)
def test_a_list_holds_everything_once_in_order(hours: list[int], page_size: int, verb: str) -> None:
    records = [record(str(number), START + timedelta(hours=hour)) for number, hour in enumerate(hours)]
    if not records:
        return
    found = list(
        pages(client_of(MemoryRepository(IDENTITY, records), page_size), "metadataPrefix=oai_dc", verb)
    )
    expected = sorted(records, key=lambda one: (one.datestamp, one.identifier))
    assert [name for page in found for name in identifiers(page)] == [one.identifier for one in expected]
    tokens = [token for page in found for token in page.iter(f"{OAI}resumptionToken")]
    assert len(tokens) == (len(found) if len(found) > 1 else 0)
    delivered = 0
    for page, token in zip(found, tokens, strict=False):
        assert dict(token.attrib) == {"completeListSize": str(len(records)), "cursor": str(delivered)}
        delivered += len(identifiers(page))


change = st.tuples(st.sampled_from(["change", "delete", "add"]), st.integers(0, 30))


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 20), st.lists(st.lists(change, max_size=4), min_size=1, max_size=6), st.integers(1, 4))
def test_what_changes_meanwhile_is_in_this_list_or_in_the_next(
    size: int, changes: list[list[tuple[str, int]]], page_size: int
) -> None:
    repository = MemoryRepository(
        IDENTITY, [record(f"{n:02}", START + timedelta(hours=n // 3)) for n in range(size)]
    )
    client = client_of(repository, page_size)
    seen: dict[str, str] = {}
    touched: set[str] = set()
    steps = iter(changes)
    for page in pages(client, "metadataPrefix=oai_dc", "ListIdentifiers"):
        for header in page.iter(f"{OAI}header"):
            name = header.findtext(f"{OAI}identifier", "")
            assert name not in seen or name in touched or name == list(seen)[-1]
            seen[name] = header.get("status", "live")
        for kind, number in next(steps, []):
            # A second after the list began: outside of it, and in the next one.
            changed = record(f"{number:02}", NOW + timedelta(seconds=1), deleted=kind == "delete")
            repository.put(changed)
            touched.add(changed.identifier)
    later = client_of(repository, page_size, NOW + timedelta(minutes=1))
    if touched:
        for page in pages(later, f"metadataPrefix=oai_dc&from={NOW:%Y-%m-%dT%H:%M:%SZ}", "ListIdentifiers"):
            for header in page.iter(f"{OAI}header"):
                seen[header.findtext(f"{OAI}identifier", "")] = header.get("status", "live")
    now = client_of(repository, 100, NOW + timedelta(minutes=1))
    everything = next(iter(pages(now, "metadataPrefix=oai_dc", "ListIdentifiers")))
    assert seen == {
        header.findtext(f"{OAI}identifier", ""): header.get("status", "live")
        for header in everything.iter(f"{OAI}header")
    }


def test_a_list_whose_rest_has_moved_on_ends_with_its_last_record() -> None:
    records = [record(str(number), START) for number in range(5)]
    repository = MemoryRepository(IDENTITY, records)
    list_pages = pages(client_of(repository), "metadataPrefix=oai_dc")
    assert identifiers(next(list_pages)) == ["oai:x:0", "oai:x:1", "oai:x:2"]
    for moved in records[2:]:
        repository.put(replace(moved, datestamp=NOW + timedelta(seconds=1), deleted=True))
    last = next(list_pages)
    assert identifiers(last) == ["oai:x:2"]
    assert [element.get("status") for element in last.iter(f"{OAI}header")] == ["deleted"]
    assert next(list_pages, None) is None


def test_tokens_outlive_the_server_and_can_be_used_again() -> None:
    repository = MemoryRepository(IDENTITY, [record(str(number), START) for number in range(9)])
    first = next(iter(pages(client_of(repository), "metadataPrefix=oai_dc")))
    token = first.findtext(f".//{OAI}resumptionToken")
    answers = [
        client_of(repository).get(f"/oai?verb=ListRecords&resumptionToken={token}").data for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert identifiers(etree.fromstring(answers[0])) == ["oai:x:3", "oai:x:4", "oai:x:5"]


def test_a_token_of_another_verb_is_refused() -> None:
    repository = MemoryRepository(IDENTITY, [record(str(number), START) for number in range(9)])
    client = client_of(repository)
    token = next(iter(pages(client, "metadataPrefix=oai_dc"))).findtext(f".//{OAI}resumptionToken")
    assert (
        b'code="badResumptionToken"' in client.get(f"/oai?verb=ListIdentifiers&resumptionToken={token}").data
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("from=2025-01-02", "2345"),
        ("until=2025-01-01", "01"),
        ("from=2025-01-02&until=2025-01-02", "23"),
        ("from=2025-01-01T12:00:00Z", "12345"),
        ("until=2025-01-01T12:00:00Z", "01"),
        ("from=2025-01-01T12:00:01Z&until=2025-01-03T00:00:00Z", "234"),
        ("until=2999-01-01", "012345"),
        ("from=1999-01-01", "012345"),
    ],
)
def test_dates_are_inclusive_in_both_granularities(arguments: str, expected: str) -> None:
    records = [record(str(number), START + timedelta(hours=12 * number)) for number in range(6)]
    found = pages(client_of(MemoryRepository(IDENTITY, records)), f"metadataPrefix=oai_dc&{arguments}")
    assert "".join(name[-1] for page in found for name in identifiers(page)) == expected


def test_long_records_make_short_pages(application: Callable[..., flask.Flask]) -> None:
    long = (("description", "x" * 5000, ""),)
    records = [replace(record(str(number), START), elements=long) for number in range(6)]
    client = application(MemoryRepository(IDENTITY, records), page_size=100, page_bytes=9_000).test_client()
    found = [identifiers(page) for page in pages(client, "metadataPrefix=oai_dc")]
    assert [len(page) for page in found] == [2, 2, 2]
    assert [name for page in found for name in page] == [one.identifier for one in records]


class _Viewed(MemoryRepository):
    """A repository whose state is named, and that counts how often a page is read."""

    state = 1
    read = 0

    def view(self, selection: Selection) -> Hashable:  # type: ignore[override]
        return self.state, selection

    def page(
        self, selection: Selection, after: Key | None, size: int, content: bool
    ) -> Sequence[tuple[Key, Record]]:
        self.read += 1
        return super().page(selection, after, size, content)


def test_a_page_is_written_once_for_each_state_of_the_records() -> None:
    viewed = _Viewed(IDENTITY, [record(str(number), START) for number in range(5)])
    client = client_of(viewed)
    asked = "/oai?verb=ListRecords&metadataPrefix=oai_dc"
    first = client.get(asked).data
    assert client.get(asked).data == first
    assert viewed.read == 1
    client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc")
    client.get("/oai?verb=ListRecords&metadataPrefix=oai_qdc")
    assert viewed.read == 3
    viewed.state = 2
    viewed.put(record("0", NOW))
    assert client.get(asked).data != first
    assert viewed.read == 4


def sized(repository: MemoryRepository, page_size: int, **page_sizes: int) -> FlaskClient:
    application = flask.Flask("lists")
    door = blueprint(repository, SECRET, page_size=page_size, page_sizes=page_sizes, now=lambda: NOW)
    application.register_blueprint(door, url_prefix="/oai")
    return application.test_client()


@pytest.mark.parametrize(
    ("verb", "page_sizes", "expected"),
    [
        ("ListRecords", {"oai_dc": 2}, [2, 2, 2, 1]),
        ("ListRecords", {"bibframe": 2}, [5, 2]),
        ("ListRecords", {"oai_dc": 100}, [5, 2]),
        ("ListIdentifiers", {"oai_dc": 2}, [5, 2]),
    ],
)
def test_pages_of_a_heavy_format_are_shorter(
    verb: str, page_sizes: dict[str, int], expected: list[int]
) -> None:
    made = (record(str(number), START + timedelta(hours=number)) for number in range(7))
    client = sized(MemoryRepository(IDENTITY, made), 5, **page_sizes)
    listed = list(pages(client, "metadataPrefix=oai_dc", verb))
    assert [len(identifiers(page)) for page in listed] == expected
    tokens = [page.find(f".//{OAI}resumptionToken") for page in listed]
    assert [None if token is None else token.get("completeListSize") for token in tokens] == ["7"] * len(
        expected
    )


def test_a_token_goes_on_where_it_stood_when_the_sizes_of_pages_change() -> None:
    made = [record(str(number), START + timedelta(hours=number)) for number in range(9)]
    repository = MemoryRepository(IDENTITY, made)
    found: list[str] = []
    asked = "verb=ListRecords&metadataPrefix=oai_dc"
    for size in (4, 1, 3, 9):
        root = etree.fromstring(sized(repository, 9, oai_dc=size).get(f"/oai?{asked}").data)
        found += identifiers(root)
        token = root.find(f".//{OAI}resumptionToken")
        assert token is not None
        asked = f"verb=ListRecords&resumptionToken={token.text}"
    assert found == [one.identifier for one in made]
