"""Simple Dublin Core (oai_dc) to BIBFRAME: one Work and one Instance, in the same shape as from MARC.

Each element is a line of the table; a value's node is named after the element and the value, so that a value
that is added or moved renames nothing else. Languages of texts are those of xml:lang.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape

from harvesters.dublin_core import DublinCoreRecord
from opendata.crosswalk.control_subfields import RELATORS, code_iri
from opendata.crosswalk.headings import tie_to_heading
from opendata.crosswalk.statements import (
    ADMIN,
    BASE,
    EDTF,
    INSTANCE,
    RECORD,
    WORK,
    digest,
    iri_of,
    quoted,
    typed,
    verb,
)
from opendata.crosswalk.version import CONVERTER_VERSION
from vocabularies.codes import language_code
from vocabularies.namespaces import bf, bflc, madsrdf, rdf, rdfs

_LANGUAGES = "http://id.loc.gov/vocabulary/languages/"
_LABEL = verb(rdfs.label)
_VALUE = verb(rdf.value)
_MAIN_TITLE = verb(bf.mainTitle)

_TAG = re.compile(r"^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$")
_DATE = re.compile(r"^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T[\d:.]+Z?)?$")
_ISBN = re.compile(r"^(?:urn:)?isbn[:\s]*([\dXx -]{10,17})$", re.IGNORECASE)
_ISSN = re.compile(r"^(?:urn:)?issn[:\s]*(\d{4}-?\d{3}[\dXx])$", re.IGNORECASE)
_DOI = re.compile(r"^(?:doi:|https?://(?:dx\.)?doi\.org/)(10\.\S+)$", re.IGNORECASE)

_CLASSES_BY_TYPE: Mapping[str, str] = {
    "text": bf.Text,
    "image": bf.StillImage,
    "stillimage": bf.StillImage,
    "movingimage": bf.MovingImage,
    "sound": bf.Audio,
    "dataset": bf.Dataset,
    "software": bf.Multimedia,
    "physicalobject": bf.Object,
    "collection": bf.Collection,
}
"""DCMI types (lower case, no blanks) to classes of Work."""

Write = Callable[[str, str, str, list[str]], None]
"""Writes one value: (value, language tag with its @ or "", the beginning of its nodes' IRIs, where to)."""


def _title(value: str, lang: str, name: str, out: list[str]) -> None:
    for subject, part in ((WORK, "work"), (INSTANCE, "instance")):
        title = f"{name}-{part}>"
        out.append(f"{subject}{verb(bf['title'])}{title}")
        out.append(title + typed(bf.Title))
        out.append(f"{title}{_MAIN_TITLE}{quoted(value)}{lang}")


def _agent(role: str, *, primary: bool = False) -> Write:
    def write(value: str, lang: str, name: str, out: list[str]) -> None:
        contribution, agent = f"{name}-contribution>", f"{name}>"
        out.append(f"{WORK}{verb(bf.contribution)}{contribution}")
        out.append(contribution + typed(bf.Contribution))
        if primary:
            out.append(contribution + typed(bf.PrimaryContribution))
        out.append(f"{contribution}{verb(bf.agent)}{agent}")
        out.append(f"{contribution}{verb(bf.role)}<{RELATORS}{role}>")
        out.append(agent + typed(bf.Agent))
        out.append(f"{agent}{_LABEL}{quoted(value)}{lang}")
        tie_to_heading(agent, madsrdf.Name, value, out)

    return write


def _labelled(subject: str, link: str, of_class: str, *types: str) -> Write:
    head = subject + verb(link)

    def write(value: str, lang: str, name: str, out: list[str]) -> None:
        this = f"{name}>"
        out.append(head + this)
        out.append(this + typed(of_class))
        out.extend(this + typed(one) for one in types)
        out.append(f"{this}{_LABEL}{quoted(value)}{lang}")

    return write


_topic = _labelled(WORK, bf.subject, bf.Topic, bflc.Uncontrolled)
_genre = _labelled(WORK, bf.genreForm, bf.GenreForm)


def _subject(value: str, lang: str, name: str, out: list[str]) -> None:
    if (iri := iri_of(value)) is not None:
        out.append(f"{WORK}{verb(bf.subject)}{iri}")
        return
    _topic(value, lang, name, out)
    tie_to_heading(f"{name}>", madsrdf.Topic, value, out)


def _publisher(value: str, lang: str, name: str, out: list[str]) -> None:
    _activity(out)
    agent = f"{name}>"
    out.append(f"<{RECORD}#publication>{verb(bf.agent)}{agent}")
    out.append(agent + typed(bf.Agent))
    out.append(f"{agent}{_LABEL}{quoted(value)}{lang}")
    out.append(f"<{RECORD}#publication>{verb(bflc.simpleAgent)}{quoted(value)}{lang}")
    tie_to_heading(agent, madsrdf.Name, value, out)


def _date(value: str, lang: str, _: str, out: list[str]) -> None:
    _activity(out)
    match = _DATE.match(value)
    if match:
        out.append(f"<{RECORD}#publication>{verb(bf.date)}{quoted(match[1])}{EDTF}")
    out.append(f"<{RECORD}#publication>{verb(bflc.simpleDate)}{quoted(value)}")


def _activity(out: list[str]) -> None:
    this = f"<{RECORD}#publication>"
    out.append(f"{INSTANCE}{verb(bf.provisionActivity)}{this}")
    out.append(this + typed(bf.ProvisionActivity))
    out.append(this + typed(bf.Publication))


def _type(value: str, lang: str, name: str, out: list[str]) -> None:
    kind = value.rsplit("/", 1)[-1].replace(" ", "").lower()
    if (of_class := _CLASSES_BY_TYPE.get(kind)) is not None:
        out.append(WORK + typed(of_class))
    elif (iri := iri_of(value)) is not None:
        out.append(f"{WORK}{verb(bf.genreForm)}{iri}")
    else:
        _genre(value, lang, name, out)


def _language(value: str, lang: str, name: str, out: list[str]) -> None:
    if code := language_code(value):
        out.append(f"{WORK}{verb(bf.language)}{code_iri(_LANGUAGES, code)}")
        return
    this = f"{name}>"
    out.append(f"{WORK}{verb(bf.language)}{this}")
    out.append(this + typed(bf.Language))
    out.append(f"{this}{_LABEL}{quoted(value)}{lang}")


def _identifier(value: str, _: str, name: str, out: list[str]) -> None:
    this = f"{name}>"
    for pattern, of_class in ((_ISBN, bf.Isbn), (_ISSN, bf.Issn), (_DOI, bf.Doi)):
        if match := pattern.match(value):
            _numbered(this, of_class, match[1].strip(), out)
            return
    if (iri := iri_of(value)) is not None and iri.startswith(("<http://", "<https://", "<ftp://")):
        out.append(f"{INSTANCE}{verb(bf.electronicLocator)}{iri}")
    else:
        _numbered(this, bf.Local, value, out)


def _numbered(this: str, of_class: str, value: str, out: list[str]) -> None:
    out.append(f"{INSTANCE}{verb(bf.identifiedBy)}{this}")
    out.append(this + typed(of_class))
    out.append(f"{this}{_VALUE}{quoted(value)}")


def _related(kind: str) -> Write:
    def write(value: str, lang: str, name: str, out: list[str]) -> None:
        relation = f"{name}-relation>"
        out.append(f"{WORK}{verb(bf.relation)}{relation}")
        out.append(relation + typed(bf.Relation))
        out.append(f"{relation}{verb(bf.relationship)}<http://id.loc.gov/vocabulary/relationship/{kind}>")
        if (iri := iri_of(value)) is not None:
            out.append(f"{relation}{verb(bf.associatedResource)}{iri}")
            return
        work, title = f"{name}>", f"{name}-title>"
        out.append(f"{relation}{verb(bf.associatedResource)}{work}")
        out.append(work + typed(bf.Work))
        out.append(f"{work}{verb(bf['title'])}{title}")
        out.append(title + typed(bf.Title))
        out.append(f"{title}{_MAIN_TITLE}{quoted(value)}{lang}")

    return write


RULES: Mapping[str, Write] = {
    "title": _title,
    "creator": _agent("cre", primary=True),
    "contributor": _agent("ctb"),
    "subject": _subject,
    "description": _labelled(WORK, bf.summary, bf.Summary),
    "publisher": _publisher,
    "date": _date,
    "type": _type,
    "format": _labelled(INSTANCE, bf.extent, bf.Extent),
    "identifier": _identifier,
    "source": _related("derivedfrom"),
    "language": _language,
    "relation": _related("relatedwork"),
    "coverage": _labelled(WORK, bf.geographicCoverage, bf.GeographicCoverage),
    "rights": _labelled(INSTANCE, bf.usageAndAccessPolicy, bf.UsePolicy),
}
"""The fifteen elements, each with what a value of it becomes."""

_ALWAYS = (
    WORK + typed(bf.Work),
    f"{WORK}{verb(bf.hasInstance)}{INSTANCE}",
    INSTANCE + typed(bf.Instance),
    f"{INSTANCE}{verb(bf.instanceOf)}{WORK}",
    f"{WORK}{verb(bf.adminMetadata)}{ADMIN}",
    ADMIN + typed(bf.AdminMetadata),
    f"{ADMIN}{verb(bf.generationProcess)}<{BASE}catalog#converter-{CONVERTER_VERSION}>",
)


def convert_dublin_core(record: DublinCoreRecord, iri: str) -> list[str]:
    """The statements of an oai_dc record's BIBFRAME description, each once; *iri* is the record's."""
    out = list(_ALWAYS)
    for element, text, language in record.elements:
        write = RULES.get(element)
        value = " ".join(unescape(text).split())
        if write is None or not value:
            continue
        lang = f"@{language}" if _TAG.match(language) else ""
        write(value, lang, f"<{RECORD}#{element}-{digest((value, language))}", out)
    done = "\n".join(out).replace(RECORD, iri).replace(BASE, iri.rsplit("/", 3)[0] + "/")
    return list(dict.fromkeys(done.split("\n")))
