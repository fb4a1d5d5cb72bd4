"""The examples of the query page, each on the demo's release."""

import json
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from running import Demo

import opendata.doors.sparql_door as door
from sparql.examples import AUDIENCES, Example, read_examples

EXAMPLES = read_examples(door.EXAMPLES)
SECONDS = 2.0
"""Much for so few records: what needs longer here is hopeless on a large catalogue."""

_open = build_opener(ProxyHandler({})).open


def _answer(demo: Demo, query: str, accept: str) -> bytes:
    address = f"{demo.address}sparql?{urlencode({'query': query})}"
    with _open(Request(address, headers={"Accept": accept}), timeout=30) as answer:
        body: bytes = answer.read()
    return body


def test_there_is_something_for_everybody() -> None:
    assert len(EXAMPLES) >= 25
    counted = Counter(each.audience for each in EXAMPLES)
    assert all(counted[audience] >= 4 for audience in AUDIENCES)
    for language in ("vi", "en"):
        assert len({each.titles[language] for each in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_an_example_finds_something(demo: Demo, example: Example, language: str) -> None:
    began = time.monotonic()
    query = example.in_language(language)
    if example.view == "graph":
        found = len(_answer(demo, query, "application/n-triples").splitlines())
    else:
        answer = json.loads(_answer(demo, query, "application/sparql-results+json"))
        found = len(answer["results"]["bindings"]) if "results" in answer else int(answer["boolean"])
    assert found > 0
    assert time.monotonic() - began < SECONDS


def test_an_example_runs_as_a_file(demo: Demo) -> None:
    text = (Path(door.EXAMPLES) / "languages.rq").read_text(encoding="utf-8")
    assert b"\r\n" in _answer(demo, text, "text/csv")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_an_example_is_a_page_without_scripts(demo: Demo, example: Example) -> None:
    address = f"{demo.address}sparql?{urlencode({'example': example.name, 'lang': 'en'})}"
    with _open(Request(address, headers={"Accept": "text/html"}), timeout=30) as answer:
        page = answer.read().decode()
    assert 'class="result"' in page
    assert ("<tbody>" in page) == (example.view != "graph" and "ASK" not in example.query)
