"""docs/rules/: the pages are what the rules and their examples say today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pages_are_up_to_date(generate: ModuleType) -> None:
    wanted = generate.pages()
    written = {file.name: file.read_text(encoding="utf-8") for file in generate.PAGES.glob("*.md")}
    stale = sorted(name for name in {*wanted, *written} if wanted.get(name) != written.get(name))
    assert not stale, f"docs/rules/: run `make docs`: {', '.join(stale)}"


def test_every_rule_says_what_the_field_becomes_and_when(generate: ModuleType) -> None:
    silent = [
        f"{sheet.__name__} {rule.tag}"
        for sheet in generate.SHEETS
        for rule in getattr(sheet, "RULES", ())
        if not generate.says(sheet, rule) or generate.condition(rule) == "in some cases"
    ]
    assert not silent, "give says= or a docstring, and words of when= by reading()"


def test_every_example_stands_on_its_page(generate: ModuleType) -> None:
    for sheet in generate.SHEETS:
        text = generate.page(sheet)
        missing = [one.marc for one in generate.examples(generate.name_of(sheet)) if one.marc not in text]
        assert missing == []
