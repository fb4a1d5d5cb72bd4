"""Reads example queries: a file each, `name.rq`, that any SPARQL tool can run as it is.

A file begins with comments `# key: value`, then holds the whole query with its prefixes:

    # audience: librarian
    # title.vi: …
    # title.en: …
    # about.vi: …
    # about.en: …
    # view: bars
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

AUDIENCES = ("librarian", "researcher", "developer", "business", "smartcity")
"""For whom an example is, in the order of the page."""

VIEWS = ("table", "bars", "lines", "map", "graph")
"""How its result is shown first."""

_HEADER = re.compile(r"#[ \t]*([a-z.]+):[ \t]*(.*)")
_VIETNAMESE = re.compile(r'(LANG\(\?\w+\) (?:= |IN \())"vi"')
_KEYS = ("audience", "title.vi", "title.en", "about.vi", "about.en", "view")


class ExampleError(ValueError):
    """A file is no example; says which, and what is wrong."""


@dataclass(frozen=True)
class Example:
    """A query that the page offers. `titles` and `texts` are by language (vi, en)."""

    name: str
    audience: str
    titles: dict[str, str]
    texts: dict[str, str]
    view: str
    query: str

    def in_language(self, language: str) -> str:
        """The query, asking for labels in "vi" or "en": files ask for Vietnamese ones."""
        return _VIETNAMESE.sub(rf'\g<1>"{language}"', self.query)


def read_examples(folder: Path) -> tuple[Example, ...]:
    """The examples of a folder, by audience, then by the files' names. Raises ExampleError."""
    found = (read_example(file.stem, file.read_text(encoding="utf-8")) for file in folder.glob("*.rq"))
    return _sorted(found)


def _sorted(examples: Iterable[Example]) -> tuple[Example, ...]:
    return tuple(sorted(examples, key=lambda each: (AUDIENCES.index(each.audience), each.name)))


def read_example(name: str, text: str) -> Example:
    """The example in the text of a file. Raises ExampleError."""
    lines = text.splitlines()
    values: dict[str, str] = {}
    while lines and (match := _HEADER.fullmatch(lines[0])):
        values[match[1]] = match[2].strip()
        del lines[0]
    wrong = [key for key in _KEYS if not values.get(key)] + [key for key in values if key not in _KEYS]
    if wrong:
        raise ExampleError(f"{name}.rq: missing or unknown in its first lines: {', '.join(wrong)}")
    if values["audience"] not in AUDIENCES or values["view"] not in VIEWS:
        raise ExampleError(f"{name}.rq: audience is one of {AUDIENCES}, view one of {VIEWS}")
    return Example(
        name=name,
        audience=values["audience"],
        titles={language: values[f"title.{language}"] for language in ("vi", "en")},
        texts={language: values[f"about.{language}"] for language in ("vi", "en")},
        view=values["view"],
        query="\n".join(lines).strip() + "\n",
    )
