"""A record that its library changes or deletes, from the provider to the doors."""

import subprocess
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from running import command

from opendata.demo.libraries import Provider, sample_libraries

SETTINGS = """name = { vi = "Thư viện tỉnh", en = "Provincial library" }
protocol = "oai-pmh"
url = "%s"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""


def run(home: Path, *words: str) -> str:
    return subprocess.run(command(home, *words), capture_output=True, text=True, check=True).stdout


def test_one_change_and_one_deletion_come_through(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "init")
    library = next(library for library in sample_libraries() if library.code == "tinh")
    live = [record for record in library.records if not record.deleted]
    with ExitStack() as stack:
        before = stack.enter_context(Provider(library)).url
        (home / "libraries" / "tinh.toml").write_text(SETTINGS % before, encoding="utf-8")
        run(home, "harvest")
        assert run(home, "publish").startswith(f"release 1: {len(live)} records")
    now = datetime.now(UTC).replace(microsecond=0)
    changed = replace(live[0], datestamp=now, fields=live[1].fields)
    gone = replace(live[2], datestamp=now, deleted=True, fields=None)
    rest = [record for record in library.records if record not in (live[0], live[2])]
    with ExitStack() as stack:
        after = stack.enter_context(Provider(library._replace(records=[*rest, changed, gone]))).url
        (home / "libraries" / "tinh.toml").write_text(SETTINGS % after, encoding="utf-8")
        assert "0 new, 1 changed, " in run(home, "harvest")
        said = run(home, "publish")
    assert said.startswith(f"release 2: {len(live) - 1} records")
    assert "1 new or changed, 1 deleted, 0 failed" in said
