"""Whatever happened, every feed tells the same of it: asked through the real doors, on random histories."""

import gzip
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rdflib
from flask.testing import FlaskClient
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))

from feeding import app_of, read
from tiny import House, library, settings

from harvesters.records import HarvestedRecord
from opendata.dump.write import dump
from opendata.feeds import emm, ldes, resourcesync
from opendata.release import index
from opendata.release.conversion import installed_converter
from opendata.release.executor import in_process
from opendata.release.publish import publish

BASE = "http://data.example/"
START = datetime(2026, 11, 1, tzinfo=UTC)
_DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{0}</dc:title></oai_dc:dc>'
)
_OAI = "{http://www.openarchives.org/OAI/2.0/}"
TREE = rdflib.Namespace("https://w3id.org/tree#")
LDES = rdflib.Namespace("https://w3id.org/ldes#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
AS = "https://www.w3.org/ns/activitystreams#"
_PAST = {"Create": "created", "Update": "updated", "Delete": "deleted"}

Change = tuple[str, str, str]
"""The instant, the record's IRI, and what happened."""


class History:
    """A network of two libraries through some releases."""

    def __init__(self, home: Path, seed: int) -> None:
        chosen = [replace(library(code), format="oai_dc") for code in ("a", "b")]
        self.house = House(home, settings(home, *chosen))
        self.random = random.Random(seed)
        self.live: dict[tuple[str, str], int] = {}
        self.known: set[tuple[str, str]] = set()
        self.expected: list[list[Change]] = []
        self.step = 0

    def advance(self) -> None:
        """A harvest and a release, with its dumps."""
        self.step += 1
        instant = f"{START + timedelta(days=self.step):%Y-%m-%dT%H:%M:%SZ}"
        records, said = [], []
        for _ in range(self.random.randrange(1, 9)):
            key = self.random.choice("ab"), str(self.random.randrange(12))
            if any((each.source, each.identifier) == key for each in records):
                continue
            deletes = key in self.live and self.random.random() < 0.4
            title = self.random.randrange(3)
            records.append(self._record(key, title, deletes))
            kind = self._happens(key, title, deletes)
            if kind:
                said.append((instant, f"{BASE}record/{key[0]}/{key[1]}", kind))
        self.house.harvest(*records)
        with in_process() as executor:
            done = publish(
                self.house.settings,
                self.house.archive,
                converter=installed_converter(),
                executor=executor,
                now=lambda: START + timedelta(days=self.step),
            )
            assert (done.release is not None) == bool(said)
            if said:
                dump(self.house.settings, self.house.archive, executor=executor)
                self.expected.append(said)

    def _happens(self, key: tuple[str, str], title: int, deletes: bool) -> str:
        was = self.live.get(key)
        if deletes:
            del self.live[key]
            return "deleted"
        self.live[key] = title
        if was is None:
            return "created"
        return "updated" if was != title else ""

    def _record(self, key: tuple[str, str], title: int, deletes: bool) -> HarvestedRecord:
        payload = b"" if deletes else _DC.format(f"title {title} of {key[1]}").encode()
        return HarvestedRecord(key[0], key[1], START, deletes, "oai_dc", payload)


def by_resourcesync(client: FlaskClient, since: str) -> list[Change]:
    """What the change lists say of what came after *since*."""
    found = []
    for address, about in read(client, "/resourcesync/changes.xml").entries:
        if about["until"] > since:
            for resource, each in read(client, address).entries:
                if each["datetime"] > since:
                    found.append((each["datetime"], resource.removesuffix(".nt"), each["change"]))
    return found


def by_emm(client: FlaskClient, since: str) -> list[Change]:
    """What the change sets say, read backwards until *since*."""
    found: list[Change] = []
    entry = client.get("/changes/emm").get_json(force=True)
    address = entry["last"]["id"]
    total = 0
    while address:
        page = _json(client, address)
        assert page["partOf"]["id"] == entry["id"]
        assert page["totalItems"] == len(page["orderedItems"])
        items = [
            (each["published"], each["object"]["id"], _PAST[each["type"]]) for each in page["orderedItems"]
        ]
        assert [each[0] for each in items] == sorted(each[0] for each in items)
        total += len(items)
        found = [*(each for each in items if each[0] > since), *found]
        address = page.get("prev", {}).get("id", "")
    assert total == entry["totalItems"]
    return found


def _json(client: FlaskClient, address: str) -> dict[str, Any]:
    answer = client.get(urlsplit(address).path)
    assert answer.mimetype == "application/activity+json"
    found: dict[str, Any] = answer.get_json(force=True)
    assert found["id"] == address
    return found


def by_ldes(client: FlaskClient, since: str, asked: list[str] | None = None) -> list[Change]:
    """What the stream says: only what may have members after *since* is asked for."""
    found = []
    todo = [f"{BASE}changes/ldes"]
    while todo:
        address = todo.pop()
        graph = _graph(client, address)
        if asked is not None:
            asked.append(address)
        may: dict[str, bool] = {}
        for relation in graph.objects(rdflib.URIRef(address), TREE.relation):
            kind = str(graph.value(relation, rdflib.RDF.type))
            ends = kind.endswith("LessThanOrEqualToRelation")
            below = str(graph.value(relation, TREE.node))
            may[below] = may.get(below, True) and not (
                ends and _instant(graph.value(relation, TREE.value)) <= since
            )
        todo += [below for below, wanted in may.items() if wanted]
        for member in graph.objects(rdflib.URIRef(f"{BASE}changes/ldes#stream"), TREE.member):
            instant = _instant(graph.value(member, DCTERMS.created))
            if instant > since:
                kind = str(graph.value(member, rdflib.RDF.type)).removeprefix(AS)
                found.append((instant, str(graph.value(member, DCTERMS.isVersionOf)), _PAST[kind]))
    return found


def _instant(value: Any) -> str:
    return f"{value.toPython():%Y-%m-%dT%H:%M:%SZ}"


def _graph(client: FlaskClient, address: str) -> rdflib.Graph:
    answer = client.get(urlsplit(address).path, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    graph = rdflib.Graph().parse(data=answer.data, format="nt")
    closed = (rdflib.URIRef(address), LDES.immutable, rdflib.Literal(True)) in graph
    assert closed == ("immutable" in answer.headers["Cache-Control"])
    return graph


def by_oai(client: FlaskClient, from_: str) -> dict[str, bool]:
    """The records that changed from an instant on, and whether they are deleted now."""
    asked = f"/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from={from_}"
    found = {}
    for header in etree.fromstring(client.get(asked).data).iter(f"{_OAI}header"):
        key = header.findtext(f"{_OAI}identifier").split(":", 2)[2]
        found[f"{BASE}record/{key}"] = header.get("status") == "deleted"
    return found


def _lines(file: Path) -> list[bytes]:
    return gzip.decompress(file.read_bytes()).splitlines()


def last_of(changes: list[Change]) -> dict[str, bool]:
    """What the last change of each record leaves: whether it is deleted."""
    return {iri: kind == "deleted" for _, iri, kind in sorted(changes)}


@pytest.fixture(params=[1, 2], scope="module")
def history(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    made = History(tmp_path_factory.mktemp("history") / "home", request.param)
    for _ in range(6):
        made.advance()
    with pytest.MonkeyPatch.context() as patch:
        # Small pages, so that there are many.
        patch.setattr(emm, "SIZE", 3)
        patch.setattr(ldes, "SIZE", 2)
        patch.setattr(ldes, "FANOUT", 3)
        patch.setattr(resourcesync, "PART", 2)
        yield made
    made.house.close()


def test_every_feed_tells_of_every_change(history: History) -> None:
    client = app_of(history.house, installed_converter()).test_client()
    wanted = sorted(change for release in history.expected for change in release)
    for told in (by_resourcesync, by_emm, by_ldes):
        assert sorted(told(client, "")) == wanted
        for number in range(1, len(history.expected)):
            since = history.expected[number - 1][0][0]
            assert sorted(told(client, since)) == [change for change in wanted if change[0] > since]


def test_oai_tells_what_the_changes_of_any_window_leave(history: History) -> None:
    client = app_of(history.house, installed_converter()).test_client()
    for number in range(len(history.expected)):
        changes = [change for release in history.expected[number:] for change in release]
        from_ = changes[0][0]
        since = history.expected[number - 1][0][0] if number else ""
        assert by_oai(client, from_) == last_of(changes) == last_of(by_ldes(client, since))


def test_each_delta_is_what_its_release_changed(history: History) -> None:
    client = app_of(history.house, installed_converter()).test_client()
    folders = history.house.settings.dumps_path
    for number, expected in enumerate(history.expected, 1):
        manifest = json.loads((folders / str(number) / "manifest.json").read_bytes())
        for delta in manifest["deltas"]:
            parts = {file["part"]: folders / str(number) / file["path"] for file in delta["files"]}
            deleted = set(parts["deleted-ids"].read_text().split())
            assert deleted == {iri for _, iri, kind in expected if kind == "deleted"}
            graphs = {
                part: {line.rsplit(b" ", 2)[1][1:-1].decode() for line in _lines(parts[part])}
                for part in ("added", "removed")
            }
            updated = {iri for _, iri, kind in expected if kind == "updated"}
            assert graphs["added"] - updated == {iri for _, iri, kind in expected if kind == "created"}
            assert graphs["removed"] - updated == deleted
            assert updated <= graphs["added"] & graphs["removed"]
            since = delta["fromInstant"]
            now = manifest["instant"]
            told = [change for change in by_resourcesync(client, since) if change[0] <= now]
            assert {iri for _, iri, _ in told} == graphs["added"] | graphs["removed"]


def test_current_releases_are_what_the_expectation_made(history: History) -> None:
    release = index.current(history.house.archive)
    assert release is not None
    assert sum(each.records for each in index.counts(history.house.archive, release).values()) == len(
        history.live
    )


def test_closed_pages_stay_as_they_are_and_who_follows_asks_for_few(history: History) -> None:
    client = app_of(history.house, installed_converter()).test_client()
    paths = [
        f"/changes/{kind}/{number}" for kind in ("emm", "ldes/pages", "ldes/nodes") for number in range(1, 40)
    ]
    closed = {
        path: answer.data
        for path in paths
        if "immutable" in (answer := client.get(path)).headers.get("Cache-Control", "")
    }
    assert len(closed) > 10
    since = history.expected[-1][0][0]
    history.advance()
    history.advance()
    after = app_of(history.house, installed_converter()).test_client()
    for path, text in closed.items():
        assert after.get(path).data == text
    asked: list[str] = []
    by_ldes(after, since, asked)
    every: list[str] = []
    by_ldes(after, "", every)
    assert len(asked) < len(every) / 2
