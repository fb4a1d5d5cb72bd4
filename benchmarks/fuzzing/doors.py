"""Requests to a running installation's doors: never an error of the server's own, nothing of its inside."""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from fuzzing.records import marcxml
from fuzzing.target import Target
from lxml import etree
from werkzeug.test import Client
from werkzeug.wrappers import Response

from opendata.archive.archive import Archive
from opendata.doors.application import application
from opendata.doors.published import Published
from opendata.doors.sparql_door import PoolOfRelease
from opendata.harvest import harvest
from opendata.release.executor import in_process
from opendata.release.publish import publish
from opendata.settings import load

LIBRARY = """name = { vi = "Thư viện", en = "Library" }
protocol = "files"
url = "books.xml"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""


@cache
def _client() -> tuple[Client, Path]:
    """An installation with two records, and the folder that it is in."""
    home = Path(tempfile.mkdtemp(prefix="fuzz-home-"))
    (home / "libraries").mkdir()
    (home / "libraries" / "nlv.toml").write_text(LIBRARY, encoding="utf-8")
    (home / "books.xml").write_bytes(next(marcxml()))
    settings = load(home)
    archive = Archive.open(settings.archive_url)
    with in_process() as executor:
        harvest(settings.libraries["nlv"], archive, home)
        publish(settings, archive, executor=executor)
    published = Published(settings, archive)
    return Client(application(settings, published, PoolOfRelease(settings, published)), Response), home


def requests() -> Iterator[bytes]:
    """A path with its query in the first line, Accept in the second, Accept-Language in the third."""
    oai = "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01&until=2030-01-01T00:00:00Z"
    for line in (
        "/", "/catalog", "/dumps/", "/search?q=kieu&page=2&set=type:text", "/record/nlv/1",
        "/record/nlv/1.jsonld", "/record/nlv/%E1%BB%81?format=ttl", "/library/nlv", "/changes",
        "/sitemap.xml", "/health", "/metrics",
        oai, "/oai?verb=GetRecord&metadataPrefix=marc21&identifier=oai:localhost:nlv/1",
        "/oai?verb=ListIdentifiers&resumptionToken=abc.def", "/oai?verb=ListSets", "/agent/1",
        "/ldes", "/emm/", "/resourcesync/capabilitylist.xml", "/context.jsonld", "/dumps/1/manifest.json",
    ):  # fmt: skip
        yield f"{line}\ntext/turtle;q=0.5,*/*\nvi,en;q=0.2".encode()


def check(data: bytes) -> None:
    """Answers of 200 to 499, /oai's well-formed; 503 while there is nothing to answer from."""
    line, accept, language, *_ = [*data.split(b"\n"), b"", b"", b""]
    path, _, query = line.partition(b"?")
    if path.lstrip(b"/").lower().startswith((b"sparql", b"query")):
        return
    client, home = _client()
    answer = client.get(
        "/",
        # The server itself refuses what is no character of an address.
        query_string=quote_from_bytes(query, safe=bytes(range(0x21, 0x7F))),
        headers={"Accept": _header(accept), "Accept-Language": _header(language)},
        environ_overrides={"PATH_INFO": "/" + unquote_to_bytes(path).decode("latin-1").lstrip("/")},
    )
    body = answer.get_data()
    assert answer.status_code < 500 or answer.status_code == 503, answer.status
    assert str(home).encode() not in body, "the home folder's place"
    assert b"Traceback (most" not in body
    if path == b"/oai" and answer.status_code == 200 and b"xml" in answer.content_type.encode():
        etree.fromstring(body)


def _header(raw: bytes) -> str:
    """What a server would hand on of a header."""
    return "".join(character for character in raw.decode("latin-1") if character >= " ")


WORDS = (
    *("verb=", "&from=", "&until=", "&set=", "resumptionToken=", "&page="),
    *("%00", "%2F", "..", "?format=", "q=0."),
)
TARGETS = {"doors": Target(check, requests, WORDS)}
