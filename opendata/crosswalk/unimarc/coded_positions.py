"""105 to 128: coded data that stand in positions of MARC 21's 008, by kind of material.

Each entry says: positions of $a in UNIMARC, where they go in 008, and the code for each code. A code that
is not listed is left uncoded.
"""

from collections.abc import Mapping
from typing import NamedTuple

from opendata.crosswalk.unimarc.line import codes


class Move(NamedTuple):
    """Positions of a UNIMARC field's $a that become positions of 008, code by code."""

    tag: str
    start: int
    number: int
    """How many codes stand there."""
    to: int
    codes: Mapping[str, str]
    width: int = 1
    """Characters to a code in UNIMARC."""
    subfield: str = "a"


def same(letters: str, **others: str) -> dict[str, str]:
    """*letters* as they are, and *others* changed."""
    return {**{letter: letter for letter in letters}, **others}


_CONTENTS_OF_BOOK = codes("a:b b:c c:i d:a e:d f:e g:r i:s j:p k:j l:u m n:l p:t r:n s:z t:6 v:m")
_FORM_OF_ITEM = codes("d f s t:a")
_YES_NO = {"0": "0", "1": "1"}
_LITERARY_FORM = codes("a:1 b:d c:e d:h e:i f:j g:p h:s y:0 z:m")

BOOK: tuple[Move, ...] = (
    Move("105", 0, 4, 18, same("abcdefghijklm", o="p")),
    Move("105", 4, 4, 24, _CONTENTS_OF_BOOK),
    Move("105", 8, 1, 29, _YES_NO),
    Move("105", 9, 1, 30, _YES_NO),
    Move("105", 10, 1, 31, _YES_NO),
    Move("105", 11, 1, 33, _LITERARY_FORM),
    Move("105", 12, 1, 34, same("abcd")),
    Move("106", 0, 1, 23, _FORM_OF_ITEM),
)

_CONTENTS_OF_SERIAL = codes("a:b b:c c:i d:a e:d f:e g:r h:y i:s j:p k:o l m:w n:g o:v p:h r:n t:6")

SERIAL: tuple[Move, ...] = (
    Move("110", 0, 1, 21, codes("a:p b:m c:n e:l f:d g:w")),
    Move("110", 1, 1, 18, codes("a:d b:c c:w d:e e:s f:m g:b h:q i:t j:f k:a l:g 1:g m:h n:i o:j p:k u z")),
    Move("110", 2, 1, 19, {"a": "r", "b": "n", "u": "u", "y": "x"}),
    Move("110", 3, 1, 24, _CONTENTS_OF_SERIAL),
    Move("110", 4, 3, 25, _CONTENTS_OF_SERIAL),
    Move("110", 7, 1, 29, _YES_NO),
    Move("106", 0, 1, 23, _FORM_OF_ITEM),
)  # fmt: skip

_PROJECTIONS = codes(
    "aa ab ac ad ae af ag:az au az ba bb bc bd be bf bg bh bi bj bk:bl bl:bz bm:bo bu bz "
    "ca cb cc cd:cz ce:de cf:cz cg:cz ch:cz cp cu cz zz"
)

MAP: tuple[Move, ...] = (
    Move("120", 1, 1, 31, {"a": "1", "b": "1", "c": "1", "y": "0"}),
    Move("120", 3, 4, 18, same("abcdefgijk", h="z", z="z")),
    Move("120", 7, 1, 22, _PROJECTIONS, 2),
)

_FORMS = codes(
    "an bd bg bl bt cb cc cg ch cl cn co cp cr cs ct cy cz df dv fg fm ft gm hy jz mc md mi mo mp mr ms mu "
    "mz nc op or ov pg pm po pp pr ps pt pv rc rd rg ri rp rq sg sn sp st su sy tc ts uu vr wz zz"
)

_TEXTS = codes("a:p b:d c:f d:h e:l f:i g:s h:a i:b j:e k:r l:m m:t n:i p:j q:c r:k s:o t:z z")

MUSIC: tuple[Move, ...] = (
    Move("128", 0, 1, 18, _FORMS, 2),
    Move("125", 0, 1, 20, same("abcdegmuz", x="n")),
    Move("125", 1, 1, 21, {"a": "d", "x": "n", "y": " ", "u": "u"}),
    Move("126", 7, 6, 24, same("abcdefghikrsz")),
    Move("125", 0, 2, 30, _TEXTS, subfield="b"),
)  # fmt: skip

_VISUAL_OF_116 = codes("a:k b:k c:a d:k e:i f:i h:i i:k k:l z")

VISUAL: tuple[Move, ...] = (
    Move("115", 0, 1, 33, {"a": "m", "c": "v"}),
    Move("115", 8, 1, 33, codes("g:f h:f i:f j:f k:s l:t")),
    Move("115", 1, 1, 18, {f"{minutes:03}": f"{minutes:03}" for minutes in range(1000)}, 3),
    Move("115", 9, 1, 34, same("auz", b="l", x="n")),
    Move("116", 0, 1, 33, _VISUAL_OF_116),
    Move("117", 0, 1, 33, {"ag": "p", "ah": "g"}, 2),
)

COMPUTER: tuple[Move, ...] = (Move("135", 0, 1, 26, same("abcdefghijuz", v="m")),)
"""008/26, the kind of file."""


def moves_of(kind: str, level: str) -> tuple[Move, ...]:
    """The moves for a MARC 21 record of this type (leader/06) and level (leader/07)."""
    if level in "sib" and kind in "at":
        return SERIAL
    if kind in "at":
        return BOOK
    if kind in "ef":
        return MAP
    if kind in "cdij":
        return MUSIC
    if kind in "gkor":
        return VISUAL
    return COMPUTER if kind == "m" else ()


ALL: tuple[Move, ...] = (*BOOK, *SERIAL, *MAP, *MUSIC, *VISUAL, *COMPUTER)
