"""`opendata convert`: what it reads, what it writes, and how it reports what it cannot convert."""

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner, Result
from pymarc import Field, Indicators, Record, Subfield, record_to_xml

from opendata.cli import main
from opendata.commands.convert import FROM, TO
from opendata.convert import INPUTS, control_number_in
from opendata.crosswalk.registry import NQUADS
from opendata.quality.registry import EXAMINE
from opendata.rdf_writers import WRITERS

ROOT = Path(__file__).parents[2]
COLLECTION = b'<collection xmlns="http://www.loc.gov/MARC21/slim">%s</collection>'
DUBLIN_CORE = """<records xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <oai_dc:dc><dc:title>Truyện Kiều</dc:title></oai_dc:dc>
  <oai_dc:dc><dc:title>Lục Vân Tiên</dc:title></oai_dc:dc>
</records>"""
_XOAI = """<metadata xmlns="http://www.lyncode.com/xoai"><element name="dc"><element name="title">
  <element name="vi"><field name="value">Truyện Kiều</field></element></element></element></metadata>"""
_QUALIFIED = """<q:qualifieddc xmlns:q="http://dspace.org/qualifieddc/"><q:title>Truyện Kiều</q:title>
  </q:qualifieddc>"""
_DIM = """<d:dim xmlns:d="http://www.dspace.org/xmlns/dspace/dim">
  <d:field mdschema="dc" element="title">Truyện Kiều</d:field></d:dim>"""
_THESIS = """<thesis xmlns="http://www.ndltd.org/standards/metadata/etdms/1.0/">
  <title>Truyện Kiều</title></thesis>"""
DIALECTS = {
    kind: f"<records>{record}\n{record}</records>"
    for kind, record in {"xoai": _XOAI, "oai_qdc": _QUALIFIED, "dim": _DIM, "etdms": _THESIS}.items()
}
BROKEN = b'<record><controlfield tag="001">bad-1</controlfield><datafield></record>'


def marc(number: str, title: str) -> Record:
    record = Record(leader="00000nam a2200000 a 4500", force_utf8=True)
    if number:
        record.add_field(Field("001", data=number))
    record.add_field(Field("245", Indicators("1", "0"), [Subfield("a", title)]))
    return record


RECORDS = [marc("vn 1", "Truyện Kiều"), marc("", "Lục Vân Tiên")]
MARC_XML = COLLECTION % b"".join(record_to_xml(record, namespace=True) for record in RECORDS)
ISO_2709 = b"".join(record.as_marc() for record in RECORDS)
MARC_JSON = "\n".join(json.dumps(record.as_dict(), ensure_ascii=False) for record in RECORDS).encode()


def convert(content: bytes, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["convert", "-", *arguments], input=content)


def graphs(text: str) -> dict[str, set[str]]:
    """Lines of N-Quads by the graph that ends each."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        statement, graph, _ = line.rsplit(" ", 2)
        found.setdefault(graph, set()).add(statement)
    return found


def test_choices_are_those_of_the_registries() -> None:
    assert tuple(INPUTS) == FROM
    assert tuple(WRITERS) == TO


@pytest.mark.parametrize("wrap", [bytes, gzip.compress])
@pytest.mark.parametrize(
    ("content", "kind", "names"),
    [
        (MARC_XML, "marcxml", ["vn~201", "record-2"]),
        (ISO_2709, "marc21", ["vn~201", "record-2"]),
        (MARC_JSON, "marcjson", ["vn~201", "record-2"]),
        (b"[" + MARC_JSON.replace(b"\n", b",") + b"]", "marcjson", ["vn~201", "record-2"]),
        (DUBLIN_CORE.encode(), "oai_dc", ["record-1", "record-2"]),
        *((content.encode(), kind, ["record-1", "record-2"]) for kind, content in DIALECTS.items()),
        (b"\xef\xbb\xbf\n" + MARC_XML, "marcxml", ["vn~201", "record-2"]),
        (DUBLIN_CORE.encode("utf-16"), "oai_dc", ["record-1", "record-2"]),
    ],
)
def test_format_is_told_from_the_content(
    content: bytes, kind: str, names: list[str], wrap: Callable[[bytes], bytes]
) -> None:
    guessed = convert(wrap(content))
    assert (guessed.exit_code, guessed.stderr) == (0, "")
    assert list(graphs(guessed.stdout)) == [f"<http://127.0.0.1:8000/record/file/{name}>" for name in names]
    assert "Truyện Kiều" in guessed.stdout
    assert convert(wrap(content), "--from", kind).stdout == guessed.stdout


@pytest.mark.parametrize("content", [MARC_XML, ISO_2709, MARC_JSON])
def test_unimarc_comes_in_any_form(content: bytes) -> None:
    result = convert(content, "--from", "unimarc")
    assert result.exit_code == 0
    assert len(graphs(result.stdout)) == 2


def test_base_and_source_stand_in_every_iri() -> None:
    result = convert(MARC_XML, "--base", "https://data.example.vn/", "--source", "nlv")
    assert "<https://data.example.vn/record/nlv/vn~201#Work>" in result.stdout
    assert "127.0.0.1" not in result.stdout


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser uses it
def test_every_format_says_the_same_triples() -> None:
    expected = {statement for about in graphs(convert(MARC_XML).stdout).values() for statement in about}
    names = {"ntriples": "nt", "turtle": "turtle", "jsonld": "json-ld", "rdfxml": "xml"}
    for target, name in names.items():
        result = convert(MARC_XML, "--to", target)
        assert result.exit_code == 0
        graph = rdflib.Graph().parse(data=result.stdout, format=name)
        said = rdflib.Graph().parse(data="".join(f"{statement} .\n" for statement in expected), format="nt")
        assert set(graph) == set(said), target


def test_formats_are_whole_documents_without_a_record() -> None:
    empty = COLLECTION % b""
    assert convert(empty).stdout == ""
    assert json.loads(convert(empty, "--to", "jsonld").stdout)["@graph"] == []
    assert len(rdflib.Graph().parse(data=convert(empty, "--to", "rdfxml").stdout, format="xml")) == 0


@pytest.mark.parametrize("target", TO)
def test_same_input_gives_the_same_bytes(target: str) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "opendata", "convert", "-", "--to", target],
            input=MARC_XML,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_record_that_cannot_be_read_is_reported_and_the_rest_go_on() -> None:
    first, second = (record_to_xml(record, namespace=True) for record in RECORDS)
    result = convert(COLLECTION % (first + BROKEN + second))
    assert result.exit_code == 1
    report, last = result.stderr.splitlines()
    assert report.startswith("record 2 (001 bad-1): not well-formed XML")
    assert last == "Error: 1 record could not be converted"
    assert list(graphs(result.stdout)) == [
        "<http://127.0.0.1:8000/record/file/vn~201>",
        "<http://127.0.0.1:8000/record/file/record-3>",
    ]


def test_record_that_the_converter_trips_over_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    from opendata.crosswalk.registry import NQUADS

    def trips(record: object, iri: str) -> bytes:
        if iri.endswith("record-2"):
            raise KeyError("245")
        return b""

    monkeypatch.setitem(NQUADS, "marc21", trips)
    result = convert(MARC_XML)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "record 2: KeyError: '245'"


@pytest.mark.parametrize(
    ("payload", "number"),
    [
        (BROKEN, "bad-1"),
        (b"<marc:controlfield tag='001'>\n b 2 </marc:controlfield>", "b 2"),
        (marc("vn 3", "x").as_marc()[:-5], "vn 3"),
        (marc("vn 4", "x").as_json().encode()[:-5], "vn 4"),
        (marc("", "x").as_marc(), ""),
        (b"", ""),
        (b"\x1e\x1e", ""),
    ],
)
def test_control_number_of_what_cannot_be_read(payload: bytes, number: str) -> None:
    assert control_number_in(payload) == number


def test_output_file_appears_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "books.mrc", tmp_path / "books.nq"
    source.write_bytes(ISO_2709)
    result = CliRunner().invoke(main, ["convert", str(source), "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text() == convert(ISO_2709).stdout
    assert sorted(tmp_path.iterdir()) == [source, target]


def test_output_file_stays_as_it_was_when_the_input_breaks_off(tmp_path: Path) -> None:
    source, target = tmp_path / "books.mrc.gz", tmp_path / "books.nq"
    source.write_bytes(gzip.compress(ISO_2709)[:-20])
    target.write_text("before")
    result = CliRunner().invoke(main, ["convert", str(source), "-o", str(target)])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(
        f"Error: {source}: the gzip file is damaged or cut off here"
    )
    assert target.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == [source, target]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Error: standard input: is empty\n"),
        (
            b"hello",
            "Error: standard input: looks like none of marcxml, marc21, unimarc, marcjson, dim, xoai, etdms, "
            "oai_qdc, oai_dc; name its format",
        ),
        (b"<html></html>", "Error: standard input: looks like none of"),
        (b"\x1f\x8bnot gzip", "Error: standard input: the gzip file is damaged"),
    ],
)
def test_input_of_no_known_format(content: bytes, message: str) -> None:
    result = convert(content)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message)


def test_missing_file(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["convert", str(tmp_path / "books.mrc")])
    assert (result.exit_code, result.stderr) == (
        1,
        f"Error: {tmp_path}/books.mrc: No such file or directory\n",
    )


def test_reader_that_has_enough_ends_the_command_quietly(tmp_path: Path) -> None:
    source = tmp_path / "books.mrc"
    source.write_bytes(ISO_2709 * 500)
    command = [sys.executable, "-m", "opendata", "convert", str(source)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"<http://127.0.0.1:8000/record/file/")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def report_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_report_has_a_line_for_each_record(tmp_path: Path) -> None:
    first, second = (record_to_xml(record, namespace=True) for record in RECORDS)
    file = tmp_path / "report.jsonl"
    result = convert(COLLECTION % (first + BROKEN + second), "--report", str(file))
    assert result.exit_code == 1
    lines = report_of(file)
    assert [(line["number"], line["id"]) for line in lines] == [(1, "vn 1"), (2, "bad-1"), (3, "record-3")]
    assert lines[0]["iri"] == "http://127.0.0.1:8000/record/file/vn~201"
    assert lines[0]["took_part"] == {"001": "", "245": "a"}
    assert lines[1]["counts"] == {"unreadable-record": 1}
    assert lines[2]["counts"] == {"missing-008": 1}


def test_report_leaves_the_conversion_as_it_is(tmp_path: Path) -> None:
    assert convert(MARC_XML, "--report", str(tmp_path / "report")).stdout == convert(MARC_XML).stdout


def test_report_says_what_could_not_be_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(record: Any, iri: str) -> bytes:
        raise KeyError("a fault of ours")

    monkeypatch.setitem(NQUADS, "marc21", broken)
    file = tmp_path / "report.jsonl"
    assert convert(MARC_XML, "--report", str(file)).exit_code == 1
    assert [line["counts"] for line in report_of(file)] == [{"unconverted-record": 1}] * 2


def test_report_serves_every_input(tmp_path: Path) -> None:
    file = tmp_path / "report.jsonl"
    for content, kind in ((DUBLIN_CORE.encode(), "oai_dc"), (ISO_2709, "unimarc"), (ISO_2709, "marc21")):
        convert(content, "--from", kind, "--report", str(file))
        assert [line["number"] for line in report_of(file)] == [1, 2]
    assert set(EXAMINE) == set(NQUADS)


def test_report_appears_whole(tmp_path: Path) -> None:
    file = tmp_path / "report.jsonl"
    file.write_text("of yesterday")
    assert convert(gzip.compress(MARC_XML)[:-20], "--report", str(file)).exit_code == 1
    assert file.read_text() == "of yesterday"
    assert list(tmp_path.iterdir()) == [file]


def test_a_zip_of_files_of_several_kinds() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.mrc", ISO_2709)
        archive.writestr("readme.md", "no records")
        archive.writestr("b.xml.gz", gzip.compress(MARC_XML))
    result = convert(packed.getvalue())
    assert result.exit_code == 1
    assert "readme.md: looks like none of" in result.stderr
    assert result.stdout == convert(ISO_2709).stdout + convert(MARC_XML).stdout
