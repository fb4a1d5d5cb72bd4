"""Dumps that are killed (kill -9) at random instants: nothing half-written is in sight, the next run ends it.

The instants come from a seed, so that a failure can be repeated: `python benchmarks/killed_dumps.py 7`.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from measured import fresh, home_with, opendata, records_file, run, write_records

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from opendata.dump import manifest

KILLS = 20
RECORDS = 300


def main() -> int:
    """1 where something wrong was visible, or the last run did not end as an undisturbed one."""
    instants = random.Random(int(sys.argv.pop(1)) if len(sys.argv) > 1 else 7)
    source = fresh("killed-dumps") / "records.xml"
    write_records(source, records_file(), RECORDS)
    home = home_with("killed-dumps-home", source)
    for command in ("harvest", "publish"):
        run(opendata("--home", home, command, "--no-progress"))
    dumps = home / "dumps"
    begun = time.monotonic()
    _dump(home).wait()
    longest = time.monotonic() - begun
    wanted = _digests(dumps / "1")
    wrong = completed = 0
    for number in range(1, KILLS + 1):
        shutil.rmtree(dumps)
        process = _dump(home)
        time.sleep(instants.uniform(0.1, longest))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        visible = (dumps / "1" / manifest.MANIFEST).is_file()
        bad = visible and _digests(dumps / "1") != wanted
        _dump(home).wait()
        left = [path.name for path in dumps.iterdir() if path.name != "1"]
        done = _digests(dumps / "1") == wanted and not left
        wrong += bad
        completed += done
        print(
            f"dump {number}: {'visible' if visible else 'nothing visible'}, then {'whole' if done else left}"
        )
    print(f"{KILLS} kills: {wrong} with something wrong in sight, {completed} completed by the next run")
    return int(wrong > 0 or completed < KILLS)


def _dump(home: Path) -> subprocess.Popen[bytes]:
    command = [str(word) for word in opendata("--home", home, "dump", "--no-progress")]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)


def _digests(folder: Path) -> dict[str, str]:
    """What is there, by name; proves each file that the manifest names by its SHA-256."""
    found = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    told = manifest.digests_in(folder)
    return found if told.items() <= found.items() else {}


if __name__ == "__main__":
    sys.exit(main())
