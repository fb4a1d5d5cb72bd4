"""Damaged ISO 2709: what can be recovered is, each repair is told, and no record spoils another."""

import gzip
import io
import json
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers import iso2709 as reader
from harvesters.repairs import KINDS

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
RECORD = MarcRecord(
    "00000nam a2200000 a 4500",
    (("001", "vn1820"), ("008", "200101s1820    vm            000 0 vie d")),
    (
        MarcField("041", "0", " ", (("a", "vie"),)),
        MarcField("100", "0", " ", (("a", "Nguyễn Du,"), ("d", "1766-1820"))),
        MarcField("245", "1", "0", (("a", "Truyện Kiều /"), ("c", "Nguyễn Du"))),
        MarcField("260", " ", " ", (("a", "Hà Nội :"), ("b", "Văn học,"), ("c", "1972"))),
        MarcField("650", " ", "4", (("a", "Thơ Nôm"),)),
    ),
)


def directory_of(payload):
    end = payload.index(b"\x1e")
    return payload[24:end], end


def with_directory(payload, change):
    entries, end = directory_of(payload)
    return payload[:24] + change(entries) + payload[end:]


def lengths_of_another_encoding(payload):
    """As a conversion to UTF-8 leaves it that does not touch leader and directory."""
    return normalize("NFD", payload.decode()).encode()


def overflowed(payload):
    return b"99999" + payload[5:]


DAMAGE = {
    "wrong record length": lambda p: b"00311" + p[5:],
    "no record length": lambda p: b"     " + p[5:],
    "overflowed record length": overflowed,
    "wrong base address": lambda p: p[:12] + b"00000" + p[17:],
    "lengths of another encoding": lengths_of_another_encoding,
    "all offsets wrong": lambda p: with_directory(
        p, lambda d: d[:7] + b"00005" + d[12:19] + b"00099" + d[24:]
    ),
    "letters for digits": lambda p: with_directory(p, lambda d: d[:3] + b"00xx0zzzz" + d[12:]),
    "first entry lost a digit of its length": lambda p: with_directory(p, lambda d: d[:3] + d[4:]),
    "last entry lost its last digit": lambda p: with_directory(p, lambda d: d[:-1]),
    "an entry has a digit too many": lambda p: with_directory(p, lambda d: d[:24] + b"0" + d[24:]),
    "leader lost a character": lambda p: p[:8] + p[9:],
    "leader with a character too many": lambda p: p[:8] + b" " + p[8:],
    "no record terminator": lambda p: p[:-1],
    "no field terminator at the end": lambda p: p[:-2] + b"\x1d",
    "two record terminators": lambda p: p + b"\x1d",
    "a doubled field terminator": lambda p: p.replace(b"\x1e10\x1f", b"\x1e\x1e10\x1f"),
    "a line end behind every field": lambda p: p.replace(b"\x1e", b"\x1e\r\n"),
    "printable field ends": lambda p: p.replace(b"\x1e", b"^"),
    "printable subfield delimiters": lambda p: p.replace(b"\x1f", b"$"),
    "subfield delimiters of several bytes": lambda p: p.replace(b"\x1f", "‡".encode()),
    "printable delimiters": lambda p: p.translate(bytes.maketrans(b"\x1d\x1e\x1f", b"%#|")),
    "UTF-8 byte order mark": lambda p: b"\xef\xbb\xbf" + p,
    "UTF-16": lambda p: p.decode().encode("utf-16"),
    "UTF-16 without a mark": lambda p: p.decode().encode("utf-16-le"),
}


def simplified(record):
    def text(value):
        return " ".join(value.split())

    return (
        record.control,
        [(f.tag, f.ind1, f.ind2, [(c, text(v)) for c, v in f.subfields]) for f in record.fields],
    )


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_all_of_a_damaged_record_is_recovered(iso2709, damage):
    (piece,) = reader.split(io.BytesIO(damage(iso2709(RECORD))))
    assert not piece.reason
    record = reader.read(piece.payload)
    assert simplified(record) == simplified(RECORD)
    assert {repair.kind for repair in record.repairs} <= set(KINDS)


def test_delimiters_turned_into_blanks_are_not_guessed(iso2709):
    with pytest.raises(UnreadableRecord, match="no end"):
        reader.read(iso2709(RECORD).translate(bytes.maketrans(b"\x1d\x1e\x1f", b"   ")))


def test_a_price_is_no_subfield(iso2709):
    price = RECORD._replace(fields=(*RECORD.fields, MarcField("020", " ", " ", (("c", "$9.99"),))))
    read = reader.read(iso2709(price).replace(b"\x1f", b"$"))
    assert simplified(read) == simplified(price)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (b"\x1e10\x1f", b"\x1e1\x1f", "marc-indicator"),
        (b"\x1e10\x1f", b"\x1e\x1f", "marc-indicator"),
        (b"\x1e10\x1f", b"\x1e100\x1f", "marc-indicator"),
        (b"Du", b"D\x01u", "marc-character"),
        (b"Du", b"D\xffu", "encoding-utf-8"),
        (b"\x1e10\x1f", b"\x1e\x1e10\x1f", "marc-directory"),
    ],
)
def test_what_is_mended_is_told(iso2709, before, after, kind):
    record = reader.read(iso2709(RECORD).replace(before, after))
    assert kind in {repair.kind for repair in record.repairs}
    assert len(record.fields) == len(RECORD.fields)


def test_a_field_terminator_within_a_field(iso2709):
    payload = iso2709(RECORD).replace(b"Truy", b"T\x1ey", 1)
    record = reader.read(payload)
    assert [field.tag for field in record.fields] == ["041", "100", "245", "260", "650"]
    assert record.fields[2].subfields[0] == ("a", "T y\u1ec7n Ki\u1ec1u /".replace(" y", " y"))
    assert [repair.kind for repair in record.repairs] == ["marc-directory"]


def test_a_field_terminator_that_is_lost(iso2709):
    payload = iso2709(RECORD)
    place = payload.index(b"\x1e  \x1faH")
    record = reader.read(payload[:place] + b" " + payload[place + 1 :])
    assert simplified(record) == simplified(RECORD)


def test_fields_beyond_the_directory_are_kept(iso2709):
    payload = with_directory(iso2709(RECORD), lambda entries: entries[:-12])
    record = reader.read(payload)
    assert record.fields[-1] == MarcField("ZZZ", " ", "4", (("a", "Thơ Nôm"),))
    told = [repair for repair in record.repairs if repair.kind == "marc-tag"]
    assert [repair.before for repair in told] == ["no entry in the directory:  4$aThơ Nôm"]


DIRECTORY = {
    "an entry twice": (lambda d: d[:12] + d, None),
    "every entry twice": (lambda d: b"".join(d[n : n + 12] * 2 for n in range(0, len(d), 12)), None),
    "a digit too many in the tag of 008": (lambda d: d[:12] + b"0" + d[12:], None),
    "a digit too many in a length": (lambda d: d[:15] + b"0" + d[15:], None),
    "a digit too many in a place": (lambda d: d[:20] + b"0" + d[20:], None),
    "a tag lost its first digit": (lambda d: d[:48] + d[49:], None),
    "a digit lost in a length": (lambda d: d[:42] + d[43:], None),
    "two entries lost a digit": (lambda d: d[:20] + d[21:48] + d[49:], None),
    "blank": (lambda d: b" " * len(d), "is blank.*7 fields"),
    "letters": (lambda d: b"X" * len(d), "cannot be read.*7 fields"),
    "others' tags": (
        lambda d: b"".join(b"001" + b"000900009" for n in range(0, len(d), 12)),
        "nothing in it looks like",
    ),
    "lengths of nothing, and a digit too few": (
        lambda d: b"".join(d[n : n + 3] + b"000100001" for n in range(0, len(d), 12))[:-1],
        "no multiple of 12",
    ),
}


@pytest.mark.parametrize(("change", "reason"), DIRECTORY.values(), ids=DIRECTORY)
def test_a_directory_is_mended_with_certainty_or_its_record_rejected(iso2709, change, reason):
    payload = with_directory(iso2709(RECORD), change)
    if reason:
        with pytest.raises(UnreadableRecord, match=reason):
            reader.read(payload)
        assert reader.identifier_of(payload) in ("vn1820", "")
        return
    record = reader.read(payload)
    assert simplified(record) == simplified(RECORD)
    assert {"marc-directory"} <= {repair.kind for repair in record.repairs} <= {"marc-directory", "marc-tag"}


def test_of_a_blank_directory_the_number_is_known(iso2709):
    payload = with_directory(iso2709(RECORD), lambda entries: b" " * len(entries))
    assert reader.identifier_of(payload) == "vn1820"


UNCERTAIN = {
    "000 to 100": (lambda d: d[:36] + d[37:], 1),
    "245, 246 or 247": (lambda d: d[:50] + d[51:], 2),
    "100 or 110": (lambda d: d[:40] + d[41:], 1),
}


@pytest.mark.parametrize(("change", "number"), UNCERTAIN.values(), ids=UNCERTAIN)
def test_a_tag_of_which_several_are_possible_is_not_guessed(iso2709, change, number):
    payload = with_directory(iso2709(RECORD), change)
    read = reader.read(payload)
    tags = [field.tag for field in RECORD.fields]
    tags[number] = "ZZZ"
    assert [field.tag for field in read.fields] == tags
    assert simplified(read)[1][number][1:] == simplified(RECORD)[1][number][1:]
    assert "marc-tag" in {repair.kind for repair in read.repairs}


@pytest.mark.parametrize("length", [*range(24), 25, 30])
@pytest.mark.parametrize("lengths", ["right", "wrong"])
def test_a_leader_of_another_length_invents_nothing(iso2709, length, lengths):
    payload = iso2709(RECORD)
    damaged = payload[:24].ljust(length)[:length] + payload[24:]
    if lengths == "wrong":
        damaged = damaged.replace("Kiều".encode(), b"Kieu")
    record = reader.read(damaged)
    assert [field.tag for field in record.fields] == [field.tag for field in RECORD.fields]
    assert record.control == RECORD.control
    assert len(record.leader) == 24
    assert record.leader[5:8] in ("nam", "   ", "nam"[: max(length - 5, 0)].ljust(3))
    assert "marc-leader" in {repair.kind for repair in record.repairs}


def test_of_a_record_that_is_cut_off_what_came_is_kept(iso2709):
    payload = iso2709(RECORD)
    record = reader.read(payload[: payload.index(b"V\xc4\x83n")])
    assert [field.tag for field in record.fields] == ["041", "100", "245", "260"]
    assert "marc-cut-off" in {repair.kind for repair in record.repairs}


def test_a_record_of_more_than_99999_bytes_and_a_field_of_more_than_9999(iso2709):
    long = MarcField("520", " ", " ", (("a", "Tóm tắt " * 2000),))
    record = RECORD._replace(fields=(*RECORD.fields, *([long] * 8)))
    sound = iso2709(RECORD._replace(fields=(*RECORD.fields, *([long._replace(subfields=(("a", "x"),))] * 8))))
    short = b" " + b" \x1fax"
    body = sound[sound.index(b"\x1e") :].replace(short, b"  \x1fa" + ("Tóm tắt " * 2000).encode())
    payload = b"99999" + sound[5 : sound.index(b"\x1e")] + body
    (piece,) = reader.split(io.BytesIO(payload))
    assert simplified(reader.read(piece.payload)) == simplified(record)


BETWEEN = {
    "nothing": (b"", 0),
    "line ends": (b"\r\n", 0),
    "NULs": (b"\0\0\0", 0),
    "a line of text": (b"--- batch 2 ---\n", 1),
    "garbage with a terminator": (b"garbage\x1d", 1),
    "a byte order mark": (b"\xef\xbb\xbf", 0),
}


@pytest.mark.parametrize(("between", "strays"), BETWEEN.values(), ids=BETWEEN)
def test_what_stands_between_records_spoils_none(iso2709, between, strays):
    good = [iso2709(RECORD._replace(control=(("001", str(n)),))) for n in range(3)]
    pieces = list(reader.split(io.BytesIO(between.join(good))))
    records = []
    bad = []
    for piece in pieces:
        try:
            if piece.reason:
                raise UnreadableRecord(piece.reason)
            records.append(reader.read(piece.payload))
        except UnreadableRecord:
            bad.append(piece.payload)
    assert [record.control_value("001") for record in records] == ["0", "1", "2"]
    assert len(bad) == 2 * strays
    assert all(record.repairs == () for record in records)


def test_a_record_terminator_within_a_record(iso2709):
    payload = iso2709(RECORD).replace(b"Th\xc6\xa1 N", b"Th\xc6\xa1\x1dN", 1)
    pieces = list(reader.split(io.BytesIO(iso2709(RECORD) + payload + iso2709(RECORD))))
    assert [len(piece.payload) for piece in pieces] == [len(payload)] * 3
    assert reader.read(pieces[1].payload).fields[-1].subfields == (("a", "ThơNôm"),)


def test_records_without_a_terminator_between_them(iso2709):
    one = iso2709(RECORD)[:-1]
    pieces = list(reader.split(io.BytesIO(one + b"\n" + one + iso2709(RECORD))))
    assert [simplified(reader.read(piece.payload)) for piece in pieces] == [simplified(RECORD)] * 3


@pytest.mark.parametrize("lost", [1, 2, 5, 45, 150])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_record_that_is_cut_off_swallows_no_other(iso2709, lost, encoding):
    text = iso2709(RECORD).decode()
    pieces = list(reader.split(io.BytesIO((text[:-lost] + text * 2).encode(encoding))))
    assert [piece.payload for piece in pieces[1:]] == [text.encode(encoding)] * 2
    assert pieces[0].payload == text[:-lost].encode(encoding)


def test_text_between_records_in_utf_16_is_set_apart(iso2709):
    text = iso2709(RECORD).decode()
    pieces = list(reader.split(io.BytesIO((text + "hello\r\n" + text).encode("utf-16-be"))))
    assert [bool(piece.reason) for piece in pieces] == [False, True, False]
    assert pieces[1].payload.decode("utf-16-be") == "hello\r\n"
    assert simplified(reader.read(pieces[2].payload)) == simplified(RECORD)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 40), st.integers(0, 2))
def test_one_damaged_record_spoils_no_other(iso2709, place, inserted, removed, which):
    good = [iso2709(RECORD._replace(control=(("001", str(n)),))) for n in range(3)]
    place %= len(good[which])
    inserted = inserted.replace(b"\x1d", b"")
    damaged = [*good]
    damaged[which] = (
        good[which][:place] + inserted + good[which][min(place + removed, len(good[which]) - 1) :]
    )
    found = []
    for piece in reader.split(io.BytesIO(b"".join(damaged))):
        with suppress(UnreadableRecord):
            record = reader.read(piece.payload)
            if not record.repairs:
                found.append(record.control_value("001"))
    others = [str(n) for n in range(3) if n != which]
    assert [number for number in found if number in others] == others


MUTATIONS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 8), st.binary(max_size=8)), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 5), MUTATIONS)
def test_whatever_is_done_to_one_record_every_other_survives(iso2709, which, mutations):
    good = [iso2709(RECORD._replace(control=(("001", f"vn{n}"), *RECORD.control[1:]))) for n in range(6)]
    damaged = good[which]
    for place, removed, inserted in mutations:
        # A leader within a record would be one more record.
        place %= max(len(damaged) - 1, 1)
        damaged = (
            damaged[:place]
            + inserted.replace(b"\x1d", b"")
            + damaged[min(place + removed, len(damaged) - 1) :]
        )
    found = {}
    for piece in reader.split(io.BytesIO(b"".join([*good[:which], damaged, *good[which + 1 :]]))):
        with suppress(UnreadableRecord):
            record = reader.read(piece.payload)
            if not record.repairs:
                found[record.control_value("001")] = simplified(record)
    for n in {*range(6)} - {which}:
        assert found[f"vn{n}"][1] == simplified(RECORD)[1]


@given(MUTATIONS)
def test_no_damage_to_a_directory_gives_a_field_another_tag_untold(iso2709, mutations):
    payload = iso2709(RECORD)
    entries, _ = directory_of(payload)
    damaged = bytearray(entries)
    for place, removed, inserted in mutations[:1]:
        place %= len(damaged)
        damaged[place : place + min(removed, 1)] = inserted[:1].replace(b"\x1e", b"0").replace(b"\x1d", b"0")
    try:
        record = reader.read(with_directory(payload, lambda _: bytes(damaged)))
    except UnreadableRecord:
        return
    sound = {str(field.subfields): field.tag for field in RECORD.fields}
    changed = [f for f in record.fields if sound.get(str(f.subfields), f.tag) not in (f.tag, "ZZZ")]
    # A digit in place of another in a tag is a tag like any other.
    assert not changed or len(damaged) == len(entries) or record.repairs


@pytest.mark.parametrize(
    "data",
    [
        b"\x1e",
        b"1",
        b"4500",
        b"00100nam a2200025 a 4500",
        b"\x1e00100nam a22",
        b"00000nam a2200000 a 4500\x1e",
    ],
)
def test_hostile_input_takes_no_more_than_its_length(data):
    took = []
    for times in (20_000, 80_000):
        started = time.process_time()
        for piece in reader.split(io.BytesIO(data * times)):
            with suppress(UnreadableRecord):
                reader.read(piece.payload)
        took.append(time.process_time() - started)
    assert took[1] < 12 * took[0] + 0.3


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the project")
def test_malformed_records_as_they_were_found():
    data = gzip.decompress((CORPUS / "malformed_raw.mrc.gz").read_bytes())
    lines = (CORPUS / "malformed_manifest.jsonl").read_text().splitlines()
    known = [json.loads(line) for line in lines]
    pieces = list(reader.split(io.BytesIO(data)))
    assert [len(piece.payload) for piece in pieces] == [record["bytes"] for record in known]
    read = Counter()
    for piece, record in zip(pieces, known, strict=True):
        fields = reader.read(piece.payload).fields
        promised = piece.payload.count(b"\x1e") - 1
        whole = len(reader.read(piece.payload).control) + len(fields) >= promised
        read[whole] += 1
        assert whole, record
    assert read == {True: 149}


@given(st.integers(0, 10_000), st.binary(max_size=3), st.sampled_from([b"\x1e", b"\x1f", b"\x1d\x1e\x1f"]))
def test_damage_to_printable_delimiters_is_an_unreadable_record_and_nothing_else(
    iso2709, place, inserted, turned
):
    payload = iso2709(RECORD).translate(bytes.maketrans(turned, b"^$|"[: len(turned)]))
    place %= len(payload)
    for damaged in (payload[:place] + inserted, payload[:place] + inserted + payload[place + 1 :]):
        with suppress(UnreadableRecord):
            assert len(reader.read(damaged).leader) == 24
