"""Files: every record of every file, each under an identifier of its own; the next time only what changed."""

import gzip
import io
import itertools
import json
import os
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harvesters import files
from harvesters.errors import SourceError, TransportError
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers.registry import READERS
from harvesters.records import RejectedRecord
from harvesters.registry import PROTOCOLS
from harvesters.transport import Limits, Transport

MTIME = datetime(2023, 4, 5, 6, 7, 8, tzinfo=UTC)
DC = (
    "<oai_dc:dc xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/'>{}</oai_dc:dc>"
)


@pytest.fixture
def write(tmp_path):
    """Writes a file below the library's folder, with a fixed time of change."""

    def into(name, content, moment=MTIME):
        path = tmp_path / "home" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (moment.timestamp(), moment.timestamp()))
        return path

    return into


@pytest.fixture
def harvest(library, tmp_path):
    def run(since=None, url=None, **keys):
        return PROTOCOLS["files"](library(url or tmp_path / "home", **keys), since)

    return run


@pytest.fixture
def collection(marc, marcxml):
    def make(*numbers, prefix="", declared=' xmlns="http://www.loc.gov/MARC21/slim"'):
        records = b"".join(marcxml(marc(str(number)), prefix) for number in numbers)
        return f"<{prefix}collection{declared}>".encode() + records + f"</{prefix}collection>".encode()

    return make


def identifiers(pages):
    return [record.identifier for page in pages for record in page.records]


def records(pages):
    return [record for page in pages for record in page.records]


@pytest.mark.parametrize(
    "name", ["b.mrc", "b.marc", "B.MRC", "b.iso2709", "b.xml", "b.marcxml", "b.xml.gz", "b.gz"]
)
@pytest.mark.parametrize("form", ["iso2709", "iso2709.gz", "xml", "xml.gz"])
def test_forms_are_told_by_content_not_by_name(write, harvest, marc, iso2709, collection, name, form):
    content = collection(1, 2) if form.startswith("xml") else iso2709(marc("1")) + iso2709(marc("2"))
    path = write(name, gzip.compress(content) if form.endswith("gz") else content)
    for url in (path, path.parent):
        (page,) = harvest(url=url)
        assert identifiers([page]) == ["1", "2"]
        assert page.finished
        assert {READERS["marc21"](record.payload).fields for record in page.records} == {marc("1").fields}
        assert page.records[0].datestamp == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_payloads(write, harvest, marc, iso2709, collection):
    write("a.mrc", iso2709(marc("1")) + b"\n")
    write("b.xml", collection(2, prefix="m:", declared=' xmlns:m="http://www.loc.gov/MARC21/slim"'))
    first, second = records(harvest())
    assert first.payload == iso2709(marc("1"))
    assert second.payload.startswith(b'<m:record xmlns:m="http://www.loc.gov/MARC21/slim"><m:leader>')


@pytest.mark.parametrize(
    ("number", "stamp", "identifier", "datestamp"),
    [
        (" 12 ", "20240102030405.0", "12", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("12", "yesterday", "12", MTIME),
        ("", "20240102030405.0", "unnamed-", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ],
)
def test_identifier_and_datestamp(write, harvest, marc, iso2709, number, stamp, identifier, datestamp):
    write("sub/a.mrc", iso2709(marc(number, stamp=stamp)))
    (record,) = records(harvest())
    assert (record.source, record.datestamp) == ("nlv", datestamp)
    assert record.identifier[: len("unnamed-")] == identifier
    assert (record.format, record.deleted) == ("marc21", False)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a.mrc"])
def test_marc_in_json(write, harvest, name):
    lines = [json.dumps({"leader": "", "fields": [{"001": number}]}) for number in ("1", "2")]
    write(name, "\n".join([*lines, "{", ""]).encode())
    found = records(harvest())
    assert [record.identifier[:8] for record in found] == ["1", "2", "unnamed-"]
    assert f"({name}, record 3)" in found[2].reason
    assert [record.payload for record in found] == [*(line.encode() for line in lines), b"{"]


def test_a_folder_in_the_order_of_names(write, harvest, collection):
    write("b.xml", collection(3))
    write("a/z.xml", collection(2))
    write("a/b/c.xml", collection(1))
    write("notes.txt", b"not a record")
    assert identifiers(harvest()) == ["1", "2", "3"]


def test_records_that_share_an_identifier(write, harvest, collection):
    write("a.xml", collection("1", "1", "1#2"))
    write("b.xml", collection("1", "1#2#2"))
    expected = ["1", "1#2", "1#2#2", "1#3", "1#2#2#2"]
    assert identifiers(harvest()) == expected
    assert len(set(expected)) == 5


def test_an_unchanged_file_is_not_harvested_again(write, harvest, collection):
    write("a.xml", collection(1, 2))
    write("b.xml", collection(3))
    (page,) = harvest()
    (again,) = harvest(page.checkpoint)
    assert (again.records, again.finished, again.checkpoint) == ((), True, page.checkpoint)
    write("b.xml", collection(3, 4))
    write("c.xml", collection(5))
    (changed,) = harvest(again.checkpoint)
    assert identifiers([changed]) == ["3", "4", "5"]
    (last,) = harvest(changed.checkpoint)
    assert last.records == ()


def test_a_file_that_is_gone_is_forgotten(write, harvest, collection):
    write("a.xml", collection(1))
    path = write("b.xml", collection(2))
    (page,) = harvest()
    path.unlink()
    (page,) = harvest(page.checkpoint)
    assert page.records == ()
    write("b.xml", collection(2))
    assert identifiers(harvest(page.checkpoint)) == ["2"]


def test_a_changed_file_gives_the_same_identifiers_as_a_harvest_of_everything(write, harvest, collection):
    write("a.xml", collection(1))
    write("c.xml", collection(1, 2))
    (page,) = harvest()
    assert identifiers([page]) == ["1", "1#2", "2"]
    write("b.xml", collection(1))
    assert identifiers(harvest(page.checkpoint)) == ["1#2", "1#3"]
    assert identifiers(harvest()) == ["1", "1#2", "1#3", "2"]


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_harvest_that_was_cut_goes_on_where_it_was(write, harvest, collection, monkeypatch, cut):
    monkeypatch.setattr(files, "_PAGE_RECORDS", 3)
    write("a.xml", collection(*range(5), 0))
    write("b.xml", collection(*range(3, 8)))
    whole = list(harvest())
    assert [len(page.records) for page in whole] == [3, 3, 3, 2]
    before = list(itertools.islice(harvest(), cut))
    after = list(harvest(before[-1].checkpoint))
    assert records(before + after) == records(whole)
    assert after[-1].checkpoint == whole[-1].checkpoint


def test_a_file_that_changed_since_the_cut_is_begun_again(write, harvest, collection, monkeypatch):
    monkeypatch.setattr(files, "_PAGE_RECORDS", 2)
    write("a.xml", collection(1, 2, 3))
    first = next(harvest())
    write("a.xml", collection(0, 1, 2, 3))
    assert identifiers(harvest(first.checkpoint)) == ["0", "1", "2", "3"]


def test_pages_are_bounded_in_bytes(write, harvest, collection, monkeypatch):
    monkeypatch.setattr(files, "_PAGE_BYTES", 1)
    write("a.xml", collection(1, 2))
    assert [len(page.records) for page in harvest()] == [1, 1, 0]


def test_what_cannot_be_read_is_rejected_with_its_bytes(write, harvest, marc, iso2709):
    broken = iso2709(marc("2")).replace("ễ".encode(), b"\xff\xff\xff")
    write("a.mrc", iso2709(marc("1")) + broken + b"garbage\x1d" + iso2709(marc("3")))
    found = records(harvest())
    assert [record.identifier[:8] for record in found] == ["1", "2", "unnamed-", "3"]
    assert "(a.mrc, record 3)" in found[2].reason
    assert [isinstance(record, RejectedRecord) for record in found] == [False, False, True, False]
    assert [record.payload for record in found[1:3]] == [broken, b"garbage\x1d"]
    assert [repair.field for repair in found[1].repairs] == ["245"]
    assert "directory" in found[2].reason
    assert found[2].datestamp == MTIME


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!DOCTYPE c [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><c><record>&e;</record></c>", "no leader"),
        (b"<html>", "seems to be an HTML page"),
        (b"<htm>", "not well-formed"),
        (b"hello", "directory"),
        (gzip.compress(os.urandom(1000))[:-300], "gzip"),
    ],
)
def test_a_bad_file_spoils_no_other(write, harvest, collection, content, reason):
    write("a.xml", content)
    write("b.xml", collection(1))
    *bad, good = records(harvest())
    assert any(reason in record.reason for record in bad)
    assert good.identifier == "1"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_named(write, harvest, collection):
    write("a.xml", collection(1))
    write("b.xml", collection(2)).chmod(0)
    with pytest.raises(SourceError, match=r"b\.xml \(Permission denied\)"):
        list(harvest())


@pytest.mark.parametrize("target", ["b.xml", "nowhere"])
def test_a_link_that_leads_nowhere_is_no_file_that_is_gone(write, harvest, collection, target):
    folder = write("a.xml", collection(1)).parent
    (folder / "b.xml").symlink_to(folder / target)
    with pytest.raises(SourceError, match=r"cannot read .*b\.xml"):
        list(harvest())


def test_ten_thousand_files(write, harvest, marc, iso2709):
    for number in range(10_000):
        write(f"{number // 1000}/{number:05}.mrc", b"")
    write("9/x.mrc", iso2709(marc("1")))
    assert identifiers(harvest()) == ["1"]


def test_names_that_are_no_text_and_links_that_go_round(write, harvest, collection, tmp_path):
    folder = write("a.xml", collection(1)).parent
    (folder / os.fsdecode(b"b\xff\n.xml")).write_bytes(collection(2))
    (folder / "round").symlink_to(folder)
    pages = list(harvest())
    assert identifiers(pages) == ["1", "2"]
    names = json.loads(pages[-1].checkpoint["files"].encode())
    assert [*names] == ["a.xml", r"b\xff\x0a.xml"]


@pytest.mark.parametrize("what", ["deleted", "replaced", "truncated", "grown"])
def test_a_file_that_changes_while_it_is_read_is_told(write, harvest, collection, monkeypatch, what):
    monkeypatch.setattr("harvesters.files._PAGE_RECORDS", 1)
    path = write("a.xml", collection(*range(5)))
    write("b.xml", collection(9))
    change = {
        "deleted": lambda: (path.parent / "b.xml").unlink(),
        "replaced": lambda: os.utime(path, (1, 1)),
        "truncated": lambda: os.truncate(path, 100),
        "grown": lambda: path.write_bytes(path.read_bytes() + b" "),
    }[what]
    original = files.records_of

    def changing(*arguments):
        for number, record in enumerate(original(*arguments)):
            if number == 1:
                change()
                monkeypatch.setattr("harvesters.files.records_of", original)
            yield record

    monkeypatch.setattr("harvesters.files.records_of", changing)
    with pytest.raises(SourceError, match="harvest again when the file"):
        list(harvest())


def test_a_file_that_breaks_off_is_told(write, harvest, collection):
    write("a.xml", collection(1, 2).replace(b"</collection>", b""))
    *good, told = records(harvest())
    assert [record.identifier for record in good] == ["1", "2"]
    assert "ends without </collection>" in told.reason


def test_oai_dc(write, harvest):
    titles = ["<dc:title>A</dc:title><dc:identifier>x:1</dc:identifier>", "<dc:title>B</dc:title>", "<p/>"]
    write("a.xml", f"<r>{''.join(DC.format(title) for title in titles)}</r>".encode())
    found = records(harvest(format="oai_dc"))
    assert [record.identifier[:8] for record in found] == ["x:1", "unnamed-", "unnamed-"]
    assert [isinstance(record, RejectedRecord) for record in found] == [False, False, True]
    assert found[1].datestamp == MTIME


def test_oai_dc_is_xml(write, harvest, marc, iso2709):
    write("a.mrc", iso2709(marc("1")))
    (record,) = records(harvest(format="oai_dc"))
    assert "not XML" in record.reason


@pytest.mark.parametrize("kind", ["marc21", "oai_dc"])
def test_a_file_of_oai_responses(write, harvest, marc, marcxml, kind):
    metadata = marcxml(marc("9"), attributes=' xmlns="http://www.loc.gov/MARC21/slim"').decode()
    metadata = metadata if kind == "marc21" else DC.format("<dc:title>A</dc:title>")
    deleted = ' status="deleted"'
    header = "<header{1}><identifier>oai:x:{0}</identifier><datestamp>2024-01-0{0}</datestamp></header>"
    listed = "".join(
        f"<record>{header.format(number, '')}<metadata>{metadata}</metadata></record>\n" for number in (1, 2)
    )
    listed += f"<record>{header.format(3, deleted)}</record>"
    listed += f"<record>{header.format(4, '')}</record>"
    write(
        "dump.xml",
        f'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>x</responseDate>'
        f"<ListRecords>{listed}</ListRecords></OAI-PMH>".encode(),
    )
    found = records(harvest(format=kind))
    assert [record.identifier for record in found] == [f"oai:x:{number}" for number in (1, 2, 3, 4)]
    assert found[0].datestamp == datetime(2024, 1, 1, tzinfo=UTC)
    assert found[2].deleted
    assert "no metadata" in found[3].reason
    assert READERS[kind](found[0].payload)


def test_legacy_unimarc(write, harvest, iso2709):
    record = MarcRecord(
        "00000nam0 2200000   450 ", (("001", "7"),), (MarcField("200", "1", " ", (("a", "Thơ"),)),)
    )
    write(
        "a.mrc", iso2709(record) + iso2709(record, lambda text: text.replace("ơ", "\xceo").encode("latin-1"))
    )
    found = records(harvest(format="unimarc"))
    assert [one.identifier for one in found] == ["7", "7#2"]
    texts = [READERS["unimarc"](one.payload).fields[0].subfields[0][1] for one in found]
    assert texts == ["Thơ", "Thơ"]


@pytest.mark.parametrize("missing", ["none.mrc", "empty"])
def test_nothing_to_read(tmp_path, harvest, missing):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=r"nlv: .*(check url|no file ending)"):
        list(harvest(url=tmp_path / missing))


@pytest.fixture
def download(serve, library):
    """Harvests from a server at `/data/bib.xml?key=x`; the answers come from a function."""

    def run(answer, since=None):
        run.server = serve(answer)
        url = run.server.url + "/data/bib.xml?key=x"
        transport = Transport("nlv", url, limits=Limits(tries=1), sleep=lambda _: None, environment={})
        return list(files.harvest(library(url), since, transport=transport))

    return run


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_an_address(download, reply, collection, header):
    value = '"abc"' if header == "ETag" else "Wed, 05 Apr 2023 06:07:08 GMT"
    condition = "If-None-Match" if header == "ETag" else "If-Modified-Since"

    def answer(request):
        if request.headers.get(condition) == value:
            return reply(status=304)
        return reply(gzip.compress(collection(1)), headers={header: value})

    (page,) = download(answer)
    assert identifiers([page]) == ["1"]
    (again,) = download(answer, page.checkpoint)
    assert (again.records, again.checkpoint) == ((), page.checkpoint)
    (changed,) = download(lambda _: reply(collection(1, 2), headers={header: "other"}), page.checkpoint)
    assert identifiers([changed]) == ["1", "2"]


def test_an_address_that_names_no_version_is_read_each_time(download, reply, collection):
    def answer(_):
        return reply(collection(1))

    (page,) = download(answer)
    (again,) = download(answer, page.checkpoint)
    assert again.records == page.records


def test_an_address_that_fails(download, reply):
    with pytest.raises(TransportError, match="404"):
        download(lambda _: reply(status=404))


def sighted(pages):
    return [name for page in pages for name in page.sighted]


def test_a_full_set_is_a_listing_of_everything(write, harvest, collection):
    write("a.xml", collection(1, 2))
    write("b.xml", collection(3))
    first = list(harvest())
    assert len({page.listing for page in first}) == 1
    assert first[0].listing
    (unchanged,) = harvest(first[-1].checkpoint)
    assert (unchanged.listing, unchanged.sighted) == ("", ())
    write("b.xml", collection(4), MTIME + timedelta(days=1))
    again = list(harvest(first[-1].checkpoint))
    assert (identifiers(again), sighted(again)) == (["4"], ["1", "2"])
    assert again[0].listing not in ("", first[0].listing)


def test_a_listing_that_was_cut_keeps_its_name_unless_a_file_before_changed(
    write, harvest, collection, monkeypatch
):
    monkeypatch.setattr(files, "_PAGE_RECORDS", 2)
    write("a.xml", collection(1))
    write("b.xml", collection(2, 3, 4))
    first = next(harvest())
    rest = list(harvest(first.checkpoint))
    assert identifiers([first, *rest]) == ["1", "2", "3", "4"]
    assert {page.listing for page in rest} == {first.listing}
    write("a.xml", collection(1, 5))
    anew = list(harvest(first.checkpoint))
    assert identifiers(anew) == ["1", "5", "2", "3", "4"]
    assert first.listing not in {page.listing for page in anew}


def test_a_checkpoint_between_pages_does_not_grow_with_the_number_of_files(
    write, harvest, collection, monkeypatch
):
    monkeypatch.setattr(files, "_PAGE_RECORDS", 1)
    for number in range(30):
        write(f"{number:02}.xml", collection(number))
    *pages, _ = harvest()
    assert max(len(str(page.checkpoint)) for page in pages) < 300


@pytest.mark.parametrize("kind", ["full", "deltas"])
def test_a_file_that_changes_while_it_is_read_is_told_and_ends_no_listing(write, harvest, collection, kind):
    path = write("a.xml", collection(1, 2))
    running = harvest(files=kind)
    original = files.records_of

    def grows(*arguments):
        yield from original(*arguments)
        path.write_bytes(path.read_bytes() + b" ")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "records_of", grows)
        with pytest.raises(SourceError, match=r"nlv: a\.xml changed while it was read"):
            list(running)


def test_deltas_hold_what_changed_in_the_order_of_their_names(write, harvest, collection, marc, iso2709):
    write("2026-01-01.xml", collection(1, 2))
    write("2026-01-02.xml", collection(2, 3))
    pages = list(harvest(files="deltas"))
    assert identifiers(pages) == ["1", "2", "2", "3"]
    assert {page.listing for page in pages} == {""}
    write("2026-01-03.mrc", iso2709(marc("3")).replace(b"nam", b"dam", 1))
    write("2026-01-04-deleted.txt", "\ufeff# gone\r\n1\r\n\r\n 2 ;x\r\n".encode())
    after = list(harvest(pages[-1].checkpoint, files="deltas"))
    assert [(record.identifier, record.deleted) for record in records(after)] == [
        ("3", True),
        ("1", True),
        ("2", True),
    ]
    write("2026-01-02.xml", collection(7))
    redone = list(harvest(after[-1].checkpoint, files="deltas"))
    assert identifiers(redone) == ["7", "3", "1", "2"]


@pytest.mark.parametrize("name", ["x.del", "DELETED.csv", "to-delete.txt.gz"])
def test_delete_lists_by_their_names(write, harvest, name):
    content = b'"1","a, b"\n"2","c"\n'
    write(name, gzip.compress(content) if name.endswith("gz") else content)
    write("readme.txt", b"no list")
    assert [(r.identifier, r.deleted) for r in records(harvest(files="deltas"))] == [("1", True), ("2", True)]
    assert records(harvest()) == []


def test_containers_are_read_as_the_files_in_them(write, harvest, collection, marc, iso2709):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.mrc", iso2709(marc("1")))
        archive.writestr("b.xml.gz", gzip.compress(collection(2)))
        archive.writestr("bad.gz", b"\x1f\x8bnothing")
    write("all.zip", packed.getvalue())
    write("c.zst", zstandard.ZstdCompressor().compress(collection(3)))
    found = records(harvest())
    assert [record.identifier for record in found] == ["1", "2", "all.zip!bad.gz:end", "3"]
    assert "gzip file is damaged" in found[2].reason


def test_a_pattern_in_place_of_a_folder(write, harvest, collection, tmp_path):
    write("exports/a.xml", collection(1))
    write("exports/old/b.xml", collection(2))
    write("exports/notes.xml.bak", b"x")
    home = tmp_path / "home"
    assert identifiers(harvest(url=f"{home}/exports/*.xml")) == ["1"]
    assert identifiers(harvest(url=f"{home}/**/*.xml")) == ["1", "2"]
    with pytest.raises(SourceError, match="no file matches"):
        list(harvest(url=f"{home}/*.mrc"))


def test_a_record_without_a_number_is_called_the_same_wherever_it_stands(write, harvest, marc, iso2709):
    nameless, other = iso2709(marc("")), iso2709(marc("9"))
    write("a.mrc", nameless + other)
    first = identifiers(harvest())
    write("a.mrc", other + nameless)
    assert sorted(first) == sorted(identifiers(harvest()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(1, 6), max_size=4), min_size=1),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_becomes_of_the_files_their_records_are_what_is_listed(
    tmp_path_factory, library, collection, history
):
    folder = tmp_path_factory.mktemp("set")
    checkpoint, held = None, {}
    for moment, state in enumerate(history):
        for old in folder.iterdir():
            old.unlink()
        for name, numbers in state.items():
            path = folder / f"{name}.xml"
            path.write_bytes(collection(*numbers) + b"\n" * moment)
            os.utime(path, (0, 0))
        pages = list(PROTOCOLS["files"](library(folder), checkpoint))
        checkpoint = pages[-1].checkpoint
        shown = [*identifiers(pages), *sighted(pages)]
        if pages[-1].listing:
            held = dict.fromkeys(shown)
        everything = identifiers(PROTOCOLS["files"](library(folder), None))
        assert sorted(held) == sorted(everything)
