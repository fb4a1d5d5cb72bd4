"""ListRecords of 3-KB MARCXML from the WSGI application, beside other providers': records per CPU-second.

Each has the same records in SQLite, answers a whole list in pages of 100 in this process, and is asked
without a network, in turns. pyoai is its maintained fork oaipmh 4; oai_repo is left out where it is not
installed. With gzip all compress at the same level. Bytes on disk are those of the archive, by record.
"""

import gzip
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from lxml import etree
from measured import ROOT, fresh, home_with, opendata, run

sys.path.insert(0, str(ROOT))

RECORDS = 5_000
PAGE = 100
ROUNDS = 5
_LEVEL = 4
_STAMP = datetime(2026, 11, 1)
_NAMESPACE = "http://www.loc.gov/MARC21/slim"
_TEXT = (
    "lịch sử văn học Việt Nam nghiên cứu phê bình truyện thơ nghệ thuật dân gian giáo dục kinh tế xã hội "
    "ngôn ngữ từ điển bách khoa khoa học kỹ thuật nông nghiệp thủy sản y tế pháp luật báo chí thư viện"
)
_WORDS = _TEXT.split()


def marcxml(number: int) -> str:
    """A record of 3 KB; no two alike."""

    def words(start: int, count: int) -> str:
        chosen = [_WORDS[(number * 7 + start * 13 + place * place) % len(_WORDS)] for place in range(count)]
        return escape(" ".join(chosen).capitalize())

    def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> str:
        inside = "".join([f'<subfield code="{code}">{text}</subfield>' for code, text in subfields])
        return f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">{inside}</datafield>'

    fields = [
        field("020", "  ", ("a", f"978604{number:07}")),
        field("041", "0 ", ("a", "vie")),
        field("082", "04", ("2", "23"), ("a", f"{number % 1000:03}.09597")),
        field("100", "1 ", ("a", words(1, 3)), ("d", str(1900 + number % 100))),
        field("245", "10", ("a", words(2, 6) + " :"), ("b", words(3, 5) + " /"), ("c", words(4, 4))),
        field("260", "  ", ("a", "Hà Nội :"), ("b", words(5, 3) + ","), ("c", str(1950 + number % 76))),
        field("300", "  ", ("a", f"{100 + number % 900} tr. ;"), ("c", "21 cm")),
        field("500", "  ", ("a", words(6, 12))),
        field("520", "  ", ("a", words(7, 130))),
        *[field("650", " 7", ("a", words(8 + place, 3)), ("2", "btkvn")) for place in range(4)],
        field("700", "1 ", ("a", words(20, 3)), ("e", "dịch")),
        field("852", "  ", ("b", f"KHO{number % 9}"), ("j", f"VN{number}")),
    ]
    return (
        f'<record xmlns="{_NAMESPACE}"><leader>00000nam a2200000 a 4500</leader>'
        f'<controlfield tag="001">{number:08}</controlfield>'
        f'<controlfield tag="008">261101s{1950 + number % 76}    vm            000 0 vie d</controlfield>'
        f"{''.join(fields)}</record>"
    )


def list_of(answer: Callable[[dict[str, str]], bytes], verb: str = "ListRecords") -> Iterator[bytes]:
    """The pages of a whole list."""
    arguments = {"verb": verb, "metadataPrefix": "marc21"}
    while True:
        page = answer(arguments)
        yield page
        text = gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page
        end = text.rfind(b"</resumptionToken>")
        token = text[text.rfind(b">", 0, end) + 1 : end].decode() if end >= 0 else ""
        if not token:
            return
        arguments = {"verb": verb, "resumptionToken": token.replace("&amp;", "&")}


def ours(home: Path, compressed: bool, kept: int = 0) -> Callable[[dict[str, str]], bytes]:
    """The application over a home, asked as a WSGI server asks it."""
    from flask import Flask

    from oai.blueprint import blueprint
    from opendata.archive.archive import Archive
    from opendata.doors.oai_repository import PublishedCollection
    from opendata.doors.oai_secret import secret_of
    from opendata.doors.published import Published
    from opendata.doors.site import Site
    from opendata.settings import load

    settings = load(home)
    published = Published(settings, Archive.open(settings.archive_url))
    collection = PublishedCollection(Site(settings, published, lambda: None))
    app = Flask("bench", static_folder=None)
    app.register_blueprint(
        blueprint(collection, secret_of(settings), page_size=PAGE, kept_bytes=kept), url_prefix="/oai"
    )

    def answer(arguments: dict[str, str]) -> bytes:
        environment = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/oai",
            "QUERY_STRING": urlencode(arguments),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        if compressed:
            environment["HTTP_ACCEPT_ENCODING"] = "gzip"
        return b"".join(app(environment, lambda *_: lambda _: None))

    return answer


def stored(file: Path) -> sqlite3.Connection:
    """The same records in a table, in their order."""
    table = sqlite3.connect(file)
    table.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, payload TEXT)")
    table.executemany("INSERT INTO records VALUES (?, ?)", ((n, marcxml(n)) for n in range(RECORDS)))
    return table


def pyoai(table: sqlite3.Connection) -> Callable[[dict[str, str]], bytes]:
    """pyoai's server, over the table."""
    from oaipmh import common
    from oaipmh.metadata import MetadataRegistry
    from oaipmh.server import BatchingServer

    class Records:
        def identify(self) -> Any:
            return common.Identify(
                repositoryName="Bench",
                baseURL="http://127.0.0.1/oai",
                protocolVersion="2.0",
                adminEmails=["bench@example.org"],
                earliestDatestamp=_STAMP,
                deletedRecord="persistent",
                granularity="YYYY-MM-DDThh:mm:ssZ",
                compression=[],
            )

        def listRecords(  # noqa: N802 - the name that the server calls
            self,
            metadataPrefix: str,  # noqa: N803
            cursor: int = 0,
            batch_size: int = PAGE,
            **_: Any,
        ) -> list[Any]:
            rows = table.execute("SELECT * FROM records LIMIT ? OFFSET ?", (batch_size, cursor))
            return [
                (common.Header(None, f"oai:bench:{n}", _STAMP, ["bench"], False), payload, None)
                for n, payload in rows
            ]

    registry = MetadataRegistry()
    registry.registerWriter("marc21", lambda element, payload: element.append(etree.fromstring(payload)))
    server = BatchingServer(Records(), registry, resumption_batch_size=PAGE)
    return lambda arguments: bytes(server.handleRequest(arguments))


def oai_repo(table: sqlite3.Connection) -> Callable[[dict[str, str]], bytes]:
    """oai_repo's provider, over the table."""
    from oai_repo import DataInterface, Identify, MetadataFormat, OAIRepository, RecordHeader

    class Records(DataInterface):  # type: ignore[misc,unused-ignore]
        limit = PAGE

        def get_identify(self) -> Any:
            return Identify(
                base_url="http://127.0.0.1/oai",
                repository_name="Bench",
                admin_email=["bench@example.org"],
                deleted_record="persistent",
                granularity="YYYY-MM-DDThh:mm:ssZ",
                earliest_datestamp="2026-11-01T00:00:00Z",
            )

        def is_valid_identifier(self, identifier: str) -> bool:
            return True

        def get_metadata_formats(self, identifier: str | None = None) -> list[Any]:
            return [MetadataFormat("marc21", "http://example.org/x.xsd", _NAMESPACE)]

        def get_record_header(self, identifier: str) -> Any:
            return RecordHeader(identifier=identifier, datestamp="2026-11-01T00:00:00Z", setspecs=["bench"])

        def get_record_metadata(self, identifier: str, metadataprefix: str) -> Any:
            number = int(identifier.rpartition(":")[2])
            (payload,) = table.execute("SELECT payload FROM records WHERE id = ?", (number,)).fetchone()
            return etree.fromstring(payload)

        def get_record_abouts(self, identifier: str) -> list[Any]:
            return []

        def list_identifiers(
            self, metadataprefix: str, filter_from: Any = None, filter_until: Any = None,
            filter_set: Any = None, cursor: int = 0,
        ) -> tuple[Any, ...]:  # fmt: skip
            rows = table.execute("SELECT id FROM records LIMIT ? OFFSET ?", (PAGE, cursor))
            return [f"oai:bench:{n}" for (n,) in rows], RECORDS, None

    repository = OAIRepository(Records())
    return lambda arguments: bytes(repository.process(arguments))


def seconds(answer: Callable[[dict[str, str]], bytes]) -> float:
    """CPU-seconds of a whole list."""
    started = time.process_time()
    for _ in list_of(answer):
        pass
    return time.process_time() - started


def checked(answer: Callable[[dict[str, str]], bytes]) -> int:
    """The bytes of a whole list, in which every record came."""
    pages = list(list_of(answer))
    text = b"".join([gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page for page in pages])
    found = text.count(b"<header>")
    assert found == RECORDS, f"{found} of {RECORDS} records came"
    return sum(map(len, pages))


def main() -> None:
    folder = fresh("oai-pages")
    source = folder / "records.xml"
    with source.open("w", encoding="utf-8") as out:
        out.write(f'<collection xmlns="{_NAMESPACE}">')
        out.writelines(marcxml(number) for number in range(RECORDS))
        out.write("</collection>")
    home = home_with("oai-pages-home", source)
    run(opendata("--home", home, "harvest", "--no-progress"))
    run(opendata("--home", home, "publish", "--no-progress"))
    table = stored(folder / "records.sqlite")
    others: dict[str, Callable[[dict[str, str]], bytes]] = {"pyoai": pyoai(table)}
    try:
        others["oai_repo"] = oai_repo(table)
    except ImportError:
        print("oai_repo is not installed and left out (pip install oai_repo)")
    print(f"ListRecords of {RECORDS} records of {source.stat().st_size // RECORDS} bytes, in pages of {PAGE}")
    for way, bar in (("plain", 7), ("gzip", 3)):
        packed = way == "gzip"
        asked = {"opendata": ours(home, packed), "asked again": ours(home, packed, 64 << 20)}
        for name, answer in others.items():
            asked[name] = (lambda a, ask=answer: gzip.compress(ask(a), _LEVEL)) if packed else answer
        sizes = {name: checked(answer) for name, answer in asked.items()}
        # In turns, so that whatever else the machine does meets all alike.
        rounds = [{name: seconds(answer) for name, answer in asked.items()} for _ in range(ROUNDS)]
        for name in asked:
            rate = RECORDS / median(taken[name] for taken in rounds)
            print(f"  {name + ',':12} {way:5} {rate:8.0f} records/CPU-s {sizes[name] // RECORDS:6} bytes")
        ratio = median(min(taken[name] for name in others) / taken["opendata"] for taken in rounds)
        print(f"  ratio to the better one {ratio:5.1f}   (bar: {bar})")
    archive = sum(file.stat().st_size for file in home.glob("archive.db*"))
    print(f"  archive, index of the release included: {archive / RECORDS:.0f} bytes a record (bar: 1536)")


if __name__ == "__main__":
    main()
