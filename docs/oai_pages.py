"""The pages of docs/rules/ on the formats of /oai, from their rules and the examples in their tests."""

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from oai.formats.dublin_core import REFINED, Rule
from oai.formats.dublin_core_marc21 import RULES

ROOT = Path(__file__).resolve().parent.parent
SHAPES = [ROOT / "oai" / "formats" / name for name in ("dublin_core_shapes.py", "values.py")]
EXAMPLES = ROOT / "tests" / "oai" / "formats" / "mods_examples.py"

_DUBLIN_CORE = """# What each MARC 21 field is in Dublin Core

The rules behind the formats `oai_qdc`, `edm` and `oai_dc` of `/oai`, after the Library of Congress's
crosswalk. A term that DCMI added to the fifteen elements becomes, in `oai_dc`, the element beside it;
one without an element is left out there. The leader and 008 give `type`, `issued` or `created`, and
`language`. UNIMARC is told in [MARC 21](unimarc.md) first.

| fields | subfields | term | in `oai_dc` | how |
|---|---|---|---|---|
"""
_MODS = """# What each MARC 21 field is in MODS

Examples of the format `mods` of `/oai`, in the order of the Library of Congress's mapping: a field as
cataloguers write it (`_` is a blank indicator), and what it becomes. A field in another script (880)
becomes the same as the field that it stands beside, with the same `altRepGroup` and with its `script`.
UNIMARC is told in [MARC 21](unimarc.md) first.
"""


def pages(generated: str) -> dict[str, str]:
    """By file name; each begins with the line *generated*."""
    return {
        "oai_dublin_core.md": f"{generated}\n\n{_DUBLIN_CORE}{''.join(map(_row, RULES))}",
        "oai_mods.md": f"{generated}\n\n{_MODS}{''.join(_example(*one) for one in _examples())}",
    }


def _row(rule: Rule) -> str:
    codes = " ".join(f"`${code}`" for code in rule.codes)
    element = REFINED.get(rule.term, rule.term)
    cells = [rule.tags, codes, f"`{rule.term}`", f"`{element}`" if element else "", _how(rule)]
    return f"| {' | '.join(cells)} |\n"


def _how(rule: Rule) -> str:
    """The first line of what the shape's author says of it."""
    said_of = _docstrings()
    text = said_of.get(getattr(rule.shape, "__name__", ""), said_of["heading"])
    said = text.partition("\n")[0].rstrip(".")
    scheme = f"; scheme {rule.scheme}" if isinstance(rule.scheme, str) and rule.scheme else ""
    language = {"own": "; in the record's language", "cataloguing": "; in the language of cataloguing"}
    return (said + scheme + language.get(rule.language, "")).replace("|", "\\|")


@cache
def _docstrings() -> Mapping[str, str]:
    """Of each shape, from its source: compiled functions have none."""
    nodes = [node for file in SHAPES for node in ast.parse(file.read_text(encoding="utf-8")).body]
    return {node.name: ast.get_docstring(node) or "" for node in nodes if isinstance(node, ast.FunctionDef)}


def _examples() -> Iterable[tuple[str, str]]:
    """`(field, MODS)`, read from the tests' source, which cannot be imported from here."""
    for node in ast.parse(EXAMPLES.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "EXAMPLES":  # type: ignore[attr-defined]
            return [(_text(one.elts[0]), _text(one.elts[1])) for one in node.value.elts]  # type: ignore[attr-defined]
    return []


def _text(node: ast.expr) -> str:
    """A string literal; names in an f-string are left as they are called."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "<role>…" for part in node.values
        )
    return str(ast.literal_eval(node))


def _example(field: str, mods: str) -> str:
    lines = mods.replace("><", ">\n<") if mods else "(nothing)"
    return f"\n```\n{field}\n```\n\n```xml\n{_indented(lines)}\n```\n"


def _indented(text: str) -> str:
    depth, lines = 0, []
    for line in text.split("\n"):
        closes = line.startswith("</")
        depth -= closes
        lines.append("  " * depth + line)
        depth += not closes and line.startswith("<") and "</" not in line and not line.endswith("/>")
    return "\n".join(lines)
