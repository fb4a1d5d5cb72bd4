"""Backups while the installation is at work, and homes made of them elsewhere."""

import gzip
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendata.archive.archive import Archive
from opendata.backup import contents
from opendata.cli import main

LIBRARY = """name = { vi = "Thư viện Quốc gia Việt Nam", en = "National Library of Vietnam" }
protocol = "files"
url = "books"
files = "deltas"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
RECORD = """<record><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">{number:09}</controlfield>
<controlfield tag="008">120101s1941    vm            000 0 vie  </controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Tô Hoài</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Dế mèn phiêu lưu ký, {title}</subfield></datafield>
</record>"""


def write(home: Path, name: str, numbers: range, title: str) -> None:
    books = "".join(RECORD.format(number=number, title=title) for number in numbers)
    text = f'<collection xmlns="http://www.loc.gov/MARC21/slim">{books}</collection>'
    part = home / "books" / f".{name}"
    part.write_text(text, encoding="utf-8")
    part.rename(home / "books" / f"{name}.xml")


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "--no-progress", *words])


def done(home: Path, *words: str) -> str:
    result = run(home, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def records(home: Path) -> list[tuple[str, str, str]]:
    with Archive.open(home / "archive.db") as archive:
        return [(each.library, each.identifier, each.digest) for each in archive.records()]


def dumped(home: Path, release: int) -> dict[str, bytes]:
    folder = home / "dumps" / str(release)
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a release of forty records, dumped."""
    folder = tmp_path / "home"
    done(folder, "init")
    (folder / "libraries" / "nlv.toml").write_text(LIBRARY, encoding="utf-8")
    (folder / "books").mkdir()
    write(folder, "1", range(40), "in lần đầu")
    for words in (["harvest"], ["publish"], ["dump", "--format", "nquads"]):
        done(folder, *words)
    return folder


def test_only_its_owner_reads_a_backup(home: Path, tmp_path: Path) -> None:
    done(home, "backup", str(tmp_path / "backups"))
    (made,) = contents.backups(tmp_path / "backups")
    assert made.stat().st_mode & 0o077 == 0
    held = [file for file in (made / contents.HOME).rglob("*") if file.is_file()]
    assert len(held) > 5
    assert [file for file in held if file.stat().st_mode & 0o077] == []


def test_a_home_made_of_a_backup_is_the_same(home: Path, tmp_path: Path) -> None:
    said = done(home, "backup", str(tmp_path / "backups"))
    assert "release-000001-position-000000000040: release 1, " in said
    other = tmp_path / "other"
    assert "release 1, the archive at position 40" in done(other, "restore", str(tmp_path / "backups"))
    assert "clean" in done(other, "verify")
    assert records(other) == records(home)
    assert dumped(other, 1) == dumped(home, 1)
    shutil.rmtree(other / "dumps")
    done(other, "dump", "--format", "nquads")
    names = [name for name in dumped(home, 1) if name.endswith(".nq.gz")]
    assert names
    assert [dumped(other, 1)[name] for name in names] == [dumped(home, 1)[name] for name in names]
    shutil.copytree(home / "books", other / "books")
    write(other, "2", range(5), "in lần hai")
    assert "5 changed" in done(other, "harvest")
    assert done(other, "publish").startswith("release 2: 40 records")
    assert not list(home.glob(".backup*"))


def test_under_load(home: Path, tmp_path: Path) -> None:
    ended = threading.Event()
    failed: list[str] = []

    def work() -> None:
        for turn in range(2, 100):
            write(home, str(turn), range(turn % 7, 40, 3), f"in lần {turn}")
            for word in ("harvest", "publish"):
                result = subprocess.run(
                    [sys.executable, "-m", "opendata", "--home", home, word], capture_output=True, text=True
                )
                if result.returncode:
                    failed.append(result.stderr)
            if ended.is_set():
                return

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for turn in range(6):
            made = contents.backups(tmp_path / "backups")
            done(home, "backup", str(tmp_path / "backups"), "--keep", "2")
            assert len(contents.backups(tmp_path / "backups")) <= 2
            newest = contents.backups(tmp_path / "backups")[-1]
            assert not made or newest >= made[-1]
            done(tmp_path / f"other-{turn}", "restore", str(newest))
            said = done(tmp_path / f"other-{turn}", "verify")
            assert said.count("clean") >= 6, said
    finally:
        ended.set()
        worker.join()
    assert failed == []


def test_what_has_not_changed_is_linked_from_the_backup_before(home: Path, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    done(home, "backup", str(place))
    write(home, "2", range(1), "in lần hai")
    done(home, "harvest")
    done(home, "backup", str(place))
    first, second = contents.backups(place)
    same = [name for name in contents.read(second).files if "/dumps/" in name or name.endswith(".sst")]
    assert same
    assert all((first / name).stat().st_ino == (second / name).stat().st_ino for name in same)
    assert "whole" in done(home, "backup", str(place), "--check")


DAMAGES: list[tuple[str, Callable[[Path], object]]] = [
    ("archive.db is damaged", lambda folder: flip(folder / "home" / "archive.db")),
    ("is missing", lambda folder: (folder / "home" / "archive.db").unlink()),
    ("bytes where", lambda folder: (folder / "home" / "opendata.toml").write_text("")),
    ("was not there", lambda folder: (folder / "home" / "more").write_text("")),
    ("no whole backup", lambda folder: (folder / "manifest.json").write_text("{}")),
]


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize(("said", "damage"), DAMAGES)
def test_a_damaged_backup_is_not_restored(
    home: Path, tmp_path: Path, said: str, damage: Callable[[Path], object]
) -> None:
    done(home, "backup", str(tmp_path / "backups"))
    (folder,) = contents.backups(tmp_path / "backups")
    damage(folder)
    result = run(tmp_path / "other", "restore", str(folder))
    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / "other").exists()
    assert run(home, "backup", str(folder), "--check").exit_code == 1


def test_a_home_that_is_there_stays(home: Path, tmp_path: Path) -> None:
    done(home, "backup", str(tmp_path / "backups"))
    result = run(home, "restore", str(tmp_path / "backups"))
    assert (result.exit_code, "is not empty" in result.stderr) == (1, True)


KILLED = """
import os, signal, sys
from pathlib import Path
import opendata.backup.contents, opendata.backup.make, opendata.backup.restore
from opendata.archive.archive import Archive
from opendata.settings import load

def kill(step):
    if step == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)

home, place, other = map(Path, sys.argv[2:])
if sys.argv[1] in ("archive", "files"):
    settings = load(home)
    with Archive.open(settings.archive_url) as archive:
        opendata.backup.make.backup(settings, archive, place, on_step=kill)
else:
    opendata.backup.restore.restore(opendata.backup.contents.backups(place)[-1], other, on_step=kill)
"""


@pytest.mark.parametrize("step", ["archive", "files", "checking", "copying"])
def test_killed_it_leaves_nothing_that_looks_whole(home: Path, tmp_path: Path, step: str) -> None:
    place, other = tmp_path / "backups", tmp_path / "other"
    if step in ("checking", "copying"):
        done(home, "backup", str(place))
    before = contents.backups(place)
    command = [sys.executable, "-c", KILLED, step, str(home), str(place), str(other)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert contents.backups(place) == before
    assert not other.exists()
    done(home, "backup", str(place))
    done(other, "restore", str(place))
    assert records(other) == records(home)


def test_a_full_disk_is_told_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    code = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (70000, 70000)); "
    code += "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    code += "from opendata.cli import main; main()"
    command = [sys.executable, "-c", code, "--home", str(home), "backup", str(place)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "could not be made" in result.stderr
    assert list(place.iterdir()) == []
    done(home, "backup", str(place))


def test_dumps_may_be_left_out(home: Path, tmp_path: Path) -> None:
    done(home, "backup", str(tmp_path / "backups"), "--without-dumps")
    done(tmp_path / "other", "restore", str(tmp_path / "backups"))
    assert not (tmp_path / "other" / "dumps").exists()
    done(tmp_path / "other", "dump", "--format", "nquads")
    for name, data in dumped(home, 1).items():
        if name.endswith(".nq.gz"):
            assert gzip.decompress(dumped(tmp_path / "other", 1)[name]) == gzip.decompress(data)
