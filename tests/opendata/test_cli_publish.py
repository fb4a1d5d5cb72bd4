"""`opendata publish` and `dump`: what they print, and what they refuse."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendata.cli import main

LIBRARY = """
name = { vi = "Thư viện", en = "Library" }
protocol = "files"
url = "books.xml"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
RECORD = (
    '<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">vn{number}</controlfield>'
    '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Truyện Kiều</subfield></datafield></record>'
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with two records in its archive."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "libraries").mkdir()
    (folder / "libraries" / "nlv.toml").write_text(LIBRARY, encoding="utf-8")
    records = "".join(RECORD.format(number=number) for number in (1, 2))
    collection = f'<collection xmlns="http://www.loc.gov/MARC21/slim">{records}</collection>'
    (folder / "books.xml").write_text(collection, encoding="utf-8")
    return folder


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *arguments])


def test_nothing_to_publish_or_dump(home: Path) -> None:
    result = run(home, "publish")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: nothing to publish: the archive is empty; run `opendata harvest` first\n"
    result = run(home, "dump")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: there is no release to dump; run `opendata publish` first\n"


def test_release_then_none_without_a_change_then_its_dump(home: Path) -> None:
    assert run(home, "harvest").exit_code == 0
    first = run(home, "publish", "--no-progress")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("release 1: 2 records, ")
    assert first.stdout.endswith(" statements; 2 new or changed, 0 deleted, 0 failed\n")
    again = run(home, "publish")
    assert again.exit_code == 0
    assert again.stdout.startswith("release 1 stays: nothing has changed since ")
    found = json.loads(run(home, "status", "--json").stdout)
    assert (found["release"]["number"], found["release"]["records"]) == (1, 2)
    assert found["libraries"][0]["unpublished"] == 0

    dumped = run(home, "dump", "--format", "nquads")
    assert (dumped.exit_code, dumped.stderr) == (0, "")
    lines = dumped.stdout.splitlines()
    assert len(lines) == 6, "the union, one library and one licence, each in gzip and in zstd"
    name, _, size = lines[0].rpartition(" (")
    assert Path(name).parent == home / "dumps" / "1"
    assert size == f"{Path(name).stat().st_size:,} bytes)"
    again = run(home, "dump", "--format", "nquads")
    assert again.stdout.splitlines() == ["release 1 is dumped already:", *lines]


def test_unknown_dump_format_is_wrong_use(home: Path) -> None:
    result = run(home, "dump", "--format", "pdf")
    assert result.exit_code == 2
    assert "'pdf' is not one of 'nquads', 'jsonl'" in result.stderr


def test_a_folder_that_cannot_be_written_leaves_no_release_and_says_so(tmp_path: Path) -> None:
    """What a full disk does, done by a file where a folder has to be."""
    (tmp_path / "libraries").mkdir()
    (tmp_path / "libraries" / "nlv.toml").write_text(LIBRARY, encoding="utf-8")
    (tmp_path / "books.xml").write_text(RECORD.format(number=1), encoding="utf-8")
    assert run(tmp_path, "harvest").exit_code == 0
    (tmp_path / "releases").write_bytes(b"")
    result = run(tmp_path, "publish")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: no release was made in {tmp_path}: ")
    assert "No release yet" in run(tmp_path, "status").output
    (tmp_path / "releases").unlink()
    assert run(tmp_path, "publish").stdout.startswith("release 1: 1 records")
