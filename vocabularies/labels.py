"""The labels of the vocabularies' terms as statements, which stand once beside the records."""

from collections.abc import Iterator
from hashlib import sha256

from vocabularies.codes import code_maps, labels_by_iri, terms
from vocabularies.namespaces import rdf, rdfs
from vocabularies.registry import CODED_TERMS, VOCABULARIES


def statements() -> Iterator[str]:
    """Class and labels (en, vi) of every term that has an IRI: `<s> <p> <o>` without a final dot, sorted."""
    found = {f"<{iri}> <{rdf.type}> <{term_class}>" for iri, term_class in _classes()}
    for iri, term in labels_by_iri().items():
        found.add(f'<{iri}> <{rdfs.label}> "{_escaped(term.en)}"@en')
        found.add(f'<{iri}> <{rdfs.label}> "{_escaped(term.vi)}"@vi')
    return iter(sorted(found))


def _classes() -> Iterator[tuple[str, str]]:
    for name, vocabulary in VOCABULARIES.items():
        yield from ((term.iri, vocabulary.term_class) for term in terms(name).values() if term.iri)
    for codes in code_maps().values():
        for term in codes.values():
            if term_class := CODED_TERMS.get(term.iri[: term.iri.rfind("/") + 1]):
                yield term.iri, term_class


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def digest() -> str:
    """The SHA-256 of all of them, hexadecimal: another one is another vocabulary."""
    return sha256("\n".join(statements()).encode()).hexdigest()
