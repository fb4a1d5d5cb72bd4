"""The tables of the archive: what libraries gave, what releases publish of it.

| table          | one row is                                                                        |
|----------------|-----------------------------------------------------------------------------------|
| alembic_version | (only row) which revision of these tables it is                                  |
| position       | (only row) the id of the newest version                                           |
| versions       | a record as it came at one time; its id is its place in the change log            |
| records        | a record: its newest version, and the newest that could be read                   |
| origin_set_names | what a library calls one of its own sets                                        |
| replaced       | a version that is neither any more: it goes once no release publishes it          |
| dictionaries   | a trained zstd dictionary                                                         |
| tallies        | how many records of a library are in a state                                      |
| harvests       | how far the harvest of a library has come                                         |
| runs           | a run of the harvest of a library, and what it has done so far                    |
| sightings      | a record that the listing under way has shown, so that the others are gone        |
| repairs        | how much of a kind was mended in a library's records, with examples               |
| releases       | a release                                                                         |
| publications   | what a record is from one release on, until another one supersedes it             |
| set_names      | a setSpec, for the records that came in one format                                |
| members        | a publication in a set                                                            |
| release_sets   | how many records, deleted ones too, a release has in a set                        |
| release_counts | how many records of a library a release publishes                                 |
| release_extents | how much of a library's records took part in a release                           |
| release_findings | what was found in a library's records in a release, and how often               |
| changes        | a change that a release made to a record: never changed, never forgotten           |
| release_changes | which changes a release made, and how many of each kind                          |
| failures       | a version that could not be converted                                             |
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

LIVE = "live"
DELETED = "deleted"
REJECTED = "rejected"

CREATED = "created"
UPDATED = "updated"

PREPARING = "preparing"
CURRENT = "current"
PAST = "past"


class Instant(TypeDecorator[datetime]):
    """An aware datetime in UTC, kept as whole seconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Seconds since 1970; the fraction is cut off."""
        return None if value is None else int(value.timestamp() // 1)

    def process_result_value(self, value: Any, dialect: Any) -> datetime | None:
        """The datetime in UTC."""
        return None if value is None else _instant(value)


@lru_cache(maxsize=4096)
def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC, kept as whole milliseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Milliseconds since 1970; the fraction is cut off."""
        return None if value is None else (value - _EPOCH) // _MILLISECOND

    def process_result_value(self, value: Any, dialect: Any) -> datetime | None:
        """The datetime in UTC."""
        return None if value is None else _EPOCH + value * _MILLISECOND


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

Id = BigInteger().with_variant(Integer(), "sqlite")
# Order by bytes everywhere: SQLite's own, and not what the locale of a PostgreSQL database happens to be.
Key = Text().with_variant(Text(collation="C"), "postgresql")

REVISION = "0001"
"""The newest revision in `opendata.archive.migrations`, which makes the tables that stand here."""

metadata = MetaData()

revision = Table(
    "alembic_version", metadata, Column("version_num", String(32), primary_key=True, nullable=False)
)

position = Table(
    "position",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("last", Id, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("library", Key, nullable=False),
    Column("identifier", Key, nullable=False),
    Column("state", String(8), nullable=False),
    Column("format", String(32), nullable=False),
    Column("datestamp", Instant, nullable=False),
    Column("harvested_at", Instant, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("dictionary", Integer),
    Column("reason", Text, nullable=False),
    Column("encoding", String(40), nullable=False),
    Column("repairs", JSON(none_as_null=True)),
    # What its origin says beside it, see `opendata.archive.origins`: setSpecs, and where it was before.
    Column("origin_sets", Text),
    Column("earlier", Text),
    Column("payload", LargeBinary, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("library", Key, primary_key=True),
    Column("identifier", Key, primary_key=True),
    Column("head", Id, nullable=False),
    Column("readable", Id),
    sqlite_with_rowid=False,
)

origin_set_names = Table(
    "origin_set_names",
    metadata,
    Column("library", Key, primary_key=True),
    Column("spec", Key, primary_key=True),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)

replaced = Table("replaced", metadata, Column("version", Id, primary_key=True, autoincrement=False))

dictionaries = Table(
    "dictionaries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("library", Key, nullable=False, unique=True),
    Column("bytes", LargeBinary, nullable=False),
)

tallies = Table(
    "tallies",
    metadata,
    Column("library", Key, primary_key=True),
    Column("state", String(8), primary_key=True),
    Column("records", BigInteger, nullable=False),
)

harvests = Table(
    "harvests",
    metadata,
    Column("library", Key, primary_key=True),
    Column("checkpoint", JSON),
    Column("finished", Boolean, nullable=False),
    Column("started_at", Instant),
    Column("page_at", Instant),
    Column("finished_at", Instant),
    Column("error", Text, nullable=False),
    Column("listing", Text, nullable=False, default=""),
    Column("sighting", Boolean, nullable=False, default=False),
    Column("held_back", BigInteger, nullable=False, default=0),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("library", Key, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("page_at", Moment),
    Column("ended_at", Moment),
    Column("full", Boolean, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("error", Text, nullable=False),
    Column("pages", BigInteger, nullable=False),
    Column("total", BigInteger),
    Column("new", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("unchanged", BigInteger, nullable=False),
    Column("deleted", BigInteger, nullable=False),
    Column("rejected", BigInteger, nullable=False),
    Column("repaired", BigInteger, nullable=False),
    Column("live", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
Index("runs_of_library", runs.c.library, runs.c.id)

sightings = Table(
    "sightings",
    metadata,
    Column("library", Key, primary_key=True),
    Column("identifier", Key, primary_key=True),
    sqlite_with_rowid=False,
)

repairs = Table(
    "repairs",
    metadata,
    Column("library", Key, primary_key=True),
    Column("kind", String(64), primary_key=True),
    Column("records", BigInteger, nullable=False),
    Column("places", BigInteger, nullable=False),
    Column("examples", JSON, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(9), nullable=False),
    Column("instant", Instant),
    Column("position", Id, nullable=False),
    Column("first_publication", Id),
    Column("last_publication", Id),
    Column("statements", BigInteger),
    Column("facts", JSON, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("id", Id, primary_key=True),
    Column("release", Integer, nullable=False),
    Column("library", Key, nullable=False),
    Column("identifier", Key, nullable=False),
    Column("version", Id, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("superseded_by", Integer),
    # Whether its payload is known to be MARCXML that can go out as it came.
    Column("ready", Boolean),
    # The setSpecs that `opendata.release.sets` gave, blanks between them.
    Column("sets", Text),
    # SHA-256 and length of its N-Triples as its page gives them.
    Column("digest", LargeBinary(32)),
    Column("length", Integer),
    sqlite_autoincrement=True,
)
Index("publications_in_order", publications.c.superseded_by, publications.c.id)
Index(
    "publications_of_library_in_order",
    publications.c.library,
    publications.c.superseded_by,
    publications.c.id,
)
Index(
    "publications_of_record",
    publications.c.library,
    publications.c.identifier,
    publications.c.superseded_by,
)

set_names = Table(
    "set_names",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("spec", Key, nullable=False),
    Column("format", String(32), nullable=False),
)
Index("set_of_name", set_names.c.spec, set_names.c.format, unique=True)

# One row for each set of a publication, those above in the hierarchy too. `superseded_by` is as there, but 0
# for nothing: so the key alone serves a page of a set at any depth.
members = Table(
    "members",
    metadata,
    Column("superseded_by", Integer, primary_key=True, autoincrement=False),
    Column("set", Integer, primary_key=True, autoincrement=False),
    Column("publication", Id, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

release_sets = Table(
    "release_sets",
    metadata,
    Column("release", Integer, primary_key=True, autoincrement=False),
    Column("set", Integer, primary_key=True, autoincrement=False),
    Column("records", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

release_counts = Table(
    "release_counts",
    metadata,
    Column("release", Integer, primary_key=True, autoincrement=False),
    Column("library", Key, primary_key=True),
    Column("records", BigInteger, nullable=False),
    Column("deleted", BigInteger, nullable=False),
)

release_extents = Table(
    "release_extents",
    metadata,
    Column("release", Integer, primary_key=True, autoincrement=False),
    Column("library", Key, primary_key=True),
    Column("records", BigInteger, nullable=False),
    Column("fields", BigInteger, nullable=False),
    Column("fields_left", BigInteger, nullable=False),
    Column("subfields", BigInteger, nullable=False),
    Column("subfields_left", BigInteger, nullable=False),
)

release_findings = Table(
    "release_findings",
    metadata,
    Column("release", Integer, primary_key=True, autoincrement=False),
    Column("library", Key, primary_key=True),
    Column("code", String(32), primary_key=True),
    Column("field", Key, primary_key=True),
    Column("subfield", Key, primary_key=True),
    Column("records", BigInteger, nullable=False),
    Column("occurrences", BigInteger, nullable=False),
)

# What it was stays when publications are forgotten. `place` counts 1, 2, 3 … without gaps: so the nth page of
# a feed is a range of the key, and holds the same for ever.
changes = Table(
    "changes",
    metadata,
    Column("place", Id, primary_key=True, autoincrement=False),
    Column("release", Integer, nullable=False),
    Column("library", Key, nullable=False),
    Column("identifier", Key, nullable=False),
    Column("kind", String(7), nullable=False),
)

release_changes = Table(
    "release_changes",
    metadata,
    Column("release", Integer, primary_key=True, autoincrement=False),
    Column("first", Id, nullable=False),
    Column("last", Id, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("deleted", BigInteger, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("library", Key, primary_key=True),
    Column("identifier", Key, primary_key=True),
    Column("version", Id, nullable=False),
    Column("reason", Text, nullable=False),
)
