"""Days of an installation, driven by a clock: `make soak SOAK=simulated_days HOURS=72`.

Every hour the libraries change, answer badly now and then, and are harvested; what changed is published;
dumps and back-ups are made at their times. Commands are killed (kill -9) at any instant, so is the server;
the disk is full now and then. A harvester and a researcher follow from outside, and somebody looks at every
door all the time. At the end everybody must hold what the libraries hold, and `opendata verify` be clean.

What happens comes from a seed: `SEED=7`.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from measured import OUT, opendata
from simulated.agreement import disagreements, unlike
from simulated.clients import Follower, Researcher
from simulated.disk import Disk
from simulated.driven import Clock, under_a_clock
from simulated.server import Server, Watcher
from simulated.sources import Faults, FileSource, Model, OaiSource, Source

from opendata.demo.libraries import sample_libraries
from opendata.identity import record_iri

PORT = 8767
BASE = f"http://127.0.0.1:{PORT}/"
AT_FIRST = 400
"""Records of each library."""
CHANGES = 70
"""Records that change in each library, every hour."""
FAULTY = 0.15
"""The part of the libraries' answers that have a fault."""
_LIBRARY = """name = {{ vi = "Thư viện {code}", en = "Library {code}" }}
{settings}licence = "https://creativecommons.org/publicdomain/zero/1.0/"
reconcile_days = 1
expect = {{ min_records = 0, max_deleted = 50 }}
"""


@dataclass
class Days:
    """The installation, all around it, and what was counted."""

    lot: Random
    clock: Clock
    disk: Disk
    sources: list[Source]
    faults: Faults
    server: Server
    counted: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    titles: int = 0

    @property
    def home(self) -> Path:
        return self.disk.folder / "home"

    def chance(self, share: float) -> bool:
        return self.lot.random() < share

    def run(self, *words: str, kill: float = 0.0, must: bool = False) -> None:
        """A command of the installation, killed with that chance; *must* it succeed?"""
        command = [*self.disk.limit, *map(str, opendata("--home", self.home, *words))]
        after = self.lot.uniform(0.3, 2.5) if self.chance(kill) else None
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        ) as process:
            try:
                said, _ = process.communicate(timeout=after)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                said, _ = process.communicate()
                self.counted[f"{words[0]} killed"] += 1
        self.counted[words[0]] += 1
        self.counted[f"{words[0]} failed"] += process.returncode > 0
        if b"Traceback" in said or (must and process.returncode):
            self.wrong.append(f"{' '.join(words)} ended with {process.returncode}: {said.decode()[-2000:]}")

    def change(self, count: int) -> None:
        """So many records of each library: new titles, deletions, new ones, and some that come back."""
        for source in self.sources:
            wanted: Model = {}
            for _ in range(count):
                number = self.lot.randrange(len(source.model) + 2)
                gone = self.chance(0.2) and source.model.get(source.identifier(number)) is not None
                self.titles += 1
                wanted[source.identifier(number)] = None if gone else f"Nhan đề {self.titles}"
            source.change(wanted.items())
            self.counted["changes at the libraries"] += len(wanted)

    def wanted(self) -> Model:
        """What the libraries hold, by the IRIs of the records."""
        return {
            record_iri(BASE, source.code, identifier): title
            for source in self.sources
            for identifier, title in source.model.items()
        }


def begin(clock: Clock, seed: int) -> Days:
    """A new installation, with its libraries harvested, published and dumped, at its doors."""
    folder = OUT / "simulated"
    disk = Disk(folder / "disk")
    lot = Random(seed)
    faults = Faults(Random(seed + 1), 0.0)
    tinh, daihoc = sample_libraries()
    sources: list[Source] = [
        OaiSource(tinh, faults),
        OaiSource(daihoc, faults),
        OaiSource(tinh, faults, forgets=True),
        FileSource("tep", folder / "files"),
    ]
    server = Server(disk.folder / "home", PORT)
    days = Days(lot, clock, disk, sources, faults, server)
    days.run("init", must=True)
    settings = days.home / "opendata.toml"
    text = settings.read_text(encoding="utf-8").replace("http://127.0.0.1:8000/", BASE)
    settings.write_text(text, encoding="utf-8")
    for source in sources:
        first: Model = {source.identifier(number): f"Nhan đề {number}" for number in range(AT_FIRST)}
        source.change(first.items())
        lines = _LIBRARY.format(code=source.code, settings=source.settings())
        (days.home / "libraries" / f"{source.code}.toml").write_text(lines, encoding="utf-8")
    days.titles = AT_FIRST
    faults.share = FAULTY
    days.run("harvest")
    for command in ("publish", "dump"):
        days.run(command, must=True)
    server.start()
    return days


def hour(days: Days, number: int) -> None:
    """What happens in one."""
    lot = days.lot
    days.clock.advance(lot.randrange(2400, 4800))
    days.change(CHANGES)
    if days.chance(0.12):
        days.counted["hours with a full disk"] += 1
        with days.disk.full():
            for command in ("harvest", "publish", "dump"):
                days.run(command)
    days.run("harvest", kill=0.35)
    days.change(5)
    days.run("publish", kill=0.3)
    if number % 6 == 0:
        days.run("dump", kill=0.3)
    if number % 8 == 0:
        days.run("backup", str(days.disk.folder / "backups"), "--keep", "2", kill=0.3)
    if number % 24 == 0:
        days.run("verify", "--quick", must=True)
    if days.chance(0.12):
        ending = lot.choice([signal.SIGKILL, signal.SIGTERM])
        days.server.end(ending)
        days.counted[f"server ended by {ending.name}"] += 1
        days.server.start()


def last(days: Days, follower: Follower, researcher: Researcher) -> None:
    """No more faults: everything is brought to its end and compared."""
    days.faults.share = 0.0
    # Past a day, so that the library which does not tell what it deleted is compared as a whole.
    days.clock.advance(90_000)
    for command in ("harvest", "publish", "dump"):
        days.run(command, must=True)
    days.run("backup", str(days.disk.folder / "backups"), "--keep", "2", must=True)
    days.run("backup", str(days.disk.folder / "backups"), "--check", must=True)
    days.run("verify", must=True)
    # The doors move to a new release within seconds.
    time.sleep(5)
    follower.harvest()
    researcher.follow()
    wanted = days.wanted()
    told = disagreements(wanted, days.home, days.server.address, BASE)
    told["who followed /oai"] = unlike(wanted, follower.held)
    for door, lines in told.items():
        days.wrong += [f"{door}: {line}" for line in lines[:5]]
        if len(lines) > 5:
            days.wrong.append(f"{door}: {len(lines)} records in all")


def main() -> int:
    """1 where something was lost, wrong or down."""
    if "SIMULATED_CLOCK" not in os.environ:
        shutil.rmtree(OUT / "simulated", ignore_errors=True)
        (OUT / "simulated").mkdir(parents=True)
    clock = under_a_clock(OUT / "simulated" / "clock")
    hours, seed = int(os.environ.get("HOURS") or 72), int(os.environ.get("SEED") or 1)
    began = time.monotonic()
    days = begin(clock, seed)
    watcher = Watcher(days.server)
    follower = Follower(days.server.address, "oai:opendata.localhost:", BASE)
    researcher = Researcher(days.server.address, OUT / "simulated" / "researcher")
    try:
        for number in range(1, hours + 1):
            hour(days, number)
            follower.harvest()
            researcher.follow()
            print(f"hour {number}: {time.monotonic() - began:.0f} s, {len(days.wrong)} wrong", flush=True)
        last(days, follower, researcher)
        watcher.end()
    finally:
        print("\n".join(days.wrong), flush=True)
        days.server.end(signal.SIGTERM)
    days.wrong += watcher.faults[:10]
    if complaints := days.server.complaints():
        days.wrong.append(f"the server wrote {complaints} tracebacks: {days.disk.folder / 'serve.log'}")
    report(days, watcher, follower, researcher, hours)
    if not days.wrong:
        days.disk.close()
    return int(bool(days.wrong))


def report(days: Days, watcher: Watcher, follower: Follower, researcher: Researcher, hours: int) -> None:
    """The table."""
    live = sum(title is not None for title in days.wanted().values())
    lines = {
        "simulated hours": hours,
        "records at the end": live,
        "of them deleted": len(days.wanted()) - live,
        **dict(sorted(days.counted.items())),
        **{f"libraries' answers: {kind}": count for kind, count in days.faults.happened.items()},
        "looks at doors": watcher.asked,
        "of them without an answer, the server being up": len(watcher.faults),
        "harvests by who followed /oai": follower.harvests,
        "deltas applied, each to the same bytes": researcher.applied,
        "a disk of its own": "yes" if days.disk.mounted else "no: files were limited instead",
    }
    for name, value in lines.items():
        print(f"{name:50} {value:>10}")
    print(f"{'longest restart, seconds':50} {max(days.server.restarts):10.1f}")
    for line in days.wrong:
        print(f"WRONG: {line}")
    print("nothing lost, nothing wrong" if not days.wrong else f"{len(days.wrong)} wrong")


if __name__ == "__main__":
    sys.exit(main())
