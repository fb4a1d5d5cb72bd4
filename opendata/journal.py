"""What `opendata run` did last, job by job, in a file of the home: for the next start, and for who looks."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from opendata.whole_file import whole_file

JOURNAL_FILE = "run.json"


class Last(NamedTuple):
    """A job's last run."""

    began: datetime
    seconds: float
    status: int
    """The command's exit status; 0 is success."""
    error: str = ""
    """The last line that the command said of its failure."""
    failures: int = 0
    """How often it has failed since it last succeeded."""


class Journal:
    """The last run of every job."""

    def __init__(self, home: Path) -> None:
        self._file = home / JOURNAL_FILE
        self._lock = Lock()

    def read(self) -> Mapping[str, Last]:
        """By the name of the job; nothing where the file is not there, or damaged."""
        try:
            told = json.loads(self._file.read_bytes())
            return {
                name: Last(**{**each, "began": datetime.fromisoformat(each["began"])})
                for name, each in told.items()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def keep(self, names: Collection[str]) -> None:
        """Forgets the jobs that there are no longer, so that nothing complains of them; raises OSError."""
        with self._lock:
            known = self.read()
            if not known.keys() <= set(names):
                self._write({name: last for name, last in known.items() if name in names})

    def note(self, name: str, last: Last) -> None:
        """Notes a job's run; raises OSError."""
        with self._lock:
            self._write({**self.read(), name: last})

    def _write(self, known: Mapping[str, Last]) -> None:
        told = {key: {**each._asdict(), "began": each.began.isoformat()} for key, each in known.items()}
        with whole_file(self._file) as out:
            out.write(json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False).encode())
