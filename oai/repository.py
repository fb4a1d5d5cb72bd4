"""What a repository of records has to offer so that this package can serve it by OAI-PMH.

A listing costs the same at any depth and loses nothing while data change, because it asks for what follows a
key (keyset paging), never for an offset. The repository keeps its side of that when

- a record's key orders first by datestamp and never changes while its datestamp stands;
- a record that changes gets a new datestamp, and becomes visible no later than the second that this names
  (a list ends at the second in which it began; who harvests again from there finds what changed since);
- a deleted record stays, as deleted (`deletedRecord` is `persistent`).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

Key = str
"""The place of a record in the order of its listing; opaque here. It travels in resumption tokens."""


class RepositoryUnavailable(Exception):  # noqa: N818 - named for what happened
    """The repository cannot answer now; the harvester is told to try again (HTTP 503, Retry-After)."""


class Selection(NamedTuple):
    """Which records a list request asks for (OAI-PMH 2.0, section 2.7)."""

    prefix: str
    """metadataPrefix: the list holds the records offered in this format, deleted ones among them."""
    from_: datetime | None = None
    """The first second, inclusive; None: from the beginning."""
    until: datetime | None = None
    """The last second, inclusive; never None in a call by the provider."""
    set_spec: str = ""
    """The set, together with the sets below it in the hierarchy; empty: every record."""


class MarcField(Protocol):
    """A data field."""

    @property
    def tag(self) -> str: ...
    @property
    def ind1(self) -> str: ...
    @property
    def ind2(self) -> str: ...
    @property
    def subfields(self) -> Sequence[tuple[str, str]]: ...


class Marc(Protocol):
    """A record of MARC 21 or UNIMARC, read into Unicode."""

    @property
    def leader(self) -> str: ...
    @property
    def control(self) -> Sequence[tuple[str, str]]: ...
    @property
    def fields(self) -> Sequence[MarcField]: ...


class Origin(NamedTuple):
    """Where a record was harvested from (the provenance container's originDescription)."""

    base_url: str
    identifier: str
    """As it was there."""
    datestamp: datetime
    """As it was there."""
    harvested: datetime
    metadata_namespace: str
    altered: bool
    """Whether the record was changed before it was given on in that format."""
    previous: "Origin | None" = None
    """Where that place had it from, when it was an aggregator itself."""


class Record(Protocol):
    """One record. Attributes are at hand; methods may cost something and are called only when needed.

    A method raises RepositoryUnavailable when its content cannot be fetched just now. Any other exception is
    taken for a fault of this one record.
    """

    @property
    def identifier(self) -> str:
        """The full OAI identifier, an absolute URI without blanks, `<>"{}|\\^` or backquote."""
        ...

    @property
    def datestamp(self) -> datetime:
        """Aware, UTC, whole seconds; that of the format asked for, where formats differ."""
        ...

    @property
    def deleted(self) -> bool: ...

    @property
    def sets(self) -> Sequence[str]:
        """The setSpecs it belongs to; those above them in the hierarchy may be left out."""
        ...

    @property
    def format(self) -> str:
        """What its library gave: `marc21`, `unimarc` or `oai_dc`."""
        ...

    @property
    def address(self) -> str:
        """The address of the record's own page, or ""."""
        ...

    def valid_marcxml(self) -> bytes | None:
        """The record as one MARCXML element of which `oai.formats.marc21.is_valid` is known to hold."""
        ...

    def marcxml(self) -> bytes | None:
        """The record as one MARCXML element, where it came so; it is checked before it is given on."""
        ...

    def marc21(self) -> Marc | None:
        """The fields told in MARC 21, for a record that came as MARC of either kind.

        None where the repository cannot tell UNIMARC so.
        """
        ...

    def qualified(self) -> Sequence[tuple[str, str, str]] | None:
        """`(element, value, language)`, for a record that came as Dublin Core of any dialect.

        Qualifiers stand behind their element as DSpace writes them: `date.issued`, `contributor.advisor`.
        """
        ...

    def triples(self) -> bytes:
        """N-Triples of the record's own graph, one statement a line, in a stable order; b"" for none."""
        ...

    def licence(self) -> str:
        """IRI of the licence of this record's metadata, or ""."""
        ...

    def institution(self) -> str:
        """The name of the library whose record it is, or ""."""
        ...

    def aggregator(self) -> str:
        """The name of who gathers the libraries' records and offers them here, or ""."""
        ...

    def origin(self) -> Origin | None:
        """Where it was harvested from; None where that was no OAI-PMH repository."""
        ...


class Set(NamedTuple):
    """A set of the repository."""

    spec: str
    names: Mapping[str, str]
    """By language; the first is the setName."""
    description: Mapping[str, str] = {}
    """By language; may be empty."""


class Identity(NamedTuple):
    """What Identify tells."""

    name: str
    base_url: str
    """The address that harvesters use; every response repeats it."""
    admin_emails: Sequence[str]
    earliest: datetime
    """No datestamp is, or will be, before it."""
    domain: str = ""
    """The repositoryIdentifier, a domain name, where identifiers are `oai:{domain}:…`; else empty."""
    sample_identifier: str = ""
    """One such identifier in full."""
    descriptions: Sequence[str] = ()
    """More description containers of Identify: XML elements with their own schemaLocation."""


class Repository(Protocol):
    """Records in a fixed order, by datestamp and then by whatever tells records of one datestamp apart.

    Several threads call it at once. What `identify`, `sets` and `formats(None)` tell is asked for by nearly
    every request, so it is to be kept at hand.
    """

    def identify(self) -> Identity: ...

    def sets(self) -> Iterable[Set]:
        """Every set, also those above in the hierarchy; none where the repository has no sets."""
        ...

    def formats(self, identifier: str | None) -> Sequence[str] | None:
        """The metadataPrefixes of one item (a deleted one too), or of the repository; None: no such item.

        Prefixes that `oai.formats.registry` does not know are left out of answers.
        """
        ...

    def record(self, identifier: str, prefix: str) -> Record | None:
        """The item as it stands now, with its datestamp in that format; None: no such item."""
        ...

    def page(
        self, selection: Selection, after: Key | None, size: int, content: bool
    ) -> Sequence[tuple[Key, Record]]:
        """The first *size* records of the selection whose key is beyond *after*, in the order of their keys.

        *content* tells whether the records' content will be asked for, so that it can be fetched at once.
        """
        ...

    def view(self, selection: Selection) -> Hashable | None:
        """What stands for the records of a selection as they are now; None where nothing does.

        Pages asked for with an equal view are the same, whenever they are asked for: the provider may keep
        them. Whatever changes a record, or anything that is written of it, changes the view.
        """
        ...

    def size(self, selection: Selection) -> int | None:
        """How many records the selection holds, where that is known without counting them; else None."""
        ...


class Collection(Protocol):
    """What changes while it is served: each request reads one state of it."""

    def as_it_stands(self) -> Repository:
        """The repository as it is now, or later: what one request reads from, all of it.

        The provider has taken the request's responseDate before it asks for this. Raises
        RepositoryUnavailable.
        """
        ...
