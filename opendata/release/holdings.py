"""Where copies of a record are, as it says itself."""

from typing import Any

from harvesters.marc import MarcRecord
from vocabularies.holding_places import province_of_holding, province_of_library

_HELD = frozenset({"850", "852"})


def provinces_held_in(record: Any, format: str) -> tuple[str, ...]:
    """The codes of the provinces that fields 850 and 852 name, in order; UNIMARC's 852 has only names."""
    if not isinstance(record, MarcRecord):
        return ()
    found = set()
    for field in record.fields:
        if field.tag not in _HELD:
            continue
        if field.tag == "852" and format == "marc21":
            province = province_of_holding(field.subfields)
        else:
            name = next((value for code, value in field.subfields if code == "a"), "")
            province = province_of_library(name)
        if province is not None:
            found.add(province.code)
    return tuple(sorted(found)) if found else ()
