"""docs/encodings.md, in both languages: every encoding is named, each sample is what its decoder reads."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from harvesters.encodings.registry import DECODERS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "encodings.md", DOCS / "vi" / "encodings.md"]
_quoted = re.compile("`([^`]+)`").findall


def samples(page: Path) -> Iterator[tuple[str, str]]:
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            names, _, shown = line.strip("|").split("|")
            yield from zip(_quoted(names), _quoted(shown), strict=False)


@pytest.mark.parametrize("page", PAGES)
def test_every_encoding_is_named(page: Path) -> None:
    assert set(DECODERS) - set(_quoted(page.read_text(encoding="utf-8"))) == set()


@pytest.mark.parametrize("page", PAGES)
def test_samples_are_what_is_read(page: Path) -> None:
    shown = dict(samples(page))
    assert len(shown) == 15
    for name, sample in shown.items():
        assert DECODERS[name](sample.encode("cp1252")).casefold() == "tiếng việt"
