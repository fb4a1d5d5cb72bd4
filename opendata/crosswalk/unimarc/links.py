"""4XX: other resources, named by embedded fields ($1) or by subfields of their own."""

from collections.abc import Iterator, Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfields
from opendata.crosswalk.unimarc.line import Facts, Line, codes, indicators, line
from opendata.crosswalk.unimarc.names import name_of, name_text


def embedded(field: MarcField) -> Iterator[MarcField]:
    """The fields that stand in *field*: each begins with a $1 that holds its tag and indicators.

    A control field's text stands behind its tag, in the $1 itself: as the subfield "" of what is given.
    """
    tag = ind = text = ""
    pairs: list[tuple[str, str]] = []
    for code, value in field.subfields:
        if code != "1" or not _begins_field(value):
            if tag:
                pairs.append((code, value))
            continue
        if tag:
            yield MarcField(tag, ind[:1] or " ", ind[1:2] or " ", (*_control(text), *pairs))
        tag, pairs = value[:3], []
        ind, text = ("", value[3:]) if tag < "010" else (value[3:5], value[5:])
    if tag:
        yield MarcField(tag, ind[:1] or " ", ind[1:2] or " ", (*_control(text), *pairs))


def _begins_field(value: str) -> bool:
    """Whether a $1 holds a tag with its indicators, or a control field; some put a record's number there."""
    tag = value[:3]
    if not (tag.isascii() and tag.isdigit()):
        return False
    return tag in ("001", "003", "005") or (tag >= "010" and len(value) <= 5)


def _control(text: str) -> tuple[tuple[str, str], ...]:
    return (("", text),) if text.strip() else ()


_WHOLE: Mapping[str, tuple[str, str]] = {
    "001": ("w", ""),
    "010": ("z", "a"),
    "011": ("x", "a"),
    "013": ("o", "a"),
    "040": ("y", "a"),
    "101": ("e", "a"),
    "205": ("b", "a"),
    "215": ("h", "a"),
    "225": ("k", "a"),
    "500": ("s", "a"),
}
"""Embedded fields of which one subfield becomes one of the linking entry."""


def _of_embedded(field: MarcField) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for inner in embedded(field):
        tag = inner.tag
        if tag in _WHOLE:
            to, code = _WHOLE[tag]
            pairs.extend((to, value) for name, value in inner.subfields if name == code and value.strip())
        elif tag == "200":
            pairs.extend(_title_of(inner, "a"))
            pairs.extend(("g", value) for value in subfields(inner, "v") if value.strip())
            if not any(one.tag[:1] == "7" for one in embedded(field)):
                pairs.extend(("n", value) for value in subfields(inner, "f") if value.strip())
        elif tag in ("210", "214"):
            pairs.extend(_imprint(inner, "a", "c", "d"))
        elif tag[:2] in ("70", "71", "72"):
            text = name_text(inner)
            if text and not any(code == "a" for code, _ in pairs):
                pairs.insert(0, ("a", text))
    return pairs


def _title_of(field: MarcField, code: str) -> list[tuple[str, str]]:
    """The title, its parts and its other titles, in one string."""
    marks = {"h": ". ", "i": ", ", "e" if code == "a" else "o": " : "}
    text = ""
    for name, value in field.subfields:
        if name == code and not text:
            text = value.strip()
        elif name in marks and value.strip():
            text = f"{text}{marks[name]}{value.strip()}" if text else value.strip()
    return [("t", text)] if text else []


def _imprint(field: MarcField, place: str, publisher: str, date: str) -> list[tuple[str, str]]:
    text = " : ".join(value.strip() for value in subfields(field, place + publisher) if value.strip())
    dates = [value.strip() for value in subfields(field, date) if value.strip()]
    whole = ", ".join(filter(None, [text, *dates]))
    return [("d", whole)] if whole else []


_OWN: Mapping[str, str] = codes("a e:b f:n g:n l:n m:o p:h s:k v:g x y:z z:y 0:w 1:w 3:w")


def _of_subfields(field: MarcField) -> list[tuple[str, str]]:
    """The other technique: each subfield says what it is."""
    pairs = [(_OWN[code], value) for code, value in field.subfields if code in _OWN and value.strip()]
    place = next((at for at, pair in enumerate(pairs) if pair[0] != "a"), len(pairs))
    pairs[place:place] = _title_of(field, "t")
    pairs.extend(_imprint(field, "c", "n", "d"))
    return pairs


def _pairs_of(field: MarcField) -> list[tuple[str, str]]:
    own = _before_embedded(field)
    if len(own) == len(field.subfields):
        return _of_subfields(field)
    return [*_of_subfields(field._replace(subfields=own)), *_of_embedded(field)]


def link(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """A linking entry; where it holds nothing but a number or a word, that."""
    pairs = _pairs_of(field)
    if not pairs:
        return []
    ind2 = indicators(field, of)[1]
    return [MarcField(of.to[:3], "0", ind2, (*of.before, *pairs))]


def piece(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """463: for a component part the piece that it is in, for a set a piece that is in it."""
    pairs = _pairs_of(field)
    if not pairs:
        return []
    return [MarcField("773" if facts.level == "a" else "774", "0", " ", tuple(pairs))]


_SERIES_OF: Mapping[str, str] = codes("t s w x g:v")


def series(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """410: the series, as a linking entry of a serial, as a traced series of anything else."""
    if facts.level in "si":
        return link(field, of, facts)
    pairs = [(_SERIES_OF[code], value) for code, value in _pairs_of(field) if code in _SERIES_OF]
    creator = next((one for one in embedded(field) if one.tag[:2] in ("70", "71", "72")), None)
    author = next((value.strip() for code, value in _before_embedded(field) if code == "a"), "")
    if not any(code == "t" for code, _ in pairs):
        return []
    if creator is not None and (name := name_of(creator))[2]:
        end, ind1, named = name
        return [MarcField("8" + end, ind1, " ", (*named, *pairs))]
    if author:
        return [MarcField("800", "1" if "," in author else "0", " ", (("a", author), *pairs))]
    as_title = tuple(("a" if code == "t" else code, value) for code, value in pairs)
    return [MarcField("830", " ", "0", as_title)]


def _before_embedded(field: MarcField) -> tuple[tuple[str, str], ...]:
    first = next(
        (at for at, pair in enumerate(field.subfields) if pair[0] == "1" and _begins_field(pair[1])),
        len(field.subfields),
    )
    return field.subfields[:first]


_CODES = "1 a b:a c:d d e:b f:n g:n h:t i:t l:n m:o n:d o:t p:h s:k t v:g x y:z z:y 0:w 3:w"

_SERIES = (
    "1 a:800$a+810$a+811$a+760$a b:800$a+760$a c:760$d d:760$d e:760$b f:800$d+760$n g:760$n l:760$n m:760$o "
    "n:760$d p:760$h s:760$k t:830$a+800$t+810$t+811$t+760$t h:830$a+800$t+810$t+811$t+760$t "
    "i:830$a+800$t+810$t+811$t+760$t o:830$a+800$t+760$t v:v+760$g x y:760$z z:760$y 0:w 3:w"
)
"""A series is a linking entry (760) only in the record of a serial."""

_LINKS = (
    ("411", "Subseries", "762", " ", ""),
    ("412", "Source of an offprint", "787", " ", "Offprint from"),
    ("413", "Offprint", "787", " ", "Offprint"),
    ("421", "Supplement", "770", " ", ""),
    ("422", "What this supplements", "772", " ", ""),
    ("423", "Issued with", "777", " ", ""),
    ("424", "Updated by", "787", " ", "Updated by"),
    ("425", "Updates", "787", " ", "Updates"),
    ("430", "Continues", "780", "0", ""),
    ("431", "Continues in part", "780", "1", ""),
    ("432", "Supersedes", "780", "2", ""),
    ("433", "Supersedes in part", "780", "3", ""),
    ("434", "Absorbed", "780", "5", ""),
    ("435", "Absorbed in part", "780", "6", ""),
    ("436", "Formed by merger of", "780", "4", ""),
    ("437", "Separated from", "780", "7", ""),
    ("440", "Continued by", "785", "0", ""),
    ("441", "Continued in part by", "785", "1", ""),
    ("442", "Superseded by", "785", "2", ""),
    ("443", "Superseded in part by", "785", "3", ""),
    ("444", "Absorbed by", "785", "4", ""),
    ("445", "Absorbed in part by", "785", "5", ""),
    ("446", "Split into", "785", "6", ""),
    ("447", "Merged with … to form", "785", "7", ""),
    ("448", "Changed back to", "785", "8", ""),
    ("451", "Other edition in the same medium", "775", " ", ""),
    ("452", "Edition in another medium", "776", " ", ""),
    ("453", "Translated as", "767", " ", ""),
    ("454", "Translation of", "765", " ", ""),
    ("455", "Reproduction of", "776", " ", "Reproduction of"),
    ("456", "Reproduced as", "776", " ", "Reproduced as"),
    ("461", "Set that this is part of", "773", " ", ""),
    ("462", "Subset that this is part of", "773", " ", ""),
    ("464", "Component part", "774", " ", ""),
    ("470", "Reviewed resource", "787", " ", "Review of"),
    ("481", "Also bound in this volume", "777", " ", ""),
    ("482", "Bound with", "777", " ", ""),
    ("488", "Other related resource", "787", " ", ""),
)

LINES = [
    line("410", "Series", "830 800 810 811 760", _SERIES, tell=series, nonfiling=2),
    *(
        line(tag, name, to, _CODES, "0", ind2, before=(("i", word),) if word else (), tell=link)
        for tag, name, to, ind2, word in _LINKS
    ),
    line("463", "Piece that this is part of, or has", "773 774", _CODES, "0", tell=piece),
]
