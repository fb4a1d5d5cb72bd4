"""The same release gives the same bytes in every format, on whatever machine and in how many processes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import House, library, live, settings

from opendata.dump.registry import FORMATS
from opendata.dump.write import dump
from opendata.release.publish import publish
from opendata.settings import load

MARC = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">{n}</controlfield>
<controlfield tag="008">120101s1933    vm            000 0 vie  </controlfield>
<datafield tag="100" ind1="0" ind2=" "><subfield code="a">Nguyễn Du</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Truyện Kiều, bản {n}</subfield></datafield>
<datafield tag="650" ind1=" " ind2="4"><subfield code="a">Thơ</subfield></datafield></record>"""
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quyển {n}</dc:title><dc:subject>Thơ</dc:subject>'
    "<dc:date>1941</dc:date></oai_dc:dc>"
)
ELSEWHERE = """
import sys
from pathlib import Path
from opendata.archive.archive import Archive
from opendata.dump import dump_format
from opendata.dump.registry import FORMATS
from opendata.dump.write import dump
from opendata.release.executor import process_pool
from opendata.settings import load

if __name__ == "__main__":
    dump_format.BATCH = int(sys.argv[3])
    settings = load(Path(sys.argv[1]))
    with Archive.open(settings.archive_url) as archive, process_pool(int(sys.argv[2])) as pool:
        dump(settings, archive, FORMATS, executor=pool)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release of two libraries that is not dumped."""
    home = tmp_path_factory.mktemp("reproducible") / "home"
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    made = House(home, settings(home, library("a", licence), library("b", licence)))
    (home / "opendata.toml").write_text('base_iri = "http://data.example/"\n', encoding="utf-8")
    (home / "libraries").mkdir()
    for code, format in (("a", "marc21"), ("b", "oai_dc")):
        text = f'name = {{ vi = "Thư viện {code}", en = "Library {code}" }}\nprotocol = "files"\n'
        text += f'url = "{code}.xml"\nformat = "{format}"\nlicence = "{licence}"\n'
        (home / "libraries" / f"{code}.toml").write_text(text, encoding="utf-8")
    for n in range(40):
        for code, format, template in (("a", "marc21", MARC), ("b", "oai_dc", DC)):
            payload = template.format(n=n).encode()
            made.harvest(live(f"{n}", "", code)._replace(format=format, payload=payload))
    publish(made.settings, made.archive, executor=made.executor, now=made.now)
    made.close()
    return home


def files(home: Path) -> dict[str, bytes]:
    folder = home / "dumps" / "1"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def here(house: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    home = tmp_path_factory.mktemp("here") / "home"
    shutil.copytree(house, home)
    made = House(home, load(home))
    dump(made.settings, made.archive, FORMATS, executor=made.executor)
    made.close()
    return files(home)


@pytest.mark.parametrize(
    ("processes", "batch", "machine"),
    [
        (1, 7, {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "America/Anchorage"}),
        (2, 500, {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "UTC"}),
        (4, 3, {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Ho_Chi_Minh"}),
    ],
)
def test_another_machine_and_other_processes(
    house: Path, here: dict[str, bytes], tmp_path: Path, processes: int, batch: int, machine: dict[str, str]
) -> None:
    home = tmp_path / "another home"
    shutil.copytree(house, home)
    script = tmp_path / "elsewhere.py"
    script.write_text(ELSEWHERE, encoding="utf-8")
    path = os.pathsep.join([str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, **machine, "PYTHONPATH": path}
    command = [sys.executable, str(script), str(home), str(processes), str(batch)]
    subprocess.run(command, env=environment, check=True, cwd=tmp_path)
    found = files(home)
    assert set(found) == set(here)
    assert [name for name in here if found[name] != here[name]] == []
