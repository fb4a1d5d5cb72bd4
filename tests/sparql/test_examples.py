from pathlib import Path

import pytest

from sparql.examples import AUDIENCES, Example, ExampleError, read_example, read_examples

FILE = """# audience: researcher
# title.vi: Nhan đề
# title.en: Titles
# about.vi: Mọi nhan đề.
# about.en: All titles.
# view: bars

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
# a comment of the query
SELECT ?name { ?x rdfs:label ?name FILTER(LANG(?name) = "vi") }
"""


def test_a_file_is_an_example() -> None:
    found = read_example("titles", FILE)
    assert found == Example(
        name="titles",
        audience="researcher",
        titles={"vi": "Nhan đề", "en": "Titles"},
        texts={"vi": "Mọi nhan đề.", "en": "All titles."},
        view="bars",
        query=FILE[FILE.index("PREFIX") :],
    )


def test_labels_are_asked_for_in_the_reader_s_language() -> None:
    found = read_example("titles", FILE)
    assert found.in_language("vi") == found.query
    assert 'LANG(?name) = "en"' in found.in_language("en")


@pytest.mark.parametrize(
    ("line", "with_", "said"),
    [
        ("# audience: researcher", "# audience: everybody", "audience"),
        ("# view: bars", "# view: pie", "view"),
        ("# title.vi: Nhan đề\n", "", "title.vi"),
        ("# about.en: All titles.", "# about.fr: Tous les titres.", "about.en, about.fr"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(line: str, with_: str, said: str) -> None:
    with pytest.raises(ExampleError, match=rf"titles\.rq.*{said}"):
        read_example("titles", FILE.replace(line, with_))


def test_examples_come_by_audience_then_name(tmp_path: Path) -> None:
    for name, audience in (("b", AUDIENCES[1]), ("c", AUDIENCES[0]), ("a", AUDIENCES[1])):
        (tmp_path / f"{name}.rq").write_text(FILE.replace("researcher", audience), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no example", encoding="utf-8")
    assert [each.name for each in read_examples(tmp_path)] == ["c", "a", "b"]
