"""What a rule has to know of the record beside its field, and what a rule is."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from oai.repository import Marc, MarcField


class Facts(NamedTuple):
    """The record's coded data, and which fields it has."""

    leader: str
    coded: str
    """008, 40 characters."""
    physical: Sequence[str]
    """Every 007."""
    control: Mapping[str, str]
    fields: Mapping[str, Sequence[MarcField]]
    """Data fields by tag, those in another script (880) under the tag that they stand for."""

    @property
    def kind(self) -> str:
        """Which kind of 008 it has (MARC 21, 008/18-34): `BK`, `CR`, `CF`, `MP`, `MU`, `VM`, `MX`."""
        return _KINDS.get(self.leader[6], "") or ("CR" if self.leader[7] in "bis" else "BK")


_KINDS = {
    **dict.fromkeys("cdij", "MU"),
    **dict.fromkeys("ef", "MP"),
    **dict.fromkeys("gkor", "VM"),
    "m": "CF",
    "p": "MX",
}

Write = Callable[[MarcField, str, Facts], str]
"""(field, attributes of its linkage, facts) → elements, or `""`."""


class Rule(NamedTuple):
    """What fields of some tags become."""

    tags: str
    """Tags with blanks between."""
    place: str
    """The MODS element by which its output is put in order."""
    write: Write


def facts_of(marc: Marc) -> Facts:
    """The record's facts; no part of it is missing where the record's own is too short."""
    fields: dict[str, list[MarcField]] = {}
    for field in marc.fields:
        fields.setdefault(tag_of(field), []).append(field)
    control: dict[str, str] = {}
    physical: list[str] = []
    for tag, value in marc.control:
        if tag == "007":
            physical.append(value)
        else:
            control.setdefault(tag, value)
    return Facts(marc.leader.ljust(24), control.get("008", "").ljust(40), physical, control, fields)


def tag_of(field: MarcField) -> str:
    """The field's tag; for one in another script (880) that of the field it stands beside."""
    if field.tag != "880":
        return field.tag
    return next((value[:3] for code, value in field.subfields if code == "6"), "880")
