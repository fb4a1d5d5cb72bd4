"""MODS: each line of the Library of Congress's mapping with an example, and every output by the schema."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from harvesters.marc import MarcField, MarcRecord
from oai.formats import mods
from oai.memory import MemoryRecord
from tests.oai.formats.fields import NO_TYPE, RECORD, dublin_core_record, marc_record
from tests.oai.formats.mods_examples import EXAMPLES
from tests.oai.formats.mods_schema import faults
from tests.oai.formats.samples import SAMPLES

CRE = (
    '<role><roleTerm type="code" authority="marcrelator" '
    'authorityURI="http://id.loc.gov/vocabulary/relators" '
    'valueURI="http://id.loc.gov/vocabulary/relators/cre">cre</roleTerm>'
    '<roleTerm type="text" authority="marcrelator">creator</roleTerm></role>'
)


def written(record: MemoryRecord) -> str:
    """The content, valid by the schema, without what every record has."""
    text = mods.write(record, mods.SCHEMA)
    assert text is not None
    root = etree.fromstring(text.encode())
    assert list(faults(root)) == []
    for child in root.findall("{*}recordInfo"):
        root.remove(child)
    inner = text[text.index(">") + 1 : -len("</mods>")]
    start, end = inner.find("<recordInfo>"), inner.find("</recordInfo>")
    return inner if start < 0 else inner[:start] + inner[end + len("</recordInfo>") :]


def told(*fields: str, leader: str = NO_TYPE, **control: str) -> str:
    """What fields become, without a leader or 008 that say anything."""
    return written(marc_record(*fields, leader=leader, **control))


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_marc_21(text: str, expected: str) -> None:
    assert told(text) == expected


def test_a_uniform_title_belongs_to_the_name_and_the_title_proper_comes_first() -> None:
    found = told("100 0_ $a Nguyễn Du", "240 10 $a Kim Vân Kiều", "245 10 $a Truyện Kiều")
    assert found.startswith("<titleInfo><title>Truyện Kiều</title></titleInfo>")
    assert '<titleInfo type="uniform" nameTitleGroup="1">' in found
    assert '<name type="personal" usage="primary" nameTitleGroup="1">' in found


def test_a_traced_series_is_told_once() -> None:
    found = told("490 1_ $a Văn học cổ ; $v 3", "830 _0 $a Văn học cổ điển ; $v 3")
    assert found.count("relatedItem type") == 1
    assert "Văn học cổ điển" in found


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("s1979    ", '<dateIssued encoding="marc" keyDate="yes">1979</dateIssued>'),
        ("s197u    ", '<dateIssued encoding="marc" keyDate="yes">197u</dateIssued>'),
        (
            "q19701975",
            ""
            '<dateIssued encoding="marc" keyDate="yes" point="start" qualifier="questionable">'
            "1970</dateIssued>"
            '<dateIssued encoding="marc" point="end" qualifier="questionable">1975</dateIssued>',
        ),
        ("c19869999", '<dateIssued encoding="marc" keyDate="yes" point="start">1986</dateIssued>'),
        (
            "t20012000",
            '<dateIssued encoding="marc" keyDate="yes">2001</dateIssued>'
            '<copyrightDate encoding="marc">2000</copyrightDate>',
        ),
        (
            "r20011925",
            '<dateIssued encoding="marc" keyDate="yes">2001</dateIssued>'
            '<dateOther encoding="marc" type="original">1925</dateOther>',
        ),
        ("e19991231", '<dateIssued encoding="iso8601" keyDate="yes">19991231</dateIssued>'),
        ("nuuuuuuuu", ""),
        ("s||||||||", ""),
    ],
)
def test_dates_of_008(dates: str, expected: str) -> None:
    found = told(_008=f"250101{dates}".ljust(40))
    assert found == (f"<originInfo>{expected}</originInfo>" if expected else "")


@pytest.mark.parametrize(
    ("leader", "coded", "expected"),
    [
        ("nam", {}, "<typeOfResource>text</typeOfResource>"),
        ("ntm", {}, '<typeOfResource manuscript="yes">text</typeOfResource>'),
        ("nac", {}, '<typeOfResource collection="yes">text</typeOfResource>'),
        ("njm", {}, "<typeOfResource>sound recording-musical</typeOfResource>"),
        (
            "nkm",
            {33: "i"},
            '<typeOfResource>still image</typeOfResource><genre authority="marcgt">picture</genre>',
        ),
        (
            "ngm",
            {33: "s"},
            '<typeOfResource>still image</typeOfResource><genre authority="marcgt">slide</genre>',
        ),
        (
            "nam",
            {24: "d", 33: "p", 34: "b"},
            '<typeOfResource>text</typeOfResource><genre authority="marcgt">dictionary</genre>'
            '<genre authority="marcgt">poetry</genre><genre authority="marcgt">biography</genre>',
        ),
        (
            "nas",
            {21: "n"},
            '<typeOfResource>text</typeOfResource><genre authority="marcgt">newspaper</genre>',
        ),
        (
            "nem",
            {25: "e"},
            '<typeOfResource>cartographic</typeOfResource><genre authority="marcgt">atlas</genre>',
        ),
        (
            "nam",
            {22: "j", 23: "o"},
            "<typeOfResource>text</typeOfResource><physicalDescription>"
            '<form authority="marcform">electronic</form></physicalDescription>'
            '<targetAudience authority="marctarget">juvenile</targetAudience>',
        ),
    ],
)
def test_leader_and_008(leader: str, coded: dict[int, str], expected: str) -> None:
    sign = "".join(coded.get(place, " ") for place in range(40))
    found = told(leader=f"00000{leader} a2200000 a 4500", _008=sign)
    start, _, rest = found.partition("<originInfo>")
    assert start + rest.partition("</originInfo>")[2] == expected


def test_007_of_what_was_digitised() -> None:
    assert told(_007="cr |||||||ap|a") == (
        '<physicalDescription><form authority="marccategory">electronic resource</form>'
        '<form authority="marcsmd">remote</form><reformattingQuality>access</reformattingQuality>'
        "</physicalDescription>"
    )


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (("title", "Truyện Kiều", "vi"), '<titleInfo xml:lang="vi"><title>Truyện Kiều</title></titleInfo>'),
        (("title", "Kiều", "not one!"), "<titleInfo><title>Kiều</title></titleInfo>"),
        (("creator", "Nguyễn Du", ""), f"<name><namePart>Nguyễn Du</namePart>{CRE}</name>"),
        (("contributor", "Đào Duy Anh", ""), "<name><namePart>Đào Duy Anh</namePart></name>"),
        (("subject", "Thơ", ""), "<subject><topic>Thơ</topic></subject>"),
        (("subject.ddc", "895.9221", ""), '<classification authority="ddc">895.9221</classification>'),
        (("description", "Ghi chú", ""), "<note>Ghi chú</note>"),
        (("description.abstract", "Tóm tắt", ""), "<abstract>Tóm tắt</abstract>"),
        (("publisher", "Văn học", ""), "<originInfo><publisher>Văn học</publisher></originInfo>"),
        (
            ("date.issued", "2005-03", ""),
            '<originInfo><dateIssued encoding="w3cdtf">2005-03</dateIssued></originInfo>',
        ),
        (
            ("date.available", "2005-03-01T10:00:00Z", ""),
            '<originInfo><dateOther encoding="w3cdtf" type="available">2005-03-01</dateOther></originInfo>',
        ),
        (("date.accessioned", "2005", ""), ""),
        (("type", "Still Image", ""), "<typeOfResource>still image</typeOfResource>"),
        (("type", "Luận án", ""), "<typeOfResource>text</typeOfResource><genre>Luận án</genre>"),
        (("type", "Bản đồ", ""), "<typeOfResource>cartographic</typeOfResource><genre>Bản đồ</genre>"),
        (("type", "Tranh Đông Hồ", ""), "<genre>Tranh Đông Hồ</genre>"),
        (
            ("format", "application/pdf", ""),
            "<physicalDescription><internetMediaType>application/pdf</internetMediaType>"
            "</physicalDescription>",
        ),
        (("format", "204 tr.", ""), "<physicalDescription><extent>204 tr.</extent></physicalDescription>"),
        (("identifier", "https://x.vn/1", ""), "<location><url>https://x.vn/1</url></location>"),
        (("identifier", "urn:ISBN:9786041000012", ""), '<identifier type="isbn">9786041000012</identifier>'),
        (("identifier", "ISSN 0866-8639", ""), '<identifier type="issn">0866-8639</identifier>'),
        (("identifier", "doi:10.1000/182", ""), '<identifier type="doi">10.1000/182</identifier>'),
        (("identifier.other", "KV-12", ""), '<identifier type="local">KV-12</identifier>'),
        (
            ("source", "Tạp chí Hán Nôm", ""),
            '<relatedItem type="original"><titleInfo><title>Tạp chí Hán Nôm</title></titleInfo>'
            "</relatedItem>",
        ),
        (
            ("relation.ispartof", "https://x.vn/2", ""),
            '<relatedItem type="host"><location><url>https://x.vn/2</url></location></relatedItem>',
        ),
        (
            ("language", "vi_VN", ""),
            '<language><languageTerm type="code" authority="iso639-2b">vie</languageTerm></language>',
        ),
        (("coverage", "Huế", ""), "<subject><geographic>Huế</geographic></subject>"),
        (("coverage", "1802-1945", ""), "<subject><temporal>1802-1945</temporal></subject>"),
        (("rights", "CC BY", ""), '<accessCondition type="use and reproduction">CC BY</accessCondition>'),
        (("thesis.degree.name", "Tiến sĩ", ""), ""),
    ],
)
def test_dublin_core(element: tuple[str, str, str], expected: str) -> None:
    assert written(dublin_core_record(("title", "T", ""), element)).replace(
        "<titleInfo><title>T</title></titleInfo>", ""
    ) == (expected)


@pytest.mark.parametrize("record", SAMPLES)
def test_samples_are_valid(record: MemoryRecord) -> None:
    written(record)


def test_a_record_that_says_nothing_is_none() -> None:
    assert mods.write(dublin_core_record(), mods.SCHEMA) is None


_TAGS = st.sampled_from(sorted({text[:3] for text, _ in EXAMPLES} | {"856", "880", "000", "???"}))
_VALUES = st.text(max_size=12) | st.sampled_from(
    ["245-01/$1", "(B", "http://x.vn:99999999/", "https://[x", "www.", "%zz", "vie", "[", "/", "\x00", "a:1<"]
)
_FIELDS = st.builds(
    MarcField,
    _TAGS,
    st.sampled_from(" 01234789") | st.characters(),
    st.sampled_from(" 01234567") | st.characters(),
    st.lists(
        st.tuples(st.characters(), _VALUES) | st.tuples(st.sampled_from("abcdefgtuxyz0124678"), _VALUES)
    ).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=26), st.text(max_size=42), st.text(max_size=15), st.lists(_FIELDS, max_size=6))
def test_whatever_a_record_holds_the_output_is_valid(
    leader: str, coded: str, physical: str, fields: list[MarcField]
) -> None:
    control: Any = (("001", coded[:5]), ("005", physical), ("007", physical), ("008", coded))
    marc = MarcRecord(leader, control, tuple(fields))
    text = mods.write(MemoryRecord("oai:x:1", RECORD.datestamp, fields=marc), mods.SCHEMA)
    assert text is not None
    assert list(faults(etree.fromstring(text.encode()))) == []


_NAMES = st.sampled_from(
    [
        "title",
        "subject.ddc",
        "date",
        "date.issued",
        "language",
        "identifier",
        "relation.uri",
        "rights",
        "format",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_NAMES, _VALUES, st.text(max_size=5)), max_size=6))
def test_whatever_dublin_core_holds_the_output_is_valid(elements: list[tuple[str, str, str]]) -> None:
    text = mods.write(dublin_core_record(*elements, address="https://x.vn/1"), mods.SCHEMA)
    assert text is not None
    assert list(faults(etree.fromstring(text.encode()))) == []
