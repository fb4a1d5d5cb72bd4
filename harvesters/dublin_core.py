"""A Dublin Core record as plain tuples, whichever dialect it came in."""

from collections.abc import Mapping
from typing import NamedTuple

from harvesters.repairs import Repair


class DublinCoreRecord(NamedTuple):
    """The elements, in the record's order; text is Unicode in NFC."""

    elements: tuple[tuple[str, str, str], ...]
    """`(element, value, language)`: `("title", "Truyện Kiều", "vi")`; language `""` where none was given.

    A qualifier stands behind the element as DSpace writes it, in lower case: `date.issued`,
    `contributor.advisor`, `thesis.degree.name`.
    """
    repairs: tuple[Repair, ...] = ()
    """What was mended to read it, in the order of its elements."""

    def values(self, element: str) -> list[str]:
        """The values of *element*, in the record's order."""
        return [value for name, value, _ in self.elements if name == element]


ELEMENTS = frozenset(
    {"title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"}
    | {"identifier", "source", "language", "relation", "coverage", "rights"}
)
"""The fifteen elements of the Dublin Core Metadata Element Set 1.1."""

TERMS: Mapping[str, str] = {
    "alternative": "title.alternative",
    "abstract": "description.abstract",
    "tableofcontents": "description.tableofcontents",
    "issued": "date.issued",
    "created": "date.created",
    "available": "date.available",
    "modified": "date.modified",
    "valid": "date.valid",
    "dateaccepted": "date.accepted",
    "datecopyrighted": "date.copyright",
    "datesubmitted": "date.submitted",
    "extent": "format.extent",
    "medium": "format.medium",
    "bibliographiccitation": "identifier.citation",
    "spatial": "coverage.spatial",
    "temporal": "coverage.temporal",
    "accessrights": "rights.accessrights",
    "license": "rights.license",
    "rightsholder": "rights.holder",
    **{
        name: f"relation.{name}"
        for name in (
            "conformsto", "hasformat", "haspart", "hasversion", "isformatof", "ispartof", "isreferencedby",
            "isreplacedby", "isrequiredby", "isversionof", "references", "replaces", "requires",
        )
    },
    "provenance": "provenance",
    "audience": "audience",
    "educationlevel": "audience.educationlevel",
    "mediator": "audience.mediator",
    "instructionalmethod": "instructionalmethod",
    "accrualmethod": "accrualmethod",
    "accrualperiodicity": "accrualperiodicity",
    "accrualpolicy": "accrualpolicy",
}  # fmt: skip
"""The further terms of DCMI Metadata Terms (lower case) as elements with qualifiers."""


def element_name(schema: str, element: str, qualifier: str = "") -> str:
    """The name under which a DublinCoreRecord has an element: `("dc", "Date", "Issued")` is `date.issued`.

    *schema* is DSpace's: `dc` and `dcterms` are left out, any other (`thesis`, `local`) comes first.
    """
    schema, element, qualifier = (part.strip().lower() for part in (schema, element, qualifier))
    if schema == "dcterms" and element not in ELEMENTS:
        element = TERMS.get(element, f"dcterms.{element}")
    elif schema not in ("dc", "dcterms", ""):
        element = f"{schema}.{element}"
    return f"{element}.{qualifier}" if qualifier else element
