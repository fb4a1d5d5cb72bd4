"""A simple Dublin Core record (oai_dc) as plain tuples."""

from typing import NamedTuple


class DublinCoreRecord(NamedTuple):
    """The fifteen elements, in the record's order; text is Unicode in NFC."""

    elements: tuple[tuple[str, str, str], ...]
    """`(element, value, language)`: `("title", "Truyện Kiều", "vi")`; language `""` where none was given."""

    def values(self, element: str) -> list[str]:
        """The values of *element*, in the record's order."""
        return [value for name, value, _ in self.elements if name == element]
