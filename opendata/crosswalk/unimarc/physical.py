"""115, 116, 120, 124, 126, 130, 135 as MARC 21's 007, position by position."""

from collections.abc import Mapping
from typing import NamedTuple

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfields
from opendata.crosswalk.unimarc.coded import no_field, positions
from opendata.crosswalk.unimarc.coded_positions import same
from opendata.crosswalk.unimarc.line import codes, line


class Position(NamedTuple):
    """A position of 007: where its code stands in UNIMARC, and MARC 21's code for each."""

    to: int
    start: int
    codes: Mapping[str, str]
    width: int = 1


class Form(NamedTuple):
    """A category of material: 007/00, how many characters it has, and its positions."""

    category: str
    length: int
    positions: tuple[Position, ...]


_NUMBERS = {f"{number:03}": f"{number:03}" for number in range(1000)}
_COLOUR = codes("a:b b:c c:m u z")
_SOUND = same("abu", y=" ")
_SOUND_MEDIUM = same("abcdefghiuz", x=" ")

_MOTION_PICTURE = Form("m", 8, (
    Position(1, 8, codes("a:r b:c c:f d:z z")),
    Position(3, 4, _COLOUR),
    Position(4, 10, same("abcdefuz")),
    Position(5, 5, _SOUND),
    Position(6, 6, _SOUND_MEDIUM),
    Position(7, 7, same("abcdefgz")),
))  # fmt: skip
_PROJECTED = Form("g", 9, (
    Position(1, 8, codes("g:c h:d i:f j:o k:s l:t z")),
    Position(3, 4, _COLOUR),
    Position(5, 5, _SOUND),
    Position(6, 6, _SOUND_MEDIUM),
    Position(7, 7, same("abcdefg", k="k", l="j", r="v", s="s", t="t", u="y", w="w", x="x", z="z")),
))  # fmt: skip
_VIDEO = Form("v", 9, (
    Position(1, 15, codes("a:c b:d c:f d:r z")),
    Position(3, 4, _COLOUR),
    Position(4, 16, same("abcdefgh")),
    Position(5, 5, _SOUND),
    Position(6, 6, _SOUND_MEDIUM),
    Position(7, 7, codes("a m:r n:m o p q z")),
))  # fmt: skip
_SUPPORT = same("abcdefghuz", i="o", j="p", k="q", l="r", m="s", n="t", v="m")
_GRAPHIC = Form("k", 6, (
    Position(1, 0, codes("a:c b:d c:e d:f e:g f:h h:i i:j k:l z")),
    Position(3, 3, same("abuz", c="c", d="h", v="m")),
    Position(4, 1, _SUPPORT),
    Position(5, 2, {**_SUPPORT, "y": " "}),
))  # fmt: skip
_SOUND_RECORDING = Form("s", 14, (
    Position(1, 0, codes("a:d b:t c:s d:g e:w f:e g:q h:i z")),
    Position(3, 1, same("abcdehimuz", g="f", k="l", l="k", n="o", o="p", p="r", x="n")),
    Position(4, 2, codes("a:m b:s c:q u z")),
    Position(5, 3, codes("a:s b:m u x:n z")),
    Position(6, 4, same("abcdefjosuz", g="z", h="g", x="n")),
    Position(7, 5, codes("a:m b:o c:p d:l e:z f:z u x:n z")),
    Position(8, 6, same("abcdefuz", g="z", h="z", x="n")),
))  # fmt: skip
_MICROFORM = Form("h", 13, (
    Position(1, 0, same("abcdefghz")),
    Position(3, 1, same("abu", d="m")),
    Position(4, 2, same("adfghlmopuz")),
    Position(5, 3, same("abcdeuv")),
    Position(6, 4, _NUMBERS, 3),
    Position(9, 7, {"a": "b", "b": "c", "u": "u", "v": "m"}),
    Position(10, 8, same("abcuz", v="m", x="n")),
    Position(11, 9, same("abcu", v="m")),
    Position(12, 10, {"a": "a", "b": "i", "u": "u", "x": "n"}),
))  # fmt: skip
_CARTOGRAPHIC = Form("a", 8, (
    Position(1, 0, codes("a:d b:g d:j e:q f:k g:r h:s i:y z")),
))  # fmt: skip
_CODED = same("abcdefghijklmnopqrstuvwxyz0123456789 ")
_ELECTRONIC = Form("c", 14, (
    Position(1, 1, same("abcdefghjkmoruz")),
    *(Position(to, to, _CODED) for to in (3, 4, 5)),
    Position(6, 6, {**_NUMBERS, **{"mmm": "mmm", "nnn": "nnn"}}, 3),
    *(Position(to, to, _CODED) for to in (9, 10, 11, 12, 13)),
))  # fmt: skip
"""135 has no reserved position behind the first two: `fields007` puts one in."""

_FORMS: Mapping[str, tuple[str, Form]] = {
    "116": ("a", _GRAPHIC),
    "124": ("b", _CARTOGRAPHIC),
    "126": ("a", _SOUND_RECORDING),
    "130": ("a", _MICROFORM),
    "135": ("a", _ELECTRONIC),
}
_FORMS_OF_115: Mapping[str, Form] = {"a": _MOTION_PICTURE, "b": _PROJECTED, "c": _VIDEO}


def fields007(field: MarcField) -> list[str]:
    """The 007s that a coded field gives; none where it does not say what kind of thing it is."""
    if field.tag == "115":
        values = [(value, _FORMS_OF_115.get(value[:1])) for value in subfields(field, "a")]
    else:
        code, form = _FORMS[field.tag]
        values = [(value, form) for value in subfields(field, code)]
    if field.tag == "135":
        values = [(f"{value[:2]} {value[2:]}", form) for value, form in values]
    return [
        text for value, form in values if form is not None and (text := _written(form, value)) is not None
    ]


def _written(form: Form, value: str) -> str | None:
    text = ["|"] * form.length
    text[0], text[2] = form.category, " "
    for position in form.positions:
        code = position.codes.get(value[position.start : position.start + position.width])
        if code is not None:
            text[position.to : position.to + position.width] = code
    return "".join(text) if text[1] != "|" else None


PHYSICAL = ("115", "116", "124", "126", "130", "135")
"""The tags that `fields007` knows."""

LINES = [
    line("115", "Film, video, projected material", "007 008", f"{positions('115')}+007",
         tell=no_field),
    line("116", "Graphics", "007 008", f"{positions('116')}+007", tell=no_field),
    line("120", "Cartography: relief, projection …", "008", positions("120"), tell=no_field),
    line("124", "Cartography: kind of material", "007", "b:007", tell=no_field),
    line("126", "Sound recordings: physical attributes", "007 008", f"{positions('126')}+007", tell=no_field),
    line("130", "Microforms: physical attributes", "007", "a:007", tell=no_field),
    line("135", "Electronic resources", "007 008", f"{positions('135')}+007", tell=no_field),
]  # fmt: skip
