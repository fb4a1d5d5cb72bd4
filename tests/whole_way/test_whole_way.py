"""The whole way by its single commands: two libraries that answer OAI-PMH, their records at every door.

The server runs all the time; what the libraries change comes to its doors by `harvest` and `publish` alone.
"""

import gzip
import json
import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from running import command, end, free_port
from sickle import Sickle  # type: ignore[import-untyped]
from sickle.oaiexceptions import NoRecordsMatch  # type: ignore[import-untyped]
from SPARQLWrapper import JSON, SPARQLWrapper

from harvesters.marc import MarcField, MarcRecord
from oai.memory import MemoryRecord
from opendata.demo.libraries import Provider, SampleLibrary, sample_libraries
from opendata.identity import record_iri

LIBRARY = """name = {{ vi = "{vi}", en = "{en}" }}
protocol = "oai-pmh"
url = "{url}"
format = "{format}"
licence = "{licence}"
"""
DOCUMENTS = "SELECT ?document { ?document a <http://xmlns.com/foaf/0.1/Document> }"
COUNT = "SELECT (COUNT(?document) AS ?count) { ?document a <http://xmlns.com/foaf/0.1/Document> }"
TITLE = "SELECT ?title { <%s#Instance> bf:title/bf:mainTitle ?title }"
NEW_TITLE = "Một nhan đề mới đi hết con đường"
SECONDS = 20

_PROGRESS = re.compile(r"\w+: [\d,]+ of [\d,]+")
"""What a command says of itself when the machine is slow."""


class Network(NamedTuple):
    """Sample libraries that answer, and a home that is harvested from them, published and served."""

    home: Path
    address: str
    samples: list[SampleLibrary]
    providers: list[Provider]

    def run(self, *words: str) -> str:
        """What the command said; fails where it failed or complained."""
        done = subprocess.run(command(self.home, *words), capture_output=True, text=True, timeout=SECONDS)
        complaints = [line for line in done.stderr.splitlines() if not _PROGRESS.fullmatch(line)]
        assert (done.returncode, complaints) == (0, [])
        return done.stdout

    def iri(self, library: str, identifier: str) -> str:
        return record_iri(self.address, library, identifier)

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("status", "--json"))
        return found


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    home = tmp_path_factory.mktemp("network") / "home"
    port = free_port()
    samples = sample_libraries()
    with ExitStack() as stack:
        providers = [stack.enter_context(Provider(sample)) for sample in samples]
        network = Network(home, f"http://127.0.0.1:{port}/", samples, providers)
        network.run("init")
        settings = (home / "opendata.toml").read_text(encoding="utf-8")
        assert settings.count("http://127.0.0.1:8000/") == 1
        settings = settings.replace("http://127.0.0.1:8000/", network.address)
        (home / "opendata.toml").write_text(settings, encoding="utf-8")
        for sample, provider in zip(samples, providers, strict=True):
            text = LIBRARY.format(
                **sample.names, url=provider.url, format=sample.format, licence=sample.licence
            )
            (home / "libraries" / f"{sample.code}.toml").write_text(text, encoding="utf-8")
        network.run("harvest", "--no-progress")
        network.run("publish", "--no-progress")
        network.run("dump", "--no-progress")
        stack.enter_context(served(home, port))
        until(lambda: len(oai_headers(network)) > 0)
        yield network


@contextmanager
def served(home: Path, port: int) -> Iterator[None]:
    process = subprocess.Popen(
        command(home, "serve", "--port", str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield
    finally:
        status, said = end(process)
        assert "Traceback" not in said
        assert status == 0


def until(holds: Callable[[], bool]) -> None:
    """A new release is at the doors within seconds, not at once."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            if holds():
                return
        except OSError:  # the server is not there yet
            pass
        time.sleep(0.1)
    raise AssertionError("it never came")


def live(sample: SampleLibrary) -> list[MemoryRecord]:
    return [record for record in sample.records if not record.deleted]


def rows(network: Network, query: str) -> list[dict[str, str]]:
    client = SPARQLWrapper(f"{network.address}sparql")
    client.setQuery("PREFIX bf: <http://id.loc.gov/ontologies/bibframe/> " + query)
    client.setReturnFormat(JSON)
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    return [{name: cell["value"] for name, cell in row.items()} for row in answer["results"]["bindings"]]


def oai_headers(network: Network, **dates: str) -> dict[str, bool]:
    """The documents that OAI-PMH lists, and whether as deleted."""
    client = Sickle(f"{network.address}oai", timeout=SECONDS)
    prefix = "oai:opendata.localhost:"
    try:
        headers = list(client.ListIdentifiers(metadataPrefix="oai_dc", **dates))
    except NoRecordsMatch:
        return {}
    return {
        f"{network.address}record/{header.identifier.removeprefix(prefix)}": header.deleted
        for header in headers
    }


def dumped(network: Network) -> dict[str, set[str]]:
    """The statements of each graph in the latest dump; that of the vocabularies left out."""
    with urllib.request.urlopen(f"{network.address}dumps/latest/manifest.json", timeout=SECONDS) as answer:
        file = json.load(answer)["files"][0]
    with urllib.request.urlopen(f"{network.address}dumps/latest/{file['path']}", timeout=SECONDS) as answer:
        lines = gzip.decompress(answer.read()).decode().splitlines()
    graphs: dict[str, set[str]] = {}
    for line in lines:
        statement, graph, _ = line.rsplit(" ", 2)
        graphs.setdefault(graph[1:-1], set()).add(statement)
    del graphs[f"{network.address}vocabularies"]
    assert file["records"] == len(graphs)
    return graphs


def archived(network: Network) -> set[str]:
    records = map(json.loads, network.run("records", "--json").splitlines())
    return {network.iri(row["library"], row["identifier"]) for row in records if row["state"] == "live"}


def health(network: Network) -> dict[str, Any]:
    with urllib.request.urlopen(f"{network.address}health", timeout=SECONDS) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def check_doors(network: Network, documents: set[str]) -> None:
    """Every door has the same records: *documents*."""
    assert archived(network) == documents
    assert {row["document"] for row in rows(network, DOCUMENTS)} == documents
    assert rows(network, COUNT) == [{"count": str(len(documents))}]
    assert {iri for iri, deleted in oai_headers(network).items() if not deleted} == documents
    assert dumped(network).keys() == documents
    status = network.status()
    assert status["release"]["records"] == len(documents)
    assert sum(library["live"] for library in status["libraries"]) == len(documents)
    assert [library["unpublished"] for library in status["libraries"]] == [0, 0]
    assert health(network)["ok"]


def answer_of(address: str, accept: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Accept": accept})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def retitled(record: MemoryRecord, title: str, now: datetime) -> MemoryRecord:
    marc = record.fields
    assert isinstance(marc, MarcRecord)
    fields = tuple(
        MarcField("245", field.ind1, field.ind2, (("a", title),)) if field.tag == "245" else field
        for field in marc.fields
    )
    return replace(record, datestamp=now, fields=marc._replace(fields=fields))


def test_every_door_has_the_live_records_of_both_libraries(network: Network) -> None:
    documents = {
        network.iri(sample.code, record.identifier) for sample in network.samples for record in live(sample)
    }
    assert len(documents) == sum(len(live(sample)) for sample in network.samples)
    check_doors(network, documents)


def test_what_was_deleted_before_the_first_release_was_never_published(network: Network) -> None:
    deleted = [
        network.iri(sample.code, record.identifier)
        for sample in network.samples
        for record in sample.records
        if record.deleted
    ]
    assert deleted
    assert sum(library["deleted"] for library in network.status()["libraries"]) >= len(deleted)
    assert not oai_headers(network).keys() & set(deleted)
    assert {answer_of(iri, "text/html")[0] for iri in deleted} == {404}


def test_without_a_change_there_is_no_new_release(network: Network) -> None:
    before = network.status()["release"]
    said = sorted(network.run("harvest", "--no-progress").splitlines())
    for line, code in zip(said, sorted(sample.code for sample in network.samples), strict=True):
        assert line.startswith(f"{code}: 0 new, 0 changed, ")
        assert " 0 deleted, 0 rejected, 0 repaired (" in line
    stays = f"release {before['number']} stays: nothing has changed since {before['instant']}\n"
    assert network.run("publish", "--no-progress") == stays
    assert network.status()["release"] == before
    assert network.run("dump").startswith(f"release {before['number']} is dumped already:")


def test_one_change_and_one_deletion_come_through_every_door(network: Network) -> None:
    sample, provider = network.samples[0], network.providers[0]
    before, number = dumped(network), network.status()["release"]["number"]
    changed, gone = live(sample)[0], live(sample)[1]
    changed_iri, gone_iri = (network.iri(sample.code, record.identifier) for record in (changed, gone))
    now = datetime.now(UTC).replace(microsecond=0)
    provider.repository.put(retitled(changed, NEW_TITLE, now))
    provider.repository.put(replace(gone, datestamp=now, deleted=True, fields=None))

    said = network.run("harvest", sample.code, "--no-progress")
    assert said.startswith(f"{sample.code}: 0 new, 1 changed, ")
    assert " 1 deleted, 0 rejected, 0 repaired (" in said
    said = network.run("publish", "--no-progress")
    assert said.startswith(f"release {number + 1}: {len(before) - 1:,} records, ")
    assert said.endswith("; 1 new or changed, 1 deleted, 0 failed\n")
    network.run("dump", "--no-progress")
    until(lambda: {"title": NEW_TITLE} in rows(network, TITLE % changed_iri))
    instant = network.status()["release"]["instant"]
    until(lambda: oai_headers(network, **{"from": instant}) == {changed_iri: False, gone_iri: True})

    check_doors(network, before.keys() - {gone_iri})
    after = dumped(network)
    assert {iri for iri in before if after.get(iri) != before[iri]} == {changed_iri, gone_iri}
    assert rows(network, TITLE % gone_iri) == []
    status, page = answer_of(changed_iri, "text/html")
    assert (status, NEW_TITLE in page) == (200, True)
    assert [answer_of(gone_iri, accept)[0] for accept in ("text/html", "text/turtle")] == [410, 410]
