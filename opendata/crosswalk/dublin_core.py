"""Dublin Core in all its dialects to BIBFRAME: one Work and one Instance, in the same shape as from MARC.

`RULES` is the table: each element, with its qualifier, and what a value of it becomes. An element with a
qualifier that is unknown is taken as the element (the dumb-down rule of DCMI), unless its element says
otherwise. A value's node is named after the element and the value, so that a value that is added or moved
renames nothing else. Languages of texts are those of xml:lang.
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from harvesters.dublin_core import ELEMENTS, DublinCoreRecord
from opendata.crosswalk import dublin_core_identifiers as identifiers
from opendata.crosswalk import dublin_core_subjects as subjects
from opendata.crosswalk.control_subfields import code_iri
from opendata.crosswalk.dublin_core_agents import ROLES, contribution, grantor, publisher
from opendata.crosswalk.dublin_core_dates import edtf, language_codes
from opendata.crosswalk.dublin_core_types import resource_type
from opendata.crosswalk.dublin_core_writing import (
    DISSERTATION,
    LABEL,
    MAIN_TITLE,
    PUBLICATION,
    RELATIONS,
    Rule,
    Value,
    Write,
    activity,
    dissertation,
    labelled,
    linked_or,
    literal,
    noted_dissertation,
    of_dissertation,
    related,
    series,
)
from opendata.crosswalk.statements import ADMIN, BASE, EDTF, INSTANCE, RECORD, WORK, quoted, typed, verb
from opendata.crosswalk.version import CONVERTER_VERSION
from vocabularies.codes import relator_code
from vocabularies.namespaces import bf, bflc

_LANGUAGES = "http://id.loc.gov/vocabulary/languages/"
_TAG = re.compile(r"^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$")
_MIME = re.compile(r"(?:application|audio|font|image|message|model|multipart|text|video)/[\w.+-]+")
_BYTES = re.compile(r"\d+(?:[.,]\d+)?\s*(?:bytes?|[KMG]i?B)|\d{5,}", re.IGNORECASE)
_EXTENT = re.compile(r"\[?\d+\]?\s*(?:tr\.?|trang|tờ|p\.?|pp\.?|pages?|leaves)", re.IGNORECASE)


def _title(value: Value, out: list[str]) -> None:
    main, colon, rest = value.text.partition(" : ")
    for subject, part in ((WORK, "work"), (INSTANCE, "instance")):
        title = value.node(part)
        out.append(f"{subject}{verb(bf['title'])}{title}")
        out.append(title + typed(bf.Title))
        if colon and main.strip() and rest.strip():
            out.append(f"{title}{MAIN_TITLE}{quoted(main.strip())}{value.lang}")
            out.append(f"{title}{verb(bf.subtitle)}{quoted(rest.strip())}{value.lang}")
        else:
            out.append(f"{title}{MAIN_TITLE}{quoted(value.text)}{value.lang}")


def _other_title(of_class: str) -> Write:
    def write(value: Value, out: list[str]) -> None:
        title = value.node()
        out.append(f"{INSTANCE}{verb(bf['title'])}{title}")
        out.append(title + typed(of_class))
        out.append(f"{title}{MAIN_TITLE}{quoted(value.text)}{value.lang}")

    return write


def _issued(value: Value, out: list[str]) -> None:
    activity(PUBLICATION, bf.Publication, out)
    if date := edtf(value.text):
        out.append(f"{PUBLICATION}{verb(bf.date)}{quoted(date)}{EDTF}")
    out.append(f"{PUBLICATION}{verb(bflc.simpleDate)}{quoted(value.text)}")


def _available(value: Value, out: list[str]) -> None:
    this = value.node()
    activity(this, bf.Distribution, out)
    if date := edtf(value.text):
        out.append(f"{this}{verb(bf.date)}{quoted(date)}{EDTF}")
    out.append(f"{this}{verb(bflc.simpleDate)}{quoted(value.text)}")


def _dated(subject: str, predicate: str) -> Write:
    def write(value: Value, out: list[str]) -> None:
        date = edtf(value.text)
        text = quoted(date) + EDTF if date else quoted(value.text)
        out.append(f"{subject}{verb(predicate)}{text}")

    return write


def _awarded(value: Value, out: list[str]) -> None:
    dissertation(out)
    out.append(f"{DISSERTATION}{verb(bf.date)}{quoted(edtf(value.text) or value.text)}")


def _publication_place(value: Value, out: list[str]) -> None:
    activity(PUBLICATION, bf.Publication, out)
    out.append(f"{PUBLICATION}{verb(bflc.simplePlace)}{quoted(value.text)}{value.lang}")


def _format(value: Value, out: list[str]) -> None:
    if _MIME.fullmatch(value.text) is not None:
        _encoding_format(value, out)
    elif _BYTES.fullmatch(value.text) is not None:
        _file_size(value, out)
    else:
        _extent(value, out)


def _language(value: Value, out: list[str]) -> None:
    codes = language_codes(value.text)
    out.extend([f"{WORK}{verb(bf.language)}{code_iri(_LANGUAGES, code)}" for code in codes])
    if not codes:
        _unknown_language(value, out)


def _description(value: Value, out: list[str]) -> None:
    if _EXTENT.match(value.text) is not None and len(value.text) < 40:
        _extent(value, out)
    else:
        _summary(value, out)


def _coverage(value: Value, out: list[str]) -> None:
    if edtf(value.text):
        _temporal(value, out)
    else:
        _place(value, out)


def _ordered_place(value: Value, out: list[str]) -> None:
    for part in filter(None, map(str.strip, value.text.split(";"))):
        this = value.node("", part)
        out.append(f"{WORK}{verb(bf.geographicCoverage)}{this}")
        out.append(this + typed(bf.GeographicCoverage))
        out.append(f"{this}{LABEL}{quoted(part)}{value.lang}")


_temporal = _dated(WORK, bf.temporalCoverage)
_place = linked_or(WORK, bf.geographicCoverage, _ordered_place)
_summary = labelled(WORK, bf.summary, bf.Summary)
_extent = labelled(INSTANCE, bf.extent, bf.Extent)
_encoding_format = labelled(INSTANCE, bf.digitalCharacteristic, bf.EncodingFormat)
_file_size = labelled(INSTANCE, bf.digitalCharacteristic, bf.FileSize)
_unknown_language = labelled(WORK, bf.language, bf.Language)
_note = labelled(INSTANCE, bf.note, bf.Note)
_use = linked_or(INSTANCE, bf.usageAndAccessPolicy, labelled(INSTANCE, bf.usageAndAccessPolicy, bf.UsePolicy))
_access = linked_or(
    INSTANCE, bf.usageAndAccessPolicy, labelled(INSTANCE, bf.usageAndAccessPolicy, bf.AccessPolicy)
)
_degree = Rule(of_dissertation(bf.degree), "`bf:degree` of the Work's `bf:dissertation`")
_discipline = Rule(noted_dissertation, "`bf:note` of the Work's `bf:dissertation`")
_grantor = Rule(grantor, "`bf:grantingInstitution` of the Work's `bf:dissertation`")
_award = Rule(_awarded, "`bf:date` of the Work's `bf:dissertation`")
_issue = Rule(_issued, "`bf:date` (EDTF) and `bflc:simpleDate` of the publication")

_PLAIN: Mapping[str, Rule] = {
    "title": Rule(_title, "`bf:title` of Work and Instance; what follows ` : ` is the subtitle"),
    "creator": Rule(
        contribution("cre", primary=True),
        "primary `bf:contribution`, role `cre`; one for each name between `;`",
    ),
    "contributor": Rule(contribution("ctb"), "`bf:contribution`, role `ctb`; one for each name between `;`"),
    "subject": Rule(
        subjects.subject(),
        "`bf:subject`, a Topic for each heading, tied to the shared heading; an IRI linked",
    ),
    "description": Rule(_description, "`bf:summary`; `bf:extent` where it is a number of pages"),
    "publisher": Rule(publisher, "`bf:agent` and `bflc:simpleAgent` of the publication"),
    "date": Rule(_issued, "as `date.issued`; a time stamp beside other dates as `date.available`"),
    "type": Rule(resource_type, "class of Work, `bf:content`, `bf:genreForm`; unknown words as GenreForm"),
    "format": Rule(_format, "`bf:extent`; MIME types and file sizes as `bf:digitalCharacteristic`"),
    "identifier": Rule(
        identifiers.identifier,
        "`bf:identifiedBy` (Isbn, Issn, Doi, Hdl, Urn, Local), with a status where the check digit is wrong; "
        "`bf:electronicLocator` for web addresses",
    ),
    "source": Rule(related("derivedfrom"), "`bf:relation`, relationship `derivedfrom`"),
    "language": Rule(_language, "`bf:language`: MARC's code in any spelling, else the words"),
    "relation": Rule(related("relatedwork"), "`bf:relation`, relationship `relatedwork`"),
    "coverage": Rule(_coverage, "`bf:geographicCoverage`; `bf:temporalCoverage` where it is a date"),
    "rights": Rule(_use, "`bf:usageAndAccessPolicy`: the licence's IRI, or a UsePolicy with the words"),
}

RULES: Mapping[str, Rule] = {
    **_PLAIN,
    "title.alternative": Rule(_other_title(bf.VariantTitle), "`bf:title` of the Instance, a VariantTitle"),
    "title.translated": Rule(_other_title(bf.ParallelTitle), "`bf:title` of the Instance, a ParallelTitle"),
    **{
        f"contributor.{name}": Rule(
            contribution(role, primary=role == "aut"),
            f"{'primary ' if role == 'aut' else ''}`bf:contribution`, role `{role}`",
        )
        for name, role in ROLES.items()
    },
    "contributor.department": Rule(contribution("ctb"), "`bf:contribution`, role `ctb`"),
    **{
        f"subject.{name}": Rule(subjects.classification(of_class), f"`bf:classification` ({of_class[37:]})")
        for name, of_class in subjects.CLASSES.items()
    },
    **{
        f"subject.{name}": Rule(subjects.subject(name), f"`bf:subject` with the source `{name}`")
        for name in ("lcsh", "mesh")
    },
    "description.abstract": Rule(_summary, "`bf:summary`"),
    "description.tableofcontents": Rule(
        labelled(WORK, bf.tableOfContents, bf.TableOfContents), "`bf:tableOfContents`"
    ),
    "description.statementofresponsibility": Rule(
        literal(INSTANCE, bf.responsibilityStatement), "`bf:responsibilityStatement`"
    ),
    "description.sponsorship": Rule(_note, "`bf:note` of the Instance"),
    "description.version": Rule(literal(INSTANCE, bf.editionStatement), "`bf:editionStatement`"),
    "description.uri": Rule(identifiers.address, "`bf:electronicLocator`"),
    "description.degree": _degree,
    "publisher.place": Rule(_publication_place, "`bflc:simplePlace` of the publication"),
    "date.issued": _issue,
    "date.created": Rule(_dated(WORK, bf.originDate), "`bf:originDate` of the Work (EDTF)"),
    "date.copyright": Rule(_dated(INSTANCE, bf.copyrightDate), "`bf:copyrightDate` of the Instance (EDTF)"),
    "date.available": Rule(_available, "`bf:provisionActivity`, a Distribution, with its date"),
    "date.valid": Rule(_dated(WORK, bf.validDate), "`bf:validDate` of the Work (EDTF)"),
    "date.accepted": _award,
    "date.awarded": _award,
    "date.submitted": Rule(_note, "`bf:note` of the Instance"),
    "date.modified": Rule(_note, "`bf:note` of the Instance"),
    "format.extent": _PLAIN["format"],
    "format.mimetype": Rule(_encoding_format, "`bf:digitalCharacteristic`, an EncodingFormat"),
    "format.medium": Rule(labelled(INSTANCE, bf.carrier, bf.Carrier), "`bf:carrier`"),
    **{
        f"identifier.{name}": Rule(identifiers.known(of_class), f"`bf:identifiedBy` ({of_class[37:]})")
        for name, of_class in identifiers.KINDS.items()
    },
    "identifier.uri": _PLAIN["identifier"],
    "identifier.bitstream": Rule(identifiers.address, "`bf:electronicLocator`: the file itself"),
    "identifier.citation": Rule(literal(INSTANCE, bf.preferredCitation), "`bf:preferredCitation`"),
    **{
        f"relation.{name}": Rule(
            related(kind, words),
            f"`bf:relation`, relationship `{kind}`{f', and in words “{words}”' if words else ''}",
        )
        for name, (kind, words) in RELATIONS.items()
    },
    "relation.ispartofseries": Rule(series, "`bf:relation`, relationship `series`; after `;` its number"),
    "coverage.spatial": Rule(_place, "`bf:geographicCoverage`"),
    "coverage.temporal": Rule(_temporal, "`bf:temporalCoverage` (EDTF where it is a date)"),
    "rights.accessrights": Rule(_access, "`bf:usageAndAccessPolicy`, an AccessPolicy, or the IRI"),
    "rights.holder": Rule(contribution("cph"), "`bf:contribution`, role `cph`"),
    "provenance": Rule(literal(INSTANCE, bf.custodialHistory), "`bf:custodialHistory`"),
    "audience": Rule(labelled(WORK, bf.intendedAudience, bf.IntendedAudience), "`bf:intendedAudience`"),
    **dict.fromkeys(("thesis.degree.name", "thesis.degree.level", "degree.name", "degree.level"), _degree),
    **dict.fromkeys(("thesis.degree.discipline", "degree.discipline"), _discipline),
    **dict.fromkeys(("thesis.degree.grantor", "thesis.degree.department", "degree.grantor"), _grantor),
    **dict.fromkeys(("thesis.degree.date", "thesis.date.awarded", "degree.date"), _award),
}
"""Every element, with what a value of it becomes."""

NOT_CONVERTED: Mapping[str, str] = {
    "date.accessioned": "when the repository took it in: of no concern to readers",
    "date.updated": "when the repository changed its record",
    "description.provenance": "the repository's log, with names and e-mail addresses of its staff",
    "identifier.slug": "a part of an address only",
}
"""Elements that are left out on purpose, and why."""

_LEFT_OUT = frozenset({"accessioned", "updated", "embargo", "lift"})


def rule_of(element: str) -> Rule | None:
    """The rule for an element; None for one that is left out or unknown."""
    rule = RULES.get(element)
    if rule is not None or element in NOT_CONVERTED:
        return rule
    base, _, qualifier = element.partition(".")
    if base not in ELEMENTS or (base == "date" and qualifier in _LEFT_OUT):
        return None
    if base == "contributor" and (role := relator_code(qualifier)):
        return Rule(contribution(role), "")
    return RULES["title.alternative"] if base == "title" else RULES[base]


_ALWAYS = (
    WORK + typed(bf.Work),
    f"{WORK}{verb(bf.hasInstance)}{INSTANCE}",
    INSTANCE + typed(bf.Instance),
    f"{INSTANCE}{verb(bf.instanceOf)}{WORK}",
    f"{WORK}{verb(bf.adminMetadata)}{ADMIN}",
    ADMIN + typed(bf.AdminMetadata),
    f"{ADMIN}{verb(bf.generationProcess)}<{BASE}catalog#converter-{CONVERTER_VERSION}>",
)


def _values(record: DublinCoreRecord) -> list[Value]:
    """The values that rules see: a creator is no contributor once more, though some repositories say so."""
    found: list[Value] = []
    for element, text, language in record.elements:
        value = " ".join(unescape(text).replace("\x01", " ").replace("\x02", " ").split())
        if value:
            language = language.replace("_", "-")
            found.append(Value(element, value, language if _TAG.match(language) else ""))
    creators = {value.text for value in found if value.element == "creator"}
    kept = [value for value in found if value.element != "contributor" or value.text not in creators]
    return _dates_told_apart(kept)


def _dates_told_apart(values: Sequence[Value]) -> list[Value]:
    """Simple DSpace records have all dates alike: beside a date without time, time stamps are its own."""
    dates = [value.text for value in values if value.element == "date"]
    if not any("T" not in date for date in dates) and not any(v.element == "date.issued" for v in values):
        return list(values)
    return [
        value._replace(element="date.available")
        if value.element == "date" and "T" in value.text and edtf(value.text)
        else value
        for value in values
    ]


_AWARDED = ("date.accepted", "date.awarded", "thesis.degree.date", "thesis.date.awarded", "degree.date")


def _thesis_date(values: Sequence[Value], out: list[str]) -> None:
    """A thesis that does not say when its degree was granted: in the year it was issued."""
    if not any(value.element.startswith(("thesis.degree.", "degree.")) for value in values):
        return
    if not any(value.element in _AWARDED for value in values):
        for value in values:
            if value.element in ("date", "date.issued"):
                _awarded(value, out)
                return


def convert_dublin_core(record: DublinCoreRecord, iri: str) -> list[str]:
    """The statements of a Dublin Core record's BIBFRAME description, each once; *iri* is the record's."""
    out = list(_ALWAYS)
    values = _values(record)
    for value in values:
        if (rule := rule_of(value.element)) is not None:
            rule.write(value, out)
    _thesis_date(values, out)
    done = "\n".join(out).replace(RECORD, iri).replace(BASE, iri.rsplit("/", 3)[0] + "/")
    return list(dict.fromkeys(done.split("\n")))
