"""The labels of the vocabularies' terms as statements, which stand once beside the records."""

from collections.abc import Iterator
from hashlib import sha256

from vocabularies.codes import terms
from vocabularies.namespaces import rdf, rdfs
from vocabularies.registry import VOCABULARIES


def statements() -> Iterator[str]:
    """Class and labels (en, vi) of every term, `<s> <p> <o>` without a final dot, by vocabulary and code."""
    for name, vocabulary in VOCABULARIES.items():
        for _, term in sorted(terms(name).items()):
            yield f"<{term.iri}> <{rdf.type}> <{vocabulary.term_class}>"
            for language, label in (("en", term.en), ("vi", term.vi)):
                if label:
                    text = label.replace("\\", "\\\\").replace('"', '\\"')
                    yield f'<{term.iri}> <{rdfs.label}> "{text}"@{language}'


def digest() -> str:
    """The SHA-256 of all of them, hexadecimal: another one is another vocabulary."""
    return sha256("\n".join(statements()).encode()).hexdigest()
