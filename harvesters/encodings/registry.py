"""The encodings that can be read, by name."""

import codecs
import re
from collections.abc import Mapping

import harvesters.encodings.bkhcm1 as bkhcm1
import harvesters.encodings.bkhcm2 as bkhcm2
import harvesters.encodings.iso5426 as iso5426
import harvesters.encodings.marc8 as marc8
import harvesters.encodings.tcvn as tcvn
import harvesters.encodings.viqr as viqr
import harvesters.encodings.viscii as viscii
import harvesters.encodings.vni as vni
import harvesters.encodings.vps as vps
import harvesters.encodings.windows as windows
from harvesters.encodings.single_byte import Decode
from harvesters.readers.text import nfc


def _python(codec: str) -> Decode:
    return lambda data: nfc(data.decode(codec))


_PYTHON = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "utf-16be": "utf-16-be",
    "utf-16le": "utf-16-le",
    "latin-1": "latin-1",
    "iso-8859-2": "iso8859-2",
    "iso-8859-15": "iso8859-15",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
    "ibm437": "cp437",
    "ibm850": "cp850",
    "macintosh": "mac-roman",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
}
"""Encodings of the world's catalogues that Python reads, by their name in the IANA's registry."""

DECODERS: Mapping[str, Decode] = {
    **{name: _python(codec) for name, codec in _PYTHON.items()},
    "marc-8": marc8.decode,
    "windows-1258": windows.decode_1258,
    "windows-1252": windows.decode_1252,
    "tcvn3": tcvn.decode,
    "tcvn3-capitals": tcvn.decode_capitals,
    "tcvn-5712": tcvn.decode_standard,
    "viscii": viscii.decode,
    "vni": vni.decode,
    "vps": vps.decode,
    "bkhcm1": bkhcm1.decode,
    "bkhcm2": bkhcm2.decode,
    "viqr": viqr.decode,
    "iso-5426": iso5426.decode,
}
"""What decodes an encoding, by its name in small letters."""

_ALIASES: Mapping[str, tuple[str, ...]] = {
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
    "viqr": ("csviqr", "vietnet"),
    "iso-5426": ("iso5426", "iso-ir-53", "mab2"),
    "bkhcm2": ("bk-hcm-2", "bkhcm-2", "bk-hcm2"),
}
_BY_ALIAS = {alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases)}
_BY_CODEC = {
    **{codecs.lookup(codec).name: name for name, codec in _PYTHON.items()},
    "cp1252": "windows-1252",
    "cp1258": "windows-1258",
    "ascii": "utf-8",
    "utf-8-sig": "utf-8",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5",
    "shift_jis": "shift_jis",
    "euc_kr": "euc-kr",
}


def canonical(name: str) -> str:
    """The key of DECODERS that *name*, or an alias that Python or the IANA's registry knows, stands for.

    Raises ValueError for what is none of them.
    """
    spelled = re.sub(r"[\s_-]+", "-", name.strip().lower())
    if known := _BY_ALIAS.get(spelled):
        return known
    try:
        return _BY_CODEC[codecs.lookup(name.strip()).name]
    except (LookupError, ValueError):
        names = ", ".join(sorted(DECODERS))
        raise ValueError(f"{name!r} is no encoding that can be read; these are: {names}") from None
