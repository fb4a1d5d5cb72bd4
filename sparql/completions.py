"""What scripts of the query page take from the vocabularies: terms and codes to complete, places to map."""

import json
import unicodedata
from functools import cache
from typing import Any

from vocabularies.codes import rows, terms
from vocabularies.coordinates import of_countries, of_provinces
from vocabularies.registry import VOCABULARIES

_OTHERS = {
    "class": "foaf:Document schema:Library void:Dataset dcat:Dataset prov:Activity skos:Concept",
    "property": "dcterms:source dcterms:license dcterms:title dcterms:creator dcterms:language "
    "foaf:primaryTopic schema:name void:inDataset prov:wasDerivedFrom prov:wasGeneratedBy rdf:type rdf:value "
    "rdf:first rdf:rest rdfs:label owl:sameAs skos:prefLabel skos:altLabel",
    "function": "od:fold",
    "search": "od:search od:title od:name od:subject od:identifier",
    "datatype": "xsd:string xsd:integer xsd:decimal xsd:double xsd:boolean xsd:date xsd:dateTime xsd:gYear",
}
"""Terms beside those that descriptions are made of: of records as documents, of libraries, for searching
(`sparql.search_patterns`), of datatypes."""

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


@cache
def places() -> bytes:
    """As JSON: `countries` by MARC code, each latitude, longitude and labels; `names`, folded, to points."""
    labels = terms("countries")
    countries = {
        code: [*point, labels[code].en, labels[code].vi] for code, point in sorted(of_countries().items())
    }
    names: dict[str, list[float]] = {}
    for code, point in of_countries().items():
        if labels[code].iri:
            names[folded(labels[code].en)] = names[folded(labels[code].vi)] = [*point]
    for code, _, _, _, _, name, also in sorted(rows("provinces.tsv"), key=_present_last):
        for each in (name, *also.split(";")):
            if each.strip():
                names[folded(each)] = [*of_provinces()[code]]
    whole = {"countries": countries, "names": names}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _present_last(row: list[str]) -> bool:
    """Former provinces first: where a name is of both, the present one counts."""
    return not row[3]


def folded(name: str) -> str:
    """A name without marks and case, as the map's script folds what results hold."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def page_files() -> dict[str, bytes]:
    """The files of the query page that are made from the vocabularies, by name."""
    return {"terms.json": completions(), "places.json": places()}
