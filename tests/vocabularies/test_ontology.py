"""The terms of the ontologies: as the Library of Congress declares them."""

from pathlib import Path

import pytest
import rdflib

from vocabularies.namespaces import bf
from vocabularies.ontology import CLASS, LITERAL, OBJECT, kinds

ONTOLOGY = Path(__file__).parents[3] / "shared" / "ontologies" / "bibframe-2.6.rdf"
OWL_KINDS = {
    rdflib.OWL.Class: CLASS,
    rdflib.OWL.ObjectProperty: OBJECT,
    rdflib.OWL.DatatypeProperty: LITERAL,
}


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        (bf.Work, CLASS),
        (bf.title, OBJECT),
        (bf.mainTitle, LITERAL),
        (bf.MediumOfPerformance, CLASS),
        (bf.keyMode, OBJECT),
    ],
)
def test_kind_of_a_term(term: str, kind: str) -> None:
    assert kinds()[term] == kind


@pytest.mark.skipif(not ONTOLOGY.exists(), reason="the ontology is not beside the project")
@pytest.mark.filterwarnings("ignore")
def test_every_term_of_bibframe_is_there() -> None:
    ontology = rdflib.Graph().parse(ONTOLOGY)
    declared = {
        str(term): kind
        for owl, kind in OWL_KINDS.items()
        for term in ontology.subjects(rdflib.RDF.type, owl)
        if str(term).startswith(bf.iri)
    }
    assert len(declared) > 400
    assert declared.items() <= kinds().items()
