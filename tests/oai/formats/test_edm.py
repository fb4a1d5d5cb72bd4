"""The Europeana Data Model: what EDM.xsd and Europeana's rules beside it ask for."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oai.formats import edm
from oai.formats.dublin_core import ELEMENTS
from oai.memory import MemoryRecord
from tests.oai.formats.fields import dublin_core_record, marc_record
from tests.oai.formats.samples import KIEU, SAMPLES, THESIS

NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "edm": "http://www.europeana.eu/schemas/edm/",
    "ore": "http://www.openarchives.org/ore/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
RDF = f"{{{NS['rdf']}}}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DC = set(ELEMENTS)
DCTERMS = {
    "alternative", "conformsTo", "created", "extent", "hasFormat", "hasPart", "hasVersion", "isFormatOf",
    "isPartOf", "isReferencedBy", "isReplacedBy", "isRequiredBy", "issued", "isVersionOf", "medium",
    "provenance", "references", "replaces", "requires", "spatial", "tableOfContents", "temporal",
}  # fmt: skip
AGGREGATION = ["aggregatedCHO", "dataProvider", "isShownAt", "isShownBy", "provider", "rights"]
NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
PAGE = "https://x.vn/record/1"


def checked(record: MemoryRecord) -> etree._Element:
    """The element, held against EDM's schema and its Schematron rules."""
    text = edm.write(record, edm.SCHEMA)
    assert text is not None
    root = etree.fromstring(text.encode())
    assert root.tag == RDF + "RDF"
    names = [etree.QName(one).localname for one in root]
    assert names == ["ProvidedCHO", *["WebResource"] * (len(names) - 2), "Aggregation"]
    _object(root[0])
    for one in root[1:-1]:
        assert [etree.QName(child).localname for child in one][-1] == "rights"
    _aggregation(root[-1], root[0].get(RDF + "about", ""))
    return root


def _object(one: etree._Element) -> None:
    assert one[-1].tag == f"{{{NS['edm']}}}type"
    assert one[-1].text in ("TEXT", "IMAGE", "SOUND", "VIDEO", "3D")
    for child in one[:-1]:
        name = etree.QName(child)
        assert name.localname in (DC if name.namespace == NS["dc"] else DCTERMS)
        assert bool(child.get(RDF + "resource")) != bool((child.text or "").strip())
    assert one.find("dc:title", NS) is not None or one.find("dc:description", NS) is not None
    kinds = ("dc:subject", "dc:type", "dcterms:temporal", "dcterms:spatial")
    assert any(one.find(name, NS) is not None for name in kinds)
    assert one[-1].text != "TEXT" or one.find("dc:language", NS) is not None


def _aggregation(one: etree._Element, about: str) -> None:
    names = [etree.QName(child).localname for child in one]
    assert names == [name for name in AGGREGATION if name in names]
    assert {"aggregatedCHO", "dataProvider", "provider", "rights"} <= set(names)
    assert "isShownAt" in names or "isShownBy" in names
    assert one[0].get(RDF + "resource") == about
    assert one[-1].get(RDF + "resource", "").startswith("http://")
    assert all((one.findtext(f"edm:{name}", "", NS)).strip() for name in ("dataProvider", "provider"))


def resource(root: etree._Element, name: str) -> str:
    found = root.find(f"ore:Aggregation/edm:{name}", NS)
    return "" if found is None else found.get(RDF + "resource", "")


@pytest.mark.parametrize("record", [record for record in SAMPLES if record.address])
def test_samples_are_as_europeana_takes_them(record: MemoryRecord) -> None:
    checked(record)


def test_a_book_with_a_file() -> None:
    root = checked(KIEU)
    assert root[0].get(RDF + "about") == "https://data.example.vn/record/nlv/1#cho"
    assert resource(root, "isShownBy") == "https://x.vn/kieu.pdf" == root[1].get(RDF + "about")
    assert root.findtext("edm:WebResource/dc:format", "", NS) == "application/pdf"
    assert resource(root, "isShownAt") == KIEU.address
    assert root.findtext("ore:Aggregation/edm:dataProvider", "", NS) == "Thư viện mẫu"
    assert root.findtext("ore:Aggregation/edm:provider", "", NS) == "Mạng lưới mẫu"
    title = root.find("edm:ProvidedCHO/dc:title", NS)
    assert title is not None
    assert (title.text, title.get(LANGUAGE)) == ("Truyện Kiều : thơ", "vi")


def test_a_thesis_that_has_a_page_of_its_own() -> None:
    root = checked(THESIS)
    assert resource(root, "isShownAt") == "https://x.vn/handle/1/1"
    assert resource(root, "rights") == "http://rightsstatements.org/vocab/InC/1.0/"


@pytest.mark.parametrize(
    ("elements", "language"),
    [
        ([("language", "vie", "")], ["vi"]),
        ([("language", "Tiếng Việt", "")], ["vi"]),
        ([("language", "không rõ", "")], ["und"]),
        ([("language", "mul", "")], ["mul"]),
        ([], ["und"]),
        ([("type", "StillImage", "")], []),
    ],
)
def test_texts_have_a_language(elements: list[tuple[str, str, str]], language: list[str]) -> None:
    root = checked(dublin_core_record(("title", "Kiều", ""), *elements, address=PAGE))
    assert [one.text for one in root.findall("edm:ProvidedCHO/dc:language", NS)] == language


@pytest.mark.parametrize(
    ("leader", "expected"),
    [
        ("nam", "TEXT"),
        ("nem", "IMAGE"),
        ("nkm", "IMAGE"),
        ("njm", "SOUND"),
        ("nrm", "IMAGE"),
        ("nmm", "TEXT"),
    ],
)
def test_types(leader: str, expected: str) -> None:
    record = marc_record("245 00 $a Huế", leader=f"00000{leader} a2200000 a 4500", more={"address": PAGE})
    assert checked(record).findtext("edm:ProvidedCHO/edm:type", "", NS) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Bản ghi âm", "SOUND"),
        ("Luận án", "TEXT"),
        ("StillImage", "IMAGE"),
        ("Bản đồ", "IMAGE"),
        ("x", "TEXT"),
    ],
)
def test_types_in_words(given: str, expected: str) -> None:
    record = dublin_core_record(("title", "Huế", ""), ("type", given, ""), address=PAGE)
    assert checked(record).findtext("edm:ProvidedCHO/edm:type", "", NS) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/", "http://creativecommons.org/licenses/by-sa/4.0/"),
        (
            "http://creativecommons.org/licenses/by/3.0/vn/deed.vi",
            "http://creativecommons.org/licenses/by/3.0/vn/",
        ),
        (
            "https://creativecommons.org/publicdomain/zero/1.0",
            "http://creativecommons.org/publicdomain/zero/1.0/",
        ),
        (
            "https://rightsstatements.org/page/InC/1.0/?language=en",
            "http://rightsstatements.org/vocab/InC/1.0/",
        ),
        ("CC BY 4.0", NOT_EVALUATED),
        ("https://creativecommons.org/licenses/by/9.0/", NOT_EVALUATED),
        ("https://evil.example/creativecommons.org/licenses/by/4.0/", NOT_EVALUATED),
    ],
)
def test_rights_are_those_of_the_object(given: str, expected: str) -> None:
    metadata = "https://creativecommons.org/publicdomain/zero/1.0/"
    record = dublin_core_record(("title", "Kiều", ""), ("rights", given, ""), address=PAGE, licensed=metadata)
    assert resource(checked(record), "rights") == expected


def test_a_record_without_title_or_description_is_described_by_what_it_says_first() -> None:
    root = checked(dublin_core_record(("creator", "Nguyễn Du", ""), address=PAGE))
    assert root.findtext("edm:ProvidedCHO/dc:description", "", NS) == "Nguyễn Du"


def test_what_says_nothing_or_is_seen_nowhere_is_not_in_it() -> None:
    assert edm.write(dublin_core_record(address=PAGE), edm.SCHEMA) is None
    assert edm.write(dublin_core_record(("title", "Kiều", "")), edm.SCHEMA) is None


def test_names_that_nobody_gave_are_replaced() -> None:
    root = checked(replace(THESIS, library="", gathered_by="", identifier="oai:data.example.vn:a/1"))
    assert root.findtext("ore:Aggregation/edm:dataProvider", "", NS) == "data.example.vn"


_TEXTS = st.text(max_size=10) | st.sampled_from(
    ["http://[", "www.x.vn/a.pdf", "https://x.vn/é.pdf", "urn:x:1"]
)
_NAMES = st.sampled_from(["language", "identifier", "rights", "relation", "type", "coverage", "subject.lcsh"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_NAMES, _TEXTS, st.text(max_size=6)), max_size=5))
def test_whatever_a_record_holds_the_output_is_valid(elements: Any) -> None:
    checked(dublin_core_record(("title", "Kiều", ""), *elements, address=PAGE))
