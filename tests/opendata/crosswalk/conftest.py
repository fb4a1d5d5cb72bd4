"""Examples of the crosswalk's rules: a record as cataloguers write it, and the Turtle that it becomes.

A record is text, a field a line: `245 10 $aTruyện Kiều /$cNguyễn Du.`, `LDR 00000nam#a2200000#i#4500`,
`008 …`; in indicators, leader and control fields `#` is a blank. In the Turtle the record is the base
(`<#Work>`), and the nodes that a field makes, headings and Hubs are blank nodes: their names have tests of
their own.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any

import pytest
import rdflib
from rdflib import BNode, Graph, URIRef
from rdflib.compare import graph_diff, isomorphic, to_isomorphic

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.convert import MarcConverter
from opendata.crosswalk.target import Context, Target, codes_of, name_of

BASE = "http://example.org/"
IRI = f"{BASE}record/tv/1"
LEADER = "00000nam a2200000 i 4500"

LOC = "http://id.loc.gov/"
PREFIXES = {
    "bf": f"{LOC}ontologies/bibframe/",
    "bflc": f"{LOC}ontologies/bflc/",
    "madsrdf": "http://www.loc.gov/mads/rdf/v1#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "datatypes": f"{LOC}datatypes/",
    **{name: f"{LOC}vocabulary/{name}/" for name in (
        "carriers", "contentTypes", "countries", "frequencies", "genreFormSchemes", "geographicAreas",
        "issuance", "languages", "marcauthen", "mediaTypes", "menclvl", "mnotetype", "mstatus",
        "organizations", "relationship", "relators", "resourceComponents", "subjectSchemes", "vartitletype",
        "classSchemes",
        "descriptionConventions",
    )},
    "genreForms": f"{LOC}authorities/genreForms/",
}  # fmt: skip
HEADER = f"@base <{IRI}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

_OF_A_FIELD = re.compile(rf"^{re.escape(IRI)}#[0-9a-z]+-[0-9a-f]{{12}}|^{re.escape(BASE)}(?:heading|hub)/")
_SUBFIELD = re.compile(r"\$(.)([^$]*)")


def marc_field(line: str) -> MarcField:
    """A data field from its line; in the text, `{dollar}` is a dollar sign."""
    tag, indicators, rest = line[:3], line[4:6].replace("#", " "), line[7:]
    pairs = tuple((code, value.replace("{dollar}", "$")) for code, value in _SUBFIELD.findall(rest))
    return MarcField(tag, indicators[0], indicators[1], pairs)


def marc_record(text: str) -> MarcRecord:
    """A record from its lines; without a leader, that of a book."""
    leader, control, fields = LEADER, [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("LDR "):
            leader = line[4:].replace("#", " ")
        elif line.startswith("00"):
            control.append((line[:3], line[4:].replace("#", " ")))
        else:
            fields.append(marc_field(line))
    return MarcRecord(leader, tuple(control), tuple(fields))


def graph_of(statements: Iterable[str]) -> Graph:
    """The statements as a graph, the nodes that the fields made without their names."""
    graph = Graph()
    graph.parse(data="".join(f"{statement} .\n" for statement in statements), format="nt")
    named: dict[URIRef, BNode] = {}

    def unnamed(node: Any) -> Any:
        if isinstance(node, URIRef) and _OF_A_FIELD.match(node):
            return named.setdefault(node, BNode())
        return node

    anonymous = Graph()
    for subject, predicate, value in graph:
        anonymous.add((unnamed(subject), predicate, unnamed(value)))
    return anonymous


def converter_of(sheet: ModuleType) -> MarcConverter:
    """A converter that has the rules of one sheet only."""
    return MarcConverter(getattr(sheet, "RULES", ()), getattr(sheet, "RECORD_RULES", ()), {})


def check(actual: Graph, turtle: str) -> None:
    """Fails, with what is missing and what is too much, unless *actual* is the graph of *turtle*."""
    expected = Graph().parse(data=HEADER + turtle, format="turtle")
    if not isomorphic(actual, expected):
        _, missing, extra = graph_diff(to_isomorphic(expected), to_isomorphic(actual))
        shown = "\n".join(
            [f"- {line}" for line in sorted(missing.serialize(format="nt").splitlines()) if line]
            + [f"+ {line}" for line in sorted(extra.serialize(format="nt").splitlines()) if line]
        )
        pytest.fail(f"missing (-) and extra (+) statements:\n{shown}", pytrace=False)


@pytest.fixture(autouse=True)
def _literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib reads `PT95M` as `PT1H35M`; here what was written counts."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.fixture
def record_of() -> Callable[[str], MarcRecord]:
    return marc_record


@pytest.fixture
def becomes() -> Callable[[ModuleType, str, str], None]:
    """Asserts that a record's text becomes the Turtle by the rules of one sheet."""

    def assert_becomes(sheet: ModuleType, marc: str, turtle: str) -> None:
        statements = [line for line in converter_of(sheet).statements(marc_record(marc), IRI) if line]
        check(graph_of(statements), turtle)

    return assert_becomes


@pytest.fixture
def graph_becomes() -> Callable[[Iterable[str], str], None]:
    """Asserts that statements, whatever made them, are the Turtle's."""
    return lambda statements, turtle: check(graph_of(statements), turtle)


@pytest.fixture
def rules_without_example() -> Callable[[ModuleType, Sequence[tuple[str, str]]], list[str]]:
    """The tags of a sheet's rule lines for which no example writes anything."""

    def missing(sheet: ModuleType, examples: Sequence[tuple[str, str]]) -> list[str]:
        records = [marc_record(marc) for marc, _ in examples]
        return [rule.tag for rule in sheet.RULES if not any(_writes(rule, record) for record in records)]

    def _writes(rule: Any, record: MarcRecord) -> bool:
        out: list[str] = []
        for field in record.fields:
            if field.tag == rule.tag:
                to = Target(out, Context(record), field.tag, name_of(field))
                to.codes = codes_of(field)
                rule.write(field, to)
        return bool(out)

    return missing
