"""A MARC record out of a parsed document, however its fields are dressed; what is odd is read, and recorded.

Names count without their namespace and in small letters. Text that stands where none belongs is kept as a
subfield, a field of the wrong kind becomes one of its tag's kind.
"""

from collections.abc import Iterator

import harvesters.readers.xml as xml
from harvesters.errors import UnreadableRecord
from harvesters.marc import NO_CODE, MarcField, MarcRecord
from harvesters.readers.field_kinds import as_data, is_data, subfield_code
from harvesters.readers.text import nfc
from harvesters.repairs import Repair, shown

_LEADER = 24
_FIELDS = frozenset({"leader", "controlfield", "datafield"})
_LEADER_TAGS = frozenset({"LDR", "000"})


def read_tree(root: xml.Element, repairs: tuple[Repair, ...]) -> MarcRecord:
    """The record that the parser found, in an envelope or not; raises UnreadableRecord."""
    element = _record(root)
    reading = _Reading(repairs)
    for child in element:
        reading.field(child)
    if not (reading.leaders or reading.control or reading.fields):
        raise UnreadableRecord("the record holds no leader, controlfield or datafield")
    return MarcRecord(reading.leader(), tuple(reading.control), tuple(reading.fields), tuple(reading.repairs))


def _record(root: xml.Element) -> xml.Element:
    """The element whose children are the record's fields; the one within an envelope, if it is one."""
    if _is_marc(root):
        return root
    inside = [element for element in root.iter("{*}*") if element is not root and _is_marc(element)]
    if len(inside) == 1:
        return inside[0]
    if inside:
        raise UnreadableRecord(f"it holds {len(inside)} records, not one")
    if xml.local_name(root).lower() != "record" or any(xml.local_name(child) == "header" for child in root):
        raise UnreadableRecord(f"its root is <{xml.name_of(root)}>, not a MARCXML <record>")
    return root


def _is_marc(element: xml.Element) -> bool:
    return any(xml.local_name(child).lower() in _FIELDS for child in element)


class _Reading:
    """One record's fields as they are read, and what was mended in them."""

    def __init__(self, repairs: tuple[Repair, ...]) -> None:
        self.leaders: list[str] = []
        self.control: list[tuple[str, str]] = []
        self.fields: list[MarcField] = []
        self.repairs = list(repairs)

    def _note(self, kind: str, place: str, before: str, after: str) -> None:
        self.repairs.append(Repair(kind, place, shown(before), shown(after)))

    def leader(self) -> str:
        """The leader with its 24 characters."""
        given = self.leaders[0] if self.leaders else ""
        right = given.ljust(_LEADER)[:_LEADER]
        if right != given:
            self._note("marc-leader", "leader", given, right)
        return right

    def field(self, element: xml.Element) -> None:
        """One child of the record; elements of no known name are left out."""
        name = xml.local_name(element).lower()
        tag = nfc(element.get("tag", "").strip())
        if name == "leader":
            self.leaders.append(nfc(xml.text_of(element)))
        elif name == "controlfield" and tag in _LEADER_TAGS:
            self._note("marc-field-kind", tag, "controlfield", "leader")
            self.leaders.append(nfc(xml.text_of(element)))
        elif name == "controlfield":
            self._control(element, tag)
        elif name == "datafield" and tag.startswith("00"):
            text = nfc(
                "".join(xml.text_of(part) for part in _subfields(element)) or xml.text_of(element).strip()
            )
            self._note("marc-field-kind", tag, "datafield", "controlfield")
            self.control.append((tag, text))
        elif name == "datafield":
            self._data(element, tag)

    def _control(self, element: xml.Element, tag: str) -> None:
        if any(True for _ in _subfields(element)):
            self._note("marc-field-kind", tag, "controlfield", "datafield")
            self._data(element, tag)
        elif is_data(tag):
            self.fields.append(as_data(tag, nfc(xml.text_of(element)), self.repairs))
        else:
            self.control.append((tag, nfc(xml.text_of(element))))

    def _data(self, element: xml.Element, tag: str) -> None:
        subfields: list[tuple[str, str]] = []
        has_subfields = any(True for _ in _subfields(element))
        self._loose(element.text, tag, subfields, has_subfields)
        for part in element:
            if xml.local_name(part).lower() == "subfield":
                given = nfc(part.get("code", ""))
                code = subfield_code(given)
                if code != given:
                    self._note("marc-subfield-code", tag, given, code.strip())
                subfields.append((code, nfc(xml.text_of(part))))
            elif isinstance(part.tag, str):
                self._loose(xml.text_of(part), tag, subfields, has_subfields)
            self._loose(part.tail, tag, subfields, has_subfields)
        ind1, ind2 = self._indicator(element, tag, 1), self._indicator(element, tag, 2)
        self.fields.append(MarcField(tag, ind1, ind2, tuple(subfields)))

    def _loose(self, text: str | None, tag: str, subfields: list[tuple[str, str]], among: bool) -> None:
        """Text outside of subfields: one without a code, or $a where the field has no subfields."""
        if text and (value := nfc(text).strip()):
            code = NO_CODE if among else "a"
            self._note("marc-loose-text", tag, value, f"${code.strip()} {value}")
            subfields.append((code, value))

    def _indicator(self, field: xml.Element, tag: str, number: int) -> str:
        value = field.get(f"ind{number}", field.get(f"i{number}"))
        if value is not None and len(value) == 1:
            return value
        self._note("marc-indicator", f"{tag} ind{number}", value or "", " ")
        return " "


def _subfields(field: xml.Element) -> Iterator[xml.Element]:
    return (part for part in field if xml.local_name(part).lower() == "subfield")
