"""What became of one record: how much of it took part, and what was found."""

from opendata.quality.findings import Findings


class Examination:
    """One record's fields and subfields (elements and values in Dublin Core), as far as they took part."""

    __slots__ = ("fields", "fields_left", "findings", "links", "subfields", "subfields_left", "took_part")

    def __init__(self) -> None:
        self.findings = Findings()
        self.fields = 0
        """Fields of which at least something took part."""
        self.fields_left = 0
        self.subfields = 0
        self.subfields_left = 0
        self.links: list[tuple[str, int, str]] = []
        """Tag, occurrence and $6 of MARC fields that name another."""
        self.took_part: dict[str, dict[str, None]] = {}
        """Tag or element to the codes that took part, in the record's order; none for a field without."""

    def whole(self, field: str) -> None:
        """A field without subfields, that took part."""
        self.fields += 1
        self.took_part.setdefault(field, {})

    def left(self, code: str, field: str, occurrence: int, value: str = "", subfields: int = 0) -> None:
        """A field that did not take part, and why."""
        self.fields_left += 1
        self.subfields_left += subfields
        self.findings.add(code, field, occurrence, "", value)
