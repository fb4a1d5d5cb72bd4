"""What a UNIMARC record is examined for: what takes part, coded data, dates, numbers."""

from collections.abc import Collection, Iterator, Mapping

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.unimarc.countries import COUNTRIES
from opendata.crosswalk.unimarc.relators import RELATORS
from opendata.quality import coverage
from opendata.quality.examination import Examination
from opendata.quality.marc import Check, take_part
from opendata.quality.marc_values import addresses, isbn, issn, terms
from opendata.quality.values import codes, is_day, years_in

_LENGTH_OF_100 = 36
_TYPES_OF_RECORD = frozenset("abcdefgijklmr")
_ONE_YEAR = "dh"
"""Types of date (100 $a/8) whose dates are years of publication, or copyright."""
_SPAN = "bgf"
"""Types of date whose second date is not before the first."""


def examine(record: MarcRecord) -> Examination:
    """What became of *record*, and what is wrong with it."""
    examined = Examination()
    take_part(record, coverage.unimarc(), _CHECKS, examined)
    if record.leader[6] not in _TYPES_OF_RECORD:
        examined.findings.add("unknown-record-type", coverage.LEADER, 0, "", record.leader[6])
    if not any(field.tag == "200" and _has_text(field, "a") for field in record.fields):
        examined.findings.add("missing-title", "200")
    _dates(record, examined)
    return examined


def _has_text(field: MarcField, code: str) -> bool:
    return any(name == code and value.strip() for name, value in field.subfields)


def _general(field: MarcField, occurrence: int, examined: Examination) -> None:
    """100 $a: its length, the day of entry, and the order of its two dates."""
    for code, value in field.subfields:
        if code != "a":
            continue
        if len(value) != _LENGTH_OF_100:
            examined.findings.add("wrong-length", "100", occurrence, "a", str(len(value)))
        day = value[:8]
        if day.isascii() and day.isdigit() and not is_day(day[:4], day[4:6], day[6:]):
            examined.findings.add("impossible-date", "100", occurrence, "a", day)
        one, two = value[9:13], value[13:17]
        if value[8:9] in _SPAN and _is_year(one) and _is_year(two) and two < one:
            examined.findings.add("impossible-date", "100", occurrence, "a", value[8:17])


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


def _dates(record: MarcRecord, examined: Examination) -> None:
    """The coded year against those in 210 and 214 $d."""
    general = next((value for _, value in _values(record, ("100",), "a")), "")
    coded = [year for year in (general[9:13], general[13:17]) if _is_year(year)]
    if general[8:9] not in _ONE_YEAR or not coded:
        return
    stated = [(tag, year) for tag, text in _values(record, ("210", "214"), "d") for year in years_in(text)]
    years = [year for _, year in stated]
    if years and not set(years) & set(coded):
        examined.findings.add("date-differs", stated[0][0], 1, "d", f"{', '.join(years)} / {coded[0]}")


def _values(record: MarcRecord, tags: Collection[str], wanted: str) -> Iterator[tuple[str, str]]:
    for field in record.fields:
        if field.tag in tags:
            for code, value in field.subfields:
                if code == wanted:
                    yield field.tag, value


def _languages(field: MarcField, occurrence: int, examined: Examination) -> None:
    known = codes("languages")
    for code, value in field.subfields:
        if code.isalpha() and (text := value.strip().lower()) and text not in known:
            examined.findings.add("unknown-language-code", field.tag, occurrence, code, value)


def _relators(field: MarcField, occurrence: int, examined: Examination) -> None:
    """$4: UNIMARC's numbers, perhaps of four digits, or MARC's codes."""
    for code, value in field.subfields:
        text = value.strip()
        if code != "4" or not text or "/" in text:
            continue
        number = text.removeprefix("0") if len(text) == 4 else text
        if number not in RELATORS and text not in codes("relators"):
            examined.findings.add("unknown-relator-code", field.tag, occurrence, "4", value)


_CHECKS: Mapping[str, Check] = {
    "010": isbn("a"),
    "011": issn("af"),
    "100": _general,
    "101": _languages,
    "102": terms("a", lambda: COUNTRIES, "unknown-country-code"),
    "225": issn("x"),
    "856": addresses,
    **dict.fromkeys(
        [f"7{number}" for number in ("00", "01", "02", "10", "11", "12", "20", "21", "22")], _relators
    ),
    **dict.fromkeys([f"4{number}" for number in range(10, 89)], issn("x")),
}
