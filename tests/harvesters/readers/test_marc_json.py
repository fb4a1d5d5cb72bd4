"""MARC in JSON: every form of it gives the record; what is broken is told, and spoils no other."""

import io
import json

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers import json_cutter, marc
from harvesters.readers.registry import READERS
from harvesters.repairs import KINDS

LEADER = "00000nam a2200000 a 4500"
FIELDS = [
    {"001": "kieu"},
    {"245": {"ind1": "1", "ind2": "0", "subfields": [{"a": "Truyện Kiều /"}, {"c": "Nguyễn Du"}]}},
]
RECORD = {"leader": LEADER, "fields": FIELDS}
HASH = {
    "type": "marc-hash",
    "version": [1, 0],
    "leader": LEADER,
    "fields": [["001", "kieu"], ["245", "1", "0", [["a", "Truyện Kiều /"], ["c", "Nguyễn Du"]]]],
}
EXPECTED = MarcRecord(
    LEADER,
    (("001", "kieu"),),
    (MarcField("245", "1", "0", (("a", "Truyện Kiều /"), ("c", "Nguyễn Du"))),),
)


def in_bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "value",
    [
        RECORD,
        HASH,
        {"leader": LEADER, "control": [["001", ["kieu"]]], "data": [HASH["fields"][1]]},  # type: ignore[index]
        {"leader": LEADER, "fields": {"001": "kieu", "245": [FIELDS[1]["245"]]}},
        {"_index": "marc", "_id": "1", "_source": RECORD, "fields": {"x": [1]}},
        {"id": "x", "recordType": "MARC_BIB", "parsedRecord": {"id": "x", "content": RECORD}},
        {"parsedRecord": {"content": json.dumps(RECORD)}},
        {"leader": LEADER, "fields": [FIELDS[0], {"245": {"ind1": "1", "ind2": "0", "subfields": [
            {"code": "a", "value": "Truyện Kiều /"}, {"code": "c", "data": "Nguyễn Du"}]}}]},
        {"leader": LEADER, "fields": [FIELDS[0], {"245": {"subfields": {
            "a": "Truyện Kiều /", "c": "Nguyễn Du"}, "ind2": "0", "ind1": "1"}}]},
    ],
)  # fmt: skip
@pytest.mark.parametrize("format", ["marc21", "unimarc"])
def test_forms(value: object, format: str) -> None:
    assert READERS[format](in_bytes(value)) == EXPECTED
    assert READERS[format](b"\xef\xbb\xbf\n" + json.dumps(value, indent=2).encode()) == EXPECTED
    assert READERS[format](json.dumps(value).encode("utf-16")) == EXPECTED


def test_what_pymarc_writes() -> None:
    record = pymarc.Record(leader=LEADER)
    record.add_field(pymarc.Field("001", data="kieu"))
    record.add_field(
        pymarc.Field("245", pymarc.Indicators("1", "0"), [pymarc.Subfield(*s) for s in EXPECTED.fields[0][3]])
    )
    assert marc.read(record.as_json().encode()) == EXPECTED


@pytest.mark.parametrize(
    ("written", "control", "fields", "kinds"),
    [
        ('{"001": 12.50}', [("001", "12.50")], [], ["json-type"]),
        ('{"001": null}', [("001", "")], [], ["json-type"]),
        ('{"001": "1", "001": "2"}', [("001", "1"), ("001", "2")], [], []),
        ('{"001": "a\\ud83db"}', [("001", "a\ufffdb")], [], ["json-character"]),
        ('{"001": "\\ud83d\\ude00\\u001fx"}', [("001", "\U0001f600x")], [], ["json-character"]),
        ('{"001": "Tie\\u0302\\u0301ng"}', [("001", "Tiếng")], [], []),
        (
            '{"500": {"ind1": 1, "subfields": [{"a": "x", "a": "y"}, {"b": 7}]}}',
            [],
            [MarcField("500", "1", " ", (("a", "x"), ("a", "y"), ("b", "7")))],
            ["json-type", "marc-indicator", "json-type"],
        ),
        ('{"500": {"ind1": " ", "ind2": " ", "subfields": []}}', [], [MarcField("500", " ", " ", ())], []),
        (
            '{"500": {"ind1": "#12", "ind2": " ", "a": "x"}}',
            [],
            [MarcField("500", " ", " ", (("a", "x"),))],
            ["marc-indicator"],
        ),
    ],
)
def test_oddities(written: str, control: object, fields: object, kinds: list[str]) -> None:
    record = marc.read(f'{{"leader": "{LEADER}", "fields": [{written}]}}'.encode())
    assert (list(record.control), list(record.fields)) == (control, fields)
    assert [repair.kind for repair in record.repairs] == kinds
    assert set(kinds) <= set(KINDS)


def test_a_missing_leader_and_bytes_that_are_no_utf_8_are_repairs() -> None:
    record = marc.read(b'{"fields": [{"001": "\xe9t\xe9"}]}')
    assert record.control == (("001", "été"),)
    assert [repair.kind for repair in record.repairs] == ["json-bytes", "json-bytes", "marc-leader"]


@pytest.mark.parametrize(
    "payload",
    [
        b"{",
        b"[]",
        b"{}",
        b'{"fields": 7}',
        b'{"fields": [7]}',
        b'{"fields": [{"title": "x"}]}',
        b'{"leader": "x", "fields": [{"245": {"subfields": [{"a": [["x"]]}]}}]}',
        b'{"leader": "x", "fields": []} {"leader"',
        b'{"fields":' + b"[" * 100_000,
        b'{"content":' * 100 + b"{}" + b"}" * 100,
        b'{"leader": "x", "fields": [{"001": ' + b"9" * 100_000 + b'}, {"245": {"subfields": [[[]]]}}]}',
    ],
)
def test_what_is_no_record_is_refused(payload: bytes) -> None:
    with pytest.raises(UnreadableRecord):
        marc.read(payload)


def test_the_identifier_of_a_broken_record() -> None:
    assert marc.identifier_of(in_bytes(RECORD)[:80]) == "kieu"
    assert marc.identifier_of(in_bytes(HASH)[:-4]) == "kieu"
    assert marc.identifier_of(b'{"001": "\\ud83d') == ""


class Slow(io.BytesIO):
    """Gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 7))


def numbered(number: int) -> dict[str, object]:
    note = {"ind1": " ", "ind2": " ", "subfields": [{"a": 'Sách ]}"{[ \\ số'}]}
    return {"leader": LEADER, "fields": [{"001": str(number)}, {"500": note}]}


RECORDS = [numbered(number) for number in range(5)]
ONE_A_LINE = b"\n".join(in_bytes(record) for record in RECORDS)


@pytest.mark.parametrize(
    "file",
    [
        in_bytes(RECORDS),
        json.dumps(RECORDS, indent=2).encode(),
        b"\xef\xbb\xbf" + in_bytes(RECORDS) + b"\n",
        ONE_A_LINE,
        ONE_A_LINE + b"\n\n",
        ONE_A_LINE.replace(b"\n", b"\r\n\r\n"),
        ONE_A_LINE.replace(b"\n", b",\n"),
        ONE_A_LINE.replace(b"\n", b""),
        b"\x1e" + ONE_A_LINE.replace(b"\n", b"\n\x1e"),
        b"\n".join(json.dumps(record, indent=1).encode() for record in RECORDS),
        in_bytes(RECORDS).decode().encode("utf-16"),
        ONE_A_LINE.decode().encode("utf-16-le"),
        in_bytes({"totalRecords": 5, "records": RECORDS}) + b"\n",
        in_bytes({"hits": {"total": {"value": 5}, "hits": [{"_id": "1", "_source": r} for r in RECORDS]}}),
        in_bytes({"sourceRecords": [{"parsedRecord": {"content": r}} for r in RECORDS]}),
        b"\n".join(in_bytes({"parsedRecord": {"content": r}}) for r in RECORDS),
    ],
)  # fmt: skip
@pytest.mark.parametrize("slow", [False, True])
def test_split(file: bytes, slow: bool) -> None:
    found = list(marc.records(Slow(file) if slow else io.BytesIO(file)))
    assert [getattr(record, "control", record) for record in found] == [(("001", str(n)),) for n in range(5)]


@pytest.mark.parametrize("separator", [b"\n", b",\n", b",\n  "])
@pytest.mark.parametrize(
    "damage", [b"{", b'{"leader": "x", "fields": [{"001": "b"}', b'{"leader": "x', b'{"leader": "x", x}']
)
def test_a_broken_record_spoils_no_other(separator: bytes, damage: bytes) -> None:
    each = [in_bytes(RECORDS[0]), damage, in_bytes(RECORDS[1]), in_bytes(RECORDS[2])]
    file = separator.join(each) if separator == b"\n" else b"[" + separator.join(each) + b"]"
    found = list(marc.records(io.BytesIO(file)))
    read = [record.control_value("001") for record in found if isinstance(record, MarcRecord)]
    bad = [record for record in found if isinstance(record, UnreadableRecord)]
    if damage == b"{" and separator != b"\n":
        assert read[0] == "0"  # nothing tells where the next record begins
        assert b"".join(record.payload for record in bad).count(b'"leader"') == 3 - len(read)
    else:
        assert read == ["0", "1", "2"]
        assert [record.payload for record in bad] == [damage]


@pytest.mark.parametrize("cut", [1, 40, 100])
def test_a_file_that_is_cut_off_gives_what_it_can_and_is_told(cut: int) -> None:
    found = list(marc.records(io.BytesIO(in_bytes(RECORDS)[:-cut])))
    whole = [record for record in found if isinstance(record, MarcRecord)]
    assert len(whole) >= 4
    assert isinstance(found[-1], UnreadableRecord)


def test_a_value_beyond_all_size_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_cutter, "LARGEST_RECORD", 20_000)
    monkeypatch.setattr(json_cutter, "CHUNK", 1000)
    huge = in_bytes({"leader": LEADER, "fields": [{"500": "x" * 100_000}]})
    for file in (b"[" + b",".join([in_bytes(RECORDS[0]), huge, in_bytes(RECORDS[1])]) + b"]",
                 b"\n".join([in_bytes(RECORDS[0]), huge, in_bytes(RECORDS[1])])):  # fmt: skip
        found = list(marc.records(io.BytesIO(file)))
        read = [record.control_value("001") for record in found if isinstance(record, MarcRecord)]
        assert read == ["0", "1"]
        assert len(found) > 2


@given(st.binary(max_size=60) | st.text('{}[]",:\\ \nae0"leader"fields', max_size=60).map(str.encode))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    for record in marc.records(io.BytesIO(b"{" + data)):
        assert isinstance(record, MarcRecord | UnreadableRecord)
