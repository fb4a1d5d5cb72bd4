"""What a MARC 21 record is examined for: what takes part, coded values, dates, numbers, links to 880."""

from collections.abc import Collection, Mapping
from functools import partial

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.rules import subfield
from opendata.quality import coverage
from opendata.quality.examination import Examination
from opendata.quality.marc import Check, take_part
from opendata.quality.marc_values import addresses, isbn, issn, terms
from opendata.quality.silence import silent
from opendata.quality.values import (
    codes,
    is_day,
    is_short_day,
    isbn_fault,
    issn_fault,
    years_in,
)

_LENGTH_OF_008 = 40
_TYPES_OF_RECORD = frozenset("acdefgijkmoprt")
_UNSAID = frozenset(("   ", "|||", ""))
_ONE_YEAR = "st"
"""Types of date (008/06) whose dates are years of publication, or copyright."""
_SPAN = "cdikmq"
"""Types of date whose second date is the end of what begins with the first."""


def examine(record: MarcRecord) -> Examination:
    """What became of *record*, and what is wrong with it."""
    return _examined(record, ())


def examine_closely(record: MarcRecord) -> Examination:
    """The same, with the fields that are read and of which nothing is said; takes as long as converting."""
    return _examined(record, silent(record))


def _examined(record: MarcRecord, silent_fields: Collection[int]) -> Examination:
    examined = Examination()
    take_part(record, coverage.marc21(), _CHECKS, examined, silent_fields)
    if record.leader[6] not in _TYPES_OF_RECORD:
        examined.findings.add("unknown-record-type", coverage.LEADER, 0, "", record.leader[6])
    control = dict(reversed(record.control))
    field008 = control.get("008")
    if field008 is None:
        examined.findings.add("missing-008", "008")
    else:
        _fixed_data(field008, control.get("005", ""), record, examined)
    _title(record, examined)
    if examined.links:
        _links(examined)
    return examined


def _fixed_data(field008: str, field005: str, record: MarcRecord, examined: Examination) -> None:
    add = examined.findings.add
    if len(field008) != _LENGTH_OF_008:
        add("wrong-length", "008", 1, "", str(len(field008)))
    if field008[:6].strip(" |") and not is_short_day(field008[:6]):
        add("impossible-date", "008", 1, "", field008[:6])
    country = field008[15:18]
    if country not in _UNSAID and country.strip() not in codes("countries"):
        add("unknown-country-code", "008", 1, "", country)
    language = field008[35:38]
    if language not in _UNSAID and language not in codes("languages"):
        add("unknown-language-code", "008", 1, "", language)
    _coded_dates(field008[6:15], field005[:4], record, examined)


def _coded_dates(coded: str, changed: str, record: MarcRecord, examined: Examination) -> None:
    """008/06-14 by itself, against the year in which the record was changed (005), and against 26X."""
    kind, date1, date2 = coded[:1], coded[1:5], coded[5:9]
    one, two = _year(date1), _year(date2)
    impossible = kind in _SPAN and one and two and two < one
    latest = _year(changed)
    # A record may be made a year or two before its resource appears.
    impossible = impossible or bool(latest and one and one > latest + 2)
    if impossible:
        examined.findings.add("impossible-date", "008", 1, "", coded)
    if kind not in _ONE_YEAR or not one:
        return
    stated, field = _stated_years(record)
    if stated and date1 not in stated and date2 not in stated:
        examined.findings.add("date-differs", field, 1, "c", f"{', '.join(stated)} / {date1}")


def _year(text: str) -> int:
    """A coded year, 0 where it is unknown in part or not coded."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else 0


def _stated_years(record: MarcRecord) -> tuple[list[str], str]:
    """The years in $c of the record's 260s and 264s, and the tag of the first of them."""
    found: list[str] = []
    first = ""
    for tag, _, _, subfields in record.fields:
        if tag in ("260", "264"):
            first = first or tag
            for code, value in subfields:
                if code == "c":
                    found.extend(years_in(value))
    return found, first


def _title(record: MarcRecord, examined: Examination) -> None:
    if any(code in "akfnp" for code in examined.took_part.get("245", ())):
        return
    for field in record.fields:
        if field.tag == "245" or (field.tag == "880" and subfield(field, "6")[:3] == "245"):
            for code, value in field.subfields:
                if code in "akfnp" and value.strip():
                    return
    examined.findings.add("missing-title", "245")


def _links(examined: Examination) -> None:
    """Fields and 880s that name one another in $6: each must have its partner."""
    wanted: list[tuple[str, str, int, str]] = []
    found: set[tuple[str, str]] = set()
    for tag, occurrence, value in examined.links:
        link = value.strip()
        partner, dash, number = link[:3], link[3:4], link[4:6]
        if not (partner.isalnum() and dash == "-" and number.isdigit() and len(number) == 2):
            examined.findings.add("malformed-linkage", tag, occurrence, "6", value)
        elif number != "00":
            # A field and its 880 have one number, and the 880 names the field's tag.
            found.add((tag, number) if tag != "880" else (f"880-{partner}", number))
            wanted.append((tag, partner, occurrence, number))
    for tag, partner, occurrence, number in wanted:
        sought = (f"880-{tag}", number) if tag != "880" else (partner, number)
        if sought not in found:
            examined.findings.add("missing-880-partner", tag, occurrence, "6", f"{partner}-{number}")


def _link_entry(field: MarcField, occurrence: int, examined: Examination) -> None:
    for code, value in field.subfields:
        if code == "x" and value.strip():
            fault = issn_fault(value)
        elif code == "z" and value.strip():
            fault = isbn_fault(value)
        else:
            continue
        if fault:
            examined.findings.add(fault, field.tag, occurrence, code, value)


def _languages(field: MarcField, occurrence: int, examined: Examination) -> None:
    """041: MARC codes, unless the second indicator says that another list is used."""
    if field.ind2 == "7":
        return
    known = codes("languages")
    for code, value in field.subfields:
        if code.isdigit():
            continue
        text = value.replace(" ", "").lower()
        # Codes may stand in a row, as was usual: `engvie`.
        pieces = [text[at : at + 3] for at in range(0, len(text), 3)]
        for piece in pieces:
            if piece not in known:
                examined.findings.add("unknown-language-code", field.tag, occurrence, code, piece)


def _cataloguing_language(field: MarcField, occurrence: int, examined: Examination) -> None:
    value = subfield(field, "b").strip()
    if value and value not in codes("languages"):
        examined.findings.add("unknown-language-code", field.tag, occurrence, "b", value)


def _relators(field: MarcField, occurrence: int, examined: Examination) -> None:
    """$4 as a code: addresses are not looked up."""
    for code, value in field.subfields:
        if code == "4" and (text := value.strip()) and "/" not in text and text not in codes("relators"):
            examined.findings.add("unknown-relator-code", field.tag, occurrence, "4", value)


def _special_dates(field: MarcField, occurrence: int, examined: Examination) -> None:
    """033 $a and 046 $k $l $m $n $o $p: `yyyymmdd` that is no day."""
    wanted = "a" if field.tag == "033" else "klmnop"
    for code, value in field.subfields:
        day = value.strip()[:8]
        if code in wanted and len(day) == 8 and day.isascii() and day.isdigit():
            month, number = day[4:6], day[6:]
            if not is_day(day[:4], month, number):
                examined.findings.add("impossible-date", field.tag, occurrence, code, value)


_CHECKS: Mapping[str, Check] = {
    "020": isbn("a"),
    "022": issn("al"),
    "033": _special_dates,
    "040": _cataloguing_language,
    "041": _languages,
    "043": terms("a", partial(codes, "geographic_areas"), "unknown-area-code"),
    "044": terms("a", partial(codes, "countries"), "unknown-country-code"),
    "046": _special_dates,
    "336": terms("b", partial(codes, "content_types"), "unknown-rda-code"),
    "337": terms("b", partial(codes, "media_types"), "unknown-rda-code"),
    "338": terms("b", partial(codes, "carriers"), "unknown-rda-code"),
    "490": issn("x"),
    "856": addresses,
    **dict.fromkeys(("100", "110", "111", "700", "710", "711", "720"), _relators),
    **dict.fromkeys(
        (
            "760",
            "762",
            "765",
            "767",
            "770",
            "772",
            "773",
            "774",
            "775",
            "776",
            "777",
            "780",
            "785",
            "786",
            "787",
        ),
        _link_entry,
    ),
}
