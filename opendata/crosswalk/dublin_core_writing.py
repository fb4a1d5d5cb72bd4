"""What the rules for Dublin Core write with: a value, and the lines that many elements share."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from opendata.crosswalk.statements import INSTANCE, RECORD, WORK, digest, iri_of, quoted, typed, verb
from vocabularies.namespaces import bf, bflc, rdf, rdfs

LABEL = verb(rdfs.label)
RDF_VALUE = verb(rdf.value)
MAIN_TITLE = verb(bf.mainTitle)
PUBLICATION = f"<{RECORD}#publication>"
DISSERTATION = f"<{RECORD}#dissertation>"


class Value(NamedTuple):
    """One value of an element."""

    element: str
    """With its qualifier: `contributor.advisor`."""
    text: str
    """White space made single, entities resolved, never empty."""
    language: str
    """The language tag as the record has it, `""` for none."""

    @property
    def lang(self) -> str:
        """The language tag with its @, as it stands behind a literal."""
        return f"@{self.language}" if self.language else ""

    def node(self, part: str = "", text: str = "") -> str:
        """The IRI of the value's node, or of a *part* of it; *text* is a part of a value with several."""
        base, _, qualifier = self.element.partition(".")
        parts = (text or self.text, self.language) + ((qualifier,) if qualifier else ())
        return f"<{RECORD}#{base}-{digest(parts)}{f'-{part}' if part else ''}>"


Write = Callable[[Value, list[str]], None]
"""Writes what one value becomes."""


class Rule(NamedTuple):
    """What an element becomes."""

    write: Write
    becomes: str
    """In words and BIBFRAME terms, for the table in the documentation."""


def labelled(subject: str, link: str, of_class: str, *types: str) -> Write:
    """A node of the class with the value as its label."""
    head = subject + verb(link)

    def write(value: Value, out: list[str]) -> None:
        this = value.node()
        out.append(head + this)
        out.append(this + typed(of_class))
        out.extend([this + typed(one) for one in types])
        out.append(f"{this}{LABEL}{quoted(value.text)}{value.lang}")

    return write


def linked_or(subject: str, link: str, otherwise: Write) -> Write:
    """The IRI that the value is; what is none goes to *otherwise*."""
    head = subject + verb(link)

    def write(value: Value, out: list[str]) -> None:
        if (iri := iri_of(value.text)) is not None and not iri.startswith("<info:"):
            out.append(head + iri)
        else:
            otherwise(value, out)

    return write


def literal(subject: str, predicate: str) -> Write:
    """The value as a text of the subject."""
    head = subject + verb(predicate)

    def write(value: Value, out: list[str]) -> None:
        out.append(f"{head}{quoted(value.text)}{value.lang}")

    return write


def activity(node: str, kind: str, out: list[str]) -> None:
    """The Instance's provision activity *node*, of the class *kind*."""
    out.append(f"{INSTANCE}{verb(bf.provisionActivity)}{node}")
    out.append(node + typed(bf.ProvisionActivity))
    out.append(node + typed(kind))


def dissertation(out: list[str]) -> None:
    """The Work's dissertation node."""
    out.append(f"{WORK}{verb(bf.dissertation)}{DISSERTATION}")
    out.append(DISSERTATION + typed(bf.Dissertation))


def of_dissertation(predicate: str) -> Write:
    """A text of the dissertation."""

    def write(value: Value, out: list[str]) -> None:
        dissertation(out)
        out.append(f"{DISSERTATION}{verb(predicate)}{quoted(value.text)}{value.lang}")

    return write


def noted_dissertation(value: Value, out: list[str]) -> None:
    """A note of the dissertation: its discipline."""
    dissertation(out)
    this = value.node()
    out.append(f"{DISSERTATION}{verb(bf.note)}{this}")
    out.append(this + typed(bf.Note))
    out.append(f"{this}{LABEL}{quoted(value.text)}{value.lang}")


_RELATIONSHIP = "http://id.loc.gov/vocabulary/relationship/"


def related(kind: str, words: str = "") -> Write:
    """Another resource with its relationship; *words* say it where the vocabulary has no exact term."""

    def write(value: Value, out: list[str]) -> None:
        relation = value.node("relation")
        out.append(f"{WORK}{verb(bf.relation)}{relation}")
        out.append(relation + typed(bf.Relation))
        out.append(f"{relation}{verb(bf.relationship)}<{_RELATIONSHIP}{kind}>")
        if words:
            named = value.node("relationship")
            out.append(f"{relation}{verb(bf.relationship)}{named}")
            out.append(named + typed(bf.Relationship))
            out.append(f"{named}{LABEL}{quoted(words)}@en")
        _other(value, relation, bf.Work, value.text, out)

    return write


def series(value: Value, out: list[str]) -> None:
    """`Tùng thư;Số 12`, as DSpace has series and number in one value."""
    name, _, number = value.text.partition(";")
    relation = value.node("relation")
    out.append(f"{WORK}{verb(bf.relation)}{relation}")
    out.append(relation + typed(bf.Relation))
    out.append(f"{relation}{verb(bf.relationship)}<{_RELATIONSHIP}series>")
    if number.strip():
        out.append(f"{relation}{verb(bf.seriesEnumeration)}{quoted(number.strip())}")
    _other(value, relation, bf.Series, name.strip() or value.text, out)


def _other(value: Value, relation: str, of_class: str, title: str, out: list[str]) -> None:
    if (iri := iri_of(title)) is not None:
        out.append(f"{relation}{verb(bf.associatedResource)}{iri}")
        return
    work, named = value.node(), value.node("title")
    out.append(f"{relation}{verb(bf.associatedResource)}{work}")
    out.append(work + typed(of_class))
    if of_class == bf.Series:
        out.append(work + typed(bflc.Uncontrolled))
    out.append(f"{work}{verb(bf['title'])}{named}")
    out.append(named + typed(bf.Title))
    out.append(f"{named}{MAIN_TITLE}{quoted(title)}{value.lang}")


RELATIONS: Mapping[str, tuple[str, str]] = {
    "ispartof": ("partof", ""),
    "haspart": ("part", ""),
    "isversionof": ("otheredition", ""),
    "hasversion": ("otheredition", ""),
    "isformatof": ("otherphysicalformat", ""),
    "hasformat": ("otherphysicalformat", ""),
    "isbasedon": ("derivedfrom", ""),
    "replaces": ("precededby", ""),
    "isreplacedby": ("succeededby", ""),
    "references": ("references", ""),
    "isreferencedby": ("relatedwork", "is referenced by"),
    "requires": ("relatedwork", "requires"),
    "isrequiredby": ("relatedwork", "is required by"),
    "conformsto": ("relatedwork", "conforms to"),
}
"""Qualifiers of relation: the term of LC's relationships, and words where there is no exact one."""
