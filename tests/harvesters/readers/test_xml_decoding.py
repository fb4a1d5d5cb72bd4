import pytest

from harvesters.readers.registry import READERS
from harvesters.readers.xml_decoding import decoded

MARCXML = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
    '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">{}</subfield></datafield></record>'
)


@pytest.mark.parametrize(
    ("told", "data", "text"),
    [
        ("auto", "Número uno".encode("cp1252"), "Número uno"),
        ("windows-1250", "Łódź, Pražská".encode("cp1250"), "Łódź, Pražská"),
        ("gb18030", "红楼梦".encode("gb18030"), "红楼梦"),
        ("shift_jis", "こころ".encode("shift_jis"), "こころ"),
        ("tcvn3", b"Truy\xd6n Ki\xd2u", "Truyện Kiều"),
        ("auto", b"Truy\xd6n Ki\xd2u", "Truyện Kiều"),
        ("auto:tcvn3", b"T\xab Ho\xb5i", "Tô Hoài"),
        ("windows-1250", "Truyện Kiều".encode(), "Truyện Kiều"),
    ],
)
def test_what_is_told_counts_where_it_is_not_utf8(told, data, text):
    before, _, after = MARCXML.partition("{}")
    record = READERS["marc21"](before.encode() + data + after.encode(), told)
    assert record.fields[0].subfields == (("a", text),)


@pytest.mark.parametrize("declared", ["unicode_escape", "utf-7", "zlib", "no such one"])
def test_a_codec_that_is_no_character_set_is_not_used(declared):
    document = f'<?xml version="1.0" encoding="{declared}"?><a>\\x41+AGE- \xe9</a>'.encode("latin-1")
    assert decoded(document).text.endswith("<a>\\x41+AGE- é</a>")
