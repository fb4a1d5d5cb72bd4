"""What a worker does to itself before it reads a query: no network, bounded memory, no life of its own."""

import contextlib
import ctypes
import fcntl
import os
import resource
import select
import signal
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_F_SETSIG = 10
_OUT_OF_MEMORY_FIRST = "900"


def leave_network() -> bool:
    """Moves this process into an empty network namespace of its own; False where the system refuses.

    Must run while the process has one thread. Without privilege it takes a user namespace first.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare"):
        return False
    if libc.unshare(_CLONE_NEWNET) == 0:
        return True
    return bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def limit_resources(memory: int) -> None:
    """Caps the address space at so many bytes (0: not at all); no core dumps; first to go without memory."""
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_OUT_OF_MEMORY_FIRST)


def die_with(lifeline: int) -> None:
    """Has the kernel kill this process when the other end of a pipe closes, in a query or while stopped.

    The pipe never carries data. (PR_SET_PDEATHSIG would follow the thread that started the worker, not the
    server.)
    """
    fcntl.fcntl(lifeline, _F_SETSIG, int(signal.SIGKILL))
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)
    poll = select.poll()
    poll.register(lifeline, select.POLLIN)
    if poll.poll(0):  # it closed before the kernel was asked to watch
        os._exit(0)
