"""Leader, and 100 to 128 as 008: dates, audience, country, language, and the codes of each material."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfield
from opendata.crosswalk.unimarc.coded_positions import ALL, Move, moves_of
from opendata.crosswalk.unimarc.countries import country
from opendata.crosswalk.unimarc.line import Facts, Line, codes, line, made

_TYPES: Mapping[str, str] = codes("a b:t c d e f g i j k l:m m:o r")
_STATUSES: Mapping[str, str] = codes("c d n o:c p")
_LEVELS: Mapping[str, str] = {" ": " ", "1": "1", "2": "8", "3": "7"}
_DESCRIPTION: Mapping[str, str] = {"n": " "}


def leader(own: str) -> str:
    """The leader; without a sign of the contrary the description follows ISBD."""
    status = _STATUSES.get(own[5], "n")
    level = own[7] if own[7] in "amsci" else "m"
    kind = _TYPES.get(own[6], "a")
    description = f"{_LEVELS.get(own[17], ' ')}{_DESCRIPTION.get(own[18], 'i')}"
    return f"{own[:5]}{status}{kind}{level} a{own[10:17]}{description} 4500"


_DATE_TYPES: Mapping[str, str] = codes("a:c b:d c:u d:s e:r f:q g:m h:t i:p j:e u:n")
_AUDIENCES: Mapping[str, str] = codes("a:j b:a c:b d:c e:d k:e m:g")
_GOVERNMENT: Mapping[str, str] = codes("a:f b:s c:l d:l e:c f:i g:f h:o u z")
_AUDIENCED = "atcdijgkomr"


def field008(by_tag: Mapping[str, list[MarcField]], kind: str, level: str) -> str:
    """The 40 characters of 008; *kind* and *level* are the MARC 21 leader's."""
    general = _first(by_tag, "100", "a").ljust(26)
    text = [" "] * 40
    if general[2:8].isascii() and general[:8].isdigit():
        text[0:6] = general[2:8]
    text[6] = _DATE_TYPES.get(general[8], "|")
    text[7:15] = _year(general[9:13]) + _year(general[13:17])
    text[15:18] = country(_first(by_tag, "102", "a"), _first(by_tag, "102", "b")).ljust(3)
    text[35:38] = language(_first(by_tag, "101", "a"))[:3].ljust(3)
    if kind in _AUDIENCED and level not in "sib":
        text[22] = next((_AUDIENCES[code] for code in general[17:20] if code in _AUDIENCES), " ")
    if kind not in "cdij":
        text[28] = _GOVERNMENT.get(general[20], " ")
    for move in moves_of(kind, level):
        _apply(move, by_tag, text)
    return "".join(text)


def _year(text: str) -> str:
    """A year, `u` for what is not known of it (`19..`, `199 `); blanks where it tells nothing."""
    if not any(character in "0123456789" for character in text):
        return " " * 4
    return "".join(character if character in "0123456789" else "u" for character in text)


def _apply(move: Move, by_tag: Mapping[str, list[MarcField]], text: list[str]) -> None:
    """Copies what *move* finds; positions without a known code stay blank, and known codes close up."""
    source = _first(by_tag, move.tag, move.subfield)
    at = move.to
    for place in range(move.start, move.start + move.number * move.width, move.width):
        code = move.codes.get(source[place : place + move.width])
        if code is not None:
            text[at : at + len(code)] = code
            at += len(code)


def _first(by_tag: Mapping[str, list[MarcField]], tag: str, code: str) -> str:
    fields = by_tag.get(tag)
    return subfield(fields[0], code) if fields else ""


_BIBLIOGRAPHIC: Mapping[str, str] = codes(
    "sqi:alb hye:arm eus:baq mya:bur zho:chi ces:cze nld:dut fra:fre kat:geo deu:ger ell:gre "
    "isl:ice mkd:mac mri:mao msa:may fas:per ron:rum slk:slo bod:tib cym:wel"
)
"""ISO 639-2's terminological codes, where MARC has the bibliographic ones."""


def language(code: str) -> str:
    """A code of 101 as MARC 21 has it."""
    text = code.strip(" .,;").lower()
    return _BIBLIOGRAPHIC.get(text, text)


_LANGUAGE_CODES: Mapping[str, str] = codes("a b:k c:h d:b e:f h:e i:g j")


def languages(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """101: the languages of the resource, and of what it is translated from."""
    pairs = [
        (_LANGUAGE_CODES[code], text)
        for code, value in field.subfields
        if code in _LANGUAGE_CODES and (text := language(value))
    ]
    return [made(field, of, pairs)] if pairs else []


def language_of_description(fields: list[MarcField]) -> str:
    """100/22-24: the language of the cataloguing."""
    text = subfield(fields[0], "a")[22:25].strip(" |#") if fields else ""
    return language(text) if len(text) == 3 and text.isalpha() and text.isascii() else ""


def duration(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """127: how long each piece takes."""
    times = [value.replace(" ", "0") for code, value in field.subfields if code == "a" and value.strip()]
    return [made(field, of, [("a", time) for time in times])] if times else []


def composition(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """128: forms of composition as 047, instruments and voices as 048, soloists in $a."""
    forms = [("a", value.strip()) for code, value in field.subfields if code == "a" and value.strip(" |u")]
    media = [
        ("a" if code == "b" else "b", value.strip())
        for code, value in field.subfields
        if code in "bc" and value.strip(" |")
    ]
    made_of = [MarcField("047", " ", " ", tuple(forms))] if forms else []
    if media:
        made_of.append(MarcField("048", " ", " ", tuple(media)))
    return made_of


_CONTENTS: Mapping[str, str] = codes("a:cod b:sti c:ntv d:ntm e:tdf f:cop g:snd h:spw i:txt")
"""ISBD's content forms (181 $a/0) to RDA's; 181 $b tells kinds of image, music and object apart."""
_MEDIA: Mapping[str, str] = codes("a:s b:c c:h d:p e:g f:e g:v n z:x")


def content(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """181: the form of content; by RDA's code, or by ISBD's with its qualifiers in $b."""
    codes = [value.strip() for code, value in field.subfields if code == "c" and value.strip()]
    if not (codes and subfield(field, "2").startswith("rdacontent")):
        codes = [
            term
            for code, value in field.subfields
            if code == "a" and (term := _content(value[:1], subfield(field, "b")))
        ]
    pairs = [("b", code) for code in dict.fromkeys(codes)]
    return [made(field, of, pairs)] if pairs else []


def _content(form: str, qualifier: str) -> str:
    """ISBD's form and its qualifier: type, motion, dimensions, senses (`cxxe`: cartographic, seen)."""
    senses = qualifier[3:]
    if form == "b":
        if qualifier[:1] == "c":
            return "cri"
        if qualifier[1:2] == "a":
            return "tdi"
        return "sti"
    if form == "d":
        return "prm" if qualifier[:1] == "b" or (qualifier[:1] != "a" and "a" in senses) else "ntm"
    if form == "c":
        return "ntv" if qualifier[:1] == "a" else ""
    if form == "e" and qualifier[:1] == "c":
        return "crf"
    return _CONTENTS.get(form, "")


def media(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """182: by what it is read, heard or seen."""
    codes = [value.strip() for code, value in field.subfields if code == "c" and value.strip()]
    if not (codes and subfield(field, "2").startswith("rdamedia")):
        codes = [_MEDIA[value[:1]] for code, value in field.subfields if code == "a" and value[:1] in _MEDIA]
    pairs = [("b", code) for code in dict.fromkeys(codes)]
    return [made(field, of, pairs)] if pairs else []


def coordinates(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """123: scale and coordinates as codes."""
    pairs = [(of.codes[code], value) for code, value in field.subfields if code in of.codes and value.strip()]
    if pairs and pairs[0][0] != "a":
        pairs.insert(0, ("a", "a"))
    return [made(field, of, pairs)] if pairs else []


def positions(tag: str, more: str = "") -> str:
    """The subfields of a coded field with the positions of 008 that they give."""
    targets: dict[str, list[str]] = {}
    for move in ALL:
        if move.tag == tag:
            last = move.to + move.number * max(len(code) for code in move.codes.values()) - 1
            span = f"008/{move.to:02}" + (f"-{last:02}" if last > move.to else "")
            if span not in targets.setdefault(move.subfield, []):
                targets[move.subfield].append(span)
    return " ".join(
        [f"{code}:{'+'.join(spans)}" for code, spans in targets.items()] + ([more] if more else [])
    )


def no_field(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """A field that only gives codes to 007 and 008, which are made of all such fields together."""
    return []


_SAME_KIND: Mapping[str, str] = {"0": "0", "1": "1", "2": "2"}
_SCALES: Mapping[str, str] = {"0": "0", "1": "1", "2": "1", "3": "3"}
_TRANSLATED: Mapping[str, str] = {"0": "0", "1": "1", "2": "1"}

LINES = [
    line("100", "General processing data", "008 040",
         "a:008/00-05+008/06+008/07-14+008/22+008/28+040$b", tell=no_field),
    line("101", "Languages", "041", "a:a+008/35-37 b:k c:h d:b e:f h:e i:g j", _TRANSLATED, tell=languages),
    line("102", "Country of publication", "008", "a:008/15-17 b:008/15-17", tell=no_field),
    line("105", "Books: illustrations, contents, literary form …", "008", positions("105"), tell=no_field),
    line("106", "Form of item", "008", positions("106"), tell=no_field),
    line("110", "Serials: kind, frequency, contents …", "008", positions("110"), tell=no_field),
    line("117", "Three-dimensional objects", "008", positions("117"), tell=no_field),
    line("122", "Period of the content", "045", "a:b", _SAME_KIND),
    line("123", "Cartography: scale and coordinates", "034", "a b c d e f g h i:j j:k k:m m:n n:p", _SCALES,
         tell=coordinates),
    line("125", "Music and sound: kind of score, text", "008", positions("125"), tell=no_field),
    line("127", "Duration", "306", "a", tell=duration),
    line("128", "Music: form, instruments", "047 048", "a:047$a+008/18-19 b:048$a c:048$b", tell=composition),
    line("181", "Form of content", "336", "a:b b:b c:b 2", after=(("2", "rdacontent"),), tell=content),
    line("182", "Kind of medium", "337", "a:b c:b 2", after=(("2", "rdamedia"),), tell=media),
]  # fmt: skip
