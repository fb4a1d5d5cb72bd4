"""SRU against Zebra, as Koha brings it: no allRecords, no nextRecordPosition, sometimes no explain."""

import pytest

from harvesters import sru
from harvesters.errors import SruError
from harvesters.library import Sru
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers.registry import READERS
from tests.harvesters import zebra

pytestmark = pytest.mark.skipif(not zebra.is_installed(), reason=zebra.MISSING)

TITLES = ["Truyện Kiều", "Số đỏ & những truyện khác", "Dế Mèn phiêu lưu ký", "Tắt đèn", "Chí Phèo"]
NUMBERS = [str(number) for number in range(1, 24)]


@pytest.fixture(scope="session")
def collection(marcxml):
    records = b"".join(
        marcxml(
            MarcRecord(
                "00000nam a2200000 a 4500",
                (("001", number), ("005", "20240506070809.0")),
                (MarcField("245", "1", "0", (("a", TITLES[int(number) % 5]),)),),
            )
        )
        for number in NUMBERS
    )
    return b'<collection xmlns="http://www.loc.gov/MARC21/slim">' + records + b"</collection>"


@pytest.fixture(scope="module")
def full(tmp_path_factory, collection):
    """A server that knows cql.allRecords and explains itself."""
    home = tmp_path_factory.mktemp("zebra")
    with zebra.serving(home, collection, all_records=True, explain=True) as address:
        yield address


@pytest.fixture(scope="module")
def bare(tmp_path_factory, collection):
    """A server with the indexes that Koha's CQL mapping has, and no explain record."""
    home = tmp_path_factory.mktemp("zebra")
    with zebra.serving(home, collection, all_records=False, explain=False) as address:
        yield address


def harvested(library, address, checkpoint=None, **keys):
    return list(sru.harvest(library(address, protocol="sru", sru=Sru(**keys)), checkpoint))


@pytest.mark.parametrize("version", ["auto", "1.1", "1.2", "2.0"])
def test_every_record_of_a_real_server_comes(full, library, version):
    pages = harvested(library, full, version=version, page_size=10)

    assert [record.identifier for page in pages for record in page.records] == NUMBERS
    assert pages[-1].finished
    assert pages[-1].listing


def test_their_text_is_whole(full, library):
    pages = harvested(library, full)

    record = READERS["marc21"](pages[0].records[1].payload)
    assert record.fields[0].subfields == (("a", "Dế Mèn phiêu lưu ký"),)


def test_a_server_as_koha_sets_it_up_is_asked_by_record_number(bare, library):
    pages = harvested(library, bare, page_size=4)

    assert sorted((r.identifier for page in pages for r in page.records), key=int) == NUMBERS
    assert pages[-1].checkpoint["query"] == "rec.id>0"


def test_slices_of_an_index_that_is_compared_as_text_hold_everything(bare, library):
    address = bare
    keys = {"slices": "rec.id", "slices_first": 1, "slices_last": 99, "page_size": 5}
    *_, last = harvested(library, address, **keys)

    pages = harvested(library, address, {**last.checkpoint, "cap": "7"}, **keys)

    assert {r.identifier for page in pages for r in page.records} == set(NUMBERS)
    assert pages[-1].listing


def test_a_query_that_finds_nothing_brings_nothing(full, library):
    pages = harvested(library, full, query="dc.title=khongco")

    assert [record for page in pages for record in page.records] == []
    assert pages[-1].finished


def test_a_schema_that_it_does_not_have_is_named_with_those_it_has(full, library):
    with pytest.raises(SruError, match=r"diagnostic 66 .* one that it offers: marcxml"):
        harvested(library, full, schema="mods")


def test_a_query_that_it_does_not_understand_is_an_error(full, library):
    with pytest.raises(SruError, match=r"diagnostic 1\d .*sru\.query"):
        harvested(library, full, query="no.such.index>1")
