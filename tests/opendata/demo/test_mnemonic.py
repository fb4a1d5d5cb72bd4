"""The reader of mnemonic MARC: examples of what it takes, and of what it refuses and where."""

from pathlib import Path

import pytest

from harvesters.marc import MarcField, MarcRecord
from opendata.demo.mnemonic import MnemonicError, read, read_files

LEADER = "=LDR  00000cam a2200000 i 4500"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "=245  10$aTruyện Kiều /$cNguyễn Du.",
            MarcField("245", "1", "0", (("a", "Truyện Kiều /"), ("c", "Nguyễn Du."))),
            id="indicators-and-subfields",
        ),
        pytest.param(r"=650  \4$aThơ", MarcField("650", " ", "4", (("a", "Thơ"),)), id="first-blank"),
        pytest.param(r"=653  \\$aThơ", MarcField("653", " ", " ", (("a", "Thơ"),)), id="both-blank"),
        pytest.param(
            r"=653  \\$aThơ$aTruyện$aThơ",
            MarcField("653", " ", " ", (("a", "Thơ"), ("a", "Truyện"), ("a", "Thơ"))),
            id="repeated-subfield-in-order",
        ),
        pytest.param(
            r"=020  \\$c5{dollar}", MarcField("020", " ", " ", (("c", "5$"),)), id="dollar-sign-in-a-subfield"
        ),
        pytest.param(
            r"=880  10$6245-01/{dollar}1$a傳翹",
            MarcField("880", "1", "0", (("6", "245-01/$1"), ("a", "傳翹"))),
            id="dollar-sign-in-a-script-code",
        ),
        pytest.param(
            r"=500  \\$aC:\thư mục",
            MarcField("500", " ", " ", (("a", r"C:\thư mục"),)),
            id="backslash-stays-in-a-subfield",
        ),
        pytest.param(
            "=245  10$aa = b ", MarcField("245", "1", "0", (("a", "a = b "),)), id="blank-at-the-end-stays"
        ),
        pytest.param("=245  10$a", MarcField("245", "1", "0", (("a", ""),)), id="empty-subfield"),
        pytest.param(
            "=010  \\\\$a  2001", MarcField("010", " ", " ", (("a", "  2001"),)), id="the-first-data-tag"
        ),
    ],
)
def test_data_fields(line: str, expected: MarcField) -> None:
    [record] = read(f"{LEADER}\n{line}\n")
    assert record.fields == (expected,)
    assert record.control == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("=001  tinh0001", ("001", "tinh0001"), id="number"),
        pytest.param(
            r"=008  240105s2015\\\\vm\\\\\\\\\\\\\\000\\0\\vie\\d",
            ("008", "240105s2015    vm              000  0  vie  d"),
            id="backslashes-are-blanks",
        ),
        pytest.param("=009  a$b", ("009", "a$b"), id="no-subfields-in-a-control-field"),
    ],
)
def test_control_fields(line: str, expected: tuple[str, str]) -> None:
    [record] = read(f"{LEADER}\n{line}\n")
    assert record.control == (expected,)
    assert record.fields == ()


def test_leader_has_blanks_for_backslashes() -> None:
    [record] = read(r"=LDR  00000cam\a2200000\i\4500")
    assert record.leader == "00000cam a2200000 i 4500"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n \n\n", [], id="empty-lines-only"),
        pytest.param(f"{LEADER}\n=001  a", ["a"], id="no-newline-at-the-end"),
        pytest.param(
            f"\n\n{LEADER}\n=001  a\n\n\n\n{LEADER}\n=001  b\n\n", ["a", "b"], id="several-empty-lines"
        ),
        pytest.param(
            f"{LEADER}\n=001  a\n \t\n{LEADER}\n=001  b\n", ["a", "b"], id="blanks-on-an-empty-line"
        ),
        pytest.param(f"{LEADER}\r\n=001  a\r\n\r\n{LEADER}\r\n=001  b\r\n", ["a", "b"], id="windows-lines"),
    ],
)
def test_an_empty_line_stands_between_records(text: str, numbers: list[str]) -> None:
    assert [record.control_value("001") for record in read(text)] == numbers


def test_fields_keep_their_order() -> None:
    [record] = read(f"{LEADER}\n=003  X\n=001  a\n=700  0\\$ab\n=245  00$ac\n=700  0\\$ad\n")
    assert record == MarcRecord(
        "00000cam a2200000 i 4500",
        (("003", "X"), ("001", "a")),
        (
            MarcField("700", "0", " ", (("a", "b"),)),
            MarcField("245", "0", "0", (("a", "c"),)),
            MarcField("700", "0", " ", (("a", "d"),)),
        ),
    )


@pytest.mark.parametrize(
    ("lines", "place", "reason"),
    [
        pytest.param(
            [LEADER, "245  10$aA"], 2, "a line is `=TAG  content`, not '245  10$aA'", id="no-equals"
        ),
        pytest.param([LEADER, "=245 10$aA"], 2, "a line is `=TAG  content`", id="one-blank-after-the-tag"),
        pytest.param([LEADER, "=24X  10$aA"], 2, "a line is `=TAG  content`", id="tag-of-letters"),
        pytest.param([LEADER, "=245"], 2, "a line is `=TAG  content`", id="tag-alone"),
        pytest.param([LEADER, "continued"], 2, "a line is `=TAG  content`", id="text-carried-over"),
        pytest.param([LEADER, "=245  1$aA"], 2, "field 245 is two indicators", id="one-indicator"),
        pytest.param([LEADER, "=245  100$aA"], 2, "field 245 is two indicators", id="three-indicators"),
        pytest.param([LEADER, "=245  10"], 2, "field 245 is two indicators", id="no-subfield"),
        pytest.param([LEADER, "=245  10 A"], 2, "field 245 is two indicators", id="no-dollar-sign"),
        pytest.param(
            [LEADER, "=500  \\\\$a5$$b"], 2, "field 500 is two indicators", id="subfield-without-code"
        ),
        pytest.param(
            [LEADER, "=500  \\\\$aA$"], 2, "field 500 is two indicators", id="dollar-sign-at-the-end"
        ),
        pytest.param(["=001  a"], 1, "the leader has 0 characters, not 24", id="no-leader"),
        pytest.param(["=LDR  00000cam"], 1, "the leader has 8 characters, not 24", id="short-leader"),
        pytest.param([f"{LEADER}0"], 1, "the leader has 25 characters, not 24", id="long-leader"),
        pytest.param([LEADER, "", "", "=001  b"], 4, "the leader has 0 characters", id="second-record"),
    ],
)
def test_errors_name_the_file_the_line_and_what_is_allowed(lines: list[str], place: int, reason: str) -> None:
    with pytest.raises(MnemonicError) as error:
        list(read("\n".join(lines), "mau.mrk"))
    assert str(error.value).startswith(f"mau.mrk, line {place}: ")
    assert reason in str(error.value)


def test_an_error_does_not_take_back_the_records_before_it() -> None:
    records = read(f"{LEADER}\n=001  a\n\nbad\n")
    assert next(records).control_value("001") == "a"
    with pytest.raises(MnemonicError, match="line 4"):
        next(records)


def test_files_are_read_in_the_order_given_and_named_without_their_folder(tmp_path: Path) -> None:
    paths = [tmp_path / "b.mrk", tmp_path / "a.mrk", tmp_path / "c.mrk"]
    for path in paths[:2]:
        path.write_text(f"{LEADER}\n=001  {path.stem} đ\n", encoding="utf-8")
    paths[2].write_text("bad", encoding="utf-8")
    assert [record.control_value("001") for record in read_files(paths[:2])] == ["b đ", "a đ"]
    with pytest.raises(MnemonicError, match=r"^c\.mrk, line 1: "):
        list(read_files(paths))
