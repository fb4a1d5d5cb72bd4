"""MARCXML as nearly everybody writes it, told from any other by one pattern, without a walk by a parser.

What the pattern matches is well-formed, and valid against MARC21slim.xsd; other things may be so too. Going
forward only (every repetition is possessive), it takes time in proportion to the text, whatever that is.
"""

import re
from functools import lru_cache

from oai import xml

NAMESPACE = "http://www.loc.gov/MARC21/slim"

LEADER_PLACES = [
    *["[0-9 ]"] * 5,
    "[0-9A-Za-z ]",
    "[0-9A-Za-z]",
    *["[0-9A-Za-z ]"] * 3,
    *["[2 ]"] * 2,
    *["[0-9 ]"] * 5,
    *["[0-9A-Za-z ]"] * 3,
]
"""What the schema admits at each of the first twenty places of the leader."""
LEADER = "".join(LEADER_PLACES) + "(?:4500|    )"
CONTROL_TAG = "00[1-9A-Za-z]"
DATA_TAG = "(?:0(?:[1-9A-Z][0-9A-Z]|[1-9a-z][0-9a-z])|[1-9A-Z][0-9A-Z]{2}|[1-9a-z][0-9a-z]{2})"
INDICATOR = "[0-9a-z ]"

_SIGNS = r"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*+"
_TEXT = rf"{_SIGNS}(?:&(?:amp|lt|gt|quot|apos);{_SIGNS})*+"
_CODE = r"[0-9A-Za-z!#$%'()*+,\-./:;=?{}_^`~\[\]\\]"
_INDICATORS = rf'ind1="{INDICATOR}" ind2="{INDICATOR}"'
_START = rf'(?:tag="{DATA_TAG}" {_INDICATORS}|{_INDICATORS} tag="{DATA_TAG}")'
_RECORD = re.compile(
    r"<((?:[A-Za-z_][\w.-]*+:)?+)record((?=[ \t\r\n>])[^<>]*+)>[ \t\r\n]*+"
    rf"<\1leader>{LEADER}</\1leader>[ \t\r\n]*+"
    rf'(?:<\1controlfield tag="{CONTROL_TAG}">{_TEXT}</\1controlfield>[ \t\r\n]*+)*+'
    rf"(?:<\1datafield {_START}>[ \t\r\n]*+"
    rf'(?:<\1subfield code="{_CODE}">{_TEXT}</\1subfield>[ \t\r\n]*+)++</\1datafield>[ \t\r\n]*+)*+'
    r"</\1record>",
    re.ASCII,
)
_ATTRIBUTE = re.compile(
    r"""[ \t\r\n]+([A-Za-z_][\w:.-]*)=("[^"<>&\x00-\x1f]*"|'[^'<>&\x00-\x1f]*')""", re.ASCII
)
_LONGEST_ATTRIBUTES = 1000


def is_plain(text: str) -> bool:
    """Whether *text* is one `record` element that can go out as it is."""
    found = _RECORD.fullmatch(text)
    if found is None or found.end(2) - found.start(2) > _LONGEST_ATTRIBUTES:
        return False
    return _declares(found[1].rstrip(":"), found[2])


@lru_cache(64)
def _declares(prefix: str, attributes: str) -> bool:
    """Whether the attributes bind the prefix to MARCXML's namespace and do nothing else but name a schema."""
    found = _ATTRIBUTE.findall(attributes)
    given = {name: value[1:-1] for name, value in found}
    own = f"xmlns:{prefix}" if prefix else "xmlns"
    return (
        len(given) == len(found)
        and prefix[:3].lower() != "xml"
        and not _ATTRIBUTE.sub("", attributes).strip()
        and given.get(own) == NAMESPACE
        and given.keys() <= {own, "xmlns:xsi", "xsi:schemaLocation"}
        and given.get("xmlns:xsi", "" if "xsi:schemaLocation" in given else xml.XSI) == xml.XSI
    )
