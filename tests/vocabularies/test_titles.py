from pathlib import Path
from unicodedata import is_normalized

import pytest

import vocabularies.titles
from vocabularies.titles import generic_titles, language_names, no_creators

DATA = Path(vocabularies.titles.__file__).with_name("data")


def test_the_lists_have_what_the_catalogues_have_most() -> None:
    assert {"Tuyển tập", "Poems", "Works", "Selections", "Báo cáo thường niên"} <= set(generic_titles())
    assert {"Tạp chí", "Kỷ yếu hội thảo", "Annual report", "Thơ", "Truyện ngắn"} <= set(generic_titles())
    assert {"Nhiều tác giả", "Khuyết danh", "Anonymous"} <= set(no_creators())
    assert {"English", "tiếng Anh", "Anh"} <= set(language_names())


@pytest.mark.parametrize("file", sorted(DATA.glob("*.txt"), key=str))
def test_lists_are_sorted_unique_trimmed_and_named_among_the_sources(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = text.removesuffix("\n").split("\n")
    assert is_normalized("NFC", text)
    assert lines == sorted({" ".join(line.split()) for line in lines})
    assert f"| `{file.name}` |" in (DATA / "SOURCES.md").read_text(encoding="utf-8")
