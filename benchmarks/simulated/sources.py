"""Member libraries that change all the time, know what they hold, and answer badly now and then."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, cast

from flask import Flask
from pymarc import Field, Indicators, Leader, MARCWriter, Subfield
from pymarc import Record as MarcOfPymarc
from waitress.server import create_server

from harvesters.marc import MarcField, MarcRecord
from oai.blueprint import blueprint
from oai.memory import MemoryRecord, MemoryRepository
from oai.repository import Identity
from opendata.demo.libraries import SampleLibrary

Model = dict[str, str | None]
"""Title of each record by identifier; None: it was there, and is gone."""

# Answers that break off are meant to.
logging.getLogger("waitress").disabled = True

_FOUNDED = datetime(2020, 1, 1, tzinfo=UTC)
_CUT_AT = 0.6
"""The part of an answer that comes before it breaks off."""


class Faults:
    """What becomes of an answer of a library's server, by lot."""

    KINDS = ("busy", "error", "cut", "short", "page", "token", "slow")

    def __init__(self, lot: Random, share: float) -> None:
        self._lot = lot
        self._lock = threading.Lock()
        self.share = share
        self.happened = dict.fromkeys(self.KINDS, 0)

    def next(self, resumes: bool) -> str:
        """A fault, or "" for none."""
        with self._lock:
            if self._lot.random() >= self.share:
                return ""
            kind = self._lot.choice(self.KINDS)
            if kind == "token" and not resumes:
                return ""
            self.happened[kind] += 1
            return kind


class OaiSource:
    """A library that answers OAI-PMH at `url`; with *forgets*, one that does not tell what it deleted."""

    def __init__(self, sample: SampleLibrary, faults: Faults, *, forgets: bool = False) -> None:
        self.code = f"{sample.code}-quen" if forgets else sample.code
        self.sample = sample
        self.model: Model = {}
        self._faults = faults
        self._forgets = forgets
        self._pool = [record for record in sample.records if not record.deleted]
        self._held: dict[str, MemoryRecord] = {}
        app = Flask("source", static_folder=None)
        app.register_blueprint(blueprint(self, b"a simulated library " * 2, page_size=40), url_prefix="/oai")
        self._answer = app.wsgi_app
        self._server: Any = cast(Any, create_server)(self._faulty, host="127.0.0.1", port=0, threads=4)
        self.url = f"http://127.0.0.1:{self._server.effective_port}/oai"
        self._identity = Identity(sample.names["vi"], self.url, ["thuvien@example.vn"], _FOUNDED)
        self._repository = MemoryRepository(self._identity)
        threading.Thread(target=self._server.run, daemon=True).start()

    def as_it_stands(self) -> MemoryRepository:
        """See oai.repository.Collection."""
        return self._repository

    def settings(self) -> str:
        """Its lines in libraries/CODE.toml."""
        return f'protocol = "oai-pmh"\nurl = "{self.url}"\nformat = "{self.sample.format}"\n'

    def change(self, wanted: Iterable[tuple[str, str | None]]) -> None:
        """Gives records new titles, or takes them away (None)."""
        now = datetime.now(UTC).replace(microsecond=0)
        for identifier, title in wanted:
            self.model[identifier] = title
            pattern = self._pool[hash_of(identifier) % len(self._pool)]
            record = replace(pattern, identifier=identifier, datestamp=now)
            if title is None:
                record = replace(record, deleted=True, fields=None, elements=None)
            elif record.fields is not None:
                record = replace(record, fields=_retitled(cast(MarcRecord, record.fields), title))
            else:
                record = replace(record, elements=_renamed(record.elements or (), title))
            if title is None and self._forgets:
                self._held.pop(identifier, None)
            else:
                self._held[identifier] = record
            if not self._forgets:
                self._repository.put(record)
        if self._forgets:
            self._repository = MemoryRepository(self._identity, self._held.values())

    def identifier(self, number: int) -> str:
        """That of its record of that number."""
        return f"oai:{self.code}.example.vn:{number:06}"

    def _faulty(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        fault = self._faults.next(resumes="resumptionToken" in environ["QUERY_STRING"])
        if fault == "busy":
            start("503 Service Unavailable", [("Retry-After", "1"), ("Content-Length", "0")])
            return [b""]
        if fault == "error":
            start("500 Internal Server Error", [("Content-Length", "0")])
            return [b""]
        if fault == "slow":
            time.sleep(1)
        given: list[Any] = []
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        body = b"".join(self._answer(environ, lambda *words: given.append(words)))
        if self._forgets:
            body = body.replace(b"<deletedRecord>persistent", b"<deletedRecord>no")
        if fault == "page":
            body = b"<!DOCTYPE html><html><body>Database connection lost</body></html>"
        elif fault == "short":
            body = body[: int(len(body) * _CUT_AT)]
        elif fault == "token":
            body = _bad_token(self.url)
        headers = [("Content-Type", "text/xml; charset=utf-8")]
        if fault == "cut":
            start("200 OK", headers)
            return _breaking(body)
        start(given[0][0], [*headers, ("Content-Length", str(len(body)))])
        return [body]


class FileSource:
    """A library that puts a whole file of MARC 21 into a folder whenever something changed."""

    def __init__(self, code: str, folder: Path) -> None:
        self.code = code
        self.model: Model = {}
        self._folder = folder
        folder.mkdir()

    def settings(self) -> str:
        """Its lines in libraries/CODE.toml."""
        return f'protocol = "files"\nurl = "{self._folder}"\nformat = "marc21"\n'

    def change(self, wanted: Iterable[tuple[str, str | None]]) -> None:
        """See OaiSource."""
        self.model.update(wanted)
        beside = self._folder.with_suffix(".new")
        with beside.open("wb") as file:
            writer = MARCWriter(file)
            for identifier, title in sorted(self.model.items()):
                if title is not None:
                    writer.write(_marc(identifier, title))
        beside.rename(self._folder / "all.mrc")

    def identifier(self, number: int) -> str:
        """See OaiSource."""
        return f"{self.code}{number:06}"


Source = OaiSource | FileSource


def hash_of(identifier: str) -> int:
    """The same in every process."""
    return int.from_bytes(identifier.encode()[-6:], "big")


def _breaking(body: bytes) -> Iterator[bytes]:
    yield body[: int(len(body) * _CUT_AT)]
    raise ConnectionResetError("a simulated fault")


def _bad_token(url: str) -> bytes:
    now = f"{datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>{now}</responseDate><request>{url}</request>"
        '<error code="badResumptionToken">expired</error></OAI-PMH>'
    ).encode()


def _retitled(record: MarcRecord, title: str) -> MarcRecord:
    fields = tuple(
        MarcField("245", field.ind1, field.ind2, (("a", title),)) if field.tag == "245" else field
        for field in record.fields
    )
    return record._replace(fields=fields)


def _renamed(elements: Iterable[tuple[str, str, str]], title: str) -> list[tuple[str, str, str]]:
    return [("title", title, "vi"), *(each for each in elements if not each[0].startswith("title"))]


def _marc(identifier: str, title: str) -> MarcOfPymarc:
    record = MarcOfPymarc(force_utf8=True)
    record.leader = Leader("00000nam a2200000 a 4500")
    record.add_field(Field("001", data=identifier))
    record.add_field(Field("008", data="200101s2015    vm            000 0 vie d"))
    record.add_field(Field("245", Indicators("0", "0"), [Subfield("a", title)]))
    record.add_field(
        Field("650", Indicators(" ", "4"), [Subfield("a", f"Đề tài {hash_of(identifier) % 40}")])
    )
    return record
