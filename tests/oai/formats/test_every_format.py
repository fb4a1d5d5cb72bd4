"""What holds for every format, whatever a record holds."""

import gzip
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import RdfFormat, parse

from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers import marcxml, oai_dc
from oai.formats.format import Format
from oai.formats.registry import FORMATS
from oai.formats.remembered import remembered
from oai.memory import MemoryRecord
from opendata.crosswalk.unimarc.record import to_marc21
from tests.oai.formats import mods_schema, test_oai_qdc
from tests.oai.formats.fields import RECORD, dublin_core_record, words
from tests.oai.formats.samples import SAMPLES

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
EVERY = 12
"""Of so many records of the corpus, one."""


def checked(record: MemoryRecord, by: Format) -> None:
    """Holds what the format writes against its namespace and, where there is one here, its schema."""
    schema = by.schema_address("https://x.vn/oai")
    text = by.write(record, schema)
    if text is None:
        return
    text = text if isinstance(text, str) else text.decode()
    root = etree.fromstring(text.encode())
    assert etree.QName(root).namespace == by.namespace
    assert root.get(LOCATION) == f"{by.namespace} {schema}"
    if by.prefix == "mods":
        assert list(mods_schema.faults(root)) == []
    elif by.prefix == "oai_qdc":
        assert list(test_oai_qdc.faults(root)) == []
    elif by.prefix == "edm":
        assert len(list(parse(text, RdfFormat.RDF_XML, base_iri="https://x.vn/"))) > 5
    assert by.write(record, schema) == text


@pytest.mark.parametrize("prefix", FORMATS)
@pytest.mark.parametrize("record", SAMPLES)
def test_samples(record: MemoryRecord, prefix: str) -> None:
    checked(record, FORMATS[prefix])


@pytest.mark.parametrize("prefix", FORMATS)
def test_a_record_without_content_fails_nowhere(prefix: str) -> None:
    for kind in ("marc21", "unimarc", "oai_dc"):
        checked(replace(RECORD, format=kind), FORMATS[prefix])


_TAGS = st.sampled_from(
    words(
        "010 020 022 024 041 043 044 045 050 082 100 111 130 210 240 245 246 250 255 260 264 300 336 340 362 "
        "440 490 505 506 510 520 534 540 561 600 610 630 648 650 651 653 655 700 710 730 740 752 760 773 776 "
        "780 787 800 830 852 856 880"
    )
)
_ODD = ("https://x.vn/a b", "[", " /", "\x00", "\x98", "\ud800", "(uri)http://x.vn", "(DE-588)1", "\x08 \x08")
_VALUES = st.text(max_size=12) | st.sampled_from(
    [
        *_ODD,
        *words("245-01/$1 700-00/(B http://x:y www.x.vn %zz viefre 10.1/x 978604100001X d1802 1:2<3 ©1999"),
    ]
)
_SUBFIELDS = st.lists(
    st.tuples(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789") | st.characters(), _VALUES)
)
_FIELDS = st.builds(
    MarcField,
    _TAGS,
    st.sampled_from(" 0123478") | st.characters(),
    st.sampled_from(" 01247"),
    _SUBFIELDS.map(tuple),
)


@settings(max_examples=250, deadline=None)
@given(st.text(max_size=26), st.text(max_size=42), st.lists(_FIELDS, max_size=8))
def test_whatever_marc_holds(leader: str, coded: str, fields: list[MarcField]) -> None:
    marc = MarcRecord(
        leader, (("001", coded), ("005", coded), ("007", leader), ("008", coded)), tuple(fields)
    )
    record = replace(RECORD, fields=marc, address="https://x.vn/record/1")
    for by in FORMATS.values():
        checked(record, by)


_NAMES = st.sampled_from(
    words(
        "title title.alternative creator contributor.author contributor.advisor subject subject.ddc "
        "description description.abstract publisher date date.issued type format format.extent identifier "
        "identifier.citation language relation relation.ispartof source coverage coverage.temporal rights "
        "rights.license nonsense"
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_NAMES, _VALUES, st.text(max_size=6)), max_size=8))
def test_whatever_dublin_core_holds(elements: Any) -> None:
    record = dublin_core_record(*elements, address="https://x.vn/record/1")
    for by in FORMATS.values():
        if by.offered_for("oai_dc"):
            checked(record, by)


def corpus(name: str) -> Iterator[MemoryRecord]:
    reader = oai_dc if name.startswith("dc") else marcxml
    with gzip.open(CORPUS / name) as stream:
        for piece in islice(reader.split(stream), 0, 3000, EVERY if name.startswith("bib") else 1):
            payload = getattr(piece, "payload", piece)
            try:
                read: Any = reader.read(payload)
            except UnreadableRecord:
                continue
            record = replace(
                RECORD, address="https://x.vn/record/1", library="Thư viện", gathered_by="Mạng lưới"
            )
            if name.startswith("dc"):
                yield replace(record, format="oai_dc", elements=read.elements)
            elif name.startswith("unimarc"):
                yield replace(record, format="unimarc", fields=read, told_in_marc21=to_marc21(read))
            else:
                yield replace(record, fields=read, payload=payload)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the shared corpus")
@pytest.mark.parametrize("name", ["bib.marcxml.gz", "unimarc.marcxml.gz", "dc.xml.gz"])
def test_the_corpus(name: str) -> None:
    for record in corpus(name):
        for by in FORMATS.values():
            if by.offered_for(record.format):
                checked(record, by)


LONG = "ệ" * 100_000


@pytest.mark.parametrize("prefix", FORMATS)
@pytest.mark.parametrize("tag", ["245", "260", "264", "300", "650", "700", "773", "856", "880"])
def test_the_time_is_in_proportion_to_the_record(prefix: str, tag: str) -> None:
    many = tuple(
        (code, value) for code, value in zip("abcetgq4x0" * 1000, ("aut", "x.", "y ;") * 4000, strict=False)
    )
    fields = [MarcField(tag, "1", "4", (("a", f"số {number}"),)) for number in range(5000)]
    marc = MarcRecord("", (), (MarcField(tag, "1", "1", many), *fields))
    record = replace(RECORD, fields=marc, address="https://x.vn/1")
    began = time.process_time()
    FORMATS[prefix].write(record, "s")
    assert time.process_time() - began < 2


def test_no_record_fills_the_memory_with_what_is_remembered() -> None:
    asked = []
    work = remembered(lambda text: asked.append(text) or text)
    for text in ("short", "short", LONG, LONG):
        assert work(text) == text
    assert asked == ["short", LONG, LONG]
