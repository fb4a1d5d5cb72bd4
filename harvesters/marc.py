"""A MARC record (MARC 21 or UNIMARC) as plain tuples, whichever way it was written."""

from typing import NamedTuple

from harvesters.repairs import Repair

NO_CODE = " "
"""The code of text in a data field that has none, or one of several characters."""


class MarcField(NamedTuple):
    """A data field: indicators and the codes of its subfields are one character each.

    The subfields are `(code, value)`, in the record's order.
    """

    tag: str
    ind1: str
    ind2: str
    subfields: tuple[tuple[str, str], ...]


class MarcRecord(NamedTuple):
    """A record; text is Unicode in NFC, otherwise as catalogued."""

    leader: str
    """24 characters, padded with blanks or cut where the record's own has another length."""
    control: tuple[tuple[str, str], ...]
    """`(tag, value)` of the fields without indicators and subfields (001–009), in the record's order."""
    fields: tuple[MarcField, ...]
    """The data fields, in the record's order."""
    repairs: tuple[Repair, ...] = ()
    """What was mended to read it, in the order of its fields."""

    def control_value(self, tag: str) -> str:
        """The value of the first control field *tag*, or `""`."""
        return next((value for name, value in self.control if name == tag), "")
