"""`make soak`: what tests have no time for, one after the other. With names, only those."""

import subprocess
import sys
from pathlib import Path

ALL = (
    "killed_harvests",
    "killed_dumps",
    "harvesters_compared",
    "sparql_attacks",
    "w3c_sparql",
    "fuzz",
    "simulated_days",
)


def main() -> int:
    """0 where all of it ended as it must."""
    folder = Path(__file__).parent
    names = [word for word in sys.argv[1:] if word in ALL] or list(ALL)
    rest = [word for word in sys.argv[1:] if word not in ALL]
    done = [
        subprocess.run([sys.executable, folder / f"{name}.py", *rest], check=False).returncode
        for name in names
    ]
    return max(done)


if __name__ == "__main__":
    sys.exit(main())
