"""Harvests that are killed (kill -9) at random instants and run again: each must end with what is there.

`make soak` runs it; the instants come from a seed, so that a failure can be repeated.
"""

import random
import subprocess
import sys
import time

from harvesters_compared import PROVIDER, peer_environment, provider, states_of
from harvesting import _home
from measured import opendata

KILLS = 20
LONGEST = 3.0
"""Seconds after which a harvest is killed at the latest; the whole takes a little more."""


def main() -> int:
    """1 where a resumed harvest was not exact."""
    if not PROVIDER.is_file():
        print(f"killed_harvests: skipped, since {PROVIDER} is not there")
        return 0
    instants = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
    failed = 0
    with provider(20_000, "--page-size", "100", "--payload-bytes", "3000") as of:
        for number in range(1, KILLS + 1):
            home = _home(f"killed-{number}", of.url)
            command = [str(word) for word in opendata("--home", home, "harvest", "--no-progress")]
            kills = 0
            while True:
                with subprocess.Popen(command, env=peer_environment(), stdout=subprocess.DEVNULL) as process:
                    deadline = time.monotonic() + instants.uniform(0.3, LONGEST)
                    while process.poll() is None and time.monotonic() < deadline:
                        time.sleep(0.01)
                    if process.poll() is not None:
                        break
                    process.kill()
                    kills += 1
            judged = of.ask("judge", states_of(home))
            failed += not judged["exact"]
            print(
                f"harvest {number}: killed {kills} times, {'exact' if judged['exact'] else judged}",
                flush=True,
            )
    print(f"{KILLS - failed} of {KILLS} exact")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
