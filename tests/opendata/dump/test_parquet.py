"""The columns of Parquet, read back by DuckDB and pandas; bytes that do not depend on how the work is cut."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import House, converter, gone, library, live, settings

from opendata.archive.records import Original
from opendata.cli import main
from opendata.dump import dump_format, parquet, registry
from opendata.dump.described import described
from opendata.dump.write import dump
from opendata.release.conversion import Conversion, installed_converter
from opendata.release.executor import in_process, process_pool
from opendata.release.facts import Facts
from opendata.release.publish import publish

MARC = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="008">120101s1933    vm            000 0 vie  </controlfield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">9786049000010</subfield></datafield>
<datafield tag="082" ind1="0" ind2="4"><subfield code="a">895.922</subfield><subfield code="2">23</subfield>
</datafield><datafield tag="100" ind1="0" ind2=" "><subfield code="a">Nguyễn Du,</subfield>
<subfield code="d">1765-1820</subfield><subfield code="e">tác giả</subfield>
<subfield code="0">http://id.loc.gov/authorities/names/n50031157</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{title}</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="a">Nam Định :</subfield><subfield code="b">Văn học,
</subfield><subfield code="c">1933</subfield></datafield>
<datafield tag="650" ind1=" " ind2="7"><subfield code="a">Thơ</subfield><subfield code="2">btkkhcn</subfield>
</datafield><datafield tag="700" ind1="1" ind2=" "><subfield code="a">Đào, Duy Anh</subfield>
<subfield code="4">edt</subfield></datafield></record>"""
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>Nam Cao</dc:creator>'
    "<dc:language>vi</dc:language><dc:identifier>ISBN 9786049000010</dc:identifier></oai_dc:dc>"
)
CONVERSION = Conversion(installed_converter(), Facts("http://d.example/", "1", {}))
RECORD = "http://d.example/record/nlv/1"


def of(template: str, format: str) -> dict[str, Any]:
    return described(CONVERSION, "nlv", "1", format, Original(template.format(title="Kiều").encode()))


def test_agents_with_their_roles_and_iris() -> None:
    du, anh = of(MARC, "marc21")["agents"]
    assert (du["name"], du["type"], du["primary"]) == ("Nguyễn Du, 1765-1820", "Person", True)
    assert du["roles"] == ["tác giả"]
    assert du["authorities"] == ["http://id.loc.gov/authorities/names/n50031157"]
    assert du["heading"].startswith("http://d.example/heading/")
    assert du["iri"].startswith(f"{RECORD}#100-")
    assert (anh["name"], anh["primary"]) == ("Đào, Duy Anh", False)
    assert anh["role_iris"] == ["http://id.loc.gov/vocabulary/relators/edt"]
    assert anh["roles"] == ["editor"]
    assert (anh["authorities"], anh["heading"] == du["heading"]) == ([], False)


def test_places_languages_subjects_classes_and_identifiers() -> None:
    row = of(MARC, "marc21")
    assert row["places"] == [{"name": "Nam Định", "province": "ninh-binh:nam-dinh"}]
    assert (row["countries"], row["languages"], row["year"]) == (["vm"], ["vie"], 1933)
    (subject,) = row["subjects"]
    assert (subject["label"], subject["type"], subject["scheme"]) == ("Thơ", "Topic", "btkkhcn")
    assert row["classification"] == [{"scheme": "DDC", "number": "895.922"}]
    assert row["identifiers"] == [{"type": "Isbn", "value": "9786049000010"}]


def test_dublin_core() -> None:
    row = of(DC, "oai_dc")
    (agent,) = row["agents"]
    assert (agent["name"], agent["role_iris"]) == ("Nam Cao", ["http://id.loc.gov/vocabulary/relators/cre"])
    assert (row["languages"], row["format"]) == (["vie"], "oai_dc")


def test_rows_have_the_columns_of_the_schema_and_nothing_else() -> None:
    for row in (of(MARC, "marc21"), of(DC, "oai_dc")):
        assert list(row) == parquet.SCHEMA.names


RECORDS = 23


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Library `a` has MARC, library `b` Dublin Core."""
    home = tmp_path_factory.mktemp("parquet") / "home"
    made = House(home, settings(home, library("a"), library("b")))
    for number in range(RECORDS):
        source, format, template = ("a", "marc21", MARC) if number % 3 else ("b", "oai_dc", DC)
        payload = template.format(title=f"Quyển {number}").encode()
        made.harvest(live(f"{number:02}", "", source)._replace(format=format, payload=payload))
    publish(made.settings, made.archive, executor=made.executor, now=made.now)
    yield made
    made.close()


def files(house: House, **how: Any) -> dict[str, bytes]:
    folder = house.settings.dumps_path / "1"
    done = dump(house.settings, house.archive, ["parquet"], **{"executor": house.executor, **how})
    found = {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet"))}
    assert [path.name for path in done.files if path.suffix != ".parquet"] == []
    for path in done.folder.iterdir():
        if path.is_file():
            path.unlink()
    return found


def test_the_bytes_are_the_same_however_the_work_is_cut(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 5)
    first = files(house)
    assert len(first) == 3
    with process_pool(2) as pool:
        assert files(house, executor=pool) == first
    for batch in (1, 4, 7):
        monkeypatch.setattr(dump_format, "BATCH", batch)
        with in_process() as executor:
            assert files(house, executor=executor) == first


def test_duckdb_and_pandas_read_what_the_manifest_counts(house: House, tmp_path: Path) -> None:
    for name, data in files(house).items():
        (tmp_path / name).write_bytes(data)
    union = next(tmp_path.glob("vnlib-union-*.parquet"))
    assert pq.ParquetFile(union).metadata.num_rows == RECORDS
    frame = pandas.read_parquet(union)
    assert len(frame) == RECORDS
    assert frame.groupby("library").size().to_dict() == {"a": 15, "b": 8}
    assert frame.set_index("identifier_in_library").loc["01", "title"].tolist() == ["Quyển 1"]
    ask = duckdb.connect().execute
    assert ask("SELECT count(*) FROM read_parquet(?)", [str(union)]).fetchall() == [(RECORDS,)]
    counted = ask(
        "SELECT agent.name, agent.heading IS NOT NULL, count(*) FROM (SELECT unnest(agents) AS agent "
        "FROM read_parquet(?)) GROUP BY ALL ORDER BY ALL",
        [str(union)],
    ).fetchall()
    assert counted == [
        ("Nam Cao", True, 8),
        ("Nguyễn Du, 1765-1820", True, 15),
        ("Đào, Duy Anh", True, 15),
    ]
    each = sorted(tmp_path.glob("vnlib-[ab]-*.parquet"))
    parts = ask("SELECT id FROM read_parquet(?) ORDER BY id", [[str(path) for path in each]]).fetchall()
    assert parts == ask("SELECT id FROM read_parquet(?) ORDER BY id", [str(union)]).fetchall()


def test_the_file_names_its_writer_and_no_instant(house: House) -> None:
    import io

    for data in files(house).values():
        found = pq.ParquetFile(io.BytesIO(data)).metadata
        assert found.created_by.startswith("parquet-cpp-arrow version ")
        assert found.metadata is None
        assert {found.row_group(0).column(at).compression for at in range(found.num_columns)} == {"ZSTD"}


def test_a_release_of_nothing_has_a_file_of_no_rows(tmp_path: Path) -> None:
    house = House(tmp_path / "home")
    try:
        house.harvest(live("1", "Số đỏ"))
        house.publish()
        house.harvest(gone("1"))
        house.publish()
        done = dump(
            house.settings, house.archive, ["parquet"], executor=house.executor, converter=converter()
        )
        (only,) = (file for file in done.files if file.suffix == ".parquet")
        assert pandas.read_parquet(only).shape == (0, len(parquet.SCHEMA))
    finally:
        house.close()


def test_without_pyarrow_it_says_what_is_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda package: None)
    run = CliRunner().invoke(main, ["--home", str(tmp_path), "dump", "--format", "parquet"])
    assert run.exit_code != 0
    assert "parquet needs the package pyarrow, which is not installed: `pip install pyarrow`" in run.output
    run = CliRunner().invoke(main, ["--home", str(tmp_path), "dump"])
    assert "left out: parquet needs the package pyarrow" in run.output
