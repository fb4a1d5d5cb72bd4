"""MARC 21 as MARCXML, always valid against the Library of Congress's MARC21slim.xsd.

A payload that is such MARCXML already goes out as it came, once a pattern has matched it or a parser has
walked through it; anything else is written from the fields. There, what the schema has no place for is mended
(leader, indicators, codes of subfields) or left out (a field that holds nothing, or whose tag it does not
admit). The record's other formats and its page still show it.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from xml.parsers import expat

from oai import xml
from oai.formats.format import Format
from oai.formats.marc21_plain import (
    CONTROL_TAG,
    DATA_TAG,
    INDICATOR,
    LEADER,
    LEADER_PLACES,
    NAMESPACE,
    is_plain,
)
from oai.formats.remembered import remembered
from oai.repository import Marc, Record

SCHEMA = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"

_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?\?>\s*")
_START = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?record(?=[\s>])([^>]*)>")
_BARE_START = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?record(?:[ \n]+xmlns(?::(?!xsi\b)[A-Za-z_][\w.-]*)?=\"[^\"<>&]*\")*[ \n]*>"
)
_LEADER_DEFAULT = "     nam a22        4500"
_LEADER = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?leader>([^<&]{0,40})<")
_LEADER_WITHIN = 1000
_LEADER_PLACE = [re.compile(place) for place in LEADER_PLACES]
_is_leader = re.compile(LEADER).fullmatch
_is_control_tag = re.compile(CONTROL_TAG).fullmatch
_is_tag = re.compile(DATA_TAG).fullmatch
_is_indicator = re.compile(INDICATOR).fullmatch
_is_code = re.compile(r"""[0-9A-Za-z!"#$%&'()*+,\-./:;<=>?{}_^`~\[\]\\]""").fullmatch
_UNKNOWN_CODE = "?"


def write(record: Record, schema: str) -> str | bytes | None:
    """A `record` element in the slim namespace."""
    if record.format != "marc21":
        return None
    valid = record.valid_marcxml()
    if valid is not None:
        end = valid.index(b">")
        return b"".join((valid[:end], _location(schema), valid[end:]))
    payload = record.marcxml()
    kept = _as_it_came(payload, schema) if payload is not None else None
    if kept is not None:
        return kept
    fields = record.marc21()
    return None if fields is None else _from_fields(fields, schema)


@lru_cache(maxsize=16)
def _location(schema: str) -> bytes:
    return xml.schema_location(NAMESPACE, schema).encode()


def is_valid(payload: bytes) -> bool:
    """Whether *payload* is one valid `record` in UTF-8, and nothing else, that names no schema yet.

    Such a payload can go out as it is but for the name of the schema in its start tag.
    """
    if _BARE_START.match(payload) is None or not payload.endswith(b">"):
        return False
    try:
        if not is_plain(payload.decode()):
            _Walk().through(payload)
    except (expat.ExpatError, UnicodeError, _Refused):
        return False
    return True


class _Refused(Exception):  # noqa: N818 - named for what happened
    """The payload is not MARCXML that can go out as it is."""


def _as_it_came(payload: bytes, schema: str) -> str | None:
    """The payload with its schema named, or None where it is not valid MARCXML in UTF-8."""
    declaration = _DECLARATION.match(payload)
    payload = (payload[declaration.end() :] if declaration else payload).strip()
    start = _START.match(payload)
    if start is None:
        return None
    try:
        text = payload.decode()
        if not is_plain(text):
            _leader_first(text)
            _Walk().through(payload)
    except (expat.ExpatError, UnicodeError, _Refused):
        return None
    if b"schemaLocation" in start[1]:
        return text
    if b":xsi" in start[1]:
        return None
    name_end = len(start[0]) - len(start[1]) - 1
    return f"{text[:name_end]}{xml.schema_location(NAMESPACE, schema)}{text[name_end:]}"


def _leader_first(text: str) -> None:
    """Raises _Refused for a leader that the schema does not admit: the commonest fault, and soon seen."""
    found = _LEADER.search(text, 0, _LEADER_WITHIN)
    if found is not None and not _is_leader(found[1]):
        raise _Refused


_ORDER = {"leader": 1, "controlfield": 2, "datafield": 3}


class _Walk:
    """Goes once through a payload and holds every element against the schema."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._stage = 0
        self._leader: list[str] = []
        self._subfields = 0

    def through(self, payload: bytes) -> None:
        """Raises ExpatError where it is not well-formed, _Refused where it is not valid."""
        parser = expat.ParserCreate("UTF-8", "}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        parser.Parse(payload, True)
        if self._stage == 0 or not _is_leader("".join(self._leader)):
            raise _Refused

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition("}")
        above = self._path[-1] if self._path else ""
        if namespace != NAMESPACE:
            raise _Refused
        if above == "":
            fits = local == "record"
        elif above == "record":
            stage = _ORDER.get(local, 0)
            fits = stage >= self._stage and stage > 0 and not stage == self._stage == 1
            fits = fits and (stage == 1 or self._stage > 0) and _tag_fits(stage, attributes)
            self._stage, self._subfields = stage, 0
        else:
            self._subfields += 1
            fits = above == "datafield" and local == "subfield" and _one(attributes, "code", _is_code)
        if not fits:
            raise _Refused
        self._path.append(local)

    def _end(self, name: str) -> None:
        if self._path.pop() == "datafield" and not self._subfields:
            raise _Refused

    def _text(self, text: str) -> None:
        where = self._path[-1]
        if where == "leader":
            self._leader.append(text)
        elif where in ("record", "datafield") and not text.isspace():
            raise _Refused


def _one(attributes: dict[str, str], name: str, fits: Callable[[str], re.Match[str] | None]) -> bool:
    return len(attributes) == 1 and fits(attributes.get(name, "")) is not None


def _tag_fits(stage: int, attributes: dict[str, str]) -> bool:
    if stage == 1:
        return not attributes
    if stage == 2:
        return _one(attributes, "tag", _is_control_tag)
    return (
        len(attributes) == 3
        and _is_tag(attributes.get("tag", "")) is not None
        and _is_indicator(attributes.get("ind1", "")) is not None
        and _is_indicator(attributes.get("ind2", "")) is not None
    )


def _from_fields(marc: Marc, schema: str) -> str:
    parts = [f'<record xmlns="{NAMESPACE}"{xml.schema_location(NAMESPACE, schema)}>']
    parts.append(f"<leader>{_leader(marc.leader)}</leader>")
    for tag, value in marc.control:
        if _is_control_tag(tag):
            parts.append(f'<controlfield tag="{tag}">{xml.escape(value)}</controlfield>')
    for field in marc.fields:
        start = _field_start(field.tag, field.ind1, field.ind2) if field.subfields else ""
        if start:
            parts.append(start)
            parts += [
                f"{_subfield_start(code)}{xml.escape(value)}</subfield>" for code, value in field.subfields
            ]
            parts.append("</datafield>")
    parts.append("</record>")
    return "".join(parts)


@remembered
def _field_start(tag: str, ind1: str, ind2: str) -> str:
    """`""` for a tag that the schema does not admit."""
    if not _is_tag(tag):
        return ""
    first, second = (sign if _is_indicator(sign) else " " for sign in (ind1, ind2))
    return f'<datafield tag="{tag}" ind1="{first}" ind2="{second}">'


@remembered
def _subfield_start(code: str) -> str:
    return f"<subfield code={xml.attribute(code if _is_code(code) else _UNKNOWN_CODE)}>"


def _leader(leader: str) -> str:
    """*leader*, with a usual value at every place where the schema does not admit what stands there."""
    if _is_leader(leader):
        return leader
    given = leader.ljust(24)[:20]
    mended = [
        sign if place.fullmatch(sign) else usual
        for sign, place, usual in zip(given, _LEADER_PLACE, _LEADER_DEFAULT, strict=False)
    ]
    return "".join(mended) + "4500"


FORMAT = Format("marc21", NAMESPACE, SCHEMA, write, version="1", only=frozenset({"marc21"}))
BY_ITS_OTHER_NAME = FORMAT._replace(prefix="marcxml")
"""Aggregators ask for the one as often as for the other."""
