import pytest

from sparql.statements import parse_statement


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("<a:s> <a:p> <a:o>", "<a:o>"),
        ('<a:s> <a:p> "Truyện Kiều"@vi', '"Truyện Kiều"@vi'),
        ('<a:s> <a:p> "a \\"b\\" \\n \\u0110"', '"a \\"b\\" \\n \\u0110"'),
        ('<a:s> <a:p> "1"^^<a:integer>', '"1"^^<a:integer>'),
    ],
)
def test_terms_of_a_statement(text: str, object_: str) -> None:
    assert parse_statement(text) == ("<a:s>", "<a:p>", object_)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<a:s> <a:p>",
        "<a:s> <a:p> <a:o> .",
        "_:b <a:p> <a:o>",
        "<a:s> <a:p> <a b>",
        '<a:s> <a:p> "x" }; CLEAR ALL; INSERT DATA { <a:s> <a:p> "x"',
        '<a:s> <a:p> "line\nbreak"',
    ],
)
def test_anything_else_is_named_and_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an N-Triples statement"):
        parse_statement(text)
