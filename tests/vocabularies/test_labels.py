"""The statements that stand once beside the records."""

from collections import Counter

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from vocabularies.labels import digest, statements
from vocabularies.namespaces import bf, rdf, rdfs

LOC = "http://id.loc.gov/vocabulary/"


def test_statements_are_sorted_unique_ntriples() -> None:
    found = list(statements())
    assert found == sorted(set(found))
    triples = list(parse("".join(f"{line} .\n" for line in found), format=RdfFormat.N_TRIPLES))
    assert len(triples) == len(found)


def test_every_term_has_one_label_in_each_language() -> None:
    text = "".join(f"{line} .\n" for line in statements())
    labels: Counter[tuple[str, str | None]] = Counter()
    terms: set[str] = set()
    for quad in parse(text, format=RdfFormat.N_TRIPLES):
        assert isinstance(quad.subject, NamedNode)
        terms.add(quad.subject.value)
        if quad.predicate.value == rdfs.label:
            assert isinstance(quad.object, Literal)
            labels[quad.subject.value, quad.object.language] += 1
    assert labels == {(term, language): 1 for term in terms for language in ("en", "vi")}


def test_examples() -> None:
    found = set(statements())
    assert f"<{LOC}languages/vie> <{rdf.type}> <{bf.Language}>" in found
    assert f'<{LOC}languages/vie> <{rdfs.label}> "tiếng Việt"@vi' in found
    assert f'<{LOC}countries/vm> <{rdfs.label}> "Vietnam"@en' in found
    assert f"<{LOC}relators/trl> <{rdf.type}> <{bf.Role}>" in found
    assert f"<{LOC}carriers/nc> <{rdf.type}> <{bf.Carrier}>" in found
    assert f"<{LOC}millus/ill> <{rdf.type}> <{bf.Illustration}>" in found
    assert f"<{LOC}msupplcont/bibliography> <{rdf.type}> <{bf.SupplementaryContent}>" in found
    assert not any(line.startswith(f"<{LOC}resourceComponents/sum> <{rdf.type}>") for line in found)


def test_digest_is_that_of_the_same_statements() -> None:
    assert digest() == digest()
    assert len(digest()) == 64
