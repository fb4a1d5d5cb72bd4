"""Copies and holdings: 843 845 850 852 863-868 876-878, Koha's 952 (MARC 21 Format for Holdings Data).

The Library of Congress's sheet 841-887 passes them over. A copy is an Item of the Instance: who holds it, in
which collection, under which shelf mark. What the library keeps to itself (staff notes, prices, loans, who
sold it) is never written.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.control_subfields import applies_to, organization, write_source
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import RecordRule, plain, reading, rule, subfield, subfields
from opendata.crosswalk.statements import INSTANCE, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target, codes_of, name_of
from vocabularies.namespaces import bf, rdf, rdfs

_SCHEMES = "http://id.loc.gov/vocabulary/classSchemes/"
_HAS_ITEM = INSTANCE + verb(bf.hasItem)
_ITEM_TYPE = typed(bf.Item)
_ITEM_OF = verb(bf.itemOf) + INSTANCE
_HELD_BY = verb(bf.heldBy)
_AGENT_TYPE = typed(bf.Agent)
_SHELF_MARK = verb(bf.shelfMark)
_LOCATION = verb(bf.physicalLocation)
_ENUMERATION = verb(bf.enumerationAndChronology)
_ENUMERATION_TYPE = typed(bf.EnumerationAndChronology)
_POLICY = verb(bf.usageAndAccessPolicy)
_POLICY_TYPE = typed(bf.UsePolicy)
_IDENTIFIED_BY = verb(bf.identifiedBy)
_BARCODE_TYPE = typed(bf.Barcode)
_VALUE = verb(rdf.value)
_LABEL = verb(rdfs.label)
_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_LOCATOR = verb(bf.electronicLocator)

_MARK_BY_INDICATOR: Mapping[str, str] = {"0": bf.ShelfMarkLcc, "1": bf.ShelfMarkDdc, "2": bf.ShelfMarkNlm}
_MARK_BY_SCHEME: Mapping[str, str] = {
    "lcc": bf.ShelfMarkLcc,
    "ddc": bf.ShelfMarkDdc,
    "udc": bf.ShelfMarkUdc,
    "nlm": bf.ShelfMarkNlm,
}
_IN_MARK = {code: place for place, code in enumerate("khijlm")}


class Copy(NamedTuple):
    """One of the copies that an 852 tells of: its part in the names of nodes, and its subfields."""

    part: str
    subfields: tuple[tuple[str, str], ...]


def copies_of(field: MarcField, codes: str) -> Iterator[Copy]:
    """The copies in an 852: one for each $j, or else each $p, where that is repeated.

    What stands before the first holds for all; a collection after a copy is that of the copies that follow.
    """
    key = "j" if codes.count("j") > 1 else "p" if codes.count("p") > 1 else ""
    if not key:
        yield Copy("", field.subfields)
        return
    shared: list[tuple[str, str]] = []
    own: list[tuple[str, str]] = []
    count = 0
    last = codes.rindex(key)
    for place, (code, value) in enumerate(field.subfields):
        if own and code in "bc" and place < last:
            yield Copy(str(count), (*shared, *own))
            own = []
            kept = "a" if code == "b" else "ab"
            shared = [pair for pair in shared if pair[0] in kept]
        elif code == key:
            if own:
                yield Copy(str(count), (*shared, *own))
            own = [(code, value)]
            count += 1
            continue
        (own if own else shared).append((code, value))
    if own:
        yield Copy(str(count), (*shared, *own))


def _is_said(subfields_of_copy: tuple[tuple[str, str], ...]) -> bool:
    return any(code in "abchijklmp" and value.strip() for code, value in subfields_of_copy)


def _item(item: str, to: Target) -> None:
    to.out.append(f"{_HAS_ITEM}{item}\n{item}{_ITEM_TYPE}\n{item}{_ITEM_OF}")


def _labelled(item: str, part: str, link: str, of_class: str, text: str, to: Target) -> str:
    node = f"{item[:-1]}-{part}>"
    to.out.append(f"{item}{link}{node}\n{node}{of_class}\n{node}{_LABEL}{quoted(text)}{to.lang}")
    return node


def _barcode(item: str, part: str, value: str, to: Target) -> None:
    node = f"{item[:-1]}-{part}>"
    to.out.append(f"{item}{_IDENTIFIED_BY}{node}\n{node}{_BARCODE_TYPE}\n{node}{_VALUE}{quoted(value)}")


def _is_code(text: str) -> bool:
    """Whether *text* is an ISIL or a MARC code with its country, not a name or a library's abbreviation."""
    country, hyphen, rest = text.partition("-")
    return (
        bool(hyphen and rest)
        and text.isascii()
        and country.isalpha()
        and country.isupper()
        and " " not in text
    )


def _library(item: str, text: str, to: Target) -> None:
    if _is_code(text):
        to.out.append(item + _HELD_BY + organization(text))
    else:
        _labelled(item, "library", _HELD_BY, _AGENT_TYPE, text, to)


def _mark(item: str, text: str, ind1: str, scheme: str, to: Target) -> None:
    """The shelf mark, of the class that its scheme has; the scheme itself where it has none."""
    scheme = scheme.strip().lower()
    of_class = _MARK_BY_INDICATOR.get(ind1) or _MARK_BY_SCHEME.get(scheme, bf.ShelfMark)
    node = _labelled(item, "mark", _SHELF_MARK, typed(of_class), text, to)
    if scheme and of_class == bf.ShelfMark:
        write_source(scheme, to, node, _SCHEMES)


def _more(item: str, part: str, code: str, text: str, to: Target) -> None:
    """A subfield of a copy that says the same in 852, 876 and 952."""
    if code == "p":
        _barcode(item, part, text, to)
    elif code in "qz":
        _labelled(item, part, _NOTE, _NOTE_TYPE, text, to)
    elif code == "u" and (address := iri_of(text)) is not None:
        to.out.append(item + _LOCATOR + address)


def shelf_location(field: MarcField, to: Target) -> None:
    """852: the copies in a collection of a library, each under its shelf mark."""
    for copy in copies_of(field, to.codes):
        if not _is_said(copy.subfields):
            continue
        item = to.node(copy.part)
        _item(item, to)
        marks: list[tuple[int, str]] = []
        held = False
        for count, (code, value) in enumerate(copy.subfields, 1):
            text = plain(value)
            if not text:
                continue
            if code in _IN_MARK:
                marks.append((_IN_MARK[code], text))
            elif code == "a" and not held:
                held = True
                _library(item, text, to)
            elif code in "bc":
                to.out.append(f"{item}{_LOCATION}{quoted(text)}{to.lang}")
            elif code in "pquz":
                _more(item, f"{code}{count}", code, text, to)
        if marks:
            marks.sort(key=lambda mark: mark[0])
            number = " ".join([text for _, text in marks])
            _mark(item, number, field.ind1, subfield(field, "2") if field.ind1 == "7" else "", to)
        applies_to(field, to, item)


def holding_institution(field: MarcField, to: Target) -> None:
    """850: the institutions that hold a copy, those that 852 does not name."""
    known = {plain(value) for other in to.context.fields("852") for value in subfields(other, "a")}
    for count, value in enumerate(dict.fromkeys(map(plain, subfields(field, "a"))), 1):
        if value and value not in known:
            item = to.node(str(count))
            _item(item, to)
            to.out.append(item + _HELD_BY + organization(value))


def _of_koha(field: MarcField) -> bool:
    return {"a", "b", "y"} <= {code for code, _ in field.subfields}


_KOHA = reading("aby", _of_koha, "with $a, $b and $y")


def koha_item(field: MarcField, to: Target) -> None:
    """952 of Koha: a copy, unless it is lost or withdrawn: its library, where it stands, its shelf mark."""
    if any(code in "01" and value.strip() not in ("", "0") for code, value in field.subfields):
        return
    item = to.node()
    _item(item, to)
    _library(item, plain(subfield(field, "a")) or plain(subfield(field, "b")), to)
    for count, (code, value) in enumerate(field.subfields, 1):
        text = plain(value)
        if not text:
            continue
        if code == "c":
            to.out.append(f"{item}{_LOCATION}{quoted(text)}{to.lang}")
        elif code == "h":
            _labelled(item, f"part{count}", _ENUMERATION, _ENUMERATION_TYPE, text, to)
        elif code in "puz":
            _more(item, f"{code}{count}", code, text, to)
    if number := plain(subfield(field, "o")):
        scheme = subfield(field, "2").lower()
        _mark(item, number, "", scheme if scheme in _MARK_BY_SCHEME else "", to)


def _links(field: MarcField) -> set[str]:
    """The numbers of $8, without their sequences: fields with the same belong together."""
    return {number for value in subfields(field, "8") if (number := value.partition(".")[0].strip())}


def _shelf_of(field: MarcField, to: Target) -> MarcField | None:
    """The 852 that a holdings field belongs to: by the same number in $8, or because it is the only one."""
    shelves = to.context.fields("852")
    if links := _links(field):
        for shelf in shelves:
            if links & _links(shelf):
                return shelf
    return shelves[0] if len(shelves) == 1 and not _links(shelves[0]) else None


def _item_for(field: MarcField, this: str, to: Target) -> str:
    """The copy that a holdings field tells of: that of its 852, or else one of its own, *this*."""
    if (shelf := _shelf_of(field, to)) is not None:
        for copy in copies_of(shelf, codes_of(shelf)):
            if _is_said(copy.subfields):
                return f"{name_of(shelf)}-{copy.part}>" if copy.part else f"{name_of(shelf)}>"
    _item(this, to)
    return this


def textual_holdings(field: MarcField, to: Target) -> None:
    """866, 867, 868: which volumes, supplements or indexes the library has, in words; $z a note."""
    text, note = plain(subfield(field, "a")), plain(subfield(field, "z"))
    if not text and not note:
        return
    this = to.node()
    item = _item_for(field, to.node("item"), to)
    if text:
        to.out.append(
            f"{item}{_ENUMERATION}{this}\n{this}{_ENUMERATION_TYPE}\n{this}{_LABEL}{quoted(text)}{to.lang}"
        )
    if note:
        node = to.node("note")
        to.out.append(f"{item}{_NOTE}{node}\n{node}{_NOTE_TYPE}\n{node}{_LABEL}{quoted(note)}{to.lang}")


def item_information(field: MarcField, to: Target) -> None:
    """876, 877, 878: a copy: its barcode, volume ($3) and public note."""
    said = [(code, text) for code, value in field.subfields if code in "pz3" and (text := plain(value))]
    if not any(code in "p3" for code, _ in said):
        return
    barcodes = {plain(value) for shelf in to.context.fields("852") for value in subfields(shelf, "p")}
    if any(code == "p" and text in barcodes for code, text in said):
        return
    item = to.node()
    _item(item, to)
    if (shelf := _shelf_of(field, to)) is not None and (library := plain(subfield(shelf, "a"))):
        _library(item, library, to)
    for count, (code, text) in enumerate(said, 1):
        if code == "3":
            _labelled(item, f"part{count}", _ENUMERATION, _ENUMERATION_TYPE, text, to)
        else:
            _more(item, f"{code}{count}", code, text, to)


def _note_on_copy(field: MarcField, to: Target, link: str, of_class: str) -> None:
    if text := chop(subfield(field, "a")):
        item = _item_for(field, to.node("item"), to)
        this = to.node()
        to.out.append(f"{item}{link}{this}\n{this}{of_class}\n{this}{_LABEL}{quoted(text)}{to.lang}")


def reproduction(field: MarcField, to: Target) -> None:
    """843: that the copy is a reproduction, and of what kind."""
    _note_on_copy(field, to, _NOTE, _NOTE_TYPE)


def terms_of_use(field: MarcField, to: Target) -> None:
    """845: the terms under which the copy may be used."""
    _note_on_copy(field, to, _POLICY, _POLICY_TYPE)


_CAPTIONS = {"863": "853", "864": "854", "865": "855"}


def enumerations(record: MarcRecord, to: Target) -> None:
    """863, 864, 865: the numbering and dates of what the library has, with the captions of 853 to 855."""
    by_tag = to.context.by_tag
    if "863" not in by_tag and "864" not in by_tag and "865" not in by_tag:
        return
    written: set[str] = set()
    for tag, captions_tag in _CAPTIONS.items():
        for field in by_tag.get(tag, ()):
            links = _links(field)
            captions = next((one for one in to.context.fields(captions_tag) if links & _links(one)), None)
            name = name_of(field)
            if name in written or not (text := _enumeration(field, captions)):
                continue
            written.add(name)
            this = f"{name}>"
            item = _item_for(field, f"{name}-item>", to)
            to.out.append(
                f"{item}{_ENUMERATION}{this}\n{this}{_ENUMERATION_TYPE}\n{this}{_LABEL}{quoted(text)}"
            )


def _enumeration(field: MarcField, captions: MarcField | None) -> str:
    """`v.1:no.3 (2001:07)`: levels with their captions; of dates the captions in brackets are not shown."""
    words = dict(reversed(captions.subfields)) if captions is not None else {}
    levels: list[str] = []
    dates: list[str] = []
    for code, value in field.subfields:
        text = plain(value)
        if not text or code not in "abcdefijkl":
            continue
        caption = plain(words.get(code, ""))
        caption = "" if caption.startswith("(") else caption
        (dates if code in "ijkl" else levels).append(caption + text)
    numbers, date = ":".join(levels), ":".join(dates)
    return f"{numbers} ({date})" if numbers and date else numbers or date


RULES = [
    *rule("843", reproduction, reads="a8"),
    *rule("845", terms_of_use, reads="a8"),
    *rule("850", holding_institution, reads="a"),
    *rule("852", shelf_location, reads="abchijklmpquz23"),
    *rule("866 867 868", textual_holdings, reads="az8"),
    *rule("876 877 878", item_information, reads="pz38"),
    *rule("952", koha_item, reads="abchopuz012", when=_KOHA),
]

_NUMBERING = "abcdefijkl8"

RECORD_RULES = [
    RecordRule(
        enumerations,
        {tag: _NUMBERING for pair in _CAPTIONS.items() for tag in pair},
        "numbering and dates of what the library has, with their captions",
    )
]
