"""Records written as XML read back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers import dim, marcxml, oai_dc
from harvesters.readers.text import legal, nfc
from opendata.record_xml import as_xml

text = st.text(max_size=30).map(lambda value: nfc(legal(value)).replace("\r", ""))
character = st.sampled_from("abcxyz0189 &<\"'")
field = st.builds(
    MarcField,
    tag=st.sampled_from(["100", "245", "880"]),
    ind1=st.sampled_from(" 01"),
    ind2=st.sampled_from(" 01"),
    subfields=st.lists(st.tuples(st.sampled_from("abc69"), text), min_size=1, max_size=4).map(tuple),
)


@given(
    st.lists(st.tuples(st.sampled_from(["001", "008"]), text), max_size=3),
    st.lists(field, min_size=1, max_size=5),
)
def test_marc(control: list[tuple[str, str]], fields: list[MarcField]) -> None:
    record = MarcRecord("00000nam a2200000 a 4500", tuple(control), tuple(fields))
    assert marcxml.read(as_xml(record).encode()) == record


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["title", "date"]), text.map(str.strip).filter(bool), st.sampled_from(["", "vi"])
        ),
        min_size=1,
        max_size=5,
    )
)
def test_dublin_core(elements: list[tuple[str, str, str]]) -> None:
    record = DublinCoreRecord(tuple(elements))
    assert oai_dc.read(as_xml(record).encode()) == record


def test_qualified_dublin_core_is_written_as_dim() -> None:
    record = DublinCoreRecord(
        (
            ("title", "Truyện <Kiều>", "vi"),
            ("date.issued", "2015", ""),
            ("thesis.degree.name", "Thạc sĩ", "vi-VN"),
            ("local.shelf", "A 1", ""),
            ("audience", "Thiếu nhi", ""),
            ("audience.educationlevel", "Tiểu học", ""),
        )
    )
    assert dim.read(as_xml(record).encode()) == record
