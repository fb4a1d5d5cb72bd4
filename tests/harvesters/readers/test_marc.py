"""MARC in either form: told apart by its first character; the corpus reads the same in both."""

import io
from pathlib import Path

import pytest

from harvesters.errors import UnreadableRecord
from harvesters.readers import marc as reader
from harvesters.readers.pieces import Unpacked
from harvesters.readers.registry import READERS

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


def test_either_form(iso2709, marcxml, marc):
    record = marc("1")
    for payload in (iso2709(record), marcxml(record), b"\n " + marcxml(record)):
        assert READERS["marc21"](payload).fields == record.fields
        assert READERS["unimarc"](payload).fields == record.fields
        assert [found.fields for found in reader.records(io.BytesIO(payload))] == [record.fields]


@pytest.mark.parametrize("damage", ["leader", "xml"])
def test_identifier_of_a_broken_record(iso2709, marcxml, marc, damage):
    payload = marcxml(marc("a&b")) if damage == "xml" else iso2709(marc("a&b"))
    assert reader.identifier_of(payload.replace(b"</record>", b"")) == "a&b"


def test_a_gzip_file_that_is_cut_gives_what_it_can(iso2709, marc):
    import gzip
    import random

    noise = random.Random(1)
    records = [marc(str(n), "".join(noise.choices("abcdefgh", k=3000))) for n in range(50)]
    packed = gzip.compress(b"".join(iso2709(record) for record in records))
    stream = Unpacked(io.BytesIO(packed[: len(packed) // 2]))
    found = list(reader.records(stream))
    assert 10 < len(found) < 50
    assert not any(isinstance(record, UnreadableRecord) for record in found[:-1])
    assert "gzip" in stream.problem


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the shared corpus")
def test_the_corpus_reads_the_same_in_both_forms():
    def some(name, number):
        with (CORPUS / name).open("rb") as file:
            found = {}
            for record in reader.records(Unpacked(file)):
                assert not isinstance(record, UnreadableRecord)
                found[record.control_value("001")] = record.control, record.fields
                if len(found) == number:
                    break
        return found

    # A few records do not fit ISO 2709; leaders differ in lengths, offsets and encoding alone.
    in_iso, in_xml = some("bib.mrc.gz", 1000), some("bib.marcxml.gz", 1010)
    assert len(in_iso) == 1000
    assert {key: in_xml[key] for key in in_iso} == in_iso


@pytest.mark.parametrize(
    "payload",
    [
        b"<record><leader>00000nam a2200000 a 4500</leader></record>",
        b"00026nam a2200025 a 4500\x1e\x1d",
        b'{"leader": "00000nam a2200000 a 4500", "fields": []}',
    ],
)
@pytest.mark.parametrize("kind", ["marc21", "unimarc"])
def test_a_leader_alone_is_no_record(payload, kind):
    with pytest.raises(UnreadableRecord):
        READERS[kind](payload)
