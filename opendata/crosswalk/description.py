"""Edition, scale, extent, carriers, frequency, numbering: 25X 263 300–362 (LC sheets 250-270, 3XX)."""

from collections.abc import Mapping
from functools import cache

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import applies_to, authorities, code_iri, source
from opendata.crosswalk.notes import NOTE_TYPES
from opendata.crosswalk.punctuation import chop, chop_end, chop_parentheses
from opendata.crosswalk.rules import Write, joined, literal, nodes, plain, rule, subfield, subfields
from opendata.crosswalk.statements import INSTANCE, WORK, duration_literal, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.codes import code_map
from vocabularies.namespaces import bf, bflc, rdf, rdfs

_SCHEMES = "http://id.loc.gov/vocabulary/genreFormSchemes/"
_CONTENT = "http://id.loc.gov/vocabulary/contentTypes/"
_MEDIA = "http://id.loc.gov/vocabulary/mediaTypes/"
_CARRIERS = "http://id.loc.gov/vocabulary/carriers/"
_ISSUANCE = "http://id.loc.gov/vocabulary/issuance/"
_STATUSES = "http://id.loc.gov/vocabulary/mstatus/"
_LABEL = verb(rdfs.label)
_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_TYPE = verb(rdf.type)
_SOURCE = verb(bf.source)
_EXTENT = INSTANCE + verb(bf.extent)
_EXTENT_TYPE = typed(bf.Extent)
_DIMENSIONS = INSTANCE + verb(bf.dimensions)
_FREQUENCY = INSTANCE + verb(bf.frequency)
_of_source = source()


def edition(field: MarcField, to: Target) -> None:
    """250: the edition and who is responsible for it, in one statement."""
    if text := chop(joined(field, "ab") if to.tag == "250" else subfield(field, "a")):
        to.out.append(f"{INSTANCE}{verb(bf.editionStatement)}{quoted(text)}{to.lang}")


_OF_MAP = {
    "c": bf.coordinates,
    "d": bf.ascensionAndDeclination,
    "e": bf.equinox,
    "f": bf.outerGRing,
    "g": bf.exclusionGRing,
}


def mathematical_data(field: MarcField, to: Target) -> None:
    """255: scale, projection and coordinates of a map."""
    out = to.out
    for count, value in enumerate(subfields(field, "a"), 1):
        if text := chop(value):
            scale = to.node(f"scale{count}")
            out.append(f"{WORK}{verb(bf.scale)}{scale}")
            out.append(scale + typed(bf.Scale))
            out.append(f"{scale}{_LABEL}{quoted(text)}{to.lang}")
    if not any(code in "bcdfg" for code, _ in field.subfields):
        return
    this = to.node()
    out.append(f"{WORK}{verb(bf.cartographicAttributes)}{this}")
    out.append(this + typed(bf.Cartographic))
    before: set[str] = set()
    for count, (code, value) in enumerate(field.subfields):
        if code == "b" and (text := chop(value)):
            projection = to.node(f"projection{count}")
            out.append(f"{this}{verb(bf.projection)}{projection}")
            out.append(projection + typed(bf.Projection))
            out.append(f"{projection}{_LABEL}{quoted(text)}{to.lang}")
        elif code in _OF_MAP and (code in "fg" or code not in before):
            before.add(code)
            text = chop(value) if code in "fg" else chop_parentheses(value).rstrip(" .")
            if text:
                out.append(f"{this}{verb(_OF_MAP[code])}{quoted(text)}{to.lang}")


def coded_mathematical_data(field: MarcField, to: Target) -> None:
    """034: scales and coordinates as codes."""
    out = to.out
    coordinates = plain(joined(field, "defg"))
    if coordinates:
        this = to.node()
        out.append(f"{WORK}{verb(bf.cartographicAttributes)}{this}")
        out.append(this + typed(bf.Cartographic))
        out.append(f"{this}{verb(bf.coordinates)}{quoted(coordinates)}")
        applies_to(field, to, this)
    kinds = [("angular scale", "") for value in subfields(field, "a") if value == "b"]
    if not joined(field, "bc"):
        kinds.extend(("linear scale", "") for value in subfields(field, "a") if value == "a")
    kinds.extend(("linear horizontal", value) for value in subfields(field, "b"))
    kinds.extend(("linear vertical", value) for value in subfields(field, "c"))
    for count, (kind, value) in enumerate(kinds, 1):
        scale = to.node(f"scale{count}")
        out.append(f"{WORK}{verb(bf.scale)}{scale}")
        out.append(scale + typed(bf.Scale))
        if value:
            out.append(f"{scale}{verb(rdf.value)}{quoted(plain(value))}")
        out.append(f"{scale}{_LABEL}{quoted(kind)}")
        applies_to(field, to, scale)


def extent(field: MarcField, to: Target) -> None:
    """300: extent with other physical details, dimensions, accompanying material."""
    out, codes = to.out, to.codes
    text = chop_end(joined(field, "afg"), ":;,/=+")
    if text:
        this = to.node()
        out.append(f"{_EXTENT}{this}\n{this}{_EXTENT_TYPE}\n{this}{_LABEL}{quoted(text)}{to.lang}")
        details = [detail for value in subfields(field, "b") if (detail := chop_end(value, ":;,/=+"))]
        for count, detail in enumerate(details, 1):
            _typed_note(this, to.node(f"detail{count}"), "physical", detail, to)
        if "3" in codes and subfield(field, "3") not in ("", "all"):
            applies_to(field, to, this)
    if "e" in codes:
        for count, value in enumerate(subfields(field, "e"), 1):
            if material := chop_end(value, ":;,/=+"):
                note = to.node(f"with{count}")
                _typed_note(INSTANCE, note, "accmat", material, to)
                applies_to(field, to, note)
    for value in subfields(field, "c"):
        if size := chop_end(value, ":;,/=+."):
            out.append(f"{_DIMENSIONS}{quoted(size)}{to.lang}")


def _typed_note(subject: str, note: str, kind: str, text: str, to: Target) -> None:
    to.out.append(
        f"{subject}{_NOTE}{note}\n{note}{_NOTE_TYPE}\n{note}{_TYPE}<{NOTE_TYPES}{kind}>\n"
        f"{note}{_LABEL}{quoted(text)}{to.lang}"
    )


def frequency(field: MarcField, to: Target) -> None:
    """310 and 321: the current and former frequencies as stated, or as the term that $0 names."""
    status = "current" if to.tag == "310" else "former"
    iri = _term_in_0(field) if "0" in to.codes else None
    if iri is not None:
        to.out.append(_FREQUENCY + iri)
        if status == "current" and "b" not in to.codes:
            return
    for count, value in enumerate(subfields(field, "a"), 1):
        text = chop(value)
        if not text:
            continue
        this = to.node(str(count)) if count > 1 else to.node()
        to.out.append(f"{_FREQUENCY}{this}")
        to.out.append(this + typed(bf.Frequency))
        to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")
        for date in subfields(field, "b"):
            if text := chop(date):
                to.out.append(f"{this}{verb(bf.date)}{quoted(text)}{to.lang}")
        to.out.append(f"{this}{verb(bf.status)}<{_STATUSES}{status}>")
        _of_source(field, to, this)
        if "0" in to.codes and iri is None:
            authorities(field, to, this)


def _term_in_0(field: MarcField) -> str | None:
    for value in subfields(field, "0"):
        if "://" in value and (iri := iri_of(value)) is not None:
            return iri
    return None


@cache
def _terms(name: str) -> Mapping[str, str]:
    """The English labels of a code list to their IRIs."""
    return {term.en: term.iri for term in code_map(name).values()}


def rda_type(subject: str, link: str, of_class: str, stem: str, labels: str = "") -> Write:
    """334, 336, 337, 338: the type by its code in $b; a term in $a without code by its IRI or a node."""
    head = subject + verb(link)

    def write(field: MarcField, to: Target) -> None:
        for place, (code, value) in enumerate(field.subfields):
            if code == "b" and value.strip():
                to.out.append(head + code_iri(stem, value))
            elif code == "a" and (text := chop(value)):
                following = field.subfields[place + 1][0] if place + 1 < len(field.subfields) else ""
                if following != "b":
                    _by_term(text, place, field, to)

    def _by_term(text: str, place: int, field: MarcField, to: Target) -> None:
        iri = _terms(labels).get(text) if labels else None
        if iri:
            to.out.append(f"{head}<{iri}>")
            return
        this = to.node(str(place)) if place else to.node()
        to.out.append(head + this)
        to.out.append(this + typed(of_class))
        to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")
        for scheme in subfields(field, "2"):
            to.out.append(this + _SOURCE + code_iri(_SCHEMES, scheme))
        following = field.subfields[place + 1 : place + 2]
        if following and following[0][0] == "0":
            authorities(field._replace(subfields=following), to, this)
        applies_to(field, to, this)

    return write


def numbering(field: MarcField, to: Target) -> None:
    """362: first and last issue where the statement has one range, else a note."""
    text = plain(subfield(field, "a"))
    if not text:
        return
    statements = [part.strip() for part in text.split("=")]
    simple = field.ind1 == "0" and ";" not in text and "-" in text and len(statements) <= 2
    if not simple:
        statements = [text]
    for count, statement in enumerate(statements, 1):
        ends = _range(statement) if simple else None
        if ends is None:
            _typed_note(INSTANCE, to.node(str(count)) if count > 1 else to.node(), "number", statement, to)
            continue
        for link, issue in ((bf.firstIssue, ends[0]), (bf.lastIssue, ends[1])):
            if issue := chop(issue):
                to.out.append(f"{INSTANCE}{verb(link)}{quoted(issue)}{to.lang}")


def _range(statement: str) -> tuple[str, str] | None:
    first, mark, last = statement.partition(")-")
    if mark:
        return first + ")", last
    return tuple(statement.split("-")) if statement.count("-") == 1 else None  # type: ignore[return-value]


def duration(field: MarcField, to: Target) -> None:
    """306: playing times (hhmmss) as durations."""
    for value in subfields(field, "a"):
        digits = value.strip()
        if len(digits) == 6 and digits.isascii() and digits.isdigit():
            seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:])
            to.out.append(f"{INSTANCE}{verb(bf.duration)}{duration_literal(seconds)}")


_RDA_TYPE = "the RDA type by its code in $b, by its term in $a where there is no code"

RULES = [
    *rule("034", coded_mathematical_data, reads="abcdefg3"),
    *rule("250", edition, reads="ab"),
    *rule("254", edition, reads="a", says="the presentation of the music, as the edition statement"),
    *rule("255", mathematical_data, reads="abcdefg"),
    *nodes("256", INSTANCE, bf.note, bf.Note, "a", rdfs.label, types=[NOTE_TYPES + "computer"]),
    *nodes("257", INSTANCE, bf.originPlace, bf.Place, "a", rdfs.label, also=[source()]),
    *literal("263", INSTANCE, {"a": bflc.projectedProvisionDate}, clean=chop),
    *nodes("265", INSTANCE, bf.acquisitionSource, bf.AcquisitionSource, "a", rdfs.label),
    *rule("300", extent, reads="abcefg3"),
    *rule("306", duration, reads="a"),
    *rule("310 321", frequency, reads="ab012w"),
    *rule("334", rda_type(INSTANCE, bf.issuance, bf.Issuance, _ISSUANCE), reads="ab023", says=_RDA_TYPE),
    *rule(
        "336", rda_type(WORK, bf.content, bf.Content, _CONTENT, "contentTypes"), reads="ab023", says=_RDA_TYPE
    ),
    *rule("337", rda_type(INSTANCE, bf.media, bf.Media, _MEDIA, "mediaTypes"), reads="ab023", says=_RDA_TYPE),
    *rule(
        "338",
        rda_type(INSTANCE, bf.carrier, bf.Carrier, _CARRIERS, "carriers"),
        reads="ab023",
        says=_RDA_TYPE,
    ),
    *rule("362", numbering, reads="a"),
]
