"""XML that no strict parser takes: what is meant is read, what was mended is told, nothing hostile works."""

import time
from contextlib import suppress
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.errors import UnreadableRecord
from harvesters.readers.registry import READERS
from harvesters.readers.xml import parsed, strict
from harvesters.readers.xml_decoding import encoding_lies
from harvesters.readers.xml_repair import repaired
from harvesters.repairs import KINDS

HEAD = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
    '<controlfield tag="001">1</controlfield><datafield tag="245" ind1="0" ind2="0"><subfield code="a">'
)
TAIL = "</subfield></datafield></record>"


def document(text: str | bytes, before: str = "", after: str = "") -> bytes:
    inner = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return before.encode() + HEAD.encode() + inner + (TAIL + after).encode()


@pytest.mark.parametrize(
    ("given", "title", "kinds"),
    [
        (document("Truyện Kiều"), "Truyện Kiều", []),
        (document("ký\x0btự\x1f"), "kýtự", ["xml-character", "xml-character"]),
        (document("ký&#x1F;tự&#0;&#xD800;&#9999999;"), "kýtự", ["xml-character"] * 4),
        (document("ế\ufffe"), "ế", ["xml-character"]),
        (document("Nhạc & hoạ &amp; kịch &#7879;"), "Nhạc & hoạ & kịch ệ", ["xml-reference"]),
        (document("AT&T;x &nope; &"), "AT&T;x &nope; &", ["xml-reference"] * 3),
        (document("Th&eacute;&acirc;tre&nbsp;!"), "Théâtre\xa0!", ["xml-reference"] * 3),
        (document(b"\xe9t\xe9 " + "Việt".encode()), "été Việt", ["xml-encoding"] * 2),
        (document("Việt", '<?xml version="1.0" encoding="windows-1258"?>'), "Việt", ["xml-encoding"]),
        (document("Việt", '<?xml version="1.0" encoding="no-such"?>'), "Việt", ["xml-encoding"]),
        (document(b"\xed\xa0\xbd\xed\xb8\x80"), "\U0001f600", ["xml-encoding"]),
        (document("&#xD83D;&#xDE00; &#55357;&#56832;"), "\U0001f600 \U0001f600", ["xml-character"] * 2),
        (document("a ]]> b"), "a ]]> b", ["xml-markup"]),
        (document("x<?xml version='1.0'?>"), "x", ["xml-junk"]),
        (document("x").replace(b"<leader", b"<y:z/><leader"), "x", ["xml-prefix"]),
        (document("x: y & z"), "x: y & z", ["xml-reference"]),
        (document("a < b", "", ""), "a < b", ["xml-markup"]),
        (document("một<br>hai<br/><i>ba</p>"), "một<br>hai<br/><i>ba</p>", ["xml-markup"] * 4),
        (document("x", "<br />\n<b>Warning</b>: mysql() in /x\n<?xml version='1.0'?>"), "x", ["xml-junk"]),
        (document("x", "\n\n<?xml version='1.0'?>"), "x", []),
        (document("x", "\ufeff\ufeff"), "x", []),
        (document("x", "", "\n<!-- 0.3 s --><script>"), "x", ["xml-junk"]),
        (document("<![CDATA[a & b <br>]]> & c"), "a & b <br> & c", ["xml-reference"]),
        (document("x").replace(b'"245"', b"245"), "x", ["xml-markup"]),
    ],
)
def test_mended(given: bytes, title: str, kinds: list[str]) -> None:
    record = READERS["marc21"](given)
    assert record.fields[0].subfields == (("a", title),)  # type: ignore[union-attr]
    assert [repair.kind for repair in record.repairs] == kinds
    assert set(kinds) <= set(KINDS)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark_too(encoding: str) -> None:
    given = document("Truyện & Kiều").decode().encode(encoding)
    assert READERS["marc21"](given).fields[0].subfields == (("a", "Truyện & Kiều"),)  # type: ignore[union-attr]


def test_a_repair_names_its_field() -> None:
    (repair,) = READERS["marc21"](document("ký\x0btự")).repairs
    assert repair == ("xml-character", "245 $a", "\\x0b", "")
    dublin_core = '<oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d"><dc:title>Nhạc & hoạ</dc:title></oai_dc:dc>'
    (repair,) = READERS["oai_dc"](dublin_core.encode()).repairs
    assert repair == ("xml-reference", "title", "&", "&")


def test_a_document_that_is_cut_off_is_told_and_not_closed() -> None:
    for cut in range(60, len(document("x & y")) - 1, 7):
        with pytest.raises(UnreadableRecord):
            parsed(document("x & y")[:cut])


def test_entities_are_resolved_where_they_are_plain_text_only() -> None:
    doctype = (
        '<!DOCTYPE r [<!ENTITY nxb "Nhà xuất bản"><!ENTITY file SYSTEM "file:///etc/hostname">'
        '<!ENTITY % p "x"><!ENTITY twice "&nxb;&nxb;"><!ENTITY tag "<b>">]>'
    )
    record = READERS["marc21"](document("&nxb; &file; &twice; &tag;", doctype))
    assert record.fields[0].subfields[0][1] == "Nhà xuất bản &file; &twice; &tag;"  # type: ignore[union-attr]


def test_entities_within_entities_cost_nothing() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    started = time.process_time()
    record = READERS["marc21"](document("&l11;", f'<!DOCTYPE r [<!ENTITY l0 "lol">{levels}]>'))
    assert record.fields[0].subfields == (("a", "&l11;"),)  # type: ignore[union-attr]
    assert time.process_time() - started < 1


@pytest.mark.parametrize("declared", ["windows-1258", "ISO-8859-1", "TCVN"])
def test_utf_8_under_another_name_is_noticed(declared: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>'
    assert encoding_lies(document("Việt", declaration))
    assert not encoding_lies(document("Viet", declaration))
    assert not encoding_lies(document(b"Vi\xeat", declaration))
    assert not encoding_lies(document("Việt", '<?xml version="1.0" encoding="UTF-8"?>'))


PIECES = st.sampled_from(
    [*"<>&;[]'\"=\x00\ufffe\ud800éế", "&#", "]]>", "<![CDATA[", "<!--", "-->", "<!DOCTYPE", "<a", "</a>"]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join), st.binary(max_size=8))
def test_whatever_comes_is_read_or_refused(text: str, data: bytes) -> None:
    mended = repaired(document(text.encode("utf-8", "surrogatepass") + data))
    mended.document.decode()
    with suppress(UnreadableRecord):
        strict(mended.document)


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), max_size=40))
def test_sound_documents_stay_as_they_are(text: str) -> None:
    given = document(escape(text))
    assert parsed(given).repairs == ()
    mended = repaired(given)
    assert (mended.repairs, mended.document) == ((), given)


@pytest.mark.parametrize(
    "piece",
    [
        "<![CDATA[",
        "&",
        "<",
        '<a x="',
        "<!--",
        "<!DOCTYPE",
        "\udcff",
        "<a b='",
        "&a",
        "<a ",
        "<a b=c ",
        " b='c'",
    ],
)
def test_hostile_input_takes_no_more_than_its_length(piece: str) -> None:
    data = piece.encode("utf-8", "surrogateescape")
    took = []
    for times in (20_000, 80_000):
        started = time.process_time()
        repaired(document(data * times))
        took.append(time.process_time() - started)
    assert took[1] < 12 * took[0] + 0.2
