"""Every kind of repair that a reader can record has a name in Vietnamese and in English."""

import ast
import re
from pathlib import Path

import pytest

import harvesters
from harvesters.encodings.registry import DECODERS
from harvesters.repairs import KINDS

_KIND = re.compile(r"(?:marc|xml|json|html|mark|letter|encoding)-[a-z0-9-]+").fullmatch


def written_in_the_code():
    """The literals in readers and encodings that are spelled as kinds are, but for names of encodings."""
    found = set()
    for folder in ("readers", "encodings"):
        for path in (Path(harvesters.__path__[0]) / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _KIND(node.value):
                    found.add(node.value)
    return found - set(DECODERS)


def test_the_code_is_read_at_all():
    assert {"marc-leader", "xml-markup", "json-type", "mark-order", "letter-d"} <= written_in_the_code()


@pytest.mark.parametrize("kind", sorted(written_in_the_code() | {f"encoding-{name}" for name in DECODERS}))
def test_a_kind_has_both_names(kind):
    names = KINDS[kind]
    assert set(names) == {"vi", "en"}
    assert all(name.strip() for name in names.values())
    assert names["vi"] != names["en"]


def test_no_two_kinds_are_called_the_same():
    apart = [kind for kind in KINDS if kind != "encoding-tcvn3-capitals"]
    for language in ("vi", "en"):
        called = [KINDS[kind][language] for kind in apart]
        assert len(set(called)) == len(called)
