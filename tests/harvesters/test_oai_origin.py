"""What an origin says beside a record: kept where it is sound, left out where not, never lost with it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from harvesters import oai_response
from harvesters.library import Library
from harvesters.oai_origin import LONGEST_SPEC, MOST_SETS, Earlier
from harvesters.records import HarvestedRecord

LIBRARY = Library("nlv", {}, "oai-pmh", "http://opac.example.vn/oai", "oai_dc")
PROVENANCE = "http://www.openarchives.org/OAI/2.0/provenance"
DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
FIRST = Earlier(
    "http://dspace.example.edu.vn/oai/request",
    "oai:dspace.example.edu.vn:123456789/7",
    datetime(2023, 4, 5, 6, 7, 8, tzinfo=UTC),
    DC,
    datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
    True,
)


def description(
    inside="",
    *,
    base="http://dspace.example.edu.vn/oai/request",
    identifier="oai:dspace.example.edu.vn:123456789/7",
    stamp="2023-04-05T06:07:08Z",
    namespace=DC,
    attributes='harvestDate="2024-01-02T03:04:05Z" altered="true"',
):
    return (
        f"<originDescription {attributes}><baseURL>{base}</baseURL><identifier>{identifier}</identifier>"
        f"<datestamp>{stamp}</datestamp><metadataNamespace>{namespace}</metadataNamespace>{inside}"
        "</originDescription>"
    )


def about(inside):
    return f'<about><provenance xmlns="{PROVENANCE}">{inside}</provenance></about>'


def read(sets=(), abouts="", header=""):
    named = "".join([f"<setSpec>{spec}</setSpec>" for spec in sets])
    document = (
        f'<record xmlns="http://www.openarchives.org/OAI/2.0/"><header{header}><identifier>oai:x:1</identifier>'
        f"<datestamp>2024-01-01</datestamp>{named}</header>"
        f'<metadata><d:dc xmlns:d="{DC}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Số đỏ</dc:title></d:dc></metadata>{abouts}</record>"
    )
    found = oai_response.record(etree.fromstring(document), LIBRARY)
    assert isinstance(found, HarvestedRecord)
    return found


@pytest.mark.parametrize(
    ("abouts", "expected"),
    [
        ("", ()),
        (about(description()), (FIRST,)),
        ("<about><other/></about>" + about(description()), (FIRST,)),
        (about(description()) + "<about/>", (FIRST,)),
        (
            about(description(description(base="https://a.example/oai"))),
            (FIRST, FIRST._replace(base_url="https://a.example/oai")),
        ),
        (about(description(description(stamp="hôm qua"))), (FIRST,)),
        (
            about(description(base="https://u:secret@a.example/oai?key=secret")),
            (FIRST._replace(base_url="https://a.example/oai"),),
        ),
        (
            about(description(stamp="2023-04-05")),
            (FIRST._replace(datestamp=datetime(2023, 4, 5, tzinfo=UTC)),),
        ),
        (about(description(base="file:///etc/passwd")), ()),
        (about(description(base="http://[")), ()),
        (about(description(identifier="x" * 1001)), ()),
        (about(description(namespace="")), ()),
        (about(description(attributes='harvestDate="2024-01-02" altered="perhaps"')), ()),
        (about(description(attributes='altered="true"')), ()),
        (about(""), ()),
        (about("text") + about(description()), (FIRST,)),
    ],
)
def test_provenance(abouts, expected):
    assert read(abouts=abouts).earlier == expected


def test_an_endless_chain_is_cut():
    chain = ""
    for _ in range(30):
        chain = description(chain)
    assert read(abouts=about(chain)).earlier == (FIRST,) * 8


@given(st.lists(st.text(max_size=40), max_size=5))
def test_no_provenance_costs_the_record(texts):
    provenance = etree.Element(f"{{{PROVENANCE}}}provenance")
    here = provenance
    for text in texts:
        here = etree.SubElement(here, f"{{{PROVENANCE}}}originDescription")
        for name in ("baseURL", "identifier", "datestamp", "metadataNamespace"):
            allowed = "".join([c for c in text if c.isprintable()])
            etree.SubElement(here, f"{{{PROVENANCE}}}{name}").text = allowed
    container = f"<about>{etree.tostring(provenance, encoding='unicode')}</about>"
    assert read(abouts=container).earlier == ()


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ([], ()),
        (["col_2", "com_1", "com_1"], ("col_2", "com_1")),
        ([" journal:ART\n", ""], ("journal:ART",)),
        (["sách  hiếm"], ("sách hiếm",)),
        (["x" * (LONGEST_SPEC + 1), "y"], ("y",)),
    ],
)
def test_sets(sets, expected):
    assert read(sets).sets == expected


def test_of_many_sets_the_same_are_kept_whatever_their_order():
    specs = [f"s{number:03}" for number in range(80)]
    assert read(specs).sets == read(specs[::-1]).sets == tuple(specs[:MOST_SETS])


def test_a_deleted_record_is_in_no_set():
    assert read(["com_1"], header=' status="deleted"').sets == ()
