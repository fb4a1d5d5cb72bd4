"""Encodings of fonts that set a letter and its marks side by side: one or two bytes to a letter."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from unicodedata import normalize

from harvesters.encodings.single_byte import Decode

TONES = {"": "", "grave": "\u0300", "acute": "\u0301", "tilde": "\u0303", "hook": "\u0309", "dot": "\u0323"}


def letters(bases: str, carriers: str, tones: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What each of *carriers*, as the font writes *bases*, becomes with the mark bytes of *tones*.

    *tones* is keyed by the names of TONES, and by "" for the mark that a base bears without a tone. Marks
    come in two sizes, 20 (hex) apart, for capitals and small letters; a mark of the wrong size is read too.
    """
    for (base, carrier), (tone, small) in product(zip(bases, carriers, strict=True), tones.items()):
        letter = normalize("NFC", base + TONES[tone])
        for mark in (small, small - 0x20):
            yield carrier + chr(mark), letter
            yield (carrier.upper() + chr(mark), letter.upper())


def decoder(name: str, pairs: Mapping[str, str], singles: Mapping[str, str], others: Decode) -> Decode:
    """What decodes the encoding *name*, in NFC.

    *pairs* and *singles* are written as ISO 8859-1 shows their bytes. A mark that follows no letter which
    takes it is an error; every other byte is as *others* has it.
    """
    known = {**pairs, **singles}
    carriers = "".join(sorted({pair[0] for pair in pairs}))
    marks = "".join(sorted({pair[1] for pair in pairs}))
    alone = "".join(sorted(singles))
    pattern = re.compile(f"[{carriers}][{marks}]|[{alone}{marks}]")

    def replaced(found: re.Match[str]) -> str:
        letter = known.get(found[0])
        if letter is None:
            raise ValueError(f"{name} has no letter {found[0].encode('latin-1')!r} (byte {found.start()})")
        return letter

    def decode(data: bytes) -> str:
        if data.isascii():
            return data.decode("ascii")
        return pattern.sub(replaced, others(data))

    return decode
