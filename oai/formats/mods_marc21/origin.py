"""originInfo: 008, 033, 044, 250, 251, 260, 264, 310, 321 and the leader."""

import re
from collections.abc import Iterator

from oai.formats.mods_marc21.element import attribute, element, linkage, wrapped
from oai.formats.mods_marc21.facts import Facts
from oai.formats.values import NOBODY, NOWHERE, picked, tidy
from oai.repository import MarcField
from vocabularies.codes import code_map, terms

_EVENTS = {"0": "production", "1": "publication", "2": "distribution", "3": "manufacture"}
"""264, second indicator."""
_ISSUANCE = {
    **dict.fromkeys("acdm", "monographic"),
    **dict.fromkeys("bs", "serial"),
    "i": "integrating resource",
}
"""Leader/07."""
_is_year = re.compile("[0-9][0-9u]{3}").fullmatch
_is_day = re.compile("(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])").fullmatch
_is_whole_date = re.compile("[0-9]{4}(?:[0-9]{2}(?:[0-9]{2})?)?").fullmatch
_COPYRIGHT = re.compile(r"(?:[©℗]|cop\.|[cp](?=[0-9]{4}))\s*", re.IGNORECASE)
_PLACES = "ae"
_NAMES = "bf"


def origin_infos(facts: Facts) -> Iterator[str]:
    """One with the coded data and the first publisher; one for every other statement; one for each script."""
    statements = [*facts.fields.get("260", ()), *facts.fields.get("264", ())]
    main, others = _main(statements)
    inner = _place_codes(facts)
    event = ""
    if main is not None:
        inner += _statement(main)
        event = attribute("eventType", _EVENTS.get(main.ind2, "")) if main.tag == "264" else ""
    copyrights = [field for field in others if _is_copyright(field)]
    inner += _encoded_dates(facts) + "".join([_statement(field) for field in copyrights])
    inner += _captured(facts) + _edition_and_issue(facts)
    if inner:
        twin = attribute("altRepGroup", _group(main)) if main is not None else ""
        yield f"<originInfo{event}{twin}>{inner}</originInfo>"
    for field in [*others, *_editions(facts, "880")]:
        if not _is_copyright(field):
            yield _further(field)


def _group(field: MarcField) -> str:
    """The number by which the field is tied to its twin."""
    return linkage(field).partition('altRepGroup="')[2][:2]


def _main(statements: list[MarcField]) -> tuple[MarcField | None, list[MarcField]]:
    own = [field for field in statements if field.tag != "880"]
    main = next((field for field in own if field.tag == "260" or field.ind2 in "1 "), None)
    main = main or next((field for field in own if not _is_copyright(field)), None)
    return main, [field for field in statements if field is not main]


def _is_copyright(field: MarcField) -> bool:
    return field.tag == "264" and field.ind2 == "4"


def _further(field: MarcField) -> str:
    if any(code == "6" and value[:3] in ("250", "251") for code, value in field.subfields):
        inner, event = element("edition", tidy(" ".join(picked(field, "ab")))), ""
    else:
        inner = _statement(field)
        event = attribute("eventType", _EVENTS.get(field.ind2, "")) if field.tag == "264" else ""
    return f"<originInfo{event}{linkage(field)}>{inner}</originInfo>" if inner else ""


def _statement(field: MarcField) -> str:
    """Places, names and dates; what the cataloguer supplied stands in brackets."""
    found = ""
    for code, value in field.subfields:
        if code in _PLACES:
            if (place := tidy(value)) and place.lower() not in NOWHERE:
                term = element("placeTerm", place, ' type="text"')
                found += wrapped("place", term, _supplied(value))
        elif code in _NAMES:
            if (name := tidy(value)) and name.lower() not in NOBODY:
                found += element("publisher", name, _supplied(value))
        elif code == "c":
            found += _date(field, value)
        elif code == "g":
            found += element("dateCreated", tidy(value.strip(" ()")))
    return found


def _supplied(value: str) -> str:
    value = value.strip(" :;,")
    return ' supplied="yes"' if value[:1] == "[" and value[-1:] == "]" else ""


def _date(field: MarcField, value: str) -> str:
    text = tidy(value)
    if _is_copyright(field) or _COPYRIGHT.match(text):
        return element("copyrightDate", _COPYRIGHT.sub("", text, count=1))
    created = field.tag == "264" and field.ind2 == "0"
    return element("dateCreated" if created else "dateIssued", text)


def _place_codes(facts: Facts) -> str:
    """The countries of 008/15-17 and 044 $a, and those of $c by ISO 3166."""
    known = terms("countries")
    codes = [facts.coded[15:18].strip()]
    iso: list[str] = []
    for field in facts.fields.get("044", ()):
        codes += [value.rstrip("-").strip() for value in picked(field, "a")]
        iso += [value for value in picked(field, "c") if value.isascii() and value.isalpha()]
    found = [(code, "marccountry") for code in dict.fromkeys(codes) if code in known and code != "xx"]
    found += [(code.lower(), "iso3166") for code in dict.fromkeys(iso)]
    return "".join(
        [f'<place><placeTerm type="code" authority="{of}">{code}</placeTerm></place>' for code, of in found]
    )


def _encoded_dates(facts: Facts) -> str:
    """008/06-14 (MARC 21, 008/06)."""
    kind, one, two = facts.coded[6], facts.coded[7:11], facts.coded[11:15]
    if not _is_year(one) or one == "9999":
        return ""
    issued = "dateCreated" if facts.leader[6] in "dfpt" else "dateIssued"
    second = two if _is_year(two) and two != "9999" else ""
    if kind in "cdkmqiu":
        name = "dateCreated" if kind in "ki" else issued
        doubt = ' qualifier="questionable"' if kind == "q" else ""
        end = _encoded(name, second, f' point="end"{doubt}') if second != "uuuu" else ""
        return _encoded(name, one, f' keyDate="yes" point="start"{doubt}') + end
    if kind == "e" and one.isdigit() and _is_day(two):
        return element(issued, one + two, ' encoding="iso8601" keyDate="yes"')
    found = _encoded(issued, one, ' keyDate="yes"')
    if kind == "t":
        found += _encoded("copyrightDate", second)
    elif kind == "r":
        found += _encoded("dateOther", second, ' type="original"')
    elif kind == "p":
        found += _encoded("dateCreated", second)
    return found


def _encoded(name: str, date: str, attributes: str = "") -> str:
    return f'<{name} encoding="marc"{attributes}>{date}</{name}>' if date else ""


def _captured(facts: Facts) -> str:
    """033: when what is recorded took place."""
    found = ""
    for field in facts.fields.get("033", ()):
        dates = [value.rstrip("-") for value in picked(field, "a")]
        for place, date in enumerate(dates):
            point = "" if field.ind1 != "2" else (' point="start"', ' point="end"')[place > 0]
            if _is_whole_date(date):
                found += element("dateCaptured", date, f' encoding="iso8601"{point}')
    return found


def _editions(facts: Facts, tag: str = "") -> list[MarcField]:
    fields = [*facts.fields.get("250", ()), *facts.fields.get("251", ())]
    return [field for field in fields if (field.tag == "880") == (tag == "880")]


def _edition_and_issue(facts: Facts) -> str:
    found = "".join([element("edition", tidy(" ".join(picked(field, "ab")))) for field in _editions(facts)])
    level = facts.leader[7]
    issuance = "multipart monograph" if level == "m" and facts.leader[19] in "abc" else _ISSUANCE.get(level)
    found += element("issuance", issuance or "")
    if facts.kind == "CR" and (known := code_map("frequency").get(facts.coded[18])) is not None:
        found += element("frequency", known.en, ' authority="marcfrequency"')
    for tag in ("310", "321"):
        for field in facts.fields.get(tag, ()):
            found += element("frequency", tidy(" ".join(picked(field, "ab"))))
    return found
