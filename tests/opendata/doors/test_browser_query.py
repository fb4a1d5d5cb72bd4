"""The query page in a real browser: what its scripts make of results, with the editor and without."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from browsing import Visit, visit

import sparql.blueprint
from sparql.assets import Assets

STATIC = Path(sparql.blueprint.__file__).parent / "static"
EDITOR = (STATIC / "editor.js").exists()

COUNTS = """PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?title (COUNT(*) AS ?n) WHERE { ?work a bf:Work ; bf:title/bf:mainTitle ?title }
GROUP BY ?title ORDER BY ?title"""
PLACES = """PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?country (COUNT(*) AS ?n) WHERE { ?activity bf:place ?country } GROUP BY ?country"""


def _shown(
    browser: str, server: str, folder: Path, query: str, view: str = "", language: str = "en"
) -> Visit:
    asked = urlencode({"query": query, "view": view})
    return visit(browser, f"{server}sparql?lang={language}#{asked}", folder)


def test_a_query_in_the_address_is_run_and_shown_as_a_table(
    browser: str, server: str, tmp_path: Path
) -> None:
    seen = _shown(browser, server, tmp_path, COUNTS)
    assert re.search(r"<td>Truyện Kiều</td><td class=\"number\">1</td>", seen.dom)
    assert "&lt;script&gt;alert('kiều')&lt;/script&gt;" in seen.dom
    assert '<button type="button" title="Sort by title">title</button>' in seen.dom
    assert "5 rows (of 100,000 at most)" in seen.dom
    assert "release 2" in seen.dom
    assert 'download="result.csv"' in seen.dom
    assert "curl -s" in seen.dom
    assert seen.console == []
    assert {urlsplit(each).netloc for each in seen.addresses} == {urlsplit(server).netloc}


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_commands_to_copy_give_the_same_rows(browser: str, server: str, tmp_path: Path) -> None:
    query = COUNTS.replace("ORDER BY ?title", "# it's a comment\nORDER BY ?title")
    seen = _shown(browser, server, tmp_path, query)
    found = re.search(r"<pre>(curl -s .*?)</pre>", seen.dom, re.DOTALL)
    assert found
    command = html.unescape(found[1]).replace("curl -s", "curl --noproxy '*' -s", 1)
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.startswith("title,n\n")
    assert "Truyện Kiều,1\n" in done.stdout


def test_counts_are_a_chart(browser: str, server: str, tmp_path: Path) -> None:
    for view, mark in (("bars", 'class="bar"'), ("lines", 'class="line"')):
        folder = tmp_path / view
        folder.mkdir()
        seen = _shown(browser, server, folder, COUNTS, view)
        assert mark in seen.dom
        assert 'role="img" aria-label="n / title. ' in seen.dom
        assert seen.console == []


def test_countries_are_a_map(browser: str, server: str, tmp_path: Path) -> None:
    seen = _shown(browser, server, tmp_path, PLACES, "map", "vi")
    assert 'class="dot"' in seen.dom
    assert "Bản đồ. " in seen.dom
    assert ('class="land"' in seen.dom) == (STATIC / "outlines.json").exists()
    assert seen.console == []


@pytest.mark.parametrize("view", ["", "graph"])
def test_graphs_are_statements_or_turtle(browser: str, server: str, tmp_path: Path, view: str) -> None:
    query = (
        'CONSTRUCT { <http://e/s> a <http://e/C> ; <http://e/p> "a\\"b\\\\", "Kiều"@vi, ?n } '
        "WHERE { BIND(1.5 AS ?n) }"
    )
    seen = _shown(browser, server, tmp_path, query, view)
    assert "4 triples" in seen.dom
    if view:
        assert "@prefix bf:" in seen.dom
    else:
        assert '<span lang="vi">Kiều</span>' in seen.dom
        assert '<td>a"b\\</td>' in seen.dom
        assert "<td>1.5</td>" in seen.dom
    assert 'download="result.ttl"' in seen.dom
    assert seen.console == []


def test_an_error_is_marked_where_it_is(browser: str, server: str, tmp_path: Path) -> None:
    seen = _shown(browser, server, tmp_path, "SELECT ?s WHERE {\n ?s ?p .\n}")
    assert "Line 2, column 8" in seen.dom
    assert "The query was not answered" in seen.dom
    assert 'aria-invalid="true"' in seen.dom
    assert ('data-error="2:8"' in seen.dom) == EDITOR
    assert all("400 (BAD REQUEST)" in line for line in seen.console)


def test_the_link_of_an_example_shows_its_result(browser: str, server: str, tmp_path: Path) -> None:
    seen = visit(browser, f"{server}sparql?example=titles-and-creators&lang=vi", tmp_path)
    assert ('<div class="cm-host">' in seen.dom) == EDITOR
    assert "Dế mèn phiêu lưu ký" in seen.dom
    assert '<div class="tabs" role="tablist"' in seen.dom
    assert 'aria-pressed="true"' in seen.dom
    assert seen.console == []


@pytest.mark.skipif(
    not EDITOR, reason="the editor is not built here: sparql/editor, npm ci and npm run build"
)
def test_the_editor_is_light_and_needs_nobody_else() -> None:
    assets = Assets(STATIC, {})
    assert sum(assets.packed_size(name) for name in (*assets.names(".js"), "query.css")) < 300_000
    text = (STATIC / "editor.js").read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function\(|document\.write", text)


def test_the_lock_pins_what_is_bundled() -> None:
    folder = Path(sparql.blueprint.__file__).parent / "editor"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert locked[f"node_modules/{name}"]["version"] == version
    for name, package in locked.items():
        assert not name or package["integrity"].startswith("sha512-")
        assert package.get("resolved", "https://registry.npmjs.org/").startswith(
            "https://registry.npmjs.org/"
        )
