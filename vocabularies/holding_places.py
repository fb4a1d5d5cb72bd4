"""The provinces that a record's holdings name, where they are certain (MARC 21 fields 850 and 852).

Certain is the province that ends an address, and the name of a province's own library. Codes of
organizations are not taken: none of the published lists gives the places of Vietnam's.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from vocabularies.provinces import Province, province_of
from vocabularies.text import nfc

_COUNTRY = frozenset({"việt nam", "vietnam", "viet nam", "vn"})
_PARTS = re.compile(r"[,;]| - ")
_POSTCODE = re.compile(r"\s*\b[0-9]{5,6}\b\s*")
_LIBRARY = re.compile(
    r"(?:thư viện|tv)\s+(?:(?:khoa học tổng hợp|khth|tổng hợp|công cộng)\s+)?"
    r"(?P<place>\S.*)",
    re.IGNORECASE,
)
_LONGEST = 300  # characters


def _named(place: str) -> Province | None:
    """The province of that name; the imprint's abbreviation of Hà Nội is too short to be sure of."""
    return province_of(place, None) if len(place) > 2 else None


@lru_cache(maxsize=4096)
def province_of_address(address: str) -> Province | None:
    """The province at the end of a postal address: `31 Tràng Thi, Hà Nội, Việt Nam`."""
    if len(address) > _LONGEST:
        return None
    parts = [each.strip(" .") for each in _PARTS.split(_POSTCODE.sub(" ", nfc(address)))]
    named = [each for each in parts if each and each.lower() not in _COUNTRY]
    return _named(named[-1]) if named else None


@lru_cache(maxsize=4096)
def province_of_library(name: str) -> Province | None:
    """The province whose own library *name* is: `Thư viện tỉnh Nam Định`, `Thư viện Hà Nội`."""
    match = _LIBRARY.fullmatch(nfc(name).strip(" .")) if len(name) <= _LONGEST else None
    return _named(match["place"]) if match else None


def province_of_holding(subfields: Sequence[tuple[str, str]]) -> Province | None:
    """The province of a field 852 by its $e (address) or else $a; None abroad by its $n (country)."""
    found: dict[str, str] = {}
    for code, value in subfields:
        found.setdefault(code, value)
    if found.get("n", "vm").strip().lower() != "vm":
        return None
    by_address = province_of_address(found["e"]) if "e" in found else None
    return by_address or (province_of_library(found["a"]) if "a" in found else None)
