"""MARC records as JSON: MARC-in-JSON, as pymarc, traject and FOLIO write it, and the older MARC-HASH.

MARC-in-JSON (Ross Singer's proposal of 2010) is `{"leader": …, "fields": [{"001": …}, {"245": {"ind1": …,
"ind2": …, "subfields": [{"a": …}]}}]}`; MARC-HASH has `["001", …]` and `["245", "1", "0", [["a", …]]]`.
Around it may stand what a FOLIO or an Elasticsearch wraps a record in.
"""

import json
import re
from collections.abc import Iterable, Iterator

from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers.field_kinds import as_data, is_data, subfield_code
from harvesters.readers.json_text import Number, Object, loaded, lookup
from harvesters.readers.text import legal, nfc
from harvesters.repairs import Repair, shown

_LEADER = 24
_TAG = 3
_WRAPPERS = ("_source", "parsedRecord", "content", "record", "marc", "parsedRecords")
_DEEPEST = 5
_CONTROL_001 = re.compile(rb'"001"\s*[:,]\s*("(?:[^"\\]|\\.){1,200}?")')
_LONE = re.compile("[\ud800-\udfff]")


def read(payload: bytes, encoding: str = "auto") -> MarcRecord:
    """One record; raises UnreadableRecord, naming the field, where it is no MARC in a known form.

    Numbers are read as their digits, `null` as an empty text; a name that stands twice counts twice.
    """
    value, changed = loaded(payload, encoding)
    record = _unwrapped(value)
    if record is None:
        raise UnreadableRecord("it is JSON, but no MARC record: it has no leader and no fields")
    reading = _Reading(changed)
    given = lookup(record, "leader")
    leader = reading.leader(reading.text(given, "leader") if given is not None else "")
    for position, (tag, content) in enumerate(_fields(record), 1):
        reading.field(reading.text(tag, f"field {position}"), content, position)
    tags = [tag for tag, _ in reading.control] + [field.tag for field in reading.fields]
    if given is None and not any(len(tag) == _TAG and tag.isalnum() for tag in tags):
        raise UnreadableRecord(
            "it is JSON, but no MARC record: it has no leader, and no field with a MARC tag"
        )
    return MarcRecord(leader, tuple(reading.control), tuple(reading.fields), tuple(reading.repairs))


def identifier_of(payload: bytes) -> str:
    """Field 001 of a record that cannot be read as a whole, as far as it can be made out; else `""`."""
    found = _CONTROL_001.search(payload)
    try:
        text = str(json.loads(found[1])) if found else ""
    except ValueError:
        return ""
    return legal(text).strip()


def _unwrapped(value: object) -> Object | None:
    """The record within what may stand around it; None where there is none, or it is not clear which."""
    for _ in range(_DEEPEST):
        if isinstance(value, str) and not isinstance(value, Number) and value.lstrip()[:1] == "{":
            value, _changed = loaded(value.encode("utf-8", "surrogatepass"), "auto")
        if not isinstance(value, Object):
            return None
        names = [name for name, _ in value]
        if ("fields" in names and "_source" not in names) or (
            "leader" in names and ("control" in names or "data" in names)
        ):
            return value
        inside = [content for name, content in value if name in _WRAPPERS]
        if len(inside) != 1:
            return value if names == ["leader"] else None
        value = inside[0]
    return None


def _fields(record: Object) -> Iterator[tuple[object, object]]:
    """Every field's tag and content, in order."""
    for name, listed in record:
        if name in ("fields", "control", "data"):
            if isinstance(listed, Object):
                yield from _repeated(listed)
            elif isinstance(listed, list):
                for position, field in enumerate(listed, 1):
                    yield from _field(field, position)
            elif listed is not None:
                raise UnreadableRecord(f"its {name} are {shown(str(listed))!r}, not a list")


def _field(field: object, position: int) -> Iterator[tuple[object, object]]:
    if isinstance(field, Object):
        yield from _repeated(field)
    elif isinstance(field, list) and len(field) == 2:
        values = field[1] if isinstance(field[1], list) else [field[1]]
        yield from ((field[0], value) for value in values)
    elif isinstance(field, list) and len(field) == 4:
        yield field[0], Object([("ind1", field[1]), ("ind2", field[2]), ("subfields", field[3])])
    else:
        raise UnreadableRecord(f"field {position} has no known form: {shown(str(field))}")


def _repeated(pairs: Object) -> Iterator[tuple[str, object]]:
    for name, value in pairs:
        yield from ((name, one) for one in value) if isinstance(value, list) else [(name, value)]


class _Reading:
    """One record's fields as they are read, and what was mended in them."""

    def __init__(self, repairs: Iterable[Repair]) -> None:
        self.control: list[tuple[str, str]] = []
        self.fields: list[MarcField] = []
        self.repairs = list(repairs)

    def leader(self, text: str) -> str:
        """The leader with its 24 characters."""
        right = text.ljust(_LEADER)[:_LEADER]
        if right != text:
            self.repairs.append(Repair("marc-leader", "leader", shown(text), shown(right)))
        return right

    def text(self, value: object, place: str) -> str:
        """A value as text in NFC; raises UnreadableRecord for lists and objects."""
        if isinstance(value, str):
            if isinstance(value, Number):
                self.repairs.append(Repair("json-type", place, f"a number: {value}"[:99], str(value)[:99]))
            sound = legal(_LONE.sub("\ufffd", value))
            if sound != value:
                self.repairs.append(Repair("json-character", place, shown(value), shown(sound)))
            return nfc(str(sound))
        if value is None or isinstance(value, bool):
            written = "" if value is None else str(value).lower()
            self.repairs.append(Repair("json-type", place, str(json.dumps(value)), written))
            return written
        raise UnreadableRecord(f"{place} is not a text: {shown(str(value))}")

    def field(self, tag: str, content: object, position: int) -> None:
        """One field, a control field where its content is no object."""
        if not isinstance(content, Object):
            text = self.text(content, tag or f"field {position}")
            if is_data(tag):
                self.fields.append(as_data(tag, text, self.repairs))
            else:
                self.control.append((tag, text))
            return
        ind1 = self._indicator(lookup(content, "ind1"), tag, 1)
        ind2 = self._indicator(lookup(content, "ind2"), tag, 2)
        known = ("ind1", "ind2", "subfields")
        inside = [value for name, value in content if name == "subfields"]
        if not inside:  # its subfields may stand beside its indicators
            inside = [Object([pair for pair in content if pair[0] not in known])]
        subfields = [
            (self._code(code, tag), self.text(value, f"{tag} ${code}"))
            for listed in inside
            for code, value in _subfields(listed, tag)
        ]
        self.fields.append(MarcField(tag, ind1, ind2, tuple(subfields)))

    def _code(self, value: object, tag: str) -> str:
        given = self.text(value, tag)
        code = subfield_code(given)
        if code != given:
            self.repairs.append(Repair("marc-subfield-code", tag, shown(given), code.strip()))
        return code

    def _indicator(self, value: object, tag: str, number: int) -> str:
        if isinstance(value, str) and len(value) == 1 and not isinstance(value, Number):
            return legal(value, " ") if not "\ud800" <= value <= "\udfff" else " "
        given = self.text(value, f"{tag} ind{number}") if value is not None else ""
        right = given if len(given) == 1 else " "
        if not isinstance(value, Number) or right != given:
            self.repairs.append(Repair("marc-indicator", f"{tag} ind{number}", shown(given), right))
        return right


def _subfields(listed: object, tag: str) -> Iterator[tuple[object, object]]:
    if isinstance(listed, Object):
        yield from _repeated(listed)
    elif isinstance(listed, list):
        for one in listed:
            if isinstance(one, Object):
                parts = dict(one)
                named = len(parts) == 2 and "code" in parts and ("value" in parts or "data" in parts)
                value = parts.get("value", parts.get("data"))
                yield from [(parts["code"], value)] if named else _repeated(one)
            elif isinstance(one, list) and len(one) == 2:
                yield one[0], one[1]
            elif isinstance(one, str):
                yield "", one
            else:
                raise UnreadableRecord(f"field {tag} has a subfield of no known form: {shown(str(one))}")
    elif listed is not None:
        yield "", listed
