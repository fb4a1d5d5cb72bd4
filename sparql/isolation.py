"""What a worker does to itself before it reads a query: no network, bounded memory, no life of its own."""

import ctypes
import fcntl
import os
import resource
import select
import signal

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_NO_NEW_PRIVS = 38


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
    """Caps the address space at so many bytes (0: not at all); no core dumps, no new privileges."""
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def die_with(lifeline: int) -> None:
    """Has the kernel end this process when the other end of a pipe closes, be it in the middle of a query.

    The pipe never carries data. (PR_SET_PDEATHSIG would follow the thread that started the worker, not the
    server.)
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)
    poll = select.poll()
    poll.register(lifeline, select.POLLIN)
    if poll.poll(0):  # it closed before the kernel was asked to watch
        os._exit(0)
