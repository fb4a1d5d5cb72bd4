"""What the processes of a publication do: read a batch of versions, convert them, report what failed."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from oai.formats.marc21 import is_valid
from opendata.archive.archive import Archive
from opendata.archive.records import Original
from opendata.archive.schema import publications, versions
from opendata.errors import ReleaseError
from opendata.quality.totals import Totals
from opendata.release.conversion import Conversion, ConversionFailed, Told
from opendata.release.sets import above, collection, sets_of
from opendata.search.document import Document, document_of
from sparql.shared_statements import tally

_NOTHING = (None, Original(b""))


class FailedPublication(NamedTuple):
    """A publication whose version cannot be converted."""

    publication: int
    reason: str


class Description(NamedTuple):
    """What is noted of a publication beside its statements."""

    sets: str
    """What `opendata.release.sets` gives, blanks between the setSpecs."""
    digest: bytes
    """SHA-256 of its N-Triples, sorted, as its page gives them."""
    length: int
    """Bytes of these."""


class Segment(NamedTuple):
    """A file of N-Triples with the statements of a batch of records."""

    file: Path
    records: int
    failed: list[FailedPublication]
    ready: list[int]
    """The publications whose payloads are valid MARCXML."""
    described: dict[int, Description]
    """The publications that have statements."""
    documents: list[Document]
    """The same, as searches know them."""
    shared: list[tuple[bytes, int]]
    """How many of the records state each statement that is not a record's own."""
    totals: Totals
    """What was found in these records."""


class Differences(NamedTuple):
    """What a batch of changed records takes out of the store and brings into it, once for each record."""

    removed: list[str]
    added: list[str]
    records: int
    failed: list[FailedPublication]
    ready: list[int]
    """As in Segment."""
    described: dict[int, Description]
    """As in Segment."""
    documents: list[Document]
    """As in Segment."""
    totals: Totals
    """By how much what was found in these records became more; what became less is negative."""


def write_segment(url: str, conversion: Conversion, wanted: list[int], file: Path) -> Segment:
    """Converts the versions of the publications *wanted* into a new *file*."""
    failed, ready = [], []
    noted: dict[int, Description] = {}
    documents: list[Document] = []
    own = f"<{conversion.facts.own}"
    shared: Counter[str] = Counter()
    totals = Totals()
    with Archive.open(url) as archive, file.open("w", encoding="utf-8", newline="\n") as out:
        for row, original in versions_of(archive, wanted):
            try:
                told = conversion.told(row.library, row.identifier, row.format, original)
            except ConversionFailed as error:
                failed.append(FailedPublication(row.id, str(error)))
                continue
            statements = told.statements
            if told.examination is not None:
                totals.add(row.library, told.examination)
            if _is_ready(row, original):
                ready.append(row.id)
            noted[row.id] = described(conversion, row, told)
            documents.append(_document(conversion, row, noted[row.id], statements))
            out.write(" .\n".join(statements) + " .\n")
            shared.update({statement for statement in statements if not statement.startswith(own)})
    return Segment(file, len(wanted), failed, ready, noted, documents, tally(shared), totals)


def differences(url: str, conversion: Conversion, release: int, wanted: list[int]) -> Differences:
    """Compares the publications *wanted* of *release* with those that they supersede.

    Raises ConversionFailed when what is published already cannot be converted any more.
    """
    removed: list[str] = []
    added: list[str] = []
    failed, ready = [], []
    noted: dict[int, Description] = {}
    documents: list[Document] = []
    totals = Totals()
    with Archive.open(url) as archive:
        before = _superseded(archive, release, wanted)
        for row, original in versions_of(archive, wanted):
            try:
                told = _told(conversion, row, original)
            except ConversionFailed as error:
                failed.append(FailedPublication(row.id, str(error)))
                continue
            new, examined = told.statements, told.examination
            old, was, _ = _told(conversion, *before.get((row.library, row.identifier), _NOTHING))
            removed += set(old).difference(new)
            added += set(new).difference(old)
            if was is not None:
                totals.add(row.library, was, -1)
            if examined is not None:
                totals.add(row.library, examined)
            if _is_ready(row, original):
                ready.append(row.id)
            if not row.deleted:
                noted[row.id] = described(conversion, row, told)
                documents.append(_document(conversion, row, noted[row.id], new))
    return Differences(sorted(removed), sorted(added), len(wanted), failed, ready, noted, documents, totals)


def documents_of(url: str, conversion: Conversion, wanted: list[int]) -> list[Document]:
    """The publications *wanted* as searches know them, but for those that cannot be converted any more."""
    documents = []
    with Archive.open(url) as archive:
        for row, original in versions_of(archive, wanted):
            try:
                told = conversion.told(row.library, row.identifier, row.format, original)
            except ConversionFailed:
                continue
            noted = described(conversion, row, told)
            documents.append(_document(conversion, row, noted, told.statements))
    return documents


def _document(conversion: Conversion, row: Any, noted: Description, statements: list[str]) -> Document:
    iri = conversion.iri(row.library, row.identifier)
    facets = {row.library, *(spec for each in noted.sets.split() for spec in above(each))}
    return document_of(row.id, row.library, row.identifier, facets, statements, iri)


def described(conversion: Conversion, row: Any, told: Told) -> Description:
    """What is noted of a publication with what is told of its record; *row* is as `versions_of` gives it."""
    iri, statements = conversion.iri(row.library, row.identifier), told.statements
    licence = conversion.facts.licence(row.library)
    collections = [collection(row.library, spec) for spec in (row.origin_sets or "").splitlines()]
    sets = " ".join(sets_of(statements, iri, licence, told.held_in, collections))
    text = "".join([statement + " .\n" for statement in sorted(set(statements))]).encode()
    return Description(sets, sha256(text).digest(), len(text))


def _is_ready(row: Any, original: Original) -> bool:
    """Whether the payload is what OAI-PMH gives in MARC 21: looked at once here, and not at each request."""
    return row.format == "marc21" and not row.deleted and not row.mended and is_valid(original.payload)


def _told(conversion: Conversion, row: Any, original: Original) -> Told:
    if row is None or row.deleted:
        return Told([], None)
    return conversion.told(row.library, row.identifier, row.format, original)


def _superseded(
    archive: Archive, release: int, wanted: list[int]
) -> dict[tuple[str, str], tuple[Any, Original]]:
    new = publications.alias()
    old = publications
    with archive.engine.connect() as connection:
        ids = connection.scalars(
            select(old.c.id)
            .join(new, (new.c.library == old.c.library) & (new.c.identifier == old.c.identifier))
            .where(new.c.id.in_(wanted), old.c.superseded_by == release)
        ).all()
    return {(row.library, row.identifier): (row, original) for row, original in versions_of(archive, ids)}


def versions_of(archive: Archive, wanted: Iterable[int]) -> list[tuple[Any, Original]]:
    """The publications and the bytes of their versions, by library and identifier.

    Raises ReleaseError where the archive lacks one of them: another machine may have opened another archive
    under the same address, and its silence would be taken for records without statements.
    """
    wanted = set(wanted)
    with archive.engine.connect() as connection:
        rows = connection.execute(
            select(
                publications,
                versions.c.format,
                versions.c.repairs.is_not(None).label("mended"),
                versions.c.origin_sets,
            )
            .join(versions, versions.c.id == publications.c.version)
            .where(publications.c.id.in_(wanted))
            .order_by(publications.c.library, publications.c.identifier)
        ).all()
    if lacking := wanted.difference(row.id for row in rows):
        raise ReleaseError(
            f"{len(lacking):,} of {len(wanted):,} publications (number {min(lacking)} first) are not in the "
            "archive that this process opened; each machine must open the same archive: look at [archive] url"
        )
    originals = archive.originals({row.version for row in rows})
    return [(row, originals[row.version]) for row in rows]
