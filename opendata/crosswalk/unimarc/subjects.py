"""6XX: subjects, places, genres, keywords, classification."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfield, subfields
from opendata.crosswalk.unimarc.authorities import authority_pairs
from opendata.crosswalk.unimarc.line import Facts, Line, line, made, plain_pairs
from opendata.crosswalk.unimarc.links import embedded
from opendata.crosswalk.unimarc.names import name_of

_DIVISIONS: Mapping[str, str] = {"j": "v", "x": "x", "y": "z", "z": "y"}
_SOURCES: Mapping[str, str] = {
    "lc": "lcsh", "lcsh": "lcsh", "rameau": "ram", "ram": "ram", "sears": "sears", "precis": "precis",
    "mesh": "mesh", "fmesh": "fmesh", "nlm": "mesh", "agrovoc": "agrovoc", "eurovoc": "eurovoc",
}  # fmt: skip
"""Codes of UNIMARC's appendix, where MARC has another one (or the same in another case)."""
_INDICATOR_OF: Mapping[str, str] = {"lcsh": "0", "mesh": "2"}


def _source(field: MarcField) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The second indicator and the $2 that name the thesaurus."""
    given = subfield(field, "2").strip()
    if not given or " " in given:
        return "4", ()
    code = _SOURCES.get(given.lower(), given)
    if code in _INDICATOR_OF:
        return _INDICATOR_OF[code], ()
    return "7", (("2", code),)


def _divided(field: MarcField) -> list[tuple[str, str]]:
    return [
        (_DIVISIONS[code], _in_words(value) if code == "z" else value)
        for code, value in field.subfields
        if code in _DIVISIONS and value.strip()
    ]


def _in_words(period: str) -> str:
    """The period without the years for machines before it (RAMEAU: `+* 1900......- …+:20e siècle:`)."""
    if not period.startswith("+"):
        return period
    return period.partition("+:")[2].strip(" :") or period


def name(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """600, 601, 602: a person, body or family as subject; $t with it is a work."""
    end, ind1, pairs = name_of(field)
    if not pairs:
        return []
    pairs.extend(("t", value) for value in subfields(field, "t") if value.strip())
    return [_subject(field, "6" + end, ind1, pairs, facts)]


def _subject(field: MarcField, tag: str, ind1: str, pairs: list[tuple[str, str]], facts: Facts) -> MarcField:
    """The subject with its subdivisions; several $3 are those of its components, which $0 cannot tell."""
    ind2, source = _source(field)
    authorities = authority_pairs(field, facts)
    if sum(code == "0" for code, _ in authorities) > 1:
        authorities = [pair for pair in authorities if pair[0] != "0"]
    return MarcField(tag, ind1, ind2, (*pairs, *_divided(field), *source, *authorities))


def name_and_title(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """604: a work as subject, its author and title embedded."""
    creator = next((one for one in embedded(field) if one.tag[:1] == "7"), None)
    title = next((one for one in embedded(field) if one.tag in ("200", "500", "501")), None)
    named = name_of(creator)[2] if creator is not None else []
    text = subfield(title, "a") if title is not None else ""
    ind2, source = _source(field)
    if creator is not None and named:
        end, ind1, _ = name_of(creator)
        titled = [("t", text)] if text.strip() else []
        return [MarcField("6" + end, ind1, ind2, (*named, *titled, *_divided(field), *source))]
    return [MarcField("630", "0", ind2, (("a", text), *_divided(field), *source))] if text.strip() else []


def heading(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """605, 606, 607, 608: a heading with its subdivisions, thesaurus and authority."""
    own = [
        (of.codes[code], value)
        for code, value in field.subfields
        if code in _OWN_OF[of.tag] and value.strip()
    ]
    if not own:
        return []
    ind1 = field.ind1 if of.tag == "606" and field.ind1 in "012" else "0" if of.tag == "605" else " "
    return [_subject(field, of.to, ind1, own, facts)]


_OWN_OF: Mapping[str, str] = {"605": "ahiklmnqrsu", "606": "a", "607": "a", "608": "a"}


def category(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """615: a subject category, by its code and in words."""
    made_of: list[MarcField] = []
    source = subfield(field, "2").strip()
    words = [("a", value) for value in subfields(field, "a") if value.strip()]
    words.extend(("x", value) for value in subfields(field, "x") if value.strip())
    codes = [
        ("a" if code == "n" else "x", value)
        for code, value in field.subfields
        if code in "nm" and value.strip()
    ]
    if codes and codes[0][0] == "a":
        made_of.append(MarcField("072", " ", "7", (*codes, *((("2", source),) if source else ()))))
    if words and words[0][0] == "a":
        ind2, of_source = _source(field)
        made_of.append(MarcField("650", " ", ind2, (*words, *of_source)))
    return made_of


def place(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """620: a place of publication; with 3 as its first indicator, where and when something was recorded."""
    if field.ind1 != "3":
        pairs = [(code, value) for code, value in field.subfields if code in "abcd" and value.strip()]
        return [made(field, of, pairs)] if pairs else []
    where = ", ".join(value.strip() for value in subfields(field, "ed") if value.strip())
    days = [_day(value.strip()) for value in subfields(field, "f")]
    dates = [("a", day) for day in days if day]
    capture = [*dates, ("p", where)] if where else dates
    kind = "2" if len(dates) == 2 else "1" if dates[2:] else "0"
    return [MarcField("033", kind, "0", tuple(capture))] if capture else []


def _day(text: str) -> str:
    """`20120000` as `2012`: MARC 21 leaves out the month and day that are not known."""
    return text.removesuffix("00").removesuffix("00") if len(text) == 8 and text.isdigit() else text


def other_class(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """686: a number of another classification; a source in words is no code, and is left out."""
    pairs = [pair for pair in plain_pairs(field, of) if pair[0] != "2" or " " not in pair[1].strip()]
    return [made(field, of, pairs)] if any(code == "a" for code, _ in pairs) else []


_NAME_AS_SUBJECT = "a b:a c d:b f:d g:q t j:v x y:z z:y 2 3:0"
_BODY_AS_SUBJECT = "a b c:g d:n e:c f:d g:a h:b t j:v x y:z z:y 2 3:0"
_NAME_AND_TITLE = "1 a b:a c d:b e:c f:d g:q h:b j:v x y:z z:y 2"
_HEADING = "a j:v x y:z z:y 2 o:1 3:0"
_TITLE_HEADING = "a h:n i:p k:f l:k m:l n:g q:s r:m s:n u:r j:v x y:z z:y 2 o:1 3:0"

LINES = [
    line("600", "Person as subject", "600", _NAME_AS_SUBJECT + " o:1", tell=name),
    line("601", "Body or meeting as subject", "610 611", _BODY_AS_SUBJECT + " o:1", tell=name),
    line("602", "Family as subject", "600", "a b:a c d:c f:d t j:v x y:z z:y 2 3:0 o:1", tell=name),
    line("604", "Work of an author as subject", "600 610 611 630", _NAME_AND_TITLE, tell=name_and_title),
    line("605", "Work as subject", "630", _TITLE_HEADING, tell=heading),
    line("606", "Topic", "650", _HEADING, tell=heading),
    line("607", "Place as subject", "651", _HEADING, tell=heading),
    line("608", "Form, genre", "655", _HEADING, tell=heading),
    line("610", "Keyword", "653", "a"),
    line("615", "Subject category", "072 650", "a:650$a x:650$x n:a m:x 2:2+650$2", tell=category),
    line("616", "Trademark as subject", "653", "a"),
    line("617", "Place as subject, by levels", "662", "a b c d 2"),
    line(
        "620", "Place of publication or recording", "752 033", "a b c d:d+033$p e:033$p f:033$a", tell=place
    ),
    line("626", "Machine, language, system", "753", "a b c"),
    line("660", "Area code", "043", "a"),
    line("661", "Period code", "045", "a"),
    line("675", "Universal Decimal Classification", "080", "a v:2"),
    line("676", "Dewey Decimal Classification", "082", "a v:2", "0", "4"),
    line("680", "Library of Congress Classification", "050", "a b", " ", "4"),
    line("681", "Classification for Chinese libraries (Taiwan)", "084", "a b", after=(("2", "ncsclt"),)),
    line("686", "Other classification", "084", "a b c:a 2", tell=other_class),
    line("690", "Chinese Library Classification", "084", "a", after=(("2", "clc"),)),
]
