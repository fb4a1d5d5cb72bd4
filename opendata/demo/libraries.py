"""The two sample member libraries as real OAI-PMH providers on loopback ports."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self, cast

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from oai.blueprint import blueprint
from oai.memory import MemoryRecord, MemoryRepository
from oai.repository import Identity, Set
from opendata.demo import dublin_core, mnemonic

_DATA = Path(__file__).with_name("data")
_FOUNDED = datetime(2020, 1, 1, tzinfo=UTC)
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_CC_BY = "https://creativecommons.org/licenses/by/4.0/"


class SampleLibrary(NamedTuple):
    """A sample member library: what its file in `libraries/` says, and its records."""

    code: str
    names: dict[str, str]
    format: str
    licence: str
    sets: Sequence[Set]
    records: Sequence[MemoryRecord]


def sample_libraries() -> list[SampleLibrary]:
    """Both, read from their data."""
    return [
        SampleLibrary(
            "tinh",
            {"vi": "Thư viện tỉnh (mẫu)", "en": "Provincial library (sample)"},
            "marc21",
            _CC0,
            (),
            list(_marc_records()),
        ),
        SampleLibrary(
            "daihoc",
            {"vi": "Kho tài liệu số Đại học (mẫu)", "en": "University repository (sample)"},
            "oai_dc",
            _CC_BY,
            [Set(spec, {"vi": name}) for spec, name in dublin_core.read_sets().items()],
            list(_dublin_core_records()),
        ),
    ]


def _marc_records() -> Iterator[MemoryRecord]:
    for record in mnemonic.read_files(sorted(_DATA.glob("tinh-*.mrk"))):
        stamp = datetime.strptime(record.control_value("005")[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        deleted = record.leader[5] == "d"
        yield MemoryRecord(
            f"oai:tinh.example.vn:{record.control_value('001').strip()}",
            stamp,
            deleted=deleted,
            format="marc21",
            fields=None if deleted else record,
        )


def _dublin_core_records() -> Iterator[MemoryRecord]:
    for identifier, stamp, deleted, sets, record in dublin_core.read_records():
        yield MemoryRecord(
            identifier,
            stamp,
            deleted=deleted,
            sets=sets,
            format="oai_dc",
            elements=None if deleted else record.elements,
        )


class Provider(AbstractContextManager["Provider"]):
    """A sample library answering OAI-PMH at `url`, in a thread of its own, until the context ends.

    What is put into its `repository` meanwhile is in its next answers.
    """

    def __init__(self, library: SampleLibrary, page_size: int = 50) -> None:
        app = Flask("opendata.demo.libraries", static_folder=None)
        self._open: dict[int, Any] = {}
        self._server: Any = cast(Any, create_server)(app, map=self._open, host="127.0.0.1", port=0, threads=4)
        self.url = f"http://127.0.0.1:{self._server.effective_port}/oai"
        identity = Identity(library.names["vi"], self.url, ["thuvien@example.vn"], _FOUNDED)
        self.repository = MemoryRepository(identity, library.records, library.sets)
        # The tokens need no secret that outlives the process: a demo's provider is gone when the demo ends.
        secret = b"sample library " + library.code.encode()
        app.register_blueprint(blueprint(self.repository, secret, page_size=page_size), url_prefix="/oai")
        self._thread = threading.Thread(target=self._server.run, daemon=True, name=f"provider-{library.code}")
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.task_dispatcher.shutdown()
        # Its own thread closes what it waits for: closed by another, the wait would fail now and then.
        self._server.trigger.pull_trigger(lambda: cast(Any, wasyncore).close_all(self._open))
        self._thread.join()


def serve_samples(stack: ExitStack) -> list[tuple[SampleLibrary, str]]:
    """Starts a provider for each sample library, ended by *stack*; the libraries with their base URLs."""
    return [(library, stack.enter_context(Provider(library)).url) for library in sample_libraries()]
