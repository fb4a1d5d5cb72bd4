"""What the editor of the query page completes: classes, properties, and the codes of vocabularies."""

import json
from functools import cache
from typing import Any

from vocabularies.codes import rows, terms
from vocabularies.registry import VOCABULARIES

_OTHERS = {
    "class": "foaf:Document schema:Library void:Dataset dcat:Dataset prov:Activity skos:Concept",
    "property": "dcterms:source dcterms:license dcterms:title dcterms:creator dcterms:language "
    "foaf:primaryTopic schema:name void:inDataset prov:wasDerivedFrom prov:wasGeneratedBy rdf:type rdf:value "
    "rdf:first rdf:rest rdfs:label owl:sameAs skos:prefLabel skos:altLabel",
    "datatype": "xsd:string xsd:integer xsd:decimal xsd:double xsd:boolean xsd:date xsd:dateTime xsd:gYear",
}
"""Terms beside those that descriptions are made of: of records as documents, of libraries, of datatypes."""

_CODES = ("languages", "countries", "relators", "content_types", "carriers", "media_types", "issuance")


@cache
def completions() -> bytes:
    """As JSON: `terms`, pairs of a prefixed name and its kind; `codes`, vocabularies with their terms."""
    found: dict[str, str] = {
        curie: "class" if kind == "class" else "property" for curie, kind in rows("ontology.tsv")
    }
    for kind, names in _OTHERS.items():
        for curie in names.split():
            found.setdefault(curie, kind)
    whole = {"terms": sorted(found.items()), "codes": [_codes(name) for name in _CODES]}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _codes(name: str) -> dict[str, Any]:
    """A vocabulary: where its IRIs begin, and code, English and Vietnamese label of each term."""
    base = VOCABULARIES[name].iri_base
    listed = [
        (term.iri.removeprefix(base), term.en, term.vi)
        for _, term in sorted(terms(name).items())
        if term.iri.startswith(base)
    ]
    return {"name": name, "iri": base, "terms": listed}


def page_files() -> dict[str, bytes]:
    """The files of the query page that are made from the vocabularies, by name."""
    return {"terms.json": completions()}
