"""Encoders of records and a real HTTP server on a loopback port."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape, quoteattr

import pytest

from harvesters.library import Library
from harvesters.marc import MarcField, MarcRecord


class Request(NamedTuple):
    path: str
    query: dict[str, str]
    headers: dict[str, str]


class Reply(NamedTuple):
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012
    cut: int = 0
    """So many bytes of the body are announced and never sent."""


class Server:
    """Answers with what *answer*, a function, returns; keeps the requests."""

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        self.requests: list[Request] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                request = Request(parts.path, dict(parse_qsl(parts.query)), dict(self.headers))
                server.requests.append(request)
                reply = answer(request)
                self.send_response(reply.status)
                self.send_header("Content-Length", str(len(reply.body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body[: len(reply.body) - reply.cut])

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[Request], Reply]], Server]]:
    """Starts a server that answers with a function of the request."""
    started: list[Server] = []

    def start(answer: Callable[[Request], Reply]) -> Server:
        started.append(Server(answer))
        return started[-1]

    yield start
    for server in started:
        server.close()


@pytest.fixture(scope="session")
def reply() -> type[Reply]:
    return Reply


@pytest.fixture(scope="session")
def library() -> Callable[..., Library]:
    """A library with the given url and keys."""

    def make(url: str, **keys: object) -> Library:
        values = {"code": "nlv", "name": {"en": "Test"}, "protocol": "files", "format": "marc21"} | keys
        return Library(url=str(url), **values)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def marc() -> Callable[..., MarcRecord]:
    """A small record with the given 001 and title."""

    def make(number: str, title: str = "Truyện Kiều", stamp: str = "20240102030405.0") -> MarcRecord:
        control = (("001", number), ("005", stamp))
        fields = (MarcField("245", "1", "0", (("a", title), ("c", "Nguyễn Du"))),)
        return MarcRecord("00000nam a2200000 a 4500", control, fields)

    return make


@pytest.fixture(scope="session")
def iso2709() -> Callable[..., bytes]:
    """A record as ISO 2709, in UTF-8 unless another encoder of text is given."""

    def encode(record: MarcRecord, encoder: Callable[[str], bytes] = str.encode) -> bytes:
        directory, body = b"", b""
        texts = [(tag, value) for tag, value in record.control]
        for tag, ind1, ind2, subfields in record.fields:
            texts.append((tag, ind1 + ind2 + "".join(f"\x1f{code}{value}" for code, value in subfields)))
        for tag, text in texts:
            data = encoder(text) + b"\x1e"
            directory += tag.encode() + b"%04d%05d" % (len(data), len(body))
            body += data
        base = 24 + len(directory) + 1
        leader = record.leader.encode()
        length = b"%05d" % min(base + len(body) + 1, 99999)
        return length + leader[5:12] + b"%05d" % base + leader[17:] + directory + b"\x1e" + body + b"\x1d"

    return encode


@pytest.fixture(scope="session")
def marcxml() -> Callable[..., bytes]:
    """A record as MARCXML, with a prefix and start-tag attributes if wanted."""

    def encode(record: MarcRecord, prefix: str = "", attributes: str = "", gap: str = "") -> bytes:
        lines = [f"<{prefix}record{attributes}>", f"<{prefix}leader>{escape(record.leader)}</{prefix}leader>"]
        for tag, value in record.control:
            lines.append(f'<{prefix}controlfield tag="{tag}">{escape(value)}</{prefix}controlfield>')
        for tag, ind1, ind2, subfields in record.fields:
            marks = f"ind1={quoteattr(ind1)} ind2={quoteattr(ind2)}"
            lines.append(f'<{prefix}datafield tag="{tag}" {marks}>')
            for code, value in subfields:
                lines.append(f"<{prefix}subfield code={quoteattr(code)}>{escape(value)}</{prefix}subfield>")
            lines.append(f"</{prefix}datafield>")
        lines.append(f"</{prefix}record>")
        return gap.join(lines).encode()

    return encode
