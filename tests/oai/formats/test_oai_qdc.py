"""Qualified Dublin Core: terms, encoding schemes and languages, as DCMI's schemas admit them."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oai.formats import oai_qdc
from oai.formats.dublin_core import ELEMENTS, REFINED
from oai.formats.values import uri
from oai.memory import MemoryRecord
from tests.oai.formats.fields import NO_TYPE, dublin_core_record, marc_record
from tests.oai.formats.samples import SAMPLES

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMES = {"DDC", "LCC", "LCSH", "MESH", "UDC", "DCMIType", "IMT", "ISO639-2", "URI", "W3CDTF"}


def faults(root: etree._Element) -> Iterator[str]:
    """What DCMI's dc.xsd and dcterms.xsd of 2008 would not admit."""
    if root.tag != f"{{{oai_qdc.NAMESPACE}}}qualifieddc":
        yield f"the root is {root.tag}"
    known = {f"{{{oai_qdc.DC}}}{name}" for name in ELEMENTS} | {
        f"{{{oai_qdc.DCTERMS}}}{name}" for name in REFINED
    }
    for one in root:
        if one.tag not in known:
            yield f"{one.tag} is no term"
        if len(one) or not (one.text or "").strip():
            yield f"{one.tag} is empty"
        scheme = one.get(XSI + "type", "").removeprefix("dcterms:")
        if scheme and (scheme not in SCHEMES or LANGUAGE in one.attrib):
            yield f"{one.tag} of {scheme} in {one.get(LANGUAGE)}"
        if scheme == "URI" and uri(one.text or "") != one.text:
            yield f"{one.text} is no URI"


def told(record: MemoryRecord) -> list[tuple[str, str, str, str]]:
    text = oai_qdc.write(record, "http://x.vn/oai/qdc.xsd")
    assert text is not None
    root = etree.fromstring(text.encode())
    assert list(faults(root)) == []
    assert root.get(XSI + "schemaLocation") == f"{oai_qdc.NAMESPACE} http://x.vn/oai/qdc.xsd"
    return [
        (
            etree.QName(one).localname,
            one.text or "",
            one.get(XSI + "type", "").removeprefix("dcterms:"),
            one.get(LANGUAGE, ""),
        )
        for one in root
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("245 10 $a Truyện Kiều : $b thơ", [("title", "Truyện Kiều : thơ", "", "vi")]),
        ("880 10 $6 245-01/$1 $a 斷腸新聲", [("title", "斷腸新聲", "", "")]),
        ("246 3_ $a Kim Vân Kiều", [("alternative", "Kim Vân Kiều", "", "")]),
        ("650 _0 $a Poetry", [("subject", "Poetry", "LCSH", "")]),
        ("650 _2 $a Fever", [("subject", "Fever", "MESH", "")]),
        ("650 _4 $a Thơ", [("subject", "Thơ", "", "")]),
        ("082 04 $a 895.922/1", [("subject", "895.9221", "DDC", "")]),
        ("080 __ $a 821", [("subject", "821", "UDC", "")]),
        ("520 __ $a Tóm tắt.", [("abstract", "Tóm tắt.", "", "en")]),
        ("505 0_ $a Chương 1.", [("tableOfContents", "Chương 1.", "", "")]),
        ("521 __ $a Học sinh.", [("audience", "Học sinh.", "", "en")]),
        ("561 1_ $a Của ông A.", [("provenance", "Của ông A.", "", "en")]),
        ("260 __ $c 1979", [("issued", "1979", "W3CDTF", "")]),
        ("260 __ $c 197-?", [("issued", "197-?", "", "")]),
        ("264 _4 $c ©2014", [("dateCopyrighted", "2014", "W3CDTF", "")]),
        ("300 __ $a 204 tr. $c 19 cm", [("extent", "204 tr. ; 19 cm", "", "")]),
        ("340 __ $a giấy dó", [("medium", "giấy dó", "", "")]),
        ("020 __ $a 9786041000012", [("identifier", "urn:ISBN:9786041000012", "URI", "")]),
        ("020 __ $a 604-x", [("identifier", "604-x", "", "")]),
        ("041 0_ $a fre", [("language", "fre", "ISO639-2", "")]),
        ("490 0_ $a Văn học cổ ; $v 3", [("isPartOf", "Văn học cổ ; 3", "", "vi")]),
        ("773 0_ $t Tạp chí Hán Nôm", [("isPartOf", "Tạp chí Hán Nôm", "", "")]),
        ("780 00 $x 0866-8639", [("replaces", "urn:ISSN:0866-8639", "URI", "")]),
        ("785 00 $t Thông báo", [("isReplacedBy", "Thông báo", "", "")]),
        ("776 08 $t Bản điện tử", [("hasFormat", "Bản điện tử", "", "")]),
        ("740 02 $a Văn chiêu hồn", [("hasPart", "Văn chiêu hồn", "", "")]),
        ("730 0_ $a Kinh Thi", [("relation", "Kinh Thi", "", "")]),
        ("510 4_ $a Thư mục", [("isReferencedBy", "Thư mục", "", "")]),
        ("538 __ $a Adobe Reader", [("requires", "Adobe Reader", "", "en")]),
        ("648 _4 $a Thế kỷ 19", [("subject", "Thế kỷ 19", "", ""), ("temporal", "Thế kỷ 19", "", "")]),
        ("752 __ $a Việt Nam", [("spatial", "Việt Nam", "", "")]),
        ("506 __ $a Hạn chế.", [("accessRights", "Hạn chế.", "", "en")]),
        ("524 __ $a Trích: Kiều.", [("bibliographicCitation", "Trích: Kiều.", "", "")]),
    ],
)
def test_marc_21(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    coded = " " * 35 + "vie  "
    found = told(marc_record(text, "040 __ $b eng", leader=NO_TYPE, _008=coded))
    assert [value for value in found if value[:2] != ("language", "vie")] == expected


def test_a_record_of_several_languages_has_a_title_in_none() -> None:
    found = told(marc_record("041 0_ $a vie $a eng", "245 00 $a Kiều", _008=" " * 35 + "vie  "))
    assert ("title", "Kiều", "", "") in found


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (("title", "Kiều", "vi"), ("title", "Kiều", "", "vi")),
        (("title", "Kiều", "not one!"), ("title", "Kiều", "", "")),
        (("contributor.author", "Nguyễn Du", ""), ("creator", "Nguyễn Du", "", "")),
        (("date.issued", "2005-03", ""), ("issued", "2005-03", "W3CDTF", "")),
        (("date.issued", "2005-02-30", ""), ("issued", "2005-02-30", "", "")),
        (("subject.ddc", "895", "en"), ("subject", "895", "DDC", "")),
        (("type", "Text", ""), ("type", "Text", "DCMIType", "")),
        (("type", "Luận án", ""), ("type", "Luận án", "", "")),
        (("identifier.uri", "https://x.vn/1", ""), ("identifier", "https://x.vn/1", "URI", "")),
        (("relation.ispartofseries", "Số 3", ""), ("isPartOf", "Số 3", "", "")),
        (("rights.license", "https://x.vn/l", ""), ("license", "https://x.vn/l", "URI", "")),
    ],
)
def test_dublin_core(element: tuple[str, str, str], expected: tuple[str, str, str, str]) -> None:
    assert told(dublin_core_record(element)) == [expected]


@pytest.mark.parametrize("name", ["date.accessioned", "description.provenance", "thesis.degree.name"])
def test_what_only_a_repository_needs_is_left_out(name: str) -> None:
    assert oai_qdc.write(dublin_core_record((name, "2025", "")), oai_qdc.FORMAT.schema) is None


def test_the_page_of_the_record_is_an_identifier() -> None:
    found = told(dublin_core_record(("title", "Kiều", ""), address="https://x.vn/1"))
    assert found[-1] == ("identifier", "https://x.vn/1", "URI", "")


@pytest.mark.parametrize("record", SAMPLES)
def test_samples_are_valid(record: MemoryRecord) -> None:
    told(record)


_NAMES = st.sampled_from(
    ["title", "date.issued", "identifier", "rights.license", "subject.ddc", "type", "relation"]
)
_TEXTS = st.text(max_size=10) | st.sampled_from(
    ["http://[", "urn:x", "2005-13", "www.x", "a:%zz", "http://x:y/"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_NAMES, _TEXTS, st.text(max_size=6)), max_size=5))
def test_whatever_a_record_holds_the_output_is_valid(elements: list[tuple[str, str, str]]) -> None:
    told(dublin_core_record(*elements, address="https://x.vn/1"))
