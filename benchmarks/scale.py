"""`make bench-scale N=…`: an installation of N records, from empty to all doors open, stage by stage.

The records are real ones varied (`varied.py`). Seconds, CPU seconds, the peak memory of the largest process
and what is on disk are kept in bench-out/scale/N.json after each stage; the table sets each stage's CPU time
per record beside that of the runs of other sizes, and fits its growth.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from math import log
from pathlib import Path
from typing import Any, NamedTuple

from measured import OUT, fresh, home_with, opendata, records_file
from varied import vary

IN_A_FILE = 50_000
CHANGED = 1_000
PORT = 8765
RESULTS = OUT / "scale"
PARTS = ("archive.db", "store", "search", "releases", "dumps")

_BF = "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/> "
REQUESTS = {
    "SPARQL, a hundred instances": "/sparql?query="
    + urllib.parse.quote(_BF + "SELECT ?i WHERE { ?i a bf:Instance } LIMIT 100"),
    "SPARQL, two words of a title": "/sparql?query="
    + urllib.parse.quote(
        'PREFIX od: <urn:x-library-opendata:> SELECT * WHERE { ?r od:search "world history" } LIMIT 20'
    ),
    "search page": "/search?q=history",
    "OAI-PMH, a page of a hundred": "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "a record's page": "/record/bench/000000007",
    "catalogue": "/catalog",
    "dumps": "/dumps/",
}


class Stage(NamedTuple):
    """What a stage took: seconds, CPU seconds of it and its children, MiB of the largest process."""

    seconds: float
    cpu: float
    peak: float


def main() -> int:
    count = int(next((word for word in sys.argv[1:] if word.isdecimal()), "10000"))
    sys.argv = [word for word in sys.argv if not word.isdecimal()]
    records, source = records_file(), fresh(f"scale-source-{count}")
    began = time.monotonic()
    size = vary(records, source, count, IN_A_FILE)
    took = time.monotonic() - began
    print(f"{count:,} records of {size / count:,.0f} bytes, made in {took:.0f} s", flush=True)
    home = home_with(f"scale-home-{count}", source, "deltas")
    run: dict[str, Any] = {"records": count, "stages": {}, "disk": {}, "answers": {}}

    def stage(name: str, *words: str) -> None:
        keep(run, name, timed(*opendata("--home", home, "--no-progress", *words)), home)

    stage("harvest", "harvest")
    stage("publish", "publish")
    opened, run["answers"] = doors(home)
    keep(run, "doors", opened, home)
    vary(records, source, min(CHANGED, count), IN_A_FILE, marked="Changed:")
    stage("harvest, 1,000 changed", "harvest")
    stage("publish, 1,000 changed", "publish")
    stage("dump", "dump", "--format", "nquads")
    stage("verify", "verify")
    shutil.rmtree(source)
    shutil.rmtree(home)
    table()
    return 0


def keep(run: dict[str, Any], name: str, stage: Stage, home: Path) -> None:
    """Notes a stage, in the file of its size too, and what is on disk after it."""
    count = run["records"]
    run["stages"][name] = stage._asdict()
    if name in ("publish", "dump"):
        run["disk"] = {part: on_disk(home / part) for part in PARTS}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{count}.json").write_text(json.dumps(run), encoding="utf-8")
    each = f"{stage.cpu / count * 1000:8.3f} ms CPU a record, " if name != "doors" else ""
    print(
        f"  {name:24} {stage.seconds:8.1f} s {stage.cpu:9.1f} CPU-s, {each}peak {stage.peak:6.0f} MiB",
        flush=True,
    )


def timed(*command: str | Path) -> Stage:
    """Runs a command to its end; raises CalledProcessError when it fails."""
    began = time.monotonic()
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Stage(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def doors(home: Path) -> tuple[Stage, dict[str, float]]:
    """From the start of the server until every door has answered; then each one's median, in milliseconds."""
    began = time.monotonic()
    command = opendata("--home", home, "serve", "--port", str(PORT))
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL) as process:
        try:
            for path in REQUESTS.values():
                while not answers(path):
                    if time.monotonic() > began + 600:
                        raise TimeoutError(path)
                    time.sleep(0.05)
            opened = time.monotonic() - began
            took = {
                name: statistics.median(asked(path) for _ in range(30)) for name, path in REQUESTS.items()
            }
            processes = [process.pid, *children(process.pid)]
            peak = max(peak_of(pid) for pid in processes)
            cpu = sum(cpu_of(pid) for pid in processes)
        finally:
            process.terminate()
    return Stage(opened, cpu, peak), took


def answers(path: str) -> bool:
    """Whether a door gives 200."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:
            return bool(answer.read())
    except (urllib.error.URLError, OSError):
        return False


def asked(path: str) -> float:
    """Milliseconds of a request."""
    began = time.perf_counter()
    # What makes it another address: an answer that was kept would tell nothing.
    mark = "&" if "?" in path else "?"
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}{mark}", timeout=60) as answer:
        answer.read()
    return (time.perf_counter() - began) * 1000


def children(pid: int) -> list[int]:
    """The processes below a process."""
    own = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in map(int, own) for each in (child, *children(child))]


def peak_of(pid: int) -> float:
    """A process's peak memory so far in MiB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def cpu_of(pid: int) -> float:
    """A process's CPU seconds so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def on_disk(place: Path) -> int:
    """Bytes that a file or folder takes; a file with several names counts once."""
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
    return sum({(status := file.stat()).st_ino: status.st_blocks * 512 for file in files}.values())


def table() -> None:
    """Every size measured so far, and how the cost of a record grows from the size before."""
    runs = [json.loads(file.read_text(encoding="utf-8")) for file in RESULTS.glob("*.json")]
    runs.sort(key=lambda run: run["records"])
    print("\nCPU ms a record" + "".join(f"{run['records']:>14,}" for run in runs) + "   growth   exponent")
    for name in ("harvest", "publish", "dump", "verify"):
        line(name, [(run["records"], run["stages"].get(name, {}).get("cpu", 0) * 1000) for run in runs], 3)
    print("bytes a record")
    for part in PARTS:
        line(part, [(run["records"], run["disk"][part]) for run in runs], 0)
    print("median ms")
    for name in REQUESTS:
        print(f"{name:29}" + "".join(f"{run['answers'].get(name, 0):14.1f}" for run in runs))


def line(name: str, wholes: list[tuple[int, float]], digits: int) -> None:
    """A cost a record at each size, its growth from the last size but one, the exponent of the whole."""
    each = [whole / size for size, whole in wholes]
    text = f"{name:15}" + "".join(f"{cost:14,.{digits}f}" for cost in each)
    if len(each) > 1 and all(each):
        logs = [(log(size), log(whole)) for size, whole in wholes]
        slope = statistics.linear_regression(*zip(*logs, strict=True)).slope
        text += f"   {each[-1] / each[-2]:6.2f}   {slope:8.3f}"
    print(text)


if __name__ == "__main__":
    sys.exit(main())
