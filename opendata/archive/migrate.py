"""The archive's tables carried from one revision to another, by Alembic; each time in one transaction.

The revisions are in `opendata.archive.migrations`, numbered in their order: `0001`, `0002` …. Whoever ends
midway, or is killed, leaves the archive as it was.
"""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from opendata.archive.database import connect, first_line, one_at_a_time, revision_of, shown_place
from opendata.archive.lock import is_harvesting, publish_lock
from opendata.archive.schema import REVISION, metadata
from opendata.errors import ArchiveBusyError, ArchiveError

MIGRATIONS = Path(__file__).with_name("migrations")


def revisions() -> list[str]:
    """All revisions that this program knows, oldest first."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def upgrade(home: Path, url: str) -> tuple[str, str]:
    """Carries the archive forward to the newest revision; returns the one before, and the one it is of now.

    Raises ArchiveBusyError while something is harvested or published; ArchiveError where there is no archive,
    one of a revision that is not known here, or one whose tables are not what its revision says.
    """
    return _carried(home, url, REVISION, lambda config: command.upgrade(config, REVISION))


def downgrade(home: Path, url: str, to: str) -> tuple[str, str]:
    """Takes the archive back to an earlier revision, for an earlier version of the program; as `upgrade`.

    Raises ArchiveError also where that would lose something.
    """
    if to not in revisions():
        raise ArchiveError(f"there is no revision {to!r}; this version of opendata knows {_known()}")
    return _carried(home, url, to, lambda config: command.downgrade(config, to))


def differences(connection: Connection) -> list[str]:
    """What the database's tables have otherwise than those of this program."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return [str(difference) for difference in compare_metadata(context, metadata)]


def _carried(home: Path, url: str, to: str, carry: Callable[[Config], None]) -> tuple[str, str]:
    engine = connect(url)
    try:
        found = revision_of(engine)
        _check(found, to, shown_place(url))
        with publish_lock(home, engine), engine.begin() as connection:
            _check_harvests(home, connection)
            one_at_a_time(connection)
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            carry(config)
            if to == REVISION and (wrong := differences(connection)):
                raise ArchiveError(
                    f"the archive {shown_place(url)} is not what its revision says ({wrong[0]}), so it stays "
                    "as it was; restore a backup"
                )
    except (SQLAlchemyError, CommandError) as error:
        raise ArchiveError(
            f"the archive {shown_place(url)} could not be carried to revision {to}, so it stays as it was: "
            f"{first_line(error)}"
        ) from error
    finally:
        engine.dispose()
    return found or "", to


def _check(found: str | None, to: str, shown: str) -> None:
    if found is None:
        raise ArchiveError(f"there is no archive at {shown}")
    if found and found not in revisions():
        raise ArchiveError(
            f"the archive {shown} is of revision {found}, and this version of opendata knows {_known()}: "
            "use the version that wrote it"
        )
    if found < to and to != REVISION:
        raise ArchiveError(f"the archive {shown} is of revision {found or 'none'}, which is before {to}")


def _check_harvests(home: Path, connection: Connection) -> None:
    for library in connection.scalars(text("SELECT library FROM harvests")).all():
        if is_harvesting(home, library, connection.engine):
            raise ArchiveBusyError(f"another process is harvesting {library}; try again when it has ended")


def _known() -> str:
    return ", ".join(revisions())
