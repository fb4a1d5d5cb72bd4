"""`opendata check-encoding`: what would be mended in a file, before and after; and `convert --encoding`."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from opendata.cli import main

TITLES = ("Lòch söû Vieät Nam", "Tieáng Vieät", "Haø Noäi", "Vaên hoïc")
COLLECTION = '<collection xmlns="http://www.loc.gov/MARC21/slim">{}</collection>'
RECORD = (
    "<record><leader>00000nam a2200000 a 4500</leader>"
    '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">{}</subfield></datafield></record>'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vni.xml"
    path.write_text(COLLECTION.format("".join(map(RECORD.format, TITLES))), encoding="utf-8")
    return path


def test_each_field_before_and_after_and_what_to_say_of_the_library(file: Path) -> None:
    result = CliRunner().invoke(main, ["check-encoding", str(file)])
    assert result.exit_code == 0
    assert "  - Haø Noäi\n  + Hà Nội\n" in result.output
    assert "4 records: 4 with text to mend" in result.output
    assert 'encoding = "vni"' in result.output


def test_as_json(file: Path) -> None:
    result = CliRunner().invoke(main, ["check-encoding", str(file), "--json"])
    *fields, totals = map(json.loads, result.output.splitlines())
    assert [field["after"] for field in fields] == ["Lịch sử Việt Nam", "Tiếng Việt", "Hà Nội", "Văn học"]
    assert next(iter(fields[0]["weighed"])) == "vni"
    assert totals == {
        "records": 4, "repaired": 4, "sound": 0, "unreadable": 0,
        "fields": {"encoding-vni": 4}, "encoding": "vni",
    }  # fmt: skip


def test_a_file_that_is_sound_in_part_is_not_to_be_decided(tmp_path: Path) -> None:
    path = tmp_path / "half.xml"
    texts = [*TITLES, "Đất rừng phương Nam", "Nguyễn Du"]
    path.write_text(COLLECTION.format("".join(map(RECORD.format, texts))), encoding="utf-8")
    result = CliRunner().invoke(main, ["check-encoding", str(path)])
    assert "6 records: 4 with text to mend" in result.output
    assert 'encoding = "auto" reads these records so' in result.output
    assert 'encoding = "vni"' not in result.output


@pytest.mark.parametrize("reference", ["&amp;#{};", "&#{};"])
def test_legacy_text_that_came_through_references(tmp_path: Path, reference: str) -> None:
    path = tmp_path / "references.xml"
    texts = ["".join([c if c.isascii() else reference.format(ord(c)) for c in text]) for text in (
        "T«i thÊy hoa vµng trªn cá xanh", "TruyÖn th¬ N«m", "§Êt n\xad\u00edc", "NguyÔn §×nh ChiÓu",
    )]  # fmt: skip
    path.write_text(COLLECTION.format("".join(map(RECORD.format, texts))), encoding="utf-8")
    result = CliRunner().invoke(main, ["check-encoding", str(path)])
    for text in ("Tôi thấy hoa vàng trên cỏ xanh", "Truyện thơ Nôm", "Đất nước", "Nguyễn Đình Chiểu"):
        assert f"  + {text}\n" in result.output


def test_files_in_a_container_are_told_apart(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as container:
        container.write(file, "2001/one.xml")
        container.write(file, "two.xml")
    result = CliRunner().invoke(main, ["check-encoding", str(path)])
    assert "2001/one.xml  record 1  245 $a" in result.output
    assert "two.xml  record 4  245 $a" in result.output
    assert "8 records: 8 with text to mend" in result.output


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.mrc", b"", "is empty"),
        ("note.txt", "Kính gửi thư viện".encode(), "looks like none of"),
        ("binary.bin", bytes(range(256)) * 40, "looks like none of"),
        ("cut.mrc.gz", gzip.compress(b"00000nam a22 " * 99, mtime=0)[:30], "damaged or cut off"),
        ("missing.mrc", None, "No such file"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = CliRunner().invoke(main, ["check-encoding", str(tmp_path / name)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    (line,) = result.output.splitlines()
    assert line.startswith("Error: ")
    assert name in line
    assert message in line


def test_standard_input(file: Path) -> None:
    result = CliRunner().invoke(main, ["check-encoding", "-"], input=file.read_bytes())
    assert result.exit_code == 0
    assert "4 records: 4 with text to mend" in result.output


def test_nothing_to_mend(tmp_path: Path) -> None:
    path = tmp_path / "sound.xml"
    path.write_text(COLLECTION.format(RECORD.format("Truyện Kiều")), encoding="utf-8")
    result = CliRunner().invoke(main, ["check-encoding", str(path)])
    assert result.exit_code == 0
    assert "Nothing to mend." in result.output


def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("no records at all")
    assert CliRunner().invoke(main, ["check-encoding", str(path)]).exit_code == 1


@pytest.mark.parametrize("more", [[], ["--encoding", "vni-win"]])
def test_convert_reads_the_same(file: Path, more: list[str]) -> None:
    result = CliRunner().invoke(main, ["convert", str(file), *more])
    assert '"Hà Nội"' in result.output
    assert '"Văn học"' in result.output


def test_an_encoding_that_is_none(file: Path) -> None:
    result = CliRunner().invoke(main, ["convert", str(file), "--encoding", "klingon"])
    assert result.exit_code == 2
    assert "no encoding that can be read" in result.output


def test_bytes_are_weighed_as_they_would_show(tmp_path: Path) -> None:
    field = b"10\x1fa" + b"Truy\xd6n Ki\xd2u\x1e"
    start = 24 + 12 + 1
    length = start + len(field) + 1
    record = b"%05dnam a22%05d a 4500245%04d00000\x1e" % (length, start, len(field)) + field + b"\x1d"
    (tmp_path / "abc.mrc").write_bytes(record)
    result = CliRunner().invoke(main, ["check-encoding", str(tmp_path / "abc.mrc")])
    assert "  - 10$aTruy\\xd6n Ki\\xd2u\n  + 10$aTruyện Kiều\n    reads better by: tcvn3 +" in result.output
