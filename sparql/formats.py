"""The formats of results and graphs, and the choice among them by `format=` or Accept."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A format: its name in `format=`, its media type, what else it is called, its IRI at W3C."""

    name: str
    media_type: str
    aliases: tuple[str, ...]
    iri: str

    @property
    def content_type(self) -> str:
        """The Content-Type header. Text types say UTF-8: old clients read them as ISO 8859-1 otherwise."""
        text = self.media_type.startswith("text/")
        return self.media_type + ("; charset=utf-8" if text else "")


_W3C = "http://www.w3.org/ns/formats/"

JSON = Format("json", "application/sparql-results+json", ("application/json",), _W3C + "SPARQL_Results_JSON")
XML = Format(
    "xml", "application/sparql-results+xml", ("application/xml", "text/xml"), _W3C + "SPARQL_Results_XML"
)
CSV = Format("csv", "text/csv", (), _W3C + "SPARQL_Results_CSV")
TSV = Format("tsv", "text/tab-separated-values", ("tab",), _W3C + "SPARQL_Results_TSV")
TURTLE = Format("ttl", "text/turtle", ("turtle", "application/x-turtle"), _W3C + "Turtle")
N_TRIPLES = Format("nt", "application/n-triples", ("ntriples", "n-triples", "text/plain"), _W3C + "N-Triples")
RDF_XML = Format(
    "rdf",
    "application/rdf+xml",
    ("rdfxml", "rdf+xml", "xml", "application/xml", "text/xml"),
    _W3C + "RDF_XML",
)
JSON_LD = Format("jsonld", "application/ld+json", ("json-ld", "json", "application/json"), _W3C + "JSON-LD")
N_QUADS = Format("nq", "application/n-quads", ("nquads", "n-quads", "text/x-nquads"), _W3C + "N-Quads")
TRIG = Format("trig", "application/trig", ("application/x-trig",), _W3C + "TriG")
N3 = Format("n3", "text/n3", ("text/rdf+n3",), _W3C + "N3")

RESULTS = (JSON, XML, CSV, TSV)
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, N_QUADS, TRIG, N3)

FORMATS_BY_FORM: dict[str, tuple[Format, ...]] = {
    "SELECT": RESULTS,
    "ASK": RESULTS,
    "CONSTRUCT": GRAPHS,
    "DESCRIBE": GRAPHS,
}


def choose_by_name(name: str, formats: Sequence[Format]) -> Format | None:
    """The format that `format=` asks for: a name, an alias or a media type; None where there is none."""
    wanted = name.strip().lower()
    for candidate in formats:
        if wanted in (candidate.name, candidate.media_type):
            return candidate
    return next((candidate for candidate in formats if wanted in candidate.aliases), None)
