"""Dublin Core as libraries give it, qualified in DSpace's way, as values of DCMI's terms."""

from collections.abc import Iterable, Mapping, Sequence

from oai.formats.dublin_core import ELEMENTS, TERMS, Value
from oai.formats.dublin_core_shapes import is_w3cdtf
from oai.formats.values import sound_tag, uri

_ELEMENTS = frozenset(ELEMENTS)
_LEFT_OUT = frozenset({"date.accessioned", "date.updated", "description.provenance"})
"""What only the library's own repository needs."""
_NAMES: Mapping[str, str] = {
    "title.alternative": "alternative",
    "title.translated": "alternative",
    "contributor.author": "creator",
    "description.abstract": "abstract",
    "description.tableofcontents": "tableOfContents",
    "date.issued": "issued",
    "date.created": "created",
    "date.available": "available",
    "date.modified": "modified",
    "date.valid": "valid",
    "date.accepted": "dateAccepted",
    "date.copyright": "dateCopyrighted",
    "date.submitted": "dateSubmitted",
    "format.extent": "extent",
    "format.medium": "medium",
    "identifier.citation": "bibliographicCitation",
    "coverage.spatial": "spatial",
    "coverage.temporal": "temporal",
    "rights.accessrights": "accessRights",
    "rights.license": "license",
    "rights.holder": "rightsHolder",
    "relation.ispartofseries": "isPartOf",
    "audience": "audience",
    "audience.educationlevel": "educationLevel",
    "audience.mediator": "mediator",
    "instructionalmethod": "instructionalMethod",
    "provenance": "provenance",
    **{f"relation.{term.lower()}": term for term in TERMS if term.startswith(("is", "has"))},
    **{f"relation.{term.lower()}": term for term in ("replaces", "requires", "references", "conformsTo")},
}
"""`element.qualifier` to the term; any other qualifier says nothing that a term could say."""
_SCHEMES = {"ddc": "DDC", "lcc": "LCC", "lcsh": "LCSH", "mesh": "MESH", "udc": "UDC", "nlm": "NLM"}
_DATES = frozenset(
    {"date", "issued", "created", "available", "modified", "valid", "dateAccepted", "dateCopyrighted"}
    | {"dateSubmitted"}
)
_DCMI_TYPES = frozenset(
    {"Collection", "Dataset", "Event", "Image", "InteractiveResource", "MovingImage", "PhysicalObject"}
    | {"Service", "Software", "Sound", "StillImage", "Text"}
)


def values_of(elements: Sequence[tuple[str, str, str]]) -> Iterable[Value]:
    """A value for each element that says anything, in the record's order."""
    for name, text, language in elements:
        base, _, qualifier = name.partition(".")
        term = _NAMES.get(name) or (base if base in _ELEMENTS else "")
        text = text.strip()
        if term and text and name not in _LEFT_OUT:
            yield Value(term, text, _scheme(term, qualifier, text), sound_tag(language))


def _scheme(term: str, qualifier: str, text: str) -> str:
    if term == "subject":
        return _SCHEMES.get(qualifier, "")
    if term in _DATES:
        return "W3CDTF" if is_w3cdtf(text) else ""
    if term == "type":
        return "DCMIType" if text in _DCMI_TYPES else ""
    return "URI" if ":" in text and uri(text) == text else ""
