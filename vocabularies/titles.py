"""Titles that many works bear, and names of creators that are nobody's: neither tells a work by itself."""

from functools import cache
from pathlib import Path

from vocabularies.codes import terms

_DATA = Path(__file__).with_name("data")


def _lines(file: str) -> list[str]:
    return [line for line in (_DATA / file).read_text(encoding="utf-8").split("\n") if line]


@cache
def generic_titles() -> tuple[str, ...]:
    """`Tuyển tập`, `Poems`, `Báo cáo thường niên` …, as they are written."""
    return tuple(_lines("generic_titles.txt"))


@cache
def no_creators() -> tuple[str, ...]:
    """`Nhiều tác giả`, `Anonymous` …, as they are written."""
    return tuple(_lines("no_creators.txt"))


@cache
def language_names() -> tuple[str, ...]:
    """Names of languages as they follow a title: `English`, `tiếng Anh`, `Anh`."""
    names: dict[str, None] = {}
    for term in terms("languages").values():
        names[term.en] = names[term.vi] = names[term.vi.removeprefix("tiếng ")] = None
    return tuple(names)
