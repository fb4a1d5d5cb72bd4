"""What a verification looks at, and how."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select

from opendata.archive.archive import Archive
from opendata.release.conversion import Conversion, Converter
from opendata.release.index import Release
from opendata.settings import Settings

_AT_ONCE = 1000


@dataclass(frozen=True)
class Scope:
    """An installation at the instant at which its verification began."""

    settings: Settings
    archive: Archive
    release: Release
    """The release that was current then; it stays readable until two more have come."""
    converter: Converter
    executor: Executor
    spill: Path
    """An empty folder for what is needed only in between."""
    quick: bool
    """Whether nothing is read whose size follows that of the records: payloads, statements, files."""
    progress: Callable[[str, int, int | None], None]
    """Told what is being looked at, how far that is, and how much there is."""

    @property
    def conversion(self) -> Conversion:
        """The installed converter with what was said of the network when the release was made."""
        return Conversion(self.converter, self.release.facts)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction in which every statement sees one state of the archive."""
        with self.archive.engine.connect() as connection:
            if connection.dialect.name != "sqlite":  # whose transactions are so anyhow
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection


def rows(connection: Connection, wanted: Select[Any]) -> Iterable[Row[Any]]:
    """The rows of *wanted*, a thousand at a time in memory."""
    return connection.execution_options(yield_per=_AT_ONCE).execute(wanted)
