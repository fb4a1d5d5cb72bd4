"""Writes docs/rules/: a page for each sheet, from the rules themselves and the examples in their tests.

And the table in docs/dublin-core.md.

`python docs/generate.py` writes the pages; a test fails while they are not what this would write.
"""

import ast
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

import oai_pages  # noqa: E402

from opendata.crosswalk.dublin_core_page import with_table  # noqa: E402
from opendata.crosswalk.registry import SHEETS  # noqa: E402
from opendata.crosswalk.rules import ALL, RecordRule, Rule, reading_of  # noqa: E402
from opendata.crosswalk.unimarc.table import CONTROL, TABLE, targets  # noqa: E402

PAGES = ROOT / "docs" / "rules"
TESTS = ROOT / "tests" / "opendata" / "crosswalk"
_GENERATED = "<!-- Written by docs/generate.py (`make docs`); change the rules or their tests instead. -->"


class Example(NamedTuple):
    """A field, or several, as cataloguers write them, and the Turtle that they become."""

    marc: str
    turtle: str


def name_of(sheet: ModuleType) -> str:
    """The sheet's short name, which is its module's."""
    return sheet.__name__.rpartition(".")[2]


@cache
def _source(sheet: str) -> ast.Module:
    """The module as it is written: compiled functions have lost their docstrings."""
    file = ROOT / "opendata" / "crosswalk" / f"{sheet}.py"
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def _docstrings(sheet: str) -> dict[str, str]:
    """The first lines of the docstrings of a module's functions, by name."""
    found = {}
    for node in ast.walk(_source(sheet)):
        if isinstance(node, ast.FunctionDef) and (text := ast.get_docstring(node)):
            found[node.name] = text.partition("\n")[0]
    return found


def says(sheet: ModuleType, rule: Rule) -> str:
    """What a rule says of itself."""
    text = rule.says or _docstrings(name_of(sheet)).get(rule.function, "")
    head, mark, rest = text.partition(": ")
    return (rest if mark and head[:1].isdigit() else text).removesuffix(".")


def condition(rule: Rule) -> str:
    """When a rule applies, in words."""
    if rule.when is None:
        return ""
    known = reading_of(rule.when)
    return known.words if known is not None else "in some cases"


@cache
def examples(sheet: str) -> list[Example]:
    """The examples in the tables of a sheet's tests."""
    found = []
    for file in sorted(TESTS.glob(f"test_{sheet}.py")):
        spec = importlib.util.spec_from_file_location(f"examples_of_{sheet}", file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found += [Example(_lines(marc), _lines(turtle)) for marc, turtle in module.EXAMPLES]
    return found


def _lines(text: str) -> str:
    return dedent(text).strip("\n").rstrip()


def page(sheet: ModuleType) -> str:
    """The page of a sheet."""
    name = name_of(sheet)
    rules: Sequence[Rule] = getattr(sheet, "RULES", ())
    parts = [_GENERATED, f"# {name}", _introduction(name), "[All sheets](README.md)"]
    record_rules: Sequence[RecordRule] = getattr(sheet, "RECORD_RULES", ())
    shown: set[Example] = set()
    if record_rules:
        parts += _record_section(name, record_rules, {rule.tag for rule in rules}, shown)
    for tags, some in _sections(rules):
        parts.append(f"## {' '.join(tags)}")
        parts.append(_table(sheet, some))
        parts += _shown(_examples_of(name, tags, shown))
    return "\n\n".join(parts) + "\n"


def _introduction(name: str) -> str:
    text = ast.get_docstring(_source(name)) or ""
    return "\n".join(line for line in text.split("\n"))


def _sections(rules: Iterable[Rule]) -> Iterator[tuple[list[str], list[Rule]]]:
    """The rules by tag, in order; tags with the very same rules together."""
    by_tag: dict[str, list[Rule]] = {}
    for rule in rules:
        by_tag.setdefault(rule.tag, []).append(rule)

    def alike(tag: str) -> list[tuple[str, str, str, int]]:
        return [(rule.reads, rule.says, rule.function, id(rule.when)) for rule in by_tag[tag]]

    for _, tags in groupby(sorted(by_tag), key=alike):
        group = list(tags)
        yield group, by_tag[group[0]]


def _table(sheet: ModuleType, rules: Iterable[Rule]) -> str:
    lines = ["| subfields | when | becomes |", "|---|---|---|"]
    for rule in rules:
        lines.append(f"| {_codes(rule.reads)} | {_cell(condition(rule))} | {_cell(says(sheet, rule))} |")
    return "\n".join(dict.fromkeys(lines))


def _codes(codes: str) -> str:
    if codes == ALL:
        return "all"
    return " ".join(f"`${code}`" for code in sorted(set(codes), key=ALL.index))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _record_section(
    name: str, record_rules: Iterable[RecordRule], own_tags: set[str], shown: set[Example]
) -> list[str]:
    parts = ["## The record as a whole"]
    read: list[str] = []
    lines = ["| reads | becomes |", "|---|---|"]
    for rule in record_rules:
        read.extend(rule.reads)
        lines.append(f"| {'; '.join(_place(*each) for each in rule.reads.items())} | {_cell(rule.says)} |")
    parts.append("\n".join(lines))
    of_others = [each for each in examples(name) if not _tags(each) & own_tags]
    shown.update(of_others)
    return [*parts, *_shown(of_others)]


def _place(tag: str, what: str) -> str:
    if tag == "LDR":
        return f"leader {what}"
    if tag.startswith("00"):
        return tag if what == "all" else f"{tag}/{what}"
    return f"{tag} {_codes(what)}"


def _tags(example: Example) -> set[str]:
    return {line.strip()[:3] for line in example.marc.split("\n")}


def _examples_of(name: str, tags: Sequence[str], shown: set[Example]) -> list[Example]:
    """The examples that show one of *tags*, each on the page once."""
    found = [each for each in examples(name) if each not in shown and _tags(each) & set(tags)]
    shown.update(found)
    return found


def _shown(some: Iterable[Example]) -> Iterator[str]:
    for each in some:
        yield f"```text\n{_lines(each.marc)}\n```\n\n```turtle\n{_unindented(each.turtle)}\n```"


def _unindented(turtle: str) -> str:
    return re.sub(r"\n{2,}", "\n", turtle)


def index() -> str:
    """The page that lists the sheets."""
    lines = [
        _GENERATED,
        "",
        "# What becomes of each MARC 21 field",
        "",
        "A page for each sheet of the Library of Congress's conversion specifications: of each field the",
        "subfields that are read, when, and what they become; and examples, a field as cataloguers write it",
        "and the Turtle. In the examples `#` is a blank, `<#Work>` and `<#Instance>` are what the record",
        "describes, and nodes that a field makes stand in brackets. A subfield that is on no page is not",
        "read: [the report of a conversion](../quality.md) says so for each record.",
        "",
        "| sheet | fields |",
        "|---|---|",
    ]
    for sheet in SHEETS:
        name = name_of(sheet)
        tags = {rule.tag for rule in getattr(sheet, "RULES", ())}
        for rule in getattr(sheet, "RECORD_RULES", ()):
            tags.update("leader" if tag == "LDR" else tag for tag in rule.reads)
        lines.append(f"| [{name}]({name}.md) | {' '.join(sorted(tags))} |")
    lines += [
        "",
        "[UNIMARC](unimarc.md) is told in MARC 21 first; [Dublin Core](../dublin-core.md) has its own rules.",
        "",
        "`/oai` gives MARC 21 out as [Dublin Core](oai_dublin_core.md) and [MODS](oai_mods.md) too.",
    ]
    return "\n".join(lines) + "\n"


_NAMED_BY_IT = "the field of MARC 21 that `$a` names, where `$2` says that it is one"


def unimarc() -> str:
    """The page of UNIMARC: what each field and subfield is in MARC 21."""
    lines = [
        _GENERATED,
        "",
        "# What each UNIMARC field is in MARC 21",
        "",
        "A UNIMARC record is told in MARC 21, and then converted by the rules of [the sheets](README.md). A",
        "subfield that is not here is not read. `008/18-21` are positions of the field 008 that is made.",
        "",
        "| field | is | in MARC 21 |",
        "|---|---|---|",
    ]
    lines += [f"| {tag} | control field | {to} |" for tag, to in CONTROL.items()]
    for tag, line in TABLE.items():
        told = "; ".join(f"`${code}` {_told(tag, code)}" for code in line.codes) if line.to else _NAMED_BY_IT
        lines.append(f"| {tag} | {_cell(line.name)} | {_cell(told)} |")
    return "\n".join(lines) + "\n"


def _told(tag: str, code: str) -> str:
    """Where a UNIMARC subfield stands in MARC 21; several fields with the same code together."""
    found: dict[str, list[str]] = {}
    for to, what in targets(tag, code):
        found.setdefault(what, []).append(to)
    return ", ".join(
        f"{to}/{what}" if to.startswith("00") and what else f"{to} `${what}`" if what else to
        for what, to in ((what, " ".join(dict.fromkeys(some))) for what, some in found.items())
    )


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    sheets = {f"{name_of(sheet)}.md": page(sheet) for sheet in SHEETS}
    return {"README.md": index(), "unimarc.md": unimarc(), **sheets, **oai_pages.pages(_GENERATED)}


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    wanted = pages()
    for file in PAGES.glob("*.md"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    dublin_core = ROOT / "docs" / "dublin-core.md"
    dublin_core.write_text(with_table(dublin_core.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
