"""The plan of a release: which publications it makes and which they supersede.

It stands in the archive's tables, in front of the readers' eyes but not to be seen by them: they look at
publications of releases up to the current one. Taking it back, and planning again, leaves no trace.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from opendata.archive.archive import Archive
from opendata.archive.database import writing
from opendata.archive.schema import (
    DELETED,
    LIVE,
    PREPARING,
    failures,
    publications,
    records,
    releases,
    versions,
)
from opendata.release import changes
from opendata.release.changes import ChangeCount
from opendata.release.facts import Facts
from opendata.release.index import Release
from opendata.release.membership import arrange, scatter
from opendata.release.work import Description, FailedPublication

BATCH = 1000
"""Records converted by one process at a time, and changed in the store by one transaction."""
_IDS_AT_ONCE = 20_000

Condition = ColumnElement[bool]


class Plan:
    """What the release *number* will be, on top of *before*."""

    def __init__(self, archive: Archive, before: Release | None, facts: Facts, renews: bool) -> None:
        self._archive = archive
        self._first = before.last_publication if before else 0
        self._since = before.position if before and not renews else 0
        self._renews = renews
        self.number = before.number + 1 if before else 1
        self.position = archive.position()
        self.facts = facts

    def make(self) -> None:
        """Writes the plan; with *renews* every record is published anew, changed or not."""
        discard(self._archive)
        with writing(self._archive.engine) as connection:
            connection.execute(
                insert(releases).values(
                    number=self.number, state=PREPARING, position=self.position, facts=self.facts.as_json()
                )
            )
        for low in range(self._since, self.position, _IDS_AT_ONCE):
            with writing(self._archive.engine) as connection:
                first = connection.scalar(select(func.max(publications.c.id))) or 0
                self._add_changes(connection, low, min(low + _IDS_AT_ONCE, self.position))
                self._supersede(connection, first)
        if self._renews:
            self._renew()
        with writing(self._archive.engine) as connection:
            connection.execute(delete(failures).where(self._failure_is_over()))

    def changed(self) -> int:
        """How many records the release changes."""
        with self._archive.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(publications).where(self._mine())) or 0

    def deleted(self) -> int:
        """How many of these it publishes as deleted."""
        with self._archive.engine.connect() as connection:
            return (
                connection.scalar(
                    select(func.count()).select_from(publications).where(self._mine(), publications.c.deleted)
                )
                or 0
            )

    def failures(self) -> int:
        """How many records have a version that could not be converted."""
        with self._archive.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(failures)) or 0

    def changes(self) -> Iterator[list[int]]:
        """The ids of the release's publications, a batch at a time."""
        return self._batches(self._mine())

    def published(self) -> Iterator[list[int]]:
        """The ids of all publications that will be current and have statements, a batch at a time."""
        return self._batches(and_(publications.c.superseded_by.is_(None), ~publications.c.deleted))

    def superseded(self) -> Iterator[list[int]]:
        """The ids of the publications that it takes the place of, a batch at a time."""
        return self._batches(publications.c.superseded_by == self.number)

    def note(self, ready: list[int], described: Mapping[int, Description]) -> None:
        """Notes of some publications that their payloads are valid MARCXML, and how they are described."""
        known = publications.c.id.in_(ready) & publications.c.ready.is_(None)
        named = [
            {"number": number, "specs": it.sets, "sha256": it.digest, "bytes": it.length}
            for number, it in described.items()
            if number > self._first
        ]
        if not ready and not named:
            return
        with writing(self._archive.engine) as connection:
            if ready:
                connection.execute(update(publications).where(known).values(ready=True))
            if named:
                here = publications.c.id == bindparam("number")
                told = update(publications).where(here)
                told = told.values(
                    sets=bindparam("specs"), digest=bindparam("sha256"), length=bindparam("bytes")
                )
                connection.execute(told, named)

    def arrange_sets(self) -> dict[int, int]:
        """Puts what the release publishes into its sets; by how much each of them grew, by its number."""
        return arrange(self._archive, self.number, self._first)

    def log_changes(self) -> ChangeCount:
        """Writes down what the release changes, once it is sure."""
        return changes.log(self._archive, self.number, self._first)

    def fail(self, failed: Iterable[FailedPublication]) -> list[int]:
        """Takes back what cannot be converted; returns the publications that stand in for it.

        What was published of the record before stays. Where that is what cannot be converted any more, the
        record is published as deleted.
        """
        instead = []
        with writing(self._archive.engine) as connection:
            for publication, reason in failed:
                stands_in = self._fail(connection, publication, reason)
                instead += [] if stands_in is None else [stands_in]
        return instead

    def _mine(self) -> Condition:
        return and_(publications.c.id > self._first, publications.c.release == self.number)

    def _batches(self, condition: Condition) -> Iterator[list[int]]:
        last = 0
        while True:
            with self._archive.engine.connect() as connection:
                ids = list(
                    connection.scalars(
                        select(publications.c.id)
                        .where(publications.c.id > last, condition)
                        .order_by(publications.c.id)
                        .limit(BATCH)
                    )
                )
            if not ids:
                return
            yield ids
            last = ids[-1]

    def _add_changes(self, connection: Connection, low: int, high: int) -> None:
        now = versions.alias("now")
        published = versions.alias("published")
        current = publications.alias("current")
        of_record = and_(
            records.c.library == now.c.library,
            records.c.identifier == now.c.identifier,
            records.c.readable == now.c.id,
        )
        of_current = and_(
            current.c.library == now.c.library,
            current.c.identifier == now.c.identifier,
            current.c.superseded_by.is_(None),
        )
        differs = or_(
            true() if self._renews else current.c.id.is_(None),
            current.c.deleted,
            published.c.digest != now.c.digest,
            published.c.format != now.c.format,
            func.coalesce(published.c.origin_sets, "") != func.coalesce(now.c.origin_sets, ""),
        )
        wanted = (
            select(literal(self.number), now.c.library, now.c.identifier, now.c.id, now.c.state == DELETED)
            .join(records, of_record)
            .outerjoin(current, of_current)
            .outerjoin(published, published.c.id == current.c.version)
            .where(now.c.id > low, now.c.id <= high)
            .where(
                or_(
                    and_(now.c.state == LIVE, differs),
                    and_(now.c.state == DELETED, current.c.id.is_not(None), ~current.c.deleted),
                )
            )
            .order_by(now.c.library, now.c.identifier)
        )
        columns = ["release", "library", "identifier", "version", "deleted"]
        connection.execute(insert(publications).from_select(columns, wanted))

    def _supersede(self, connection: Connection, after: int) -> None:
        """Lets the release's publications behind the id *after* take the place of those before them."""
        new = publications.alias("new")
        old = publications.alias("old")
        same = and_(new.c.library == old.c.library, new.c.identifier == old.c.identifier)
        taken = (
            select(old.c.id)
            .select_from(new.join(old, same))
            .where(
                new.c.id > after,
                new.c.release == self.number,
                old.c.superseded_by.is_(None),
                old.c.release < self.number,
            )
        )
        connection.execute(
            update(publications).where(publications.c.id.in_(taken)).values(superseded_by=self.number)
        )

    def _renew(self) -> None:
        """Publishes anew what is published, and changed again behind the plan's position."""
        left = and_(
            publications.c.id <= self._first,
            publications.c.superseded_by.is_(None),
            ~publications.c.deleted,
        )
        for ids in self._batches(left):
            with writing(self._archive.engine) as connection:
                first = connection.scalar(select(func.max(publications.c.id))) or 0
                again = select(
                    literal(self.number),
                    publications.c.library,
                    publications.c.identifier,
                    publications.c.version,
                    publications.c.deleted,
                ).where(publications.c.id.in_(ids))
                columns = ["release", "library", "identifier", "version", "deleted"]
                connection.execute(insert(publications).from_select(columns, again))
                self._supersede(connection, first)

    def _failure_is_over(self) -> Condition:
        """Failures of versions that were replaced, or that this release tries again."""
        stands = exists().where(
            records.c.library == failures.c.library,
            records.c.identifier == failures.c.identifier,
            records.c.readable == failures.c.version,
        )
        tried = exists().where(
            publications.c.library == failures.c.library,
            publications.c.identifier == failures.c.identifier,
            publications.c.version == failures.c.version,
            publications.c.release == self.number,
        )
        return or_(~stands, tried)

    def _fail(self, connection: Connection, publication: int, reason: str) -> int | None:
        row = connection.execute(select(publications).where(publications.c.id == publication)).one()
        mine = and_(failures.c.library == row.library, failures.c.identifier == row.identifier)
        if connection.scalar(select(failures.c.version).where(mine)) is None:
            connection.execute(
                insert(failures).values(
                    library=row.library, identifier=row.identifier, version=row.version, reason=reason
                )
            )
        here = publications.c.id == publication
        if row.release < self.number:
            self._bury(connection, publication)
            return None
        before = connection.execute(
            select(publications).where(
                publications.c.library == row.library,
                publications.c.identifier == row.identifier,
                publications.c.superseded_by == self.number,
            )
        ).one_or_none()
        if before is not None and not before.deleted and before.version == row.version:
            connection.execute(update(publications).where(here).values(deleted=True))
            return None
        if before is not None and not before.deleted and self._renews:
            connection.execute(update(publications).where(here).values(version=before.version))
            return publication
        connection.execute(delete(publications).where(here))
        if before is None:
            return None
        stays = publications.c.id == before.id
        connection.execute(update(publications).where(stays).values(superseded_by=None))
        return None if before.deleted else int(before.id)

    def _bury(self, connection: Connection, publication: int) -> None:
        """Publishes as deleted what an earlier release published."""
        gone = select(
            literal(self.number),
            publications.c.library,
            publications.c.identifier,
            publications.c.version,
            true(),
        ).where(publications.c.id == publication)
        columns = ["release", "library", "identifier", "version", "deleted"]
        connection.execute(insert(publications).from_select(columns, gone))
        taken = publications.c.id == publication
        connection.execute(update(publications).where(taken).values(superseded_by=self.number))


def discard(archive: Archive) -> None:
    """Takes back the plan of a release that was never stamped, if there is one."""
    with writing(archive.engine) as connection:
        number = connection.scalar(select(releases.c.number).where(releases.c.state == PREPARING))
        if number is None:
            return
        taken = publications.c.superseded_by == number
        connection.execute(update(publications).where(taken).values(superseded_by=None))
        first = select(func.max(releases.c.last_publication)).scalar_subquery()
        mine = and_(publications.c.id > func.coalesce(first, 0), publications.c.release == number)
        connection.execute(delete(publications).where(mine))
        scatter(connection, number)
        changes.discard(connection)
        connection.execute(delete(releases).where(releases.c.number == number))
