"""The encodings that can be read, by name."""

import re
from collections.abc import Mapping

import harvesters.encodings.bkhcm1 as bkhcm1
import harvesters.encodings.bkhcm2 as bkhcm2
import harvesters.encodings.iso5426 as iso5426
import harvesters.encodings.marc8 as marc8
import harvesters.encodings.tcvn as tcvn
import harvesters.encodings.vietware as vietware
import harvesters.encodings.viqr as viqr
import harvesters.encodings.viscii as viscii
import harvesters.encodings.vni as vni
import harvesters.encodings.vps as vps
import harvesters.encodings.windows as windows
from harvesters.encodings.names import PYTHON, canonical
from harvesters.encodings.single_byte import Decode
from harvesters.readers.text import nfc

__all__ = ["DECODERS", "Decode", "canonical", "decode_leniently"]


def _marc8_set(final: bytes) -> Decode:
    """A set of MARC-8 above ASCII, from A0 on, as UNIMARC has it alone."""
    return lambda data: marc8.decode(b"\x1b)" + final + data)


def _python(codec: str) -> Decode:
    return lambda data: nfc(data.decode(codec))


DECODERS: Mapping[str, Decode] = {
    **{name: _python(codec) for name, codec in PYTHON.items()},
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
    "vietware-x": vietware.decode_x,
    "vietware-f": vietware.decode_f,
    "viqr": viqr.decode,
    "iso-5426": iso5426.decode,
    "iso-ir-37": _marc8_set(b"N"),
    "iso-5427": _marc8_set(b"Q"),
    "iso-5428": _marc8_set(b"S"),
}
"""What decodes an encoding, by its name in small letters."""


def decode_leniently(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """*data* in the encoding *name*, a key of DECODERS, and what was wrong in it: no text gets lost.

    A word with a byte that the encoding does not define is read as windows-1252, where it has that byte; else
    the byte becomes U+FFFD.
    """
    if name == "marc-8":
        return marc8.decode_leniently(data)
    decode = DECODERS[name]
    try:
        return decode(data), ()
    except ValueError as error:
        whole = str(error)
    if name.startswith("utf-16"):
        return nfc(data.decode(PYTHON[name], "replace")), (whole,)
    return nfc("".join([_word(decode, word) for word in _words(data)])), (whole,)


_words = re.compile(rb"[^ ]+| +").findall


def _word(decode: Decode, word: bytes) -> str:
    try:
        return decode(word)
    except ValueError:
        return word.decode("cp1252", "replace")
