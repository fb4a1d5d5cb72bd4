"""The converter compiled by mypyc and the same sources as plain Python give the same bytes."""

import subprocess
import sys
from pathlib import Path

import pytest

import opendata.crosswalk.convert
from opendata.demo import mnemonic
from opendata.record_xml import as_xml

_ROOT = Path(__file__).parent.parent.parent.parent
_AS_SOURCE = """
import importlib.util, runpy, sys
from importlib.abc import MetaPathFinder
from pathlib import Path

class Sources(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        source = Path(sys.argv[1], *name.split(".")).with_suffix(".py")
        return importlib.util.spec_from_file_location(name, source) if source.exists() else None

sys.meta_path.insert(0, Sources())
import opendata.crosswalk.convert
assert opendata.crosswalk.convert.__file__.endswith(".py")
sys.argv[1:] = ["convert", sys.argv[2]]
runpy.run_module("opendata", run_name="__main__")
"""


@pytest.mark.skipif(
    opendata.crosswalk.convert.__file__.endswith(".py"), reason="no C compiler was at hand: plain Python"
)
def test_compiled_and_plain_give_the_same_bytes(tmp_path: Path) -> None:
    sample = tmp_path / "sample.xml"
    data = _ROOT / "opendata" / "demo" / "data"
    records = mnemonic.read_files(sorted(data.glob("*.mrk")))
    sample.write_text("<collection>" + "".join([as_xml(record) for record in records]) + "</collection>")
    python = [sys.executable]
    compiled = subprocess.run([*python, "-m", "opendata", "convert", sample], capture_output=True, check=True)
    plain = subprocess.run(
        [*python, "-c", _AS_SOURCE, str(_ROOT), sample], capture_output=True, check=True, cwd=tmp_path
    )
    assert compiled.stdout.count(b"\n") > 1_000
    assert compiled.stdout == plain.stdout
