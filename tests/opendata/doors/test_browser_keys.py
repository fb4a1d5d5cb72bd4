"""The query page used: typed into, walked through with keys, on a phone."""

import ast
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Tab, driven

import sparql.blueprint

EDITOR = (Path(sparql.blueprint.__file__).parent / "static" / "editor.js").exists()
IN_EDITOR = "document.querySelector('.cm-host').shadowRoot"
SHOWN = "document.querySelector('#answer .result') !== null"


@pytest.fixture(scope="module")
def tab(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with driven(browser, tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture
def page(tab: Tab, server: str) -> Tab:
    tab.size(1200, 900)
    tab.problems.clear()
    tab.open(f"{server}sparql?lang=en&fresh")
    return tab


def _column(tab: Tab, number: int) -> list[str]:
    cells = f"document.querySelectorAll('#answer tbody td:nth-child({number})')"
    found: list[str] = tab.js(f"[...{cells}].map((each) => each.innerText)")
    return found


@pytest.mark.skipif(not EDITOR, reason="the editor is not built here (sparql/editor: npm ci, npm run build)")
def test_the_editor_completes_terms_and_declares_their_prefixes(page: Tab) -> None:
    page.js(f"{IN_EDITOR}.querySelector('.cm-content').focus()")
    page.key("Ctrl+End")
    page.type("madsrdf:authoritativeL")
    page.until(f"{IN_EDITOR}.querySelector('.cm-tooltip-autocomplete li')?.innerText.includes('Label')")
    page.js(
        "new Promise((done) => setTimeout(done, 150))"
    )  # keys just after it opened are meant for the text
    page.key("Enter")
    page.until("document.getElementById('query').value.endsWith('madsrdf:authoritativeLabel')")
    text = page.js("document.getElementById('query').value")
    assert text.startswith("PREFIX madsrdf: <http://www.loc.gov/mads/rdf/v1#>\n")
    page.key("Ctrl+Enter")
    page.until(f"{IN_EDITOR}.querySelector('.cm-lint-marker-error') !== null")
    assert "The query was not answered" in page.js("document.getElementById('answer').innerText")


@pytest.mark.skipif(not EDITOR, reason="the editor is not built here (sparql/editor: npm ci, npm run build)")
def test_tab_leaves_the_editor(page: Tab) -> None:
    page.js(f"{IN_EDITOR}.querySelector('.cm-content').focus()")
    page.key("Tab")
    assert page.js("document.activeElement.id") == "run"
    page.key("Enter")
    page.until(SHOWN)
    assert page.problems == []


def test_a_table_is_sorted_and_views_are_changed_with_keys(page: Tab) -> None:
    page.js("document.querySelector('[data-name=titles-and-creators] h4 a').click()")
    page.until(SHOWN)
    titles = _column(page, 2)
    assert len(titles) == 5
    for expected in (sorted(titles, key=str.lower), sorted(titles, key=str.lower, reverse=True)):
        page.js("document.querySelector('#answer th button').focus()")
        page.key("Enter")
        assert [each.lower() for each in _column(page, 2)][2:4] == [each.lower() for each in expected][2:4]
    assert page.js("document.querySelector('#answer th').getAttribute('aria-sort')") == "descending"
    page.js("document.getElementById('tab-table').focus()")
    page.key("ArrowRight")
    assert page.js("document.querySelector('[aria-selected=true]').id") == "tab-chart"
    assert "column of numbers" in page.js("document.getElementById('panel').innerText")
    assert page.problems == []


def test_examples_are_found_without_marks(page: Tab) -> None:
    page.js("document.querySelector('#examples input').focus()")
    page.type("translators trl")
    visible = "[...document.querySelectorAll('#examples article')].filter((each) => each.offsetParent)"
    assert page.js(f"{visible}.map((each) => each.dataset.name)") == ["translators"]


def test_back_leads_to_the_query_before(page: Tab) -> None:
    for name, title in (("titles-and-creators", "Titles and their creators"), ("is-it-there", "Whether")):
        page.js(f"document.querySelector('[data-name={name}] h4 a').click()")
        page.until(f"document.getElementById('chosen').innerText.startsWith('{title}')")
        page.until(SHOWN)
        page.until(f"document.querySelector('[data-name={name}] pre').textContent.trim() === "
                   "new URLSearchParams(location.hash.slice(1)).get('query').trim()")  # fmt: skip
    page.until("document.querySelector('#answer .verdict')?.innerText === 'Yes'")
    page.js("history.back()")
    page.until("document.querySelectorAll('#answer tbody tr').length === 5")


def test_a_phone_needs_no_scrolling_sideways(page: Tab) -> None:
    page.size(360, 740)
    page.js("document.querySelector('[data-name=languages] h4 a').click()")
    page.until("document.querySelector('#answer svg .bar') !== null")
    assert page.js("document.documentElement.scrollWidth") <= 360
    small = (
        "[...document.querySelectorAll('#sparql button, #sparql select')].filter((each) => each.offsetParent)"
    )
    assert page.js(f"Math.min(...{small}.map((each) => each.offsetHeight))") >= 34


def test_what_is_running_can_be_stopped(page: Tab) -> None:
    page.js(
        "location.hash = new URLSearchParams({ query: "
        "'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }' })"
    )
    page.until("document.getElementById('run').innerText === 'Stop'")
    page.js("document.getElementById('run').click()")
    page.until("document.getElementById('answer').innerText.includes('Stopped.')")
    assert page.js("document.getElementById('run').innerText") == "Run the query"


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "Kiều" }',
        'ASK { ?s ?p "a\\\\b\\"c" } # it\'s',
        'ASK { ?s ?p """dài "quá" rồi""" }',
        'ASK { ?s ?p ")-" } # )--"',
    ],
)
def test_code_to_copy_holds_the_query_as_it_is(page: Tab, query: str) -> None:
    module = "document.querySelector('link[rel=modulepreload][href$=\"snippets.js\"]').href"

    def code(language: str) -> str:
        arguments = ", ".join(map(json.dumps, (language, "http://127.0.0.1:1/sparql", query)))
        found: str = page.js(f"import({module}).then((found) => found.snippet({arguments}, false))")
        return found

    assigned = next(each for each in ast.parse(code("Python")).body if isinstance(each, ast.Assign))
    assert ast.literal_eval(assigned.value).strip() == query
    words = shlex.split(code("curl"))
    assert words[-1] == f"query={query}"
    raw = re.search(r'query <- r"(-+)\(\n(.*?)\n\)\1"', code("R"), re.DOTALL)
    assert raw
    assert raw[2] == query
