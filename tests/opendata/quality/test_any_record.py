"""Whatever a library sends: examining never fails, and accounts for every field and subfield."""

import json
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcField, MarcRecord
from opendata.quality import dublin_core, marc21, unimarc
from opendata.quality.examination import Examination
from opendata.quality.kinds import KINDS, LEFT_OUT
from opendata.quality.report import line, write

texts = st.one_of(
    st.text(max_size=12),
    st.text("0123456789Xx-. ()[u|", max_size=18),
    st.sampled_from(["", " ", "880-01", "245-01/$1", "vie", "20190230", "9786042123457", "e\u0301\u0302"]),
)
codes = st.one_of(st.sampled_from("abcdx0246"), st.text(max_size=2))
tags = st.one_of(
    st.sampled_from(
        [
            "010",
            "020",
            "022",
            "033",
            "040",
            "041",
            "043",
            "046",
            "100",
            "101",
            "200",
            "210",
            "245",
            "264",
            "338",
            "490",
            "541",
            "773",
            "856",
            "880",
            "998",
        ]
    ),
    st.text(max_size=4),
)
fields = st.builds(
    MarcField,
    tags,
    st.text(max_size=1),
    st.text(max_size=1),
    st.lists(st.tuples(codes, texts), max_size=4).map(tuple),
)
controls = st.lists(
    st.tuples(
        st.sampled_from(["001", "005", "008", "009"]), st.one_of(texts, st.text("0129umst |", max_size=42))
    ),
    max_size=4,
).map(tuple)
leaders = st.text(min_size=24, max_size=24)
records = st.builds(MarcRecord, leaders, controls, st.lists(fields, max_size=6).map(tuple))


def check(examined: Examination, fields: int, subfields: int) -> None:
    assert examined.fields + examined.fields_left == fields
    assert examined.subfields + examined.subfields_left == subfields
    assert set(examined.findings.examples) == {code for code, _, _ in examined.findings.counts} <= set(KINDS)
    counted = {code for (code, _, _) in examined.findings.counts}
    assert bool(examined.fields_left + examined.subfields_left) == bool(counted & LEFT_OUT)
    out = BytesIO()
    write(line(1, "1", "http://example.org/1", examined), out)
    json.loads(out.getvalue())


@given(records)
@settings(deadline=None)
def test_marc_21_is_accounted_for(record: MarcRecord) -> None:
    subfields = sum(len(field.subfields) for field in record.fields)
    for examine in (marc21.examine, marc21.examine_closely):
        check(examine(record), len(record.control) + len(record.fields), subfields)


@given(records)
@settings(deadline=None)
def test_unimarc_is_accounted_for(record: MarcRecord) -> None:
    subfields = sum(len(field.subfields) for field in record.fields)
    check(unimarc.examine(record), len(record.control) + len(record.fields), subfields)


elements = st.tuples(
    st.one_of(st.sampled_from(["title", "identifier", "date"]), st.text(max_size=5)), texts, texts
)


@given(st.lists(elements, max_size=6))
def test_dublin_core_is_accounted_for(given_elements: list[tuple[str, str, str]]) -> None:
    check(dublin_core.examine(DublinCoreRecord(tuple(given_elements))), len(given_elements), 0)
