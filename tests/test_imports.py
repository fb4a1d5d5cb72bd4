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

LAYERS: tuple[set[str], ...] = (
    {"errors", "version", "identity", "json_ld", "whole_file", "record_xml", "freshness"},
    {"declared", "crosswalk", "archive", "object_store", "journal"},
    {"quality", "search"},
    {"settings", "convert", "harvest"},
    {"release", "rdf_writers", "side_by_side", "harvest_elsewhere", "standing", "jobs"},
    {"describe"},
    {"feeds"},
    {"dump"},
    {"alarms"},
    {"backup", "doors", "verify"},
    {"demo", "run"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
"""The parts of `opendata`, lowest first: a part imports of them only itself and those in lower layers."""


def imports(module: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and the full name of everything that is imported, inside of functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            origin = ".".join([*package, *filter(None, [node.module])])
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def layer(name: str) -> int:
    """The layer of the part of `opendata` that *name* is in; that of `opendata` itself is above all."""
    part = f"{name}.".split(".")[1]
    return next((place for place, parts in enumerate(LAYERS) if part in parts), len(LAYERS))


def part(name: str) -> str:
    return ".".join(name.split(".")[:2])


def is_package_itself(name: str) -> bool:
    """Whether *name* is a package, or something in its `__init__`, and not one of its modules."""
    place = ROOT.joinpath(*name.split("."))
    if (place / "__init__.py").exists():
        return "." not in name
    return (place.parent / "__init__.py").exists() and not place.with_suffix(".py").exists()


def fault(module: str, name: str) -> str:
    """What is wrong with *module* importing *name*; `""` when nothing is."""
    own, other = module.split(".")[0], name.split(".")[0]
    if other not in MAY_IMPORT:
        return ""
    if other != own and other not in MAY_IMPORT[own]:
        return f"{own} may not import {other}"
    if is_package_itself(name):
        return "import the module that has it; a package's __init__ has nothing"
    if own == other == "opendata" and part(module) != part(name) and layer(name) >= layer(module):
        return f"{part(name)} does not stand below {part(module)}"
    return ""


def faults(module: str, source: str) -> list[str]:
    return [
        f"{module}, line {line} → {name}: {wrong}"
        for line, name in imports(module, ast.parse(source))
        if (wrong := fault(module, module_of(name)))
    ]


def module_of(name: str) -> str:
    """*name* without what it names inside a module."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        if ROOT.joinpath(*parts[:length]).with_suffix(".py").exists():
            return ".".join(parts[:length])
    return name


def modules(package: str) -> Iterator[tuple[str, str]]:
    """The name and the source of each module."""
    for file in sorted((ROOT / package).rglob("*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        yield name, file.read_text(encoding="utf-8")


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_go_one_way(package: str) -> None:
    found = list(modules(package))
    assert found
    assert [wrong for module, source in found for wrong in faults(module, source)] == []


def test_every_part_of_opendata_has_its_layer() -> None:
    files = (ROOT / "opendata").iterdir()
    parts = {file.stem for file in files if file.suffix == ".py" or (file / "__init__.py").exists()}
    assert parts - {"__init__"} == set().union(*LAYERS)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_an_init_holds_a_docstring_and_nothing_else(package: str) -> None:
    for module, source in modules(package):
        if module.endswith(".__init__"):
            tree = ast.parse(source)
            assert ast.get_docstring(tree), module
            assert len(tree.body) == 1, module


@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        ("vocabularies.codes", "from harvesters.marc import MarcRecord", "vocabularies may not import"),
        ("harvesters.files", "import opendata.settings", "harvesters may not import opendata"),
        ("sparql.store", "from oai import xml", "sparql may not import oai"),
        ("oai.xml", "def late():\n    from sparql.store import Store", "oai.xml, line 2 → sparql.store"),
        ("oai.verbs.lists", "from ...sparql import store", "→ sparql.store: oai may not"),
        ("opendata.crosswalk.titles", "from opendata.archive.archive import Archive", "does not stand below"),
        ("opendata.release.publish", "from opendata import doors", "opendata.doors does not stand below"),
        ("opendata.archive.archive", "import opendata.release.index", "opendata.release does not stand"),
        ("opendata.doors.pages", "from ..commands.dump import command", "opendata.commands does not stand"),
        ("opendata.convert", "from opendata.cli import main", "opendata.cli does not stand below"),
        ("opendata.doors.pages", "from opendata.demo import run", "opendata.demo does not stand below"),
        ("sparql.store", "import sparql", "import the module that has it"),
        ("opendata.dump.write", "from opendata.release import Release", "import the module that has it"),
    ],
)
def test_a_wrong_import_is_seen(module: str, source: str, wrong: str) -> None:
    (said,) = faults(module, source)
    assert wrong in said


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("harvesters.files", "import harvesters.marc, json"),
        ("opendata.harvest", "from harvesters.files import harvest"),
        ("opendata.doors.pages", "from opendata.release import index"),
        ("opendata.doors.pages", "from . import language"),
        ("sparql.store", "from vocabularies.namespaces import rdf"),
    ],
)
def test_a_right_import_is_let_pass(module: str, source: str) -> None:
    assert faults(module, source) == []
