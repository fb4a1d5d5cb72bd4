"""docs/harvest-files.md: its examples harvest what it says, in both languages."""

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from opendata.archive.archive import Archive
from opendata.cli import main

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "harvest-files.md", "vi": DOCS / "vi" / "harvest-files.md"}
RECORD = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000{status}am a2200000 a 4500</leader>'
    '<controlfield tag="001">{number}</controlfield><datafield tag="245" ind1="1" ind2="0">'
    '<subfield code="a">{title}</subfield></datafield></record>'
)


def examples(language):
    """The library files on the page, by code."""
    blocks = re.findall(
        r"```toml\n(# libraries/(\w+)\.toml.*?)```", PAGES[language].read_text("utf-8"), re.DOTALL
    )
    return {code: text for text, code in blocks}


def marcxml(titles, status="n"):
    records = [RECORD.format(number=number, title=title, status=status) for number, title in titles.items()]
    return f"<collection>{''.join(records)}</collection>"


@pytest.fixture
def home(tmp_path):
    """A home with the page's libraries, and the command line for it."""
    (tmp_path / "libraries").mkdir()
    for code, text in examples("en").items():
        (tmp_path / "libraries" / f"{code}.toml").write_text(text, "utf-8")
        (tmp_path / "exports").mkdir(exist_ok=True)
    return tmp_path


def harvested(home, code, *options):
    result = CliRunner().invoke(main, ["--home", str(home), "harvest", code, *options])
    with Archive.open(home / "archive.db") as archive:
        return result, {record.identifier: record.state for record in archive.records(code)}


def test_the_pages_have_the_same_examples_and_read_as_settings():
    english, vietnamese = examples("en"), examples("vi")
    assert list(english) == ["tinh", "truong", "huyen"]
    parsed = [{code: tomllib.loads(text) for code, text in page.items()} for page in (english, vietnamese)]
    assert parsed[0] == parsed[1]


def test_a_folder_of_files_of_any_kind(home):
    folder = home / "exports" / "tinh"
    (folder / "old").mkdir(parents=True)
    (folder / "a.xml").write_text(marcxml({"1": "Số đỏ", "2": "Giông tố"}), "utf-8")
    (folder / "old" / "b.xml").write_text(marcxml({"3": "Chí Phèo", "2": "Vỡ đê"}), "utf-8")
    (folder / "read me.txt").write_text("no records", "utf-8")
    _, states = harvested(home, "tinh")
    assert states == {"1": "live", "2": "live", "2#2": "live", "3": "live"}


def test_a_full_set_deletes_what_it_lacks_behind_a_brake(home):
    def export(count):
        with zipfile.ZipFile(home / "exports" / "truong.zip", "w") as packed:
            packed.writestr("all.xml", marcxml({str(number): "Truyện" for number in range(count)}))

    export(100)
    assert harvested(home, "truong")[0].exit_code == 0
    export(85)
    assert list(harvested(home, "truong")[1].values()).count("deleted") == 15
    export(10)
    result, states = harvested(home, "truong")
    assert result.exit_code == 1
    assert "--accept-deletions" in result.output
    assert list(states.values()).count("deleted") == 15
    assert list(harvested(home, "truong", "--accept-deletions")[1].values()).count("deleted") == 90
    export(1)
    result, _ = harvested(home, "truong", "--accept-deletions")
    assert (result.exit_code, "expect.min_records" in result.output) == (1, True)


def test_deltas_delete_what_they_say(home):
    folder = home / "exports" / "huyen"
    folder.mkdir()
    (folder / "2026-10-01.xml").write_text(
        marcxml({"1": "Đất rừng phương Nam", "2": "Quê nội", "3": "Tắt đèn"}), "utf-8"
    )
    harvested(home, "huyen")
    (folder / "2026-10-08.xml").write_text(marcxml({"2": ""}, status="d"), "utf-8")
    (folder / "2026-10-08-deleted.csv").write_text("# gone\n3,2026-10-08\n", "utf-8")
    _, states = harvested(home, "huyen")
    assert states == {"1": "live", "2": "deleted", "3": "deleted"}
    (folder / "2026-10-15.xml").write_text(marcxml({"3": "Tắt đèn"}), "utf-8")
    _, states = harvested(home, "huyen")
    assert states["3"] == "live"
