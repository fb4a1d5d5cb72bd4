"""`make bench`: every benchmark, one after the other. With names, only those; with a file, on its records."""

import subprocess
import sys
from pathlib import Path

ALL = (
    "conversion",
    "shares",
    "publishing",
    "memory",
    "fidelity",
    "encodings",
    "harvesting",
    "oai_formats",
    "oai_pages",
    "oai_depth",
    "engines",
    "search",
    "sparql_throughput",
    "dumps",
    "dask_executor",
    "postgresql_depth",
)


def main() -> int:
    names = [word for word in sys.argv[1:] if word in ALL] or list(ALL)
    rest = [word for word in sys.argv[1:] if word not in ALL]
    folder = Path(__file__).parent
    done = [
        subprocess.run([sys.executable, folder / f"{name}.py", *rest], check=False).returncode
        for name in names
    ]
    return max(done)


if __name__ == "__main__":
    sys.exit(main())
