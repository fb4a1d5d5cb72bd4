"""Headings and Hubs: where records of several libraries meet, and what each says there."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.registry import convert_dublin_core, convert_marc, convert_unimarc

BASE = "http://example.org/"
SHARED = (f"<{BASE}heading/", f"<{BASE}hub/")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
HUB = "http://id.loc.gov/ontologies/bibframe/Hub"
CORPUS = Path(__file__).parents[4] / "shared/corpus/bib.marcxml.gz"


def shared(statements: list[str]) -> dict[str, set[str]]:
    """The statements about shared things, by the thing."""
    found: dict[str, set[str]] = {}
    for line in statements:
        if line.startswith(SHARED):
            found.setdefault(line.split(" ", 1)[0].partition("#")[0].strip("<>"), set()).add(line)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 0# $aNguyễn Du,$d1765-1820.", "700 0# $aNguyễn Du,$d1765-1820,$etác giả."),
        ("100 0# $aNguyễn Du,$d1765-1820.", "600 04 $aNguyễn Du,$d1765-1820"),
        ("110 2# $aViện Văn học.", "710 2# $aViện Văn học,$ebiên soạn."),
        ("650 #4 $aThơ Nôm$zViệt Nam.", "650 #7 $aThơ Nôm$zViệt Nam$2btkkhcn"),
        ("130 0# $aKinh Thi.", "730 0# $aKinh Thi"),
        ("700 0# $aNguyễn Du.$tTruyện Kiều.", "700 0# $aNguyễn Du.$tTruyện Kiều.$5VN"),
    ],
)
def test_two_records_with_one_heading_say_the_same_of_it(
    record_of: Callable[[str], MarcRecord], one: str, other: str
) -> None:
    here = shared(convert_marc(record_of(one), f"{BASE}record/tv/1"))
    there = shared(convert_marc(record_of(other), f"{BASE}record/hcm/2"))
    assert here
    assert here == there


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 0# $aNguyễn Minh Châu", "700 1# $aNguyễn, Minh Châu,$eTác giả."),
        ("100 1# $aĐỗ, Đức Hiểu", "600 04 $aĐỖ ĐỨC HIỂU"),
        ("650 #4 $aVăn hoá", "650 #7 $aVăn hóa.$2btkkhcn"),
        ("650 #0 $aVăn hoá$0http://id.loc.gov/authorities/subjects/sh1", "650 #4 $aVăn hóa"),
        ("600 04 $aNguyễn Du,$d1765-1820$xPhê bình", "600 14 $aNguyễn, Du,$d1765-1820$xphê bình."),
        ("600 04 $aNguyễn Du.$tTruyện Kiều", "600 14 $aNGUYỄN, DU$tTruyện kiều."),
        ("800 0# $aTô Hoài.$tTuyển tập ;$v1", "800 1# $aTô, Hoài.$tTuyển tập ;$v2"),
        ("700 0# $aNguyễn Du.$tTruyện Kiều.", "100 1# $aNguyễn, Du.\n240 10 $aTruyện kiều"),
        ("130 0# $aKinh Thi.$lAnh", "730 0# $aKinh thi.$lAnh."),
    ],
)
def test_records_with_two_spellings_meet_and_each_keeps_its_own(
    record_of: Callable[[str], MarcRecord], one: str, other: str
) -> None:
    here = shared(convert_marc(record_of(one), f"{BASE}record/tv/1"))
    there = shared(convert_marc(record_of(other), f"{BASE}record/hcm/2"))
    assert set(here) - {"http://id.loc.gov/authorities/subjects/sh1"} == set(there)
    for thing, statements in there.items():
        assert here[thing] != statements
        types = {line for line in statements if "#type>" in line and f"<{thing}> " in line}
        assert types <= here[thing]


@pytest.mark.parametrize(
    "marc",
    [
        "130 0# $aTuyển tập",
        "130 0# $aBáo cáo thường niên.$f2019",
        "730 0# $aPoems.$kSelections",
        "240 10 $aEconomics",
        "700 0# $tTruyện ngắn",
        "700 0# $aNhiều tác giả.$tTruyện cổ tích",
        "100 0# $aKhuyết danh\n240 10 $aTrinh thử",
    ],
)
def test_a_hub_that_another_could_be_taken_for_is_the_records_own(
    record_of: Callable[[str], MarcRecord], marc: str
) -> None:
    statements = convert_marc(record_of(marc), f"{BASE}record/tv/1")
    assert not any(f"<{BASE}hub/" in line for line in statements)
    assert any(
        line.startswith(f"<{BASE}record/tv/1#") and line.endswith("-hub> <" + TYPE + "> <" + HUB + ">")
        for line in statements
    )


def test_two_spellings_in_one_record_are_one_heading_with_two_labels(
    record_of: Callable[[str], MarcRecord],
) -> None:
    statements = convert_marc(record_of("650 #4 $aVăn hoá\n650 #4 $aVăn hóa"), f"{BASE}record/tv/1")
    assert len(statements) == len(set(statements))
    (about,) = shared(statements).values()
    assert len(about) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 0# $aNguyễn Du,$d1765-1820.", "100 0# $aNguyễn Du."),
        ("650 #4 $aHuế", "651 #4 $aHuế"),
        ("130 0# $aKinh Thi.", "130 0# $aKinh Thi.$lEnglish"),
    ],
)
def test_different_headings_are_different_things(
    record_of: Callable[[str], MarcRecord], one: str, other: str
) -> None:
    here = shared(convert_marc(record_of(one), f"{BASE}record/tv/1"))
    there = shared(convert_marc(record_of(other), f"{BASE}record/tv/2"))
    assert here
    assert not here.keys() & there.keys()


def test_keys_stay_what_they_are(record_of: Callable[[str], MarcRecord]) -> None:
    """A changed rule for keys is a new version of the key: a change here is one."""
    marc = "100 0# $aNguyễn Du,$d1765-1820.\n240 10 $aTruyện Kiều"
    things = shared(convert_marc(record_of(marc), f"{BASE}record/tv/1"))
    assert sorted(things) == KEYS


KEYS = [f"{BASE}heading/5e0094ab95a22c55697e", f"{BASE}hub/8013c029f25779dfa157"]


def test_marc_unimarc_and_dublin_core_meet_in_a_heading(record_of: Callable[[str], MarcRecord]) -> None:
    subject = shared(convert_marc(record_of("650 #4 $aThơ Nôm"), f"{BASE}record/tv/1"))
    unimarc = shared(convert_unimarc(record_of("606 ## $aThơ Nôm"), f"{BASE}record/tv/2"))
    dublin_core = DublinCoreRecord((("subject", "Thơ Nôm", "vi"),))
    assert subject == unimarc == shared(convert_dublin_core(dublin_core, f"{BASE}record/tv/3"))


def test_marc_and_dublin_core_meet_in_a_subdivided_heading_and_in_a_person(
    record_of: Callable[[str], MarcRecord],
) -> None:
    marc = shared(
        convert_marc(
            record_of("100 1# $aNguyễn, Văn Huyên\n650 #4 $aThơ Nôm$zViệt Nam"), f"{BASE}record/tv/1"
        )
    )
    elements = (("creator", "Nguyễn Văn Huyên", ""), ("subject", "Thơ nôm -- Việt Nam", ""))
    dublin_core = DublinCoreRecord(elements)
    assert set(marc) == set(shared(convert_dublin_core(dublin_core, f"{BASE}record/tv/3")))


def corpus_records() -> Iterator[MarcRecord]:
    from lxml import etree

    namespace = "{http://www.loc.gov/MARC21/slim}"
    with gzip.open(CORPUS) as file:
        for count, (_, element) in enumerate(etree.iterparse(file, tag=f"{namespace}record")):
            if count == 1500:
                return
            leader = (element.findtext(f"{namespace}leader") or "").ljust(24)[:24]
            control = [(e.get("tag"), e.text or "") for e in element.iter(f"{namespace}controlfield")]
            fields = [
                MarcField(
                    e.get("tag"),
                    e.get("ind1"),
                    e.get("ind2"),
                    tuple((s.get("code"), s.text or "") for s in e),
                )
                for e in element.iter(f"{namespace}datafield")
            ]
            yield MarcRecord(leader, tuple(control), tuple(fields))
            element.clear()


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the project")
def test_parts_of_shared_things_are_the_same_in_every_record() -> None:
    """A thing may be stated in several spellings; a part of it is named by its text, so it has one only."""
    known: dict[str, set[str]] = {}
    classes: dict[str, str] = {}
    for count, record in enumerate(corpus_records()):
        parts: dict[str, set[str]] = {}
        for statements in shared(convert_marc(record, f"{BASE}record/corpus/{count}")).values():
            for line in statements:
                subject, predicate, value = line.split(" ", 2)
                if "#" in subject:
                    parts.setdefault(subject, set()).add(line)
                elif predicate.endswith("#type>"):
                    assert classes.setdefault(subject, value) == value
        for part, lines in parts.items():
            assert known.setdefault(part, lines) == lines
    assert len(known) > 500
