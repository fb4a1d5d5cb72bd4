"""What stands once beside the records: the member libraries, the converter, the vocabularies' labels."""

from collections.abc import Iterable

from opendata.crosswalk.statements import quoted
from opendata.identity import library_iri
from opendata.release.facts import Facts
from opendata.release.provenance import converter_iri
from vocabularies.namespaces import bf, dcterms, prov, rdf, rdfs, schema

_CONVERSION = {"vi": "Chuyển đổi sang BIBFRAME, phiên bản", "en": "Conversion to BIBFRAME, version"}


def graph_iri(base: str) -> str:
    """The graph that these statements are in, in a dump."""
    return f"{base}vocabularies"


def network_statements(facts: Facts, vocabularies: Iterable[str]) -> list[str]:
    """All of them, each once, sorted by their bytes."""
    statements = set(vocabularies)
    for code, about in facts.libraries.items():
        library = f"<{library_iri(facts.base_iri, code)}>"
        statements.add(f"{library} <{rdf.type}> <{schema.Library}>")
        for language, name in about.name.items():
            statements.add(f"{library} <{schema.name}> {quoted(name)}@{language}")
        if about.licence:
            statements.add(f"{library} <{dcterms.license}> <{about.licence}>")
    converter = f"<{converter_iri(facts)}>"
    statements.add(f"{converter} <{rdf.type}> <{prov.Activity}>")
    statements.add(f"{converter} <{rdf.type}> <{bf.GenerationProcess}>")
    for language, words in _CONVERSION.items():
        statements.add(f"{converter} <{rdfs.label}> {quoted(f'{words} {facts.converter}')}@{language}")
    return sorted(statements, key=str.encode)
