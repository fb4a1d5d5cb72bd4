"""$3 and $o: the number of an authority's record, and the ISNI of who is named."""

import re

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.unimarc.line import Facts

_ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
_BNF = "http://data.bnf.fr/ark:/12148/cb"
_IDREF = "http://www.idref.fr/"
_ISNI = re.compile(
    r"(?:ISNI|https?://(?:www\.)?isni\.org/(?:isni/)?|\(ISNI\))[\s:]*((?:\d[\s-]?){15}[\dXx])\s*$", re.I
).match


def facts_of(record: MarcRecord) -> Facts:
    """Leader/07, and the agency whose authorities the record names, which 003 tells."""
    source = record.control_value("003")
    if "bnf.fr" in source:
        authorities = "bnf"
    else:
        authorities = "idref" if "sudoc.fr" in source or "idref.fr" in source else ""
    return Facts(record.leader[7], authorities)


def authority_pairs(field: MarcField, facts: Facts) -> list[tuple[str, str]]:
    """$3 as MARC 21's $0, an IRI where the agency is known; $o as $1, what the authority is about."""
    pairs: list[tuple[str, str]] = []
    for code, value in field.subfields:
        text = value.strip()
        if code == "3" and text and text.isascii():
            pairs.append(("0", _iri(text, facts.authorities)))
        elif code == "o" and (isni := _ISNI(text)) is not None:
            pairs.append(("1", f"https://isni.org/isni/{re.sub('[^0-9X]', '', isni[1].upper())}"))
    return pairs


def _iri(number: str, agency: str) -> str:
    if agency == "bnf" and len(number) == 8 and number.isdigit():
        return f"{_BNF}{number}{check_character(f'cb{number}')}"
    if agency == "idref" and len(number) == 9 and number[:8].isdigit():
        return f"{_IDREF}{number}/id"
    return number


def check_character(name: str) -> str:
    """The last character of a BnF ARK: the sum of place times value over *name*, modulo 29."""
    total = sum(place * max(_ALPHABET.find(character), 0) for place, character in enumerate(name, 1))
    return _ALPHABET[total % len(_ALPHABET)]
