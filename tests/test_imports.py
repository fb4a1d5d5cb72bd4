"""The one direction of imports: what each package may import of the project, read from the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAY_IMPORT: dict[str, set[str]] = {
    "vocabularies": set(),
    "harvesters": {"vocabularies"},
    "sparql": {"vocabularies"},
    "oai": {"vocabularies"},
    "opendata": {"vocabularies", "harvesters", "sparql", "oai"},
}

NEVER_IMPORTS: dict[str, set[str]] = {
    "opendata.crosswalk": {"opendata.archive", "opendata.release", "opendata.dump", "opendata.doors"},
    "opendata.archive": {"opendata.release", "opendata.dump", "opendata.doors", "opendata.commands"},
    "opendata.release": {"opendata.dump", "opendata.doors", "opendata.commands"},
    "opendata.dump": {"opendata.doors", "opendata.commands"},
    "opendata.doors": {"opendata.commands", "opendata.demo"},
}


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "imports name their module in full"
            assert not node.level, "imports name their module in full"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(module: str, source: str) -> list[str]:
    package = module.split(".")[0]
    found = []
    for name in imported(source):
        top = name.split(".")[0]
        if top in MAY_IMPORT and top != package and top not in MAY_IMPORT[package]:
            found.append(f"{module} imports {name}: {package} may not import {top}")
        for inner, forbidden in NEVER_IMPORTS.items():
            if f"{module}.".startswith(f"{inner}.") and any(
                f"{name}.".startswith(f"{f}.") for f in forbidden
            ):
                found.append(f"{module} imports {name}: {inner} stands below it")
    return found


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_go_one_way(package: str) -> None:
    files = modules(package)
    assert files
    found = []
    for file in files:
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        found += faults(name, file.read_text(encoding="utf-8"))
    assert found == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("vocabularies.codes", "from harvesters.marc import MarcRecord"),
        ("harvesters.files", "import opendata.settings"),
        ("sparql.store", "from oai import xml"),
        ("oai.xml", "def late():\n    from sparql.store import Store"),
        ("opendata.crosswalk.titles", "from opendata.archive.archive import Archive"),
        ("opendata.release.publish", "from opendata import doors"),
    ],
)
def test_a_wrong_import_is_seen(module: str, source: str) -> None:
    assert faults(module, source)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("harvesters.files", "import harvesters.marc, json"),
        ("opendata.harvest", "from harvesters.files import harvest"),
        ("opendata.doors.pages", "from opendata.release import index"),
    ],
)
def test_a_right_import_is_let_pass(module: str, source: str) -> None:
    assert faults(module, source) == []
