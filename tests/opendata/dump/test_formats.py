"""Every format read back by readers that others wrote, with the counts that the manifest has."""

import csv
import gzip
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pyoxigraph
import pytest
import rdflib
from pyld import jsonld
from pymarc import MARCReader, parse_xml_to_array

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import House, library, live, settings

from harvesters.marc import MarcField, MarcRecord
from opendata.dump import dump_format
from opendata.dump.mrc import iso2709
from opendata.dump.registry import FORMATS
from opendata.dump.write import dump
from opendata.release.publish import publish

MARC = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">{number}</controlfield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{title}</subfield></datafield>{more}</record>"""
LONG = '<datafield tag="500" ind1=" " ind2=" "><subfield code="a">{}</subfield></datafield>'.format(
    "ghi chú " * 1500
)
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></oai_dc:dc>'
)
TITLES = {"1": "Truyện Kiều", "2": "Số đỏ", "3": "Dế mèn phiêu lưu ký", "4": "Tắt đèn"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Library `a` has MARC, one record too long for ISO 2709; library `b` has Dublin Core."""
    home = tmp_path_factory.mktemp("formats") / "home"
    house = House(home, settings(home, library("a"), library("b")))
    patch = pytest.MonkeyPatch()
    patch.setattr(dump_format, "BATCH", 3)
    for number, title in TITLES.items():
        payload = MARC.format(number=number, title=title, more=LONG if number == "4" else "")
        house.harvest(live(number, "")._replace(format="marc21", payload=payload.encode()))
    house.harvest(live("x", "", "b")._replace(format="oai_dc", payload=DC.format("Chí Phèo").encode()))
    publish(house.settings, house.archive, executor=house.executor, now=house.now)
    yield dump(house.settings, house.archive, tuple(FORMATS), executor=house.executor).folder
    patch.undo()
    house.close()


def nquads(data: bytes) -> int:
    names = {quad.graph_name.value for quad in pyoxigraph.parse(data, pyoxigraph.RdfFormat.N_QUADS)}
    return sum("/record/" in name for name in names)


def jsonl(data: bytes) -> int:
    for line in data.decode().splitlines():
        found = jsonld.expand(json.loads(line))
        assert found[0]["@id"].endswith("#Work")
    return data.count(b"\n")


def marcxml(data: bytes) -> int:
    records = parse_xml_to_array(io.BytesIO(data))
    assert [record.title for record in records] == list(TITLES.values())
    return len(records)


def mrc(data: bytes) -> int:
    records = list(MARCReader(data, to_unicode=True, permissive=False))
    assert [record.title for record in records if record] == list(TITLES.values())[:3]
    assert {record.leader[9] for record in records if record} == {"a"}
    return len(records)


def rows(data: bytes, encoding: str = "utf-8") -> int:
    found = list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))
    assert [row["title"] for row in found][:4] == list(TITLES.values())
    assert {row["library"] for row in found} <= {"a", "b"}
    assert found[0]["id"] == "http://data.example/record/a/1"
    assert found[0]["licence"] == "http://l.example/cc0"
    return len(found)


def excel(data: bytes) -> int:
    assert data.startswith(b"\xef\xbb\xbf")
    return rows(data, "utf-8-sig")


def parquet(data: bytes) -> int:
    found = pq.read_table(io.BytesIO(data)).to_pylist()
    assert [row["title"] for row in found][:4] == [[title] for title in TITLES.values()]
    assert found[0]["id"] == "http://data.example/record/a/1"
    return len(found)


READERS: dict[str, Callable[[bytes], int]] = {
    "nquads": nquads,
    "jsonl": jsonl,
    "marcxml": marcxml,
    "mrc": mrc,
    "csv": rows,
    "csv-excel": excel,
    "parquet": parquet,
}


def entries(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    return found


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("scope", ["union", "a"])
def test_a_file_is_read_back_with_the_count_of_the_manifest(folder: Path, name: str, scope: str) -> None:
    file = next(each for each in entries(folder) if (each["format"], each["scope"]) == (name, scope))
    path = folder / file["path"]
    with path.open("rb") if path.suffix == ".parquet" else gzip.open(path) as content:
        assert READERS[name](content.read()) == file["records"]
    assert file["records"] + file["leftOut"] == (5 if scope == "union" else 4)
    assert sum(file["sources"].values()) == file["records"]


def test_what_a_format_has_no_room_for_is_counted(folder: Path) -> None:
    left = {(file["format"], file["scope"]): file["leftOut"] for file in entries(folder)}
    assert left["mrc", "a"] == 1
    assert (left["mrc", "union"], left["marcxml", "union"]) == (2, 1)
    assert ("mrc", "b") not in left
    assert left["jsonl", "b"] == 0


@pytest.mark.parametrize(
    ("leader", "has_coding", "expected"),
    [
        ("00000nam a2200000 a 4500", True, "00053nam a2200037 a 4500"),
        ("00000nam  2200000 a 4500", True, "00053nam a2200037 a 4500"),
        ("00000nam  2200000   450 ", False, "00053nam  2200037   4500"),
        ("", True, "00053     a2200037   4500"[:9] + "a2200037   4500"),
    ],
)
def test_the_leader(leader: str, has_coding: bool, expected: str) -> None:
    record = MarcRecord(leader, (), (MarcField("245", "0", "0", (("a", "Tắt đè"),)),))
    written = iso2709(record, has_coding)
    assert len(written) == int(written[:5])
    assert written[5:24].decode() == expected[5:24]


def test_delimiters_in_values_do_not_break_the_record() -> None:
    record = MarcRecord("", (("001", "a\x1eb"),), (MarcField("245", "0", "0", (("a", "x\x1dy\x1fz"),)),))
    (read,) = MARCReader(iso2709(record, True), to_unicode=True, permissive=False)
    assert read is not None
    assert (read["001"].data, read["245"]["a"]) == ("a b", "x y z")


@pytest.mark.skipif(shutil.which("yaz-marcdump") is None, reason="yaz-marcdump is not installed (yaz)")
@pytest.mark.parametrize(("name", "kind"), [("marcxml", "marcxml"), ("mrc", "marc")])
def test_yaz_reads_what_the_manifest_counts(folder: Path, tmp_path: Path, name: str, kind: str) -> None:
    file = next(each for each in entries(folder) if (each["format"], each["scope"]) == (name, "union"))
    plain = tmp_path / "records"
    plain.write_bytes(gzip.decompress((folder / file["path"]).read_bytes()))
    command = ["yaz-marcdump", "-i", kind, "-o", "line", str(plain)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    lines = done.stdout.decode().splitlines()
    assert sum(line.startswith("001 ") for line in lines) == file["records"]
    assert any("Truyện Kiều" in line for line in lines)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # of rdflib itself, by its own parser
def test_rdflib_reads_what_the_manifest_counts(folder: Path) -> None:
    file = next(each for each in entries(folder) if (each["format"], each["scope"]) == ("nquads", "union"))
    found = rdflib.Dataset()
    with gzip.open(folder / file["path"]) as content:
        found.parse(content, format="nquads")
    assert len(list(found.quads((None, None, None, None)))) == file["quads"]
