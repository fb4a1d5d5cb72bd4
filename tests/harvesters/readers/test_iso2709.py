"""ISO 2709: what is written is read, whatever the record length says; damage is named."""

import io
from contextlib import suppress
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers import iso2709 as reader
from harvesters.readers.iso2709_split import wide_encoding
from harvesters.repairs import Repair

legal = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
values = st.text(st.one_of(legal, st.sampled_from("é\u0302\u0301")), max_size=12)
data_fields = st.builds(
    lambda tag, ind1, ind2, subfields: MarcField(f"{tag:03}", ind1, ind2, tuple(subfields)),
    st.integers(10, 999),
    st.sampled_from(" 01"),
    st.sampled_from(" 01"),
    st.lists(st.tuples(st.sampled_from("abc09"), values), max_size=4),
)
BLANKS = b" \t\r\n\0\x1a\x1d\xef\xbb\xbf"
marc_records = st.builds(
    lambda control, fields: MarcRecord("00000nam a2200000 a 4500", tuple(control), tuple(fields)),
    st.lists(st.tuples(st.sampled_from(["001", "003", "005", "008"]), values), max_size=3),
    st.lists(data_fields, max_size=5),
)


def nfc(text):
    return normalize("NFC", text)


@given(marc_records)
def test_round_trip(iso2709, record):
    read = reader.read(iso2709(record))
    assert read.control == tuple((tag, nfc(value)) for tag, value in record.control)
    assert read.fields == tuple(
        field._replace(subfields=tuple((code, nfc(value)) for code, value in field.subfields))
        for field in record.fields
    )


@given(marc_records, st.integers(0, 300), st.binary(min_size=1, max_size=3))
def test_damage_is_an_unreadable_record_and_nothing_else(iso2709, record, place, damage):
    payload = iso2709(record)
    place %= len(payload)
    for damaged in (payload[:place] + damage + payload[place + len(damage) :], payload[:place]):
        with suppress(UnreadableRecord):
            assert len(reader.read(damaged).leader) == 24


@given(st.binary(max_size=200))
def test_any_bytes_are_cut_without_loss(data):
    found = b"".join(piece.payload for piece in reader.split(io.BytesIO(data)))
    if not wide_encoding(data):
        assert found.translate(None, BLANKS) == data.translate(None, BLANKS)


@pytest.mark.parametrize("chunk", [1, 1000])
def test_split_goes_by_the_record_terminators(iso2709, marc, chunk):
    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, chunk))

    good = [iso2709(marc(str(n))) for n in range(3)]
    wrong_length = b"99999" + good[1][5:]
    found = list(
        reader.split(Slow(good[0] + b"\r\n" + wrong_length + b"garbage\x1d\n" + good[2] + b"\n\x1a"))
    )
    assert [piece.payload for piece in found] == [good[0], wrong_length, b"garbage\x1d", good[2]]
    assert reader.read(found[1].payload).control_value("001") == "1"


def test_a_record_beyond_all_size_is_passed_over(iso2709, marc, monkeypatch):
    monkeypatch.setattr("harvesters.readers.iso2709_split.LARGEST_RECORD", 5000)
    monkeypatch.setattr("harvesters.readers.pieces.CHUNK", 1000)
    good = iso2709(marc("1"))
    found = list(reader.split(io.BytesIO(good + b"x" * 20_000 + b"\x1d" + good)))
    assert [bool(piece.reason) for piece in found] == [False, True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_what_is_passed_over_is_told_with_its_size_and_place(iso2709, marc, monkeypatch, encoding):
    monkeypatch.setattr("harvesters.readers.iso2709_split.LARGEST_RECORD", 5000)
    monkeypatch.setattr("harvesters.readers.iso2709_split.KEPT_OF_BROKEN", 700)
    monkeypatch.setattr("harvesters.readers.pieces.CHUNK", 1000)
    good = iso2709(marc("1")).decode().encode(encoding)
    rubbish = ("x" * 20_000 + "\x1d").encode(encoding)
    first, broken, last = reader.split(io.BytesIO(good + rubbish + good))
    assert (first.payload, last.payload) == (good, good)
    assert broken.payload == rubbish[:700]
    assert f"in {len(rubbish):,} bytes from byte {len(good):,} of the file on" in broken.reason


def test_records_without_any_terminator_between_them_are_cut_however_many(iso2709, marc, monkeypatch):
    monkeypatch.setattr("harvesters.readers.iso2709_split.LARGEST_RECORD", 5000)
    monkeypatch.setattr("harvesters.readers.pieces.CHUNK", 1000)
    good = [iso2709(marc(str(number)))[:-1] for number in range(100)]
    found = list(reader.split(io.BytesIO(b"\n".join(good))))
    assert [reader.read(piece.payload).control_value("001") for piece in found] == [
        str(number) for number in range(100)
    ]


def test_rubbish_without_a_terminator_swallows_no_record_behind_it(iso2709, marc, monkeypatch):
    monkeypatch.setattr("harvesters.readers.iso2709_split.LARGEST_RECORD", 5000)
    monkeypatch.setattr("harvesters.readers.pieces.CHUNK", 1000)
    good = iso2709(marc("1"))
    found = list(reader.split(io.BytesIO(b"x" * 20_000 + good * 2)))
    assert [piece.payload for piece in found[1:]] == [good, good]
    assert "20,000 bytes from byte 0" in found[0].reason


@given(st.lists(st.sampled_from([b"x" * 90, b"\x1d", b"\x1e", b"00200nam a2200037 a 4500", b"\n"])))
def test_of_long_runs_no_byte_is_lost_untold(parts):
    data = b"".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("harvesters.readers.iso2709_split.LARGEST_RECORD", 200)
        patch.setattr("harvesters.readers.pieces.CHUNK", 70)
        found = b"".join(piece.payload for piece in reader.split(io.BytesIO(data)))
    assert found.translate(None, BLANKS) == data.translate(None, BLANKS)


@pytest.mark.parametrize("payload", [b"", b"hello", b"hello\x1e\x1e\x1d"])
def test_what_is_no_record_is_refused(payload):
    with pytest.raises(UnreadableRecord):
        reader.read(payload)


def test_fields_out_of_the_directory_order(iso2709, marc):
    payload = iso2709(marc("123"))
    first, second, third = payload[24:36], payload[36:48], payload[48:60]
    assert (
        reader.read(payload[:24] + third + first + second + payload[60:]).control
        == reader.read(payload).control
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (b"10\x1faX\x1f", MarcField("245", "1", "0", (("a", "X"), (" ", "")))),
        (b"10Loose\x1faX", MarcField("245", "1", "0", ((" ", "Loose"), ("a", "X")))),
        (b"1", MarcField("245", "1", " ", ())),
        (b"", MarcField("245", " ", " ", ())),
        (b"10\x1faA\x02B", MarcField("245", "1", "0", (("a", "AB"),))),
        ("10\x1faA\uffffB".encode(), MarcField("245", "1", "0", (("a", "AB"),))),
    ],
)
def test_odd_fields(field, expected):
    entry = b"245%04d00000" % (len(field) + 1)
    payload = b"00000nam a2200037 a 4500" + entry + b"\x1e" + field + b"\x1e\x1d"
    assert reader.read(payload).fields == (expected,)


def record_of(tag, value):
    entry = b"%s%04d00000" % (tag, len(value) + 1)
    return b"%05dnam a2200037 a 4500" % (24 + 12 + len(value) + 3) + entry + b"\x1e" + value + b"\x1e\x1d"


@pytest.mark.parametrize(
    ("tag", "value", "field"),
    [
        ("035", "10112345", MarcField("035", " ", " ", (("a", "10112345"),))),
        ("245", "Chí Phèo", MarcField("245", " ", " ", (("a", "Chí Phèo"),))),
        ("245", "10Chí Phèo", MarcField("245", "1", "0", (("a", "Chí Phèo"),))),
        ("245", "10aChí Phèo", MarcField("245", "1", "0", (("a", "Chí Phèo"),))),
        ("245", "12 con giáp", MarcField("245", " ", " ", (("a", "12 con giáp"),))),
        ("009", "  \x1faabc\x1fbdef", MarcField("009", " ", " ", (("a", "abc"), ("b", "def")))),
    ],
)
def test_a_data_field_written_as_a_control_field(tag, value, field):
    record = reader.read(record_of(tag.encode(), value.encode()))
    assert (record.control, record.fields) == ((), (field,))
    (repair,) = record.repairs
    assert (repair.kind, repair.field) == ("marc-field-kind" if tag == "009" else "marc-loose-text", tag)


@pytest.mark.parametrize(
    ("tag", "value", "text", "kind"),
    [
        ("001", "  \x1favn123", "vn123", "marc-field-kind"),
        ("001", "\x1favn123", "vn123", "marc-field-kind"),
        ("001", "\x1favn\x1fb123", "vn 123", "marc-field-kind"),
        ("008", "960101s1996\x1f\x1f\x1f\x1fvm", "960101s1996    vm", "marc-character"),
    ],
)
def test_a_control_field_with_delimiters_in_it(tag, value, text, kind):
    record = reader.read(record_of(tag.encode(), value.encode()))
    assert (record.control, record.fields) == (((tag, text),), ())
    (repair,) = record.repairs
    assert (repair.kind, repair.field, repair.before) == (kind, tag, value.replace("\x1f", "$"))


def test_a_field_that_a_system_calls_by_letters():
    record = reader.read(record_of(b"FMT", b"BKS"))
    assert (record.control, record.fields, record.repairs) == ((("FMT", "BKS"),), (), ())


def record_with(data, mark=b" "):
    field = b"10\x1fa" + data
    entry = b"245%04d00000" % (len(field) + 1)
    length = b"%05d" % (24 + len(entry) + len(field) + 3)
    return length + b"nam " + mark + b"2200037 a 4500" + entry + b"\x1e" + field + b"\x1e\x1d"


@pytest.mark.parametrize(
    ("place", "digits", "before"),
    [
        (0, b"00311", "length 00311, base address 00037"),
        (0, b"     ", "length      , base address 00037"),
        (12, b"00036", "length 00052, base address 00036"),
    ],
)
def test_a_leader_that_counts_wrong(place, digits, before):
    sound = record_with(b"Hoan Kiem")
    record = reader.read(sound[:place] + digits + sound[place + 5 :])
    assert record.repairs == (Repair("marc-leader", "leader", before, "length 00052, base address 00037"),)
    assert record.fields == reader.read(sound).fields


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Ti\xe2\xe3eng Vi\xf2\xe3et", "Tiếng Việt"),
        (b"Ti\xe3\xe2eng", "Tiếng"),
        (b"\xb3\xe1\xbcng", "đờng"),
        (b"\xe0\xbd", "ử"),
        (b"H\x1bb2\x1bsO", "H₂O"),
        (b"\x1b(NABV\x1b(B x", "абж x"),
        (b"\x1b$1!0!\x1b(B", "一"),
        (b"caf\xe2e", "café"),
        ("Tiếng Việt".encode(), "Tiếng Việt"),
    ],
)
def test_marc8_and_undeclared_utf8(data, text):
    assert reader.read(record_with(data)).fields[0].subfields == (("a", text),)


@pytest.mark.parametrize(
    ("data", "mark", "text", "kinds"),
    [
        (b"Ti\xe2\xe3eng", b"a", "Tiếng", ["encoding-marc-8"]),
        (b"\xb90.95", b"a", "£0.95", ["encoding-marc-8"]),
        (b"caf\xe9 \xff", b" ", "café ÿ", ["encoding-windows-1252"]),
        ("Tiếng Việt".encode(), b" ", "Tiếng Việt", []),
        (b"&#x1EBF;", b" ", "ế", []),
    ],
)
def test_leader_09_does_not_decide(data, mark, text, kinds):
    record = reader.read(record_with(data, mark))
    assert record.fields[0].subfields == (("a", text),)
    assert [repair.kind for repair in record.repairs] == kinds
    assert {repair.field for repair in record.repairs} <= {"245"}


def test_the_encoding_that_the_library_names_decides():
    record = reader.read(record_with("TruyÖn KiÒu".encode("latin-1")), "tcvn3")
    assert record.fields[0].subfields == (("a", "Truyện Kiều"),)
    (repair,) = record.repairs
    assert (repair.kind, repair.field) == ("encoding-tcvn3", "245")
    sound = reader.read(record_with("Truyện Kiều".encode()), "tcvn3")
    assert (sound.fields[0].subfields, sound.repairs) == ((("a", "Truyện Kiều"),), ())


def test_unimarc_is_read_as_iso_5426():
    assert reader.read_unimarc(record_with("Việt".encode())).fields[0].subfields == (("a", "Việt"),)
    assert reader.read_unimarc(record_with(b"caf\xc2e")).fields[0].subfields == (("a", "café"),)


@pytest.mark.parametrize(
    ("sets", "data", "text", "kinds"),
    [
        (b"50  ", "Chí Phèo".encode(), "Chí Phèo", []),
        (b"50  ", b"caf\xc2e", "café", ["encoding-iso-5426"]),
        (b"50  ", b"caf\xe9", "café", ["encoding-windows-1252"]),
        (b"0103", b"caf\xc2e", "café", []),
        (b"0103", "Chí Phèo".encode(), "Chí Phèo", []),
        (b"0102", b"\xf7OJNA I MIR".translate(None), "", None),
        (b"0102", "Война".encode(), "Война", []),
    ],
)
def test_the_sets_that_unimarc_declares(iso2709, sets, data, text, kinds):
    general = MarcField("100", " ", " ", (("a", "20000101d2000    u  y0frey" + sets.decode() + "ba"),))
    title = MarcField("200", "1", " ", (("a", "@"),))
    record = MarcRecord("00000nam  2200000   4500", (("001", "x1"),), (general, title))
    read = reader.read_unimarc(iso2709(record).replace(b"@", data))
    if kinds is None:
        assert any("\u0400" <= letter <= "\u04ff" for letter in read.fields[1].subfields[0][1])
        return
    assert read.fields[1].subfields == (("a", text),)
    assert [repair.kind for repair in read.repairs if repair.kind.startswith("encoding")] == kinds


def test_identifier_of_a_record_that_cannot_be_decoded(iso2709, marc):
    payload = iso2709(marc("123 ")).replace("ễ".encode(), b"\xff\xff\xff")
    assert reader.identifier_of(payload) == "123"
    assert reader.identifier_of(b"nothing") == ""
