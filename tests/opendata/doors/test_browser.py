"""The pages in a real browser, from the server that `opendata serve` runs."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import visit

_PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("path", "language", "title", "shown"),
    [
        ("?lang=vi", "vi", "Dữ liệu mở &lt;thử&gt;", "Thư viện thành viên"),
        ("record/nlv/kieu?lang=vi", "vi", "Truyện Kiều · Dữ liệu mở &lt;thử&gt;", "Nguyễn Du (tác giả)"),
        (
            "record/nlv/script?lang=en",
            "en",
            "&lt;script&gt;alert('kiều')&lt;/script&gt; · Open data &lt;test&gt;",
            "&lt;b&gt;Nguyễn Du&lt;/b&gt;",
        ),
    ],
)
def test_a_page(
    browser: str, server: str, tmp_path: Path, path: str, language: str, title: str, shown: str
) -> None:
    seen = visit(browser, server + path, tmp_path)
    assert f'<html lang="{language}">' in seen.dom
    assert f"<title>{title}</title>" in seen.dom
    assert shown in seen.dom
    assert "<script" not in seen.dom
    assert seen.console == []
    assert server + path in seen.addresses
    assert {urlsplit(each).netloc for each in seen.addresses} == {urlsplit(server).netloc}
    assert seen.picture.startswith(_PNG)


def test_an_oai_answer_is_a_page(browser: str, server: str, tmp_path: Path) -> None:
    seen = visit(browser, f"{server}oai?verb=ListRecords&metadataPrefix=mods#en", tmp_path)
    assert "Cổng thu hoạch biểu ghi" in seen.dom
    assert "Truyện Kiều" in seen.dom
    assert "<script" not in seen.dom
    assert seen.console == []
    assert {urlsplit(each).path for each in seen.addresses} == {"/oai", "/oai/style.css"}
    assert {urlsplit(each).netloc for each in seen.addresses} == {urlsplit(server).netloc}
