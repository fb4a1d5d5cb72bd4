"""What the pattern takes for MARCXML that can go out, a parser and the schema's rules take for it too."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oai.formats.marc21 import _Walk
from oai.formats.marc21_plain import is_plain

SLIM = 'xmlns="http://www.loc.gov/MARC21/slim"'
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
LEADER = "<leader>00000nam a2200000 a 4500</leader>"
CONTROL = '<controlfield tag="001">kiều-1</controlfield>'
TITLE = '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Kiều &amp; hơn</subfield></datafield>'
BY_OTHERS = TITLE.replace('tag="245" ind1="1" ind2="0"', 'ind1="1" ind2="0" tag="245"')
RECORD = f"<record {SLIM}>{LEADER}{CONTROL}{TITLE}</record>"


def prefixed(text: str) -> str:
    text = text.replace("</", "<\x00").replace("<", "<m:").replace("<m:\x00", "</m:")
    return text.replace("xmlns=", "xmlns:m=")


@pytest.mark.parametrize(
    "text",
    [
        RECORD,
        prefixed(RECORD),
        f"<record {SLIM}>\n  {LEADER}\r\n\t{CONTROL}\n{TITLE}\n</record>",
        f"<record {SLIM}>{LEADER}{BY_OTHERS}</record>",
        f"<record {SLIM}>{LEADER}</record>",
        f"<record {SLIM} {XSI} xsi:schemaLocation='http://www.loc.gov/MARC21/slim s'>{LEADER}</record>",
    ],
)
def test_what_everybody_writes_is_plain(text: str) -> None:
    assert is_plain(text)
    _Walk().through(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        f"<record>{LEADER}</record>",
        f'<record xmlns="http://www.loc.gov/MARC21/slim/">{LEADER}</record>',
        f"<record {SLIM} {SLIM}>{LEADER}</record>",
        f"<record {SLIM} x>{LEADER}</record>",
        f"<record {SLIM.replace('slim', 'slim' + chr(39))}>{LEADER}</record>",
        f"<record {SLIM} xsi:schemaLocation='a b'>{LEADER}</record>",
        f"<record {SLIM} onload='x'>{LEADER}</record>",
        f"<xml:record {SLIM}>{LEADER}</xml:record>",
        RECORD.replace("Kiều &amp;", "Kiều &"),
        RECORD.replace("&amp;", "&#0;"),
        RECORD.replace("&amp;", "]]>"),
        RECORD.replace("Kiều", "Kiều\x0b"),
        RECORD.replace("Kiều", "Kiều\uffff"),
        RECORD.replace("><data", ">\x0c<data"),
        RECORD.replace('tag="245"', 'tag="24"'),
        RECORD.replace('ind1="1"', 'ind1="#"'),
        RECORD.replace('code="a"', 'code=""'),
        RECORD.replace("</record>", "</record>x"),
        f"<record {SLIM}>{CONTROL}{LEADER}</record>",
        f"<record {SLIM}>{LEADER}{TITLE}{CONTROL}</record>",
        f'<record {SLIM}>{LEADER}<datafield tag="245" ind1="1" ind2="0"></datafield></record>',
        f"<record {SLIM}{' ' * 2000}>{LEADER}</record>",
        "",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_plain(text)


_PIECES = st.text(max_size=4) | st.sampled_from(
    [
        "<",
        ">",
        "&",
        "&lt;",
        "]]>",
        '"',
        "'",
        "</subfield>",
        LEADER,
        CONTROL,
        TITLE,
        BY_OTHERS,
        "<!-- -->",
        SLIM,
        "\x0b",
        " ",
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(
        [RECORD, prefixed(RECORD), RECORD.replace(">", ">\n"), RECORD.replace(SLIM, f"{SLIM} {XSI}")]
    ),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), _PIECES), max_size=3),
)
def test_a_changed_record_is_plain_only_where_it_is_still_valid(
    text: str, changes: list[tuple[int, int, str]]
) -> None:
    for place, length, piece in changes:
        text = text[:place] + piece + text[place + length :]
    if is_plain(text):
        _Walk().through(text.encode())
        etree.fromstring(text.encode())


@pytest.mark.parametrize(
    "piece", ["<subfield code='a'>", "&amp;", " ", "<record ", TITLE, "<datafield tag=", 'x="y" ']
)
def test_the_time_is_in_proportion_to_the_length(piece: str) -> None:
    began = time.process_time()
    assert not is_plain(f"<record {SLIM}>{LEADER}" + piece * 50_000)
    assert not is_plain(f"<record {SLIM} " + piece * 50_000)
    assert time.process_time() - began < 2
