"""`opendata quality`: what it says of the records that are published."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from opendata.cli import main
from opendata.quality.kinds import KINDS

ROOT = Path(__file__).parents[2]
LIBRARY = """
name = {{ vi = "Thư viện", en = "Library" }}
protocol = "files"
url = "{code}.xml"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
SOUND = '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Truyện Kiều</subfield></datafield>'
ISBN = '<datafield tag="020" ind1=" " ind2=" "><subfield code="a">978-604-2-12345-0</subfield></datafield>'
LOCAL = '<datafield tag="998" ind1=" " ind2=" "><subfield code="a">A</subfield></datafield>'


def write(home: Path, code: str, *records: str) -> None:
    """A library whose file has *records*, each given by its data fields."""
    (home / "libraries").mkdir(exist_ok=True)
    (home / "libraries" / f"{code}.toml").write_text(LIBRARY.format(code=code), encoding="utf-8")
    texts = "".join(
        f'<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">{number}</controlfield>'
        f'<controlfield tag="008">190401s2019    vm            000 1 vie d</controlfield>{fields}</record>'
        for number, fields in enumerate(records)
    )
    collection = f'<collection xmlns="http://www.loc.gov/MARC21/slim">{texts}</collection>'
    (home / f"{code}.xml").write_text(collection, encoding="utf-8")


def run(home: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--home", str(home), *arguments])
    assert (result.exit_code, result.stderr) == (0, "") or "no library" in result.stderr
    return result


def of(home: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(home, "quality", "--json", *arguments).stdout)
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write(tmp_path, "nlv", SOUND + ISBN + LOCAL + LOCAL, SOUND + LOCAL)
    write(tmp_path, "tv", SOUND)
    return tmp_path


def test_says_so_before_the_first_release(home: Path) -> None:
    assert run(home, "quality").stdout == "No release yet: `opendata publish` makes one.\n"
    assert of(home)["release"] is None


def test_sums_up_the_release(home: Path) -> None:
    run(home, "harvest")
    run(home, "publish", "--no-progress")
    found = of(home)
    assert found["release"] == 1
    assert found["libraries"] == [
        {
            "library": "nlv",
            "rejected": 0,
            "failed": 0,
            "records": 2,
            "fields": {"took_part": 7, "left_out": 3},
            "subfields": {"took_part": 3, "left_out": 3},
            "findings": [
                {
                    "code": "bad-isbn-check-digit",
                    "severity": "warning",
                    "field": "020",
                    "subfield": "a",
                    "records": 1,
                    "occurrences": 1,
                },
                {
                    "code": "local-field",
                    "severity": "info",
                    "field": "998",
                    "subfield": "",
                    "records": 2,
                    "occurrences": 3,
                },
            ],
        },
        {
            "library": "tv",
            "rejected": 0,
            "failed": 0,
            "records": 1,
            "fields": {"took_part": 3, "left_out": 0},
            "subfields": {"took_part": 1, "left_out": 0},
            "findings": [],
        },
    ]
    assert of(home, "tv")["libraries"] == found["libraries"][1:]
    assert run(home, "quality").stdout.splitlines() == [
        "nlv: 2 records, 70.0% of their fields took part",
        "SEVERITY  FINDING               FIELD   RECORDS  TIMES",
        "warning   bad-isbn-check-digit  020 $a        1      1",
        "info      local-field           998           2      3",
        "tv: 1 records, 100.0% of their fields took part",
    ]


def test_follows_what_the_library_mends(home: Path) -> None:
    run(home, "harvest")
    run(home, "publish", "--no-progress")
    write(home, "nlv", SOUND + LOCAL, SOUND + LOCAL)
    run(home, "harvest")
    run(home, "publish", "--no-progress")
    findings = of(home, "nlv")["libraries"][0]["findings"]
    assert [(found["code"], found["occurrences"]) for found in findings] == [("local-field", 2)]


def test_counts_what_could_not_be_read(home: Path) -> None:
    text = (home / "tv.xml").read_text(encoding="utf-8")
    broken = '<record><controlfield tag="001">bad</controlfield><datafield></record>'
    (home / "tv.xml").write_text(text.replace("</collection>", f"{broken}</collection>"), encoding="utf-8")
    run(home, "harvest")
    run(home, "publish", "--no-progress")
    assert of(home, "tv")["libraries"][0]["rejected"] == 1
    assert run(home, "quality", "tv").stdout.splitlines()[1] == "tv: 1 that could not be read"


def test_names_the_libraries_there_are(home: Path) -> None:
    assert "those that are known: nlv, tv" in run(home, "quality", "xx").stderr


@pytest.mark.parametrize("page", ["docs/quality.md", "docs/vi/quality.md"])
def test_docs_name_every_finding(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    missing = [code for code in KINDS if f"| `{code}` | " not in text]
    assert not missing, f"{page} does not name: {', '.join(missing)}"
