"""`make test-postgresql`: the suite with every archive in PostgreSQL, on a server of its own.

python tests/postgresql/run.py [what pytest takes]
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from server import server

if __name__ == "__main__":
    path = os.pathsep.join(filter(None, [str(Path(__file__).parent / "site"), os.environ.get("PYTHONPATH")]))
    with server() as address:
        environment = {**os.environ, "PYTHONPATH": path, "OPENDATA_TEST_POSTGRESQL": address}
        command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
