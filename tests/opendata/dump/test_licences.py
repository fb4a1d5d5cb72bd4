"""The files of open licences: what is in them, in every format, and in what they are like others."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pandas
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import House, converter, library, live, settings

from opendata.dump import runs
from opendata.dump.registry import FORMATS
from opendata.dump.write import dump

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"
CLOSED = "https://creativecommons.org/licenses/by-nc/4.0/"
SCOPES = ("licence.cc-by-4.0", "licence.cc0-1.0")


def dumped(home: Path, licences: dict[str, str]) -> tuple[Path, dict[str, Any]]:
    house = House(home, settings(home, *(library(code, licence) for code, licence in licences.items())))
    try:
        house.harvest(*(live(f"{n}", f"Sách {code}{n}", code) for code in licences for n in range(3)))
        house.publish()
        formats = [name for name in FORMATS if name not in ("marcxml", "mrc")]
        done = dump(house.settings, house.archive, formats, converter=converter(), executor=house.executor)
    finally:
        house.close()
    return done.folder, json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))


def test_the_libraries_of_an_open_licence_are_in_its_files_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "FAN_IN", 2)
    folder, manifest = dumped(tmp_path / "home", {"a": CC0, "b": BY, "c": CC0, "d": CLOSED, "e": ""})
    found = {(file["format"], file["scope"]): file for file in reversed(manifest["files"])}
    assert {scope for _, scope in found} == {"union", *"abcde", *SCOPES}
    for name in ("nquads", "jsonl", "csv", "parquet"):
        assert found[name, SCOPES[1]]["sources"] == {"a": 3, "c": 3}
        assert found[name, SCOPES[1]]["licences"] == [CC0]
        assert found[name, SCOPES[0]]["sources"] == {"b": 3}
    lines = gzip.decompress((folder / found["nquads", SCOPES[1]]["path"]).read_bytes()).splitlines()
    graphs = {line.rsplit(b" ", 2)[1].decode().split("/")[-2] for line in lines}
    assert graphs == {"a", "c", "data.example"}
    assert len(pandas.read_parquet(folder / found["parquet", SCOPES[1]]["path"])) == 6


@pytest.mark.parametrize("libraries", [{"a": CC0, "b": CC0}, {"a": CC0}])
def test_a_licence_that_all_records_have_is_the_union(tmp_path: Path, libraries: dict[str, str]) -> None:
    folder, manifest = dumped(tmp_path / "home", libraries)
    found = {(file["format"], file["scope"]): file for file in reversed(manifest["files"])}
    for name in ("nquads", "jsonl", "csv", "parquet"):
        union, licence = found[name, "union"], found[name, SCOPES[1]]
        assert licence["path"] == union["path"].replace("union", SCOPES[1])
        assert {**licence, "path": 0, "scope": 0} == {**union, "path": 0, "scope": 0}
        assert (folder / licence["path"]).samefile(folder / union["path"])
