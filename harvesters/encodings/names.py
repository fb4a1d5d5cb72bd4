"""Names of encodings: the ones that can be read, and what else they are called."""

import codecs
import re
from collections.abc import Mapping

PYTHON = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "utf-16be": "utf-16-be",
    "utf-16le": "utf-16-le",
    "latin-1": "latin-1",
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)},
    **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257)},
    "ibm437": "cp437",
    "ibm850": "cp850",
    "ibm852": "cp852",
    "ibm866": "cp866",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "macintosh": "mac-roman",
    "tis-620": "cp874",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp_2",
    "euc-kr": "cp949",
}
"""Encodings of the world's catalogues that Python reads, by their names in the IANA's registry."""

OURS: Mapping[str, tuple[str, ...]] = {
    "windows-1258": ("cp1258",),
    "windows-1252": ("cp1252",),
    "marc-8": ("marc8", "ansel", "ansi-z39.47"),
    "tcvn3": (
        "abc",
        "tcvn-5712-2",
        "tcvn-5712-3",
        "tcvn5712-2",
        "tcvn5712-3",
        "vscii-2",
        "vscii-3",
        "iso-ir-180",
    ),
    "tcvn3-capitals": ("abc-capitals", "tcvn3h"),
    "tcvn-5712": (
        "tcvn",
        "tcvn5712",
        "tcvn5712-1",
        "tcvn-5712-1",
        "tcvn5712-1:1993",
        "vscii",
        "vscii-1",
        "x-viet-tcvn5712",
    ),
    "viscii": ("viscii1.1-1", "csviscii"),
    "vni": ("vni-win", "vni-windows"),
    "vps": ("vps-win", "x-viet-vps"),
    "bkhcm1": ("bk-hcm-1", "bkhcm-1", "bk-hcm1"),
    "bkhcm2": ("bk-hcm-2", "bkhcm-2", "bk-hcm2"),
    "vietware-x": (),
    "vietware-f": (),
    "viqr": ("csviqr", "vietnet"),
    "iso-ir-37": ("gost-19768", "iso-registration-37"),
    "iso-5427": ("iso5427",),
    "iso-5428": ("iso5428", "iso-ir-55"),
    "iso-5426": ("iso5426", "iso-ir-53", "mab2"),
}
"""The other encodings that can be read, with what else they are called."""

NAMES = (*PYTHON, *OURS)
_BY_ALIAS = {
    **{name: name for name in NAMES},
    **{alias: name for name, aliases in OURS.items() for alias in aliases},
}
_BY_CODEC = {
    **{codecs.lookup(codec).name: name for name, codec in PYTHON.items()},
    "cp1252": "windows-1252",
    "cp1258": "windows-1258",
    "ascii": "utf-8",
    "utf-8-sig": "utf-8",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5",
    "shift_jis": "shift_jis",
    "euc_kr": "euc-kr",
    "iso2022_jp": "iso-2022-jp",
    "tis-620": "tis-620",
    "iso8859-11": "tis-620",
}
_NO_CHARACTER_SETS = frozenset(
    ("idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
)
_LONGEST = 40


def python_codec(name: str) -> str:
    """Python's codec for the character set that a document names; raises ValueError where it has none.

    Python's names are not all names of character sets: some stand for a program's escapes, or take the square
    of a text's length to decode it.
    """
    try:
        codec = codecs.lookup(name) if len(name) <= _LONGEST else None
        if codec is None or codec.name.replace("_", "-") in _NO_CHARACTER_SETS:
            raise LookupError
        "".encode(codec.name)
    except (LookupError, ValueError):
        raise ValueError(f"{name[:_LONGEST]!r} is no character set that is known") from None
    return codec.name


def canonical(name: str) -> str:
    """The one of NAMES that *name*, or an alias that Python or the IANA's registry knows, stands for.

    Raises ValueError for what is none of them.
    """
    spelled = re.sub(r"[\s_-]+", "-", name.strip().lower())
    if known := _BY_ALIAS.get(spelled):
        return known
    try:
        return _BY_CODEC[python_codec(name.strip())]
    except (LookupError, ValueError):
        names = ", ".join(sorted(NAMES))
        raise ValueError(f"{name[:_LONGEST]!r} is no encoding that can be read; these are: {names}") from None
