"""A worker process as the server sees it: started, asked, stopped and continued, killed."""

import contextlib
import fcntl
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from sparql.bodies import BodyWriter
from sparql.errors import QueryBroke, QueryError, QueryFailed, QueryMalformed, QueryUnserved
from sparql.frames import CHUNK, END, ERROR, READY, TASK, FrameParser, write_message
from sparql.tasks import Task

POLL_SECONDS = 0.05
START_SECONDS = 30.0
LOW_PRIORITY = 10
"""Enough to let look-ups by; what publishes on the same machine must not starve long queries."""
_PIPE_BYTES = 1 << 20
_F_SETPIPE_SZ = 1031
_PAGE = os.sysconf("SC_PAGE_SIZE")
_ROOT = Path(__file__).resolve().parent.parent


class WorkerDidNotStartError(QueryBroke):
    """The worker ended before it was asked anything."""


class ForkServer:
    """Starts workers by way of `sparql.forkserver`, and that process anew should it be gone.

    They are *alone*, without network, unless they are to ask another engine.
    """

    def __init__(self, alone: bool = True) -> None:
        self._kind = "alone" if alone else "engine"
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    def order(self, checkpoint: Path, memory: int, descriptors: list[int]) -> None:
        """Has a worker started that talks over these descriptors; does not wait for it."""
        message = json.dumps({"checkpoint": str(checkpoint), "memory": memory}).encode()
        with self._lock:
            try:
                socket.send_fds(self._open(), [message], descriptors)
            except OSError:  # it was killed
                self._close()
                socket.send_fds(self._open(), [message], descriptors)

    def close(self) -> None:
        """Ends the process; workers live on until they are killed."""
        with self._lock:
            self._close()

    def _open(self) -> socket.socket:
        if self._orders is None:
            self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "sparql.forkserver", str(theirs.fileno()), self._kind],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    # Two arenas: each reserves address space, which the memory limit counts.
                    env={**os.environ, "PYTHONPATH": str(_ROOT), "MALLOC_ARENA_MAX": "2"},
                )
        return self._orders

    def _close(self) -> None:
        if self._orders is not None:
            self._orders.close()
            self._orders = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class End(NamedTuple):
    """How a result ended: see `sparql.frames.END`."""

    rows: int
    truncated: str
    head: bytes


class WorkerProcess:
    """One worker on one checkpoint. Starting does not wait: `ask` does."""

    def __init__(self, fork_server: ForkServer, checkpoint: Path, memory: int) -> None:
        self.checkpoint = checkpoint
        self.isolated: bool | None = None
        self.low_priority = False
        self.pid = 0
        self._handle: int | None = None
        self._frames = FrameParser()
        self._closing = threading.Lock()
        self._closed = False
        theirs_tasks, tasks = os.pipe()
        self._replies, theirs_replies = os.pipe()
        theirs_lifeline, self._lifeline = os.pipe()
        self._tasks = os.fdopen(tasks, "wb")
        with contextlib.suppress(OSError):  # the system may allow less
            _resize(self._replies)
        theirs = [theirs_tasks, theirs_replies, theirs_lifeline]
        try:
            fork_server.order(checkpoint, memory, theirs)
        except BaseException:
            self._close()
            raise
        finally:
            for each in theirs:
                os.close(each)
        self._poll = select.poll()
        self._poll.register(self._replies, select.POLLIN)

    def alive(self) -> bool:
        """Whether the process still runs; only for one that is idle."""
        return not any(event & (select.POLLHUP | select.POLLERR) for _, event in self._poll.poll(0))

    def ask(self, task: Task, sink: BodyWriter, asked: Callable[[], None], watch: Callable[[], None]) -> End:
        """Evaluates a query and writes its result's body, but for the head, to *sink*.

        *asked* is told when it begins; *watch* runs some 20 times a second from then on, and may raise. After
        any error but QueryMalformed and QueryFailed the worker is of no more use: kill it.
        """
        self.wait_until_ready(watch)
        with contextlib.suppress(BrokenPipeError):  # its end shows as the end of the replies
            write_message(self._tasks, TASK, task.to_json())
        asked()
        while True:
            for kind, payload in self._receive(POLL_SECONDS):
                if kind == CHUNK:
                    sink.write(payload)
                elif kind == END:
                    end = json.loads(payload)
                    return End(end["rows"], end["truncated"], end["head"].encode())
                elif kind == ERROR:
                    raise _error(json.loads(payload))
            watch()

    def wait_until_ready(self, watch: Callable[[], None] = lambda: None) -> None:
        """Waits until the checkpoint is open. Raises WorkerDidNotStartError when that fails."""
        until = time.monotonic() + START_SECONDS
        while self.isolated is None:
            if time.monotonic() > until:
                raise WorkerDidNotStartError("the worker did not start")
            try:
                received = self._receive(POLL_SECONDS)
            except QueryBroke:
                raise WorkerDidNotStartError("the worker did not start") from None
            for kind, payload in received:
                if kind == READY:
                    self._ready(json.loads(payload))
            if self.isolated is None:
                watch()

    def _ready(self, said: dict[str, Any]) -> None:
        self.pid, self.isolated = said["pid"], said["isolated"]
        with contextlib.suppress(OSError, AttributeError):  # old kernels have none
            self._handle = os.pidfd_open(self.pid)

    def yield_to_others(self) -> None:
        """Lowers the priority of the process for good: an ordinary user cannot raise it again."""
        self.low_priority = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, LOW_PRIORITY)

    def stop(self) -> None:
        """Stops the process until `go_on`; it keeps its memory."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Has a stopped process go on."""
        self._signal(signal.SIGCONT)

    def memory(self) -> int:
        """Bytes of its own that the process holds in memory; 0 where that cannot be told."""
        try:
            fields = Path(f"/proc/{self.pid}/statm").read_text().split()
            return (int(fields[1]) - int(fields[2])) * _PAGE
        except (OSError, ValueError, IndexError):
            return 0

    def end(self) -> None:
        """Ends the process, from any thread; who waits for its answer sees it."""
        self._signal(signal.SIGKILL)

    def kill(self) -> None:
        """Ends the process at once and frees what it held."""
        self.end()
        self._close()

    def _signal(self, number: signal.Signals) -> None:
        with self._closing, contextlib.suppress(OSError):
            if self._closed or not self.pid:
                return
            if self._handle is not None:
                signal.pidfd_send_signal(self._handle, number)
            else:
                os.kill(self.pid, number)

    def _close(self) -> None:
        with self._closing:
            if self._closed:
                return
            self._closed = True
            os.close(self._lifeline)  # which kills it, if it was not ready yet
            with contextlib.suppress(BrokenPipeError):
                self._tasks.close()
            os.close(self._replies)
            if self._handle is not None:
                os.close(self._handle)

    def _receive(self, seconds: float) -> list[tuple[bytes, bytes]]:
        if not self._poll.poll(int(seconds * 1000)):
            return []
        data = os.read(self._replies, _PIPE_BYTES)
        if not data:
            raise QueryBroke("the worker ended")
        return list(self._frames.feed(data))


def _resize(pipe: int) -> None:
    fcntl.fcntl(pipe, _F_SETPIPE_SZ, _PIPE_BYTES)


def _error(message: dict[str, Any]) -> QueryError:
    if message["kind"] == "malformed":
        del message["kind"]
        return QueryMalformed(**message)
    if message["kind"] == "unserved":
        return QueryUnserved("the engine that holds the release cannot be reached")
    return QueryFailed(message["message"])
