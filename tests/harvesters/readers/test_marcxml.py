"""MARCXML: every way of writing it gives the same record; what is broken is refused and spoils no other."""

import io
import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers import marc as marc_reader
from harvesters.readers import marcxml as reader
from harvesters.readers import xml

SLIM = ' xmlns="http://www.loc.gov/MARC21/slim"'
LEADER = "<leader>00000nam a2200000 a 4500</leader>"
FIELD = '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">%s</subfield></datafield>'

legal = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
values = st.text(st.one_of(legal, st.sampled_from("&<>\"'\t\n]é\u0302\u0301")), max_size=12)
codes = st.sampled_from("abc0123456789-")
data_fields = st.builds(
    lambda tag, ind1, ind2, subfields: MarcField(tag, ind1, ind2, tuple(subfields)),
    st.integers(10, 999).map(lambda number: f"{number:03}"),
    st.sampled_from(" 0123456789"),
    st.sampled_from(" 0123456789"),
    st.lists(st.tuples(codes, values), max_size=4),
)
marc_records = st.builds(
    lambda control, fields: MarcRecord("00000nam a2200000 a 4500", tuple(control), tuple(fields)),
    st.lists(st.tuples(st.sampled_from(["001", "003", "005", "008"]), values), max_size=3),
    st.lists(data_fields, max_size=5),
)


def in_nfc(record):
    return MarcRecord(
        record.leader,
        tuple((tag, normalize("NFC", value)) for tag, value in record.control),
        tuple(
            field._replace(
                subfields=tuple((code, normalize("NFC", value)) for code, value in field.subfields)
            )
            for field in record.fields
        ),
    )


@given(marc_records, st.sampled_from(["", "\n  "]), st.sampled_from(["", "marc:", "x:"]))
def test_round_trip(marcxml, record, gap, prefix):
    attributes = f' xmlns:{prefix[:-1]}="http://www.loc.gov/MARC21/slim"' if prefix else SLIM
    payload = marcxml(record, prefix, attributes, gap)
    assert reader.read(payload) == in_nfc(record)


mutations = st.sampled_from(
    [
        "<",
        ">",
        "</",
        "&",
        "&lt;",
        "&#65;",
        "&nope;",
        "]]>",
        "<x/>",
        '"',
        "'",
        "</datafield>",
        "</subfield>",
        "</controlfield>",
        "<record>",
        "</record>",
        "<!-- x -->",
        "<?p?>",
        "<![CDATA[a<b]]>",
        "\r",
        "\x01",
        "\uffff",
        " ",
        'tag="245"',
        ' xmlns:x=""',
    ]
)


@given(marc_records, st.lists(st.tuples(st.integers(0, 600), mutations), max_size=2))
def test_the_quick_way_agrees_with_the_parser_or_leaves_it_to_it(marcxml, record, inserted):
    text = marcxml(record, attributes=SLIM).decode()
    for place, addition in inserted:
        # At an end of a tag, where an insertion does most harm, and anywhere.
        ends = [match.end() for match in re.finditer("[<>]", text)]
        cut = ends[place % len(ends)] if place % 2 else place % len(text)
        text = text[:cut] + addition + text[cut:]
    plain = reader._read_plain(text.encode())
    if plain is not None:
        assert plain == reader._read_tree(xml.strict(text.encode()), ())


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("<record>%s</record>", "namespaces: none"),
        (f"<record{SLIM}>%s</record>", "default"),
        (f"<?xml version='1.0'?>\n<record{SLIM} type='Bibliographic'>%s</record>", "declaration, attribute"),
        ('<record xmlns="info:lc/xmlns/marcxchange-v1">%s</record>', "MarcXchange"),
        ('<record xmlns="http://www.openarchives.org/OAI/2.0/">%s</record>', "inherited from OAI-PMH"),
        (
            f'<record{SLIM} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">'
            "%s</record>",
            "schema location",
        ),
    ],
)
def test_namespace_habits(document, expected):
    record = reader.read((document % (LEADER + FIELD % "Kiều")).encode())
    assert record.fields == (MarcField("245", "1", "0", (("a", "Kiều"),)),), expected


@pytest.mark.parametrize(
    ("inside", "fields"),
    [
        (
            '<datafield tag="500"><subfield code="a">x</subfield></datafield>',
            [("500", " ", " ", (("a", "x"),))],
        ),
        (
            '<datafield tag="500" ind1="" ind2="12"><subfield>x</subfield></datafield>',
            [("500", " ", " ", (("", "x"),))],
        ),
        (
            '<datafield tag="500" ind1="1" ind2="2"><subfield code="a"/></datafield>',
            [("500", "1", "2", (("a", ""),))],
        ),
        (FIELD % "a<!-- no -->b", [("245", "1", "0", (("a", "ab"),))]),
        (FIELD % "<![CDATA[a<b]]>", [("245", "1", "0", (("a", "a<b"),))]),
        (FIELD % "&#x41;&amp;&lt;", [("245", "1", "0", (("a", "A&<"),))]),
        (FIELD % "a\x02b", [("245", "1", "0", (("a", "ab"),))]),
        (FIELD % "Tie\u0302\u0301ng", [("245", "1", "0", (("a", "Tiếng"),))]),
    ],
)
def test_oddities(inside, fields):
    assert reader.read(f"<record{SLIM}>{LEADER}{inside}</record>".encode()).fields == tuple(fields)


@pytest.mark.parametrize(("leader", "expected"), [("nam", "nam".ljust(24)), ("x" * 30, "x" * 24)])
def test_leader_has_24_characters(leader, expected):
    assert reader.read(f"<record><leader>{leader}</leader></record>".encode()).leader == expected


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"<record><leader>x</leader>", "not well-formed"),
        (b"<record/>", "no leader"),
        (b"<mods/>", "not a MARCXML"),
        (b'<record xmlns="http://www.openarchives.org/OAI/2.0/"><header/></record>', "not a MARCXML"),
    ],
)
def test_refused(payload, reason):
    with pytest.raises(UnreadableRecord, match=reason):
        reader.read(payload)


def pieces(document, chunk=None):
    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, chunk) if chunk else size)

    return list(reader.split(Slow(document)))


def titles(found):
    return [reader.read(piece.payload).fields[0].subfields[0][1] for piece in found if not piece.reason]


@pytest.mark.parametrize("prefix", ["", "marc:"])
@pytest.mark.parametrize("chunk", [None, 7])
def test_split(marcxml, marc, prefix, chunk):
    records = b"\n".join(marcxml(marc(str(n), f"Sách {n}"), prefix) for n in range(5))
    name = f":{prefix[:-1]}" if prefix else ""
    root = f'<{prefix}collection xmlns{name}="http://www.loc.gov/MARC21/slim" xmlns:unused="x">'
    document = f"<?xml version='1.0'?><!-- <record> -->{root}".encode() + records
    document += f"<!-- <{prefix}record/> --></{prefix}collection>".encode()
    found = pieces(document, chunk)
    assert titles(found) == [f"Sách {n}" for n in range(5)]
    assert all(b"http://www.loc.gov/MARC21/slim" in piece.payload for piece in found)
    assert not any(b"unused" in piece.payload for piece in found)


@pytest.mark.parametrize(
    "damage",
    ["<record><leader>", "<record></leader></record>", "<record>&</record>", "<record>\x00\xff</record>"],
)
def test_a_broken_record_spoils_no_other(marcxml, marc, damage):
    document = f"<collection{SLIM}>".encode() + marcxml(marc("1", "A")) + damage.encode("latin-1")
    document += marcxml(marc("2", "B")) + b"</collection>"
    found = list(marc_reader.records(io.BytesIO(document)))
    assert [isinstance(record, UnreadableRecord) for record in found] == [False, True, False]
    assert found[1].payload.startswith(b"<record")


def test_a_file_that_breaks_off_is_told(marcxml, marc):
    document = f"<collection{SLIM}>".encode() + marcxml(marc("1")) + b"\n"
    assert [bool(piece.reason) for piece in pieces(document)] == [False, True]
    assert "</collection>" in pieces(document)[1].reason


def test_a_file_with_a_doctype_is_refused_whole(marcxml, marc):
    document = b"<!DOCTYPE c [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><c>" + marcxml(marc("1")) + b"</c>"
    (only,) = pieces(document)
    assert "DOCTYPE" in only.reason


def test_an_empty_collection_holds_nothing():
    assert pieces(f"<?xml version='1.0'?><collection{SLIM}/>".encode()) == []


def test_what_is_no_xml_is_told():
    assert "not well-formed" in pieces(b"<html><br>Sorry, no records")[0].reason


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1258", "iso-8859-1", "utf-8-sig"])
def test_other_encodings(marcxml, marc, encoding):
    name = encoding.removesuffix("-sig")
    document = marcxml(marc("1", "Théâtre")).decode().replace("Nguyễn Du", "x")
    document = f'<?xml version="1.0" encoding="{name}"?><collection>{document}</collection>'
    assert titles(pieces(document.encode(encoding), 9)) == ["Théâtre"]


def test_bytes_that_the_encoding_lacks_are_told():
    declaration = b"<?xml version='1.0' encoding='windows-1252'?>"
    field = (FIELD % "x").replace("x</", "\x81</").encode("latin-1")
    document = declaration + b"<c><record>" + LEADER.encode() + field + b"</record></c>"
    (repair,) = reader.read(pieces(document)[0].payload).repairs
    assert repair == ("xml-encoding", "245 $a", "\\x81", "\\x81")


@pytest.mark.parametrize("encoding", ["no-such-thing", "base64"])
def test_an_encoding_that_does_not_exist(encoding):
    document = f'<?xml version="1.0" encoding="{encoding}"?><record>{LEADER}</record>'.encode()
    assert encoding in pieces(document)[0].reason


def test_a_record_beyond_all_size_is_passed_over(marcxml, marc, monkeypatch):
    monkeypatch.setattr("harvesters.readers.xml_cutter.LARGEST_RECORD", 20_000)
    monkeypatch.setattr("harvesters.readers.xml_cutter.CHUNK", 1000)
    huge = f"<record>{LEADER}{FIELD % ('x' * 100_000)}</record>".encode()
    document = b"<collection>" + marcxml(marc("1", "A")) + huge + marcxml(marc("2", "B")) + b"</collection>"
    found = pieces(document)
    assert [bool(piece.reason) for piece in found] == [False, True, False]
    assert titles(found) == ["A", "B"]
