"""`opendata verify`: what it prints, and its exit status."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from opendata.archive.archive import Archive
from opendata.cli import main

LIBRARY = """
name = { vi = "Thư viện", en = "Library" }
protocol = "files"
url = "books.xml"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
RECORD = (
    '<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">vn1</controlfield>'
    '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Truyện Kiều</subfield></datafield></record>'
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with one record in its archive."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "libraries").mkdir()
    (folder / "libraries" / "nlv.toml").write_text(LIBRARY, encoding="utf-8")
    collection = f'<collection xmlns="http://www.loc.gov/MARC21/slim">{RECORD}</collection>'
    (folder / "books.xml").write_text(collection, encoding="utf-8")
    harvested = run(folder, "harvest")
    assert harvested.exit_code == 0, harvested.output
    return folder


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *arguments])


def test_nothing_is_there_then_all_is_clean_then_something_is_wrong(home: Path) -> None:
    result = run(home, "verify")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no release to verify; run `opendata publish` first" in result.stderr
    assert run(home, "publish").exit_code == 0
    result = run(home, "verify")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("release 1 of ")
    assert "archive: clean (1 versions, 1 records, 1 payloads)\n" in result.stdout
    for name in ("store", "releases", "search"):
        shutil.rmtree(home / name)
    assert run(home, "verify", "--part", "store").exit_code == 1
    result = run(home, "rebuild", "--dumps", "--no-progress")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("release 1 of ")
    assert "its dumps are written anew: " in result.stdout
    result = run(home, "verify")
    assert (result.exit_code, "dumps: clean" in result.stdout) == (0, True), result.output
    with Archive.open(home / "archive.db") as archive, archive.engine.begin() as connection:
        connection.execute(text("UPDATE tallies SET records = 9"))
    result = run(home, "verify", "--quick", "--part", "archive")
    assert result.exit_code == 1
    said = "archive: tally: nlv is said to have 9 live records, and has 1\narchive: 1 disagreement ("
    assert said in result.stdout
    told = json.loads(run(home, "verify", "--quick", "--json").stdout)
    assert (told["release"], told["clean"]) == (1, False)
    assert [each["part"] for each in told["parts"] if not each["clean"]] == ["archive"]


def test_a_part_that_there_is_not(home: Path) -> None:
    result = run(home, "verify", "--part", "roof")
    assert result.exit_code == 2
    assert "roof is none of: archive, index, " in result.stderr
