"""`opendata serve`, killed and begun again; and somebody who asks at every door all the time."""

import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from measured import opendata

_QUERY = "SELECT ?s { ?s a <http://id.loc.gov/ontologies/bibframe/Work> } LIMIT 5"
DOORS = {
    "health": "/health",
    "sparql": "/sparql?query=" + urllib.parse.quote(_QUERY),
    "oai": "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "search": "/search?q=" + urllib.parse.quote("nhan đề"),
    "catalog": "/catalog",
    "dumps": "/dumps/",
    "home": "/",
}
_PAUSE = 0.25  # seconds between two looks at a door
_PATIENCE = 120  # seconds that a server may take to begin


class Server:
    """The server, and when it was not to be expected that it answers."""

    def __init__(self, home: Path, port: int) -> None:
        self._command = list(map(str, opendata("--home", home, "serve", "--port", str(port))))
        self._log = home.parent / "serve.log"
        self.address = f"http://127.0.0.1:{port}"
        self.restarts: list[float] = []
        """Seconds that each took, until every door answered."""
        self.expected_down = False
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begins it and waits until every door answers; raises TimeoutError."""
        began = time.monotonic()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log, start_new_session=True)
        while any(self.status(path) != 200 for path in DOORS.values()):
            if time.monotonic() > began + _PATIENCE:
                raise TimeoutError(f"the server does not answer; see {self._log}")
            time.sleep(0.1)
        self.restarts.append(time.monotonic() - began)
        self.expected_down = False

    def end(self, number: signal.Signals) -> None:
        """SIGKILL takes all of its processes at once; SIGTERM asks it to end."""
        assert self._process is not None
        self.expected_down = True
        if number == signal.SIGKILL:
            os.killpg(self._process.pid, number)
        else:
            self._process.send_signal(number)
        self._process.wait(60)

    def status(self, path: str) -> int:
        """What a door answers; 0 where nobody does."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                answer.read()
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def complaints(self) -> int:
        """How often it wrote of an error that nobody foresaw."""
        return self._log.read_bytes().count(b"Traceback")


class Watcher:
    """Looks at every door, again and again; what did not answer 200, though the server was up, is a fault."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._stop = threading.Event()
        self.asked = 0
        self.faults: list[str] = []
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.is_set():
            for name, path in DOORS.items():
                started = len(self._server.restarts)
                if self._server.expected_down:
                    break
                status = self._server.status(path)
                # Not where it was ended, or even begun again, while this was asked.
                if not self._server.expected_down and started == len(self._server.restarts):
                    self.asked += 1
                    if status != 200:
                        self.faults.append(f"{name} gave {status or 'no answer'} after {started} starts")
            self._stop.wait(_PAUSE)

    def end(self) -> None:
        """After the look that it is at."""
        self._stop.set()
        self._thread.join()
