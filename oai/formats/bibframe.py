"""BIBFRAME: the record's own graph as RDF/XML.

No one has registered a prefix, namespace or schema for it. The metadataNamespace is that of the root element,
`rdf:RDF`. The schema, served beside the base URL, admits any description in it: what RDF/XML may hold, no XML
schema can say.
"""

from pyoxigraph import RdfFormat, Triple, parse, serialize

from oai import xml
from oai.formats.format import Format
from oai.repository import Record
from vocabularies.namespaces import PREFIXES, rdf

_PREFIXES = {prefix: namespace.iri for prefix, namespace in PREFIXES.items()}
_IRIS = [(prefix, iri, iri.encode()) for prefix, iri in _PREFIXES.items()]
_ROOT = "<rdf:RDF"


def write(record: Record, schema: str) -> str | None:
    """An `rdf:RDF` element with one description for each resource, in the order of the record's graph."""
    statements = record.triples()
    if not statements:
        return None
    prefixes = {prefix: iri for prefix, iri, raw in _IRIS if raw in statements}
    written = serialize(_by_subject(statements), format=RdfFormat.RDF_XML, prefixes=prefixes) or b""
    # The serialiser lets through what XML 1.0 cannot carry; a bare CR would be read as a line feed.
    text = xml.strip(written.decode()).replace("\r", "&#13;")
    _, root, rest = text.partition(_ROOT)
    return f"{root}{xml.schema_location(rdf.iri, schema)}{rest.rstrip()}"


def _by_subject(statements: bytes) -> list[Triple]:
    """The triples, those about one subject together, subjects in the order in which they first appear."""
    about: dict[str, list[Triple]] = {}
    for quad in parse(statements, RdfFormat.N_TRIPLES, lenient=True):
        about.setdefault(str(quad.subject), []).append(quad.triple)
    return [triple for triples in about.values() for triple in triples]


FORMAT = Format("bibframe", rdf.iri, "/rdf.xsd", write, version="1")
