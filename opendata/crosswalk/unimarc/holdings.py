"""8XX and 9XX: who described the resource, where it is, other formats' fields, and copies."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfield, subfields
from opendata.crosswalk.unimarc.line import Facts, Line, line, made

_SOURCE_OF_801: Mapping[str, str] = {"0": "a", "1": "c", "2": "d"}
_RULES: Mapping[str, str] = {
    "aacr2": "aacr", "aacr": "aacr", "afnor": "afnor", "isbd": "isbd", "rda": "rda", "rda-fr": "rdafr",
    "rak": "rak", "rakwb": "rakwb", "rak-wb": "rakwb", "rpc": "rpc", "rica": "rica", "reicat": "reicat",
    "nbf": "nbf", "ppiak": "ppiak", "ccr": "ccr",
}  # fmt: skip


def sources(fields: list[MarcField]) -> MarcField | None:
    """The 801s as one 040: who catalogued (or says nothing else), transcribed, modified; by what rules."""
    pairs: list[tuple[str, str]] = []
    for field in fields:
        agency = subfield(field, "b").strip()
        if agency:
            code = _SOURCE_OF_801.get(field.ind2, "a")
            pairs.append(("c" if code == "a" and any(one == "a" for one, _ in pairs) else code, agency))
    rules = [
        _RULES.get(value.strip(". ").lower(), value.strip(". "))
        for one in fields
        for value in subfields(one, "g")
    ]
    pairs.extend(("e", rule) for rule in dict.fromkeys(rules) if rule)
    pairs.sort(key=lambda pair: "aecd".index(pair[0]))
    return MarcField("040", " ", " ", tuple(dict.fromkeys(pairs))) if pairs else None


def number_elsewhere(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """801 $h: the record's number at the agency that it comes from."""
    agency = subfield(field, "b").strip()
    prefix = f"({agency})" if agency else ""
    pairs = [("a", f"{prefix}{value.strip()}") for value in subfields(field, "h") if value.strip()]
    return [MarcField("035", " ", " ", tuple(pairs))] if pairs else []


def location(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """856: as in MARC 21, except that $2 is the words of the link."""
    pairs = [
        (of.codes[code], value)
        for code, value in field.subfields
        if code in of.codes and value.strip() and not (code in "2y" and value.strip().lower() in _METHODS)
    ]
    return [made(field, of, pairs)] if any(code == "u" for code, _ in pairs) else []


_METHODS = ("http", "https", "ftp", "email", "telnet")


def foreign(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """886: a data field of MARC 21 that UNIMARC has no place for stands here as it was."""
    if field.ind1 != "2" or subfield(field, "2").strip().lower() not in ("marc21", "usmarc", "marc 21"):
        return []
    rest = [pair for pair in field.subfields if pair[0] != "2"]
    tag = next((value.strip() for code, value in rest if code == "a"), "")
    ind = next((value for code, value in rest if code == "b"), "  ").ljust(2)
    if len(tag) != 3 or not tag.isascii() or not tag.isdigit() or not "010" <= tag < "880":
        return []
    for code in "ab":
        at = next((place for place, pair in enumerate(rest) if pair[0] == code), None)
        if at is not None:
            del rest[at]
    return [MarcField(tag, ind[0], ind[1], tuple(rest))] if rest else []


def copy(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """995, 930, 966, 852: a copy: library, collection, call number, barcode."""
    pairs: list[tuple[str, str]] = []
    for code, value in field.subfields:
        pair = (of.codes.get(code, ""), value.strip())
        if all(pair) and pair not in pairs:
            pairs.append(pair)
    return [made(field, of, pairs)] if pairs else []


_ANY = "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9"
"""A field of another format has that format's subfields."""

LINES = [
    line(
        "801",
        "Who described the resource",
        "040 035",
        "b:040$a+040$c+040$d+035$a g:040$e h:035$a",
        tell=number_elsewhere,
    ),
    line("852", "Copy: location and call number", "852", "a b c j:h k m p s:h", tell=copy),
    line("856", "Electronic location", "856", "u 2:y 3 q y z", "=", "=", tell=location),
    line("886", "Field of another format", "", _ANY, tell=foreign),
    line("930", "Copy (Sudoc, BnF)", "852", "b c a:h", tell=copy),
    line("966", "Copy (Portugal)", "852", "l:b s:h a:p", tell=copy),
    line("995", "Copy (France)", "852", "b c e:c f:p k:h l:m", tell=copy),
]  # fmt: skip
"""All the 801s of a record make one 040 (`sources`)."""
