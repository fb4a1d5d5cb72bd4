"""`opendata harvest`, `records` and `record` on files, and what a harvest keeps when it is cut off."""

import fcntl
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harvesters.errors import TransportError
from harvesters.library import Library
from harvesters.records import HarvestedRecord, Held, Page
from harvesters.registry import PROTOCOLS
from opendata.archive.archive import Archive
from opendata.cli import main
from opendata.harvest import limited

LIBRARY = """
name = {{ vi = "Thư viện", en = "Library" }}
protocol = "files"
url = "{file}"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
expect = {{ min_records = {least} }}
"""
RECORD = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
    '<controlfield tag="001">{number}</controlfield>'
    '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{title}</subfield></datafield></record>'
)
BROKEN = '<record><controlfield tag="001">bad</controlfield><datafield></record>'


def collection(*records: str) -> str:
    return f'<collection xmlns="http://www.loc.gov/MARC21/slim">{"".join(records)}</collection>'


def record(number: int, title: str = "Truyện Kiều") -> str:
    return RECORD.format(number=f"vn{number:03}", title=title)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with a library `nlv` of three records in a file."""
    (tmp_path / "libraries").mkdir()
    add_library(tmp_path, "nlv", record(1), record(2, "Số đỏ"), record(3))
    return tmp_path


def add_library(home: Path, code: str, *records: str, least: int = 0) -> None:
    (home / f"{code}.xml").write_text(collection(*records), encoding="utf-8")
    file = home / "libraries" / f"{code}.toml"
    file.write_text(LIBRARY.format(file=f"{code}.xml", least=least), encoding="utf-8")


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *arguments])


def said(result: Result) -> str:
    """What the only line says, without how long it took."""
    found = re.fullmatch(r"(.*) \(\d+\.\d s\)\n", result.stdout)
    assert found, result.stdout
    return found[1]


def kept(home: Path, *arguments: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in run(home, "records", "--json", *arguments).stdout.splitlines()]


def test_first_harvest_then_nothing_new_then_a_change(home: Path) -> None:
    first = run(home, "harvest")
    assert (first.exit_code, first.stderr) == (0, "")
    assert said(first) == "nlv: 3 new, 0 changed, 0 unchanged, 0 deleted, 0 rejected, 0 repaired"
    nothing = "nlv: 0 new, 0 changed, 0 unchanged, 0 deleted, 0 rejected, 0 repaired"
    assert said(run(home, "harvest")) == nothing
    assert run(home, "harvest", "--full").stdout.startswith("nlv: 0 new, 0 changed, 3 unchanged")
    add_library(home, "nlv", record(1), record(2, "Giông tố"), record(3), record(4))
    assert run(home, "harvest").stdout.startswith("nlv: 1 new, 1 changed, 2 unchanged")


def test_only_the_named_libraries(home: Path) -> None:
    add_library(home, "tvt", record(9))
    assert run(home, "harvest", "tvt", "tvt").stdout.startswith("tvt: 1 new")
    assert [found["library"] for found in kept(home)] == ["tvt"]


def test_unknown_library(home: Path) -> None:
    result = run(home, "harvest", "nvl")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: there is no library nvl; those with a file are nlv\n",
    )
    result = run(home, "records", "nvl")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: there is no library nvl; those that are known: nlv\n",
    )


def test_no_library_at_all(tmp_path: Path) -> None:
    result = run(tmp_path, "harvest")
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"Error: {tmp_path}/libraries: there is no library; `opendata init` writes an example\n"
    )


def test_limit_and_going_on_behind_it(home: Path) -> None:
    assert run(home, "harvest", "--limit", "2").stdout.startswith("nlv: 2 new")
    assert [found["identifier"] for found in kept(home)] == ["vn001", "vn002"]
    assert run(home, "harvest").stdout.startswith("nlv: 1 new, 0 changed, 2 unchanged")


def test_library_that_fails_does_not_stop_the_others(home: Path) -> None:
    add_library(home, "aaa")
    (home / "aaa.xml").unlink()
    result = run(home, "harvest")
    assert result.exit_code == 1
    assert "nlv: 3 new" in result.stdout
    problem, last = result.stderr.splitlines()
    assert problem.startswith("aaa: ")
    assert last == "Error: 1 of 2 harvests failed; run the command again to go on"


def test_fewer_records_than_expected_fail(home: Path) -> None:
    add_library(home, "nlv", record(1), least=2)
    result = run(home, "harvest")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        "nlv: 1 live records where its file expects 2 or more (expect.min_records)"
    )


def test_another_process_harvests_the_library(home: Path) -> None:
    run(home, "harvest", "--limit", "1")
    with (home / ".locks" / "harvest-nlv").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = run(home, "harvest")
    assert result.exit_code == 1
    assert "is harvesting nlv" in result.stderr.splitlines()[0]
    assert run(home, "harvest").exit_code == 0


def test_records_as_json(home: Path) -> None:
    run(home, "harvest")
    payload = (
        CliRunner().invoke(main, ["--home", str(home), "record", "nlv", "vn002", "--original"]).stdout_bytes
    )
    found = kept(home, "nlv")[1]
    assert found.pop("datestamp").endswith("Z")
    assert found == {
        "library": "nlv",
        "identifier": "vn002",
        "state": "live",
        "format": "marc21",
        "digest": sha256(payload).hexdigest(),
    }


def test_records_as_a_table(home: Path) -> None:
    run(home, "harvest")
    heading, *rows = run(home, "records", "nlv").stdout.splitlines()
    assert heading.split() == ["LIBRARY", "IDENTIFIER", "STATE", "DATESTAMP", "FORMAT", "DIGEST", "REASON"]
    assert [row.split()[:3] for row in rows] == [["nlv", f"vn00{number}", "live"] for number in (1, 2, 3)]
    assert {row.index("live") for row in rows} == {heading.index("STATE")}


def test_rejected_record_is_kept_with_its_reason_and_bytes(home: Path) -> None:
    add_library(home, "nlv", record(1), BROKEN)
    result = run(home, "harvest")
    assert result.exit_code == 0
    assert "nlv: 1 new, 0 changed, 0 unchanged, 0 deleted, 1 rejected" in result.stdout
    assert "`opendata records nlv` names what was rejected" in result.stdout
    rejected = next(found for found in kept(home) if found["state"] == "rejected")
    assert "not well-formed XML" in rejected["reason"]
    assert "bad" in run(home, "record", "nlv", rejected["identifier"], "--original").stdout
    shown = run(home, "record", "nlv", rejected["identifier"]).stdout
    assert "state:      rejected" in shown
    assert "reason:     not well-formed XML" in shown


def test_record_as_it_was_read(home: Path) -> None:
    run(home, "harvest")
    facts, _, xml = run(home, "record", "nlv", "vn002").stdout.partition("\n\n")
    assert facts.splitlines()[:3] == ["library:    nlv", "identifier: vn002", "state:      live"]
    assert '  <controlfield tag="001">vn002</controlfield>\n' in xml
    assert '    <subfield code="a">Số đỏ</subfield>\n' in xml
    assert xml.endswith("</record>\n")


def test_record_that_the_archive_does_not_hold(home: Path) -> None:
    result = run(home, "record", "nlv", "vn9")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: the archive holds no record vn9 of nlv; `opendata records nlv` lists those it holds\n"
    )


def _pages(*sizes: int) -> Iterator[Page]:
    date = datetime(2024, 5, 1, tzinfo=UTC)
    for number, size in enumerate(sizes, 1):
        records = tuple(
            HarvestedRecord("nlv", f"{number}-{place}", date, False, "marc21", b"x") for place in range(size)
        )
        yield Page(records, {"page": str(number)}, finished=number == len(sizes))


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (None, [(2, "1", False), (3, "2", False), (1, "3", True)]),
        (1, [(1, "0", False)]),
        (2, [(2, "1", False)]),
        (4, [(2, "1", False), (2, "1", False)]),
        (6, [(2, "1", False), (3, "2", False), (1, "3", True)]),
        (9, [(2, "1", False), (3, "2", False), (1, "3", True)]),
    ],
)
def test_a_page_that_the_limit_cuts_keeps_the_checkpoint_before(
    limit: int | None, expected: list[tuple[int, str, bool]]
) -> None:
    taken = list(limited(_pages(2, 3, 1), {"page": "0"}, limit))
    assert [(len(page.records), page.checkpoint["page"], page.finished) for page in taken] == expected


def test_what_came_before_a_failure_stays_and_the_next_harvest_goes_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Mapping[str, str] | None] = []

    def breaks(library: Library, since: Mapping[str, str] | None, held: Held) -> Iterator[Page]:
        begun.append(since)
        yield next(_pages(2, 1))
        raise TransportError("no answer from\nthe server")

    monkeypatch.setitem(PROTOCOLS, "files", breaks)
    result = run(home, "harvest")
    assert result.exit_code == 1
    assert "nlv: 2 new" in result.stdout
    assert result.stderr.splitlines()[0] == "nlv: no answer from the server"
    run(home, "harvest")
    run(home, "harvest", "--full")
    assert begun == [None, {"page": "1"}, None]
    with Archive.open(home / "archive.db") as archive:
        state = archive.harvest_state("nlv")
    assert state is not None
    assert (state.finished, state.error) == (False, "no answer from\nthe server")
