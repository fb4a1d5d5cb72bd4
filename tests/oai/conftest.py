"""Small repositories in memory, served by real servers on loopback ports."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import flask
import pytest
import waitress
from flask.testing import FlaskClient
from waitress import wasyncore

from harvesters.marc import MarcField, MarcRecord
from oai.blueprint import blueprint
from oai.memory import MemoryRecord, MemoryRepository
from oai.repository import Identity, Origin, Set

SECRET = b"a secret for tests only"
EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
SETS = (
    Set("tinh", {"vi": "Thư viện tỉnh", "en": "Provincial library"}, {"en": "Books & maps"}),
    Set("tinh:dia-chi", {"vi": "Địa chí"}),
    Set("truong", {"vi": "Thư viện trường"}),
)


def marc(number: int, title: str) -> MarcRecord:
    """A small MARC 21 record."""
    return MarcRecord(
        "00000nam a2200000 a 4500",
        (("001", str(number)), ("008", f"250101s{1900 + number % 100}    vm            000 0 vie d")),
        (
            MarcField("100", "1", " ", (("a", "Nguyễn, Du,"), ("d", "1766-1820."))),
            MarcField("245", "1", "0", (("a", f"{title} :"), ("b", "thơ /"), ("c", "Nguyễn Du."))),
        ),
    )


def graph(number: int, title: str) -> bytes:
    """A small graph in N-Triples."""
    record = f"http://data.example.vn/record/tinh/{number}"
    bf, rdf = "http://id.loc.gov/ontologies/bibframe/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    return (
        f"<{record}#Work> <{rdf}type> <{bf}Work> .\n"
        f"<{record}#Work> <{bf}title> <{record}#title> .\n"
        f"<{record}#title> <{rdf}type> <{bf}Title> .\n"
        f'<{record}#title> <{bf}mainTitle> "{title}"@vi .\n'
    ).encode()


def stamp(number: int) -> datetime:
    """Three records to a second, so that pages end among records of one datestamp."""
    return EARLIEST + timedelta(hours=number // 3)


def marc_record(number: int) -> MemoryRecord:
    """A MARC 21 record with a graph, a licence and an origin; some are deleted."""
    title = f"Truyện Kiều, bản {number} <&> \x0b“”"
    identifier = f"oai:data.example.vn:tinh/{number:04}"
    sets = ("tinh:dia-chi",) if number % 5 == 0 else ("tinh",)
    if number % 9 == 7:
        return MemoryRecord(identifier, stamp(number), deleted=True, sets=sets)
    return MemoryRecord(
        identifier,
        stamp(number),
        sets=sets,
        fields=marc(number, title),
        statements=graph(number, f"Truyện Kiều {number}"),
        licensed=CC0,
        address=f"http://data.example.vn/record/tinh/{number}",
        came_from=Origin(
            "http://tinh.example.vn/oai",
            f"oai:tinh.example.vn:{number}",
            EARLIEST,
            EARLIEST + timedelta(days=1),
            "http://www.loc.gov/MARC21/slim",
            altered=False,
        ),
    )


def dublin_core_record(number: int) -> MemoryRecord:
    """A Dublin Core record, without a graph."""
    elements = (
        ("title", f"Luận án {number}", "vi"),
        ("creator", "Hoàng Xuân Sính", ""),
        ("date", "1975", ""),
    )
    identifier = f"oai:data.example.vn:truong/{number:04}"
    return MemoryRecord(
        identifier,
        stamp(number),
        sets=("truong",),
        format="oai_dc",
        elements=elements,
        address=f"http://data.example.vn/record/truong/{number}",
    )


def new_repository(base_url: str, size: int = 60) -> MemoryRepository:
    """Two MARC records to one in Dublin Core."""
    identity = Identity(
        "Thư viện mẫu & bạn",
        base_url,
        ["admin@example.vn"],
        EARLIEST,
        "data.example.vn",
        "oai:data.example.vn:tinh/0001",
    )
    make = [marc_record, marc_record, dublin_core_record]
    return MemoryRepository(identity, (make[number % 3](number) for number in range(size)), SETS)


def new_application(repository: MemoryRepository, **options: object) -> flask.Flask:
    """The provider alone, at /oai."""
    application = flask.Flask("oai_test")
    door = blueprint(repository, SECRET, **options)  # type: ignore[arg-type]
    application.register_blueprint(door, url_prefix="/oai")
    return application


BASE_URL = "http://localhost/oai"


@pytest.fixture
def repository() -> MemoryRepository:
    return new_repository(BASE_URL)


@pytest.fixture
def client(repository: MemoryRepository) -> FlaskClient:
    return new_application(repository, page_size=7).test_client()


class RunningServer:
    """A provider behind waitress, in a thread, on a port of its own."""

    def __init__(self, make: Callable[[str], MemoryRepository]) -> None:
        application = flask.Flask("oai_test")
        self._sockets: dict[int, object] = {}
        self._server = waitress.create_server(application, host="127.0.0.1", port=0, map=self._sockets)
        self.base_url = f"http://127.0.0.1:{self._server.effective_port}/oai"
        self.repository = make(self.base_url)
        application.register_blueprint(blueprint(self.repository, SECRET, page_size=7), url_prefix="/oai")
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._stopping.is_set():
            wasyncore.loop(timeout=0.05, map=self._sockets, count=1)
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._sockets)

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()


@pytest.fixture
def application() -> Callable[..., flask.Flask]:
    """Makes the provider over a repository, with options of the blueprint."""
    return new_application


@pytest.fixture
def server() -> Iterator[RunningServer]:
    running = RunningServer(new_repository)
    yield running
    running.stop()
