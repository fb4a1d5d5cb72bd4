"""A worker process as the server sees it: started, asked, killed."""

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sparql.errors import QueryAbandoned, QueryBroke, QueryError, QueryFailed, QueryMalformed, QueryTimedOut
from sparql.frames import CHUNK, END, ERROR, READY, TASK, FrameParser, write_message
from sparql.tasks import Result, Task

POLL_SECONDS = 0.05
START_SECONDS = 30.0
_ROOT = Path(__file__).resolve().parent.parent


class WorkerProcess:
    """One worker on one checkpoint. Starting does not wait: `ask` does, before its own time counts.

    A new process, not a fork: the server has threads, and the worker must stay lean.
    """

    def __init__(self, checkpoint: Path, memory: int) -> None:
        self.checkpoint = checkpoint
        self.isolated: bool | None = None
        self.low_priority = False
        self._frames = FrameParser()
        lifeline, self._lifeline = os.pipe()
        command = [sys.executable, "-P", "-m", "sparql.worker", str(checkpoint), str(lifeline), str(memory)]
        # Two arenas: each reserves address space, which the memory limit counts.
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "MALLOC_ARENA_MAX": "2"}
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=(lifeline,),
                env=environment,
                close_fds=True,
            )
        except BaseException:
            os.close(self._lifeline)
            raise
        finally:
            os.close(lifeline)
        assert self._process.stdin
        assert self._process.stdout
        self._tasks, self._replies = self._process.stdin, self._process.stdout
        self._poll = select.poll()
        self._poll.register(self._replies, select.POLLIN)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def ask(
        self, task: Task, timeout: float, abandoned: Callable[[], bool], tick: Callable[[float], None]
    ) -> Result:
        """Evaluates a query. `tick` is told the seconds it has run, some 20 times a second, and may raise.

        After any error but QueryMalformed and QueryFailed the worker is of no more use: kill it.
        """
        self.wait_until_ready()
        with contextlib.suppress(BrokenPipeError):  # its end shows as the end of the replies
            write_message(self._tasks, TASK, task.to_json())  # type: ignore[arg-type]
        chunks: list[bytes] = []
        started = time.monotonic()
        while True:
            ran = time.monotonic() - started
            if ran >= timeout:
                raise QueryTimedOut(timeout)
            for kind, payload in self._receive(min(POLL_SECONDS, timeout - ran)):
                if kind == CHUNK:
                    chunks.append(payload)
                elif kind == END:
                    return self._result(json.loads(payload), chunks)
                elif kind == ERROR:
                    raise _error(json.loads(payload))
            tick(time.monotonic() - started)
            if abandoned():
                raise QueryAbandoned("the client went away")

    def wait_until_ready(self) -> None:
        """Waits until the checkpoint is open. Raises QueryBroke when that fails."""
        until = time.monotonic() + START_SECONDS
        while self.isolated is None:
            if time.monotonic() > until:
                raise QueryBroke("the worker did not start")
            for kind, payload in self._receive(POLL_SECONDS):
                if kind == READY:
                    self.isolated = json.loads(payload)["isolated"]

    def yield_to_others(self) -> None:
        """Lowers the priority of the process for good: an ordinary user cannot raise it again."""
        self.low_priority = True
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 10)

    def kill(self) -> None:
        """Ends the process at once and frees what it held."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(BrokenPipeError):
            self._tasks.close()
        self._replies.close()
        os.close(self._lifeline)

    def _receive(self, seconds: float) -> list[tuple[bytes, bytes]]:
        if not self._poll.poll(max(0, int(seconds * 1000)) or 1):
            return []
        data = os.read(self._replies.fileno(), 1 << 20)
        if not data:
            raise QueryBroke("the worker ended")
        return list(self._frames.feed(data))

    def _result(self, end: dict[str, Any], chunks: list[bytes]) -> Result:
        head = [end["head"].encode()] if end["head"] else []
        return Result(head + chunks, end["rows"], end["truncated"], self.checkpoint)


def _error(message: dict[str, Any]) -> QueryError:
    if message["kind"] == "malformed":
        return QueryMalformed(message["line"], message["column"], message["message"])
    return QueryFailed(message["message"])
