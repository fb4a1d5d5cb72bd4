"""7XX, and the names in 600 to 604 and in links: persons, families, bodies, meetings, and their roles."""

import re
from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfield, subfields
from opendata.crosswalk.unimarc.authorities import authority_pairs
from opendata.crosswalk.unimarc.line import Facts, Line, line
from opendata.crosswalk.unimarc.relators import role

_PERSON = "a b:a c d:b f:d g:q o:1 3:0 4 5"
_BODY = "a b c:g d:n e:c f:d g:a h:b o:1 3:0 4 5"
_FAMILY = "a b:a c d:c f:d o:1 3:0 4 5"
_BODY_CODES: Mapping[str, str] = {
    "a": "a",
    "b": "b",
    "c": "g",
    "d": "n",
    "e": "c",
    "f": "d",
    "g": "a",
    "h": "b",
}
_MEETING_CODES: Mapping[str, str] = {**_BODY_CODES, "b": "e", "h": "e"}


_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]").match
"""Chinese, Japanese and Korean names are written without a comma."""


def name_of(field: MarcField) -> tuple[str, str, list[tuple[str, str]]]:
    """What the name in *field* is in MARC 21: the end of the tag, the first indicator, the name's subfields.

    The kind of name is told by the last two digits of the tag: 00 to 02 persons, 10 to 12 bodies, 20 to 22
    families; and 600, 601, 602 for the three.
    """
    kind = field.tag[1] if field.tag[0] == "7" else field.tag[2]
    if kind == "1":
        return _body(field)
    pairs = _person(field, family=kind == "2")
    if kind == "2":
        return "00", "3", pairs
    inverted = field.ind2 != "0" and any(code == "b" for code, _ in field.subfields)
    return "00", "1" if inverted or field.ind2 == "1" else "0", pairs


def _person(field: MarcField, family: bool) -> list[tuple[str, str]]:
    entry, rest = subfield(field, "a").strip(), subfield(field, "b").strip()
    if rest and field.ind2 != "0":
        surname = entry.rstrip(", ")
        between = "" if _HAN(surname[-1:]) and _HAN(rest[:1]) else ", "
        full = f"{surname}{between}{rest}" if surname else rest
    else:
        full = f"{entry} {rest}".strip()
    pairs = [("a", full)] if full else []
    if not family:
        pairs.extend(("b", value) for value in subfields(field, "d"))
        pairs.extend(("q", _in_parentheses(value)) for value in subfields(field, "g"))
    for value in subfields(field, "cd" if family else "c"):
        _append(pairs, "c", value)
    for value in subfields(field, "f"):
        _append(pairs, "d", value.replace("....", ""))
    return pairs


def _append(pairs: list[tuple[str, str]], code: str, value: str) -> None:
    """Adds a subfield with the comma that MARC 21 has before titles and dates."""
    text = value.strip()
    if not text:
        return
    if pairs and text[0] != "(":
        last, before = pairs[-1]
        pairs[-1] = last, before.rstrip(", ") + ","
    pairs.append((code, text))


def _in_parentheses(value: str) -> str:
    text = value.strip()
    return text if text.startswith("(") else f"({text})"


def _body(field: MarcField) -> tuple[str, str, list[tuple[str, str]]]:
    meeting = field.ind1 == "1"
    codes = _MEETING_CODES if meeting else _BODY_CODES
    pairs: list[tuple[str, str]] = []
    for code, value in field.subfields:
        if code not in codes or not value.strip():
            continue
        if code == "g" and pairs:
            pairs[-1] = pairs[-1][0], f"{pairs[-1][1].rstrip(', ')}, {value.strip()}"
        else:
            pairs.append((codes[code], _in_parentheses(value) if code == "c" else value))
    return "11" if meeting else "10", field.ind2 if field.ind2 in "012" else "2", pairs


def name_text(field: MarcField) -> str:
    """The name as one string, as a linking entry has it."""
    return " ".join(value for _, value in name_of(field)[2])


def entry(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """700 to 722: a main or added entry with the roles and the authorities."""
    end, ind1, pairs = name_of(field)
    if not pairs:
        return []
    for code, value in field.subfields:
        if code == "4" and (known := role(value)) is not None:
            meeting_word = end == "11" and known[0] == "e"
            pairs.append(("j", known[1]) if meeting_word else known)
        elif code == "5" and value.strip():
            pairs.append(("5", value.partition(":")[0]))
    pairs.extend(authority_pairs(field, facts))
    hundreds = "1" if field.tag[2] == "0" else "7"
    return [MarcField(hundreds + end, ind1, " ", tuple(pairs))]


_OTHER_NAME = "a b:a c:a f:a o:1 4 3:0"


def other_name(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """716 and 730: a trademark, or a name of no known kind, as a name that no list controls."""
    label = ", ".join(value.strip() for value in subfields(field, "abcf") if value.strip())
    if not label:
        return []
    roles = [known for value in subfields(field, "4") if (known := role(value)) is not None]
    words = of.before if not roles else ()
    return [MarcField("720", " ", " ", (("a", label), *words, *roles, *authority_pairs(field, facts)))]


LINES = [
    line("700", "Person with the first responsibility", "100", _PERSON, tell=entry),
    line("701", "Person with the same responsibility", "700", _PERSON, tell=entry),
    line("702", "Person with another responsibility", "700", _PERSON, tell=entry),
    line("710", "Body or meeting with the first responsibility", "110 111", _BODY, tell=entry),
    line("711", "Body or meeting with the same responsibility", "710 711", _BODY, tell=entry),
    line("712", "Body or meeting with another responsibility", "710 711", _BODY, tell=entry),
    line("716", "Trademark", "720", _OTHER_NAME, before=(("e", "trademark"),), tell=other_name),
    line("720", "Family with the first responsibility", "100", _FAMILY, tell=entry),
    line("721", "Family with the same responsibility", "700", _FAMILY, tell=entry),
    line("722", "Family with another responsibility", "700", _FAMILY, tell=entry),
    line("730", "Name of no known kind", "720", _OTHER_NAME, tell=other_name),
]
