from pathlib import Path

import pytest

from sparql.shared_statements import SharedStatements, name_of, tally

LABEL = '<http://e/heading/1> <a:label> "Văn hóa"'
OTHER = '<http://e/heading/1> <a:label> "Văn hoá"'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('"x"@vi-VN', '"x"@vi-vn'),
        (
            '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
            '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        ),
        ('"x"^^<http://www.w3.org/2001/XMLSchema#string>', '"x"'),
    ],
)
def test_what_the_engine_holds_to_be_one_statement_has_one_name(one: str, other: str) -> None:
    assert name_of(f"<a:s> <a:p> {one}") == name_of(f"<a:s> <a:p> {other}")


@pytest.mark.parametrize("other", ['"y"', '"x"@vi', "<a:x>", '"x "', '"x"^^<a:type>'])
def test_other_statements_have_other_names(other: str) -> None:
    assert name_of('<a:s> <a:p> "x"') != name_of(f"<a:s> <a:p> {other}")


def test_a_million_records_that_name_one_heading_are_one_row(tmp_path: Path) -> None:
    shared = SharedStatements(tmp_path)
    for _ in range(1000):
        shared.add(tally({LABEL: 1000}))
    shared.add(tally({OTHER: 1}))
    name, other = name_of(LABEL), name_of(OTHER)
    assert shared.counts([name, other]) == {name: 1_000_000}, "one is not kept: the store says so"
    assert [file.name for file in tmp_path.iterdir()] == ["shared.sqlite"]
    shared.put({name: 999_999, other: 2})
    shared.copy_to((tmp_path / "copy").mkdir() or tmp_path / "copy")
    shared.put({name: 1, other: 0})
    assert shared.counts([name, other]) == {}
    shared.close()
    copy = SharedStatements(tmp_path / "copy")
    assert copy.counts([name, other]) == {name: 999_999, other: 2}
    copy.close()


def test_what_a_killed_load_left_is_forgotten(tmp_path: Path) -> None:
    killed = SharedStatements(tmp_path)
    killed.add(tally({LABEL: 5}))
    killed.close()
    again = SharedStatements(tmp_path)
    again.add(tally({OTHER: 2}))
    assert again.counts([name_of(LABEL), name_of(OTHER)]) == {name_of(OTHER): 2}
    again.close()
