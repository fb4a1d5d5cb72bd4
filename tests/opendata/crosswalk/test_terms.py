"""Every class and property that the converter can name is in an ontology, and is used as what it is."""

import ast
from pathlib import Path

import pytest

from opendata import crosswalk
from opendata.crosswalk.registry import CONVERTERS
from opendata.demo import mnemonic
from vocabularies import namespaces
from vocabularies.ontology import CLASS, LITERAL, OBJECT, kinds

PACKAGE = Path(crosswalk.__path__[0])
ONTOLOGIES = ("bf", "bflc", "madsrdf")
RDF_TYPE = f"<{namespaces.rdf.type}>"
OF_RDF = (namespaces.rdf.iri, namespaces.rdfs.iri, namespaces.owl.iri, namespaces.dcterms.iri)
_LOC = "<http://id.loc.gov/vocabulary/"
LISTED = (_LOC + "mnotetype/", _LOC + "vartitletype/", _LOC + "resourceComponents/")
"""Kinds of notes, variant titles and accompanying things that the Library of Congress uses as classes."""
DATA = PACKAGE.parent / "demo" / "data"


def named(source: Path) -> set[str]:
    """The terms that a module spells: `bf.title`, `bf["title"]`."""
    found = set()
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name):
            if node.value.id not in ONTOLOGIES:
                continue
            name = node.attr if isinstance(node, ast.Attribute) else getattr(node.slice, "value", "")
            if isinstance(name, str) and name not in ("", "iri"):
                found.add(PREFIXED[node.value.id] + name)
    return found


PREFIXED = {name: namespaces.PREFIXES[name].iri for name in ONTOLOGIES}


@pytest.mark.parametrize("source", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_modules_name_terms_of_the_ontologies(source: Path) -> None:
    assert named(source) - kinds().keys() == set()


def test_statements_use_terms_as_what_they_are() -> None:
    wrong = set()
    for number, record in enumerate(mnemonic.read_files(sorted(DATA.glob("*.mrk")))):
        for statement in CONVERTERS["marc21"](record, f"http://example.org/record/tv/{number}"):
            _, predicate, value = statement.split(" ", 2)
            iri = predicate[1:-1]
            if predicate == RDF_TYPE:
                if kinds().get(value[1:-1]) != CLASS and not value.startswith(LISTED):
                    wrong.add(value)
            elif not iri.startswith(OF_RDF) and kinds().get(iri) != (LITERAL if value[0] == '"' else OBJECT):
                wrong.add(f"{predicate} {value[:60]}")
    assert wrong == set()
