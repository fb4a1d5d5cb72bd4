"""Headings and Hubs: what several libraries share is a function of what is said about it."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.registry import convert_dublin_core, convert_marc, convert_unimarc

BASE = "http://example.org/"
SHARED = (f"<{BASE}heading/", f"<{BASE}hub/")
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
        ("700 0# $aNguyễn Du.$tTruyện Kiều.", "100 0# $aNguyễn Du.\n240 10 $aTruyện Kiều"),
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


KEYS = [f"{BASE}heading/08b89cd691d5111dbf54", f"{BASE}hub/856cc6ec3f85c04de033"]


def test_marc_unimarc_and_dublin_core_meet_in_a_heading(record_of: Callable[[str], MarcRecord]) -> None:
    subject = shared(convert_marc(record_of("650 #4 $aThơ Nôm"), f"{BASE}record/tv/1"))
    unimarc = shared(convert_unimarc(record_of("606 ## $aThơ Nôm"), f"{BASE}record/tv/2"))
    dublin_core = DublinCoreRecord((("subject", "Thơ Nôm", "vi"),))
    assert subject == unimarc == shared(convert_dublin_core(dublin_core, f"{BASE}record/tv/3"))


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
def test_whatever_record_names_it_a_shared_thing_has_the_same_statements() -> None:
    known: dict[str, set[str]] = {}
    for count, record in enumerate(corpus_records()):
        for thing, statements in shared(convert_marc(record, f"{BASE}record/corpus/{count}")).items():
            assert known.setdefault(thing, statements) == statements
    assert len(known) > 1000
