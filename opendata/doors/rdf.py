"""A few statements in every RDF format that a door offers."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from vocabularies.namespaces import PREFIXES, Namespace


class Format(NamedTuple):
    """A representation: its suffix in addresses, media type, RDF syntax (None: not RDF), another name."""

    suffix: str
    media_type: str
    syntax: RdfFormat | None
    by_name: str = ""
    """Another media type by which clients ask for it."""


HTML = Format(".html", "text/html", None)
TURTLE = Format(".ttl", "text/turtle", RdfFormat.TURTLE)
N_TRIPLES = Format(".nt", "application/n-triples", RdfFormat.N_TRIPLES, "text/plain")
JSON_LD = Format(".jsonld", "application/ld+json", RdfFormat.JSON_LD)
RDF_XML = Format(".rdf", "application/rdf+xml", RdfFormat.RDF_XML)
JSON = Format(".json", "application/json", None)
MARCXML = Format(".marcxml", "application/marcxml+xml", None)

FORMATS: Mapping[str, Format] = {
    each.suffix: each for each in (HTML, TURTLE, N_TRIPLES, JSON_LD, RDF_XML, MARCXML)
}
"""By suffix; the first is what a client without a preference gets."""


def _names(spaces: Mapping[str, Namespace]) -> dict[str, str]:
    return {name: space.iri for name, space in spaces.items()}


def triples(statements: Iterable[str]) -> list[Triple]:
    """The statements (`<s> <p> <o>`, without a final dot) as triples, those of a subject together."""
    text = "".join([statement + " .\n" for statement in sorted(set(statements))])
    return [
        quad.triple if isinstance(quad, Quad) else quad for quad in parse(text, format=RdfFormat.N_TRIPLES)
    ]


def written(
    statements: Iterable[str], syntax: RdfFormat, spaces: Mapping[str, Namespace] = PREFIXES
) -> bytes:
    """The statements in *syntax*, with prefixes for *spaces*; the same statements give the same bytes."""
    if syntax == RdfFormat.N_TRIPLES:
        return "".join([statement + " .\n" for statement in sorted(set(statements))]).encode()
    done = serialize(triples(statements), format=syntax, prefixes=_names(spaces))
    return done if done is not None else b""
