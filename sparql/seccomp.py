"""A filter of system calls (seccomp) that takes from a process what reaches other machines and programs.

It needs no privilege but that the process gives up gaining any, so it holds where no namespace is to be had.
"""

import ctypes
import errno
import platform
import struct
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_MODE_FILTER = 2

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES
_NUMBER, _ARCHITECTURE = 0, 4
"""Where `struct seccomp_data` holds the call's number and the architecture (linux/seccomp.h)."""


class Machine(NamedTuple):
    """A machine's AUDIT_ARCH and the numbers of the calls that are refused; `above`: no call has these."""

    architecture: int
    calls: tuple[int, ...]
    above: int


# socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, accept4, sendmmsg; execve, execveat;
# ptrace, process_vm_readv, process_vm_writev; io_uring_setup, io_uring_enter
MACHINES = {
    "x86_64": Machine(
        0xC000003E,
        (41, 42, 43, 44, 46, 49, 50, 53, 288, 307, 59, 322, 101, 310, 311, 425, 426),
        0x40000000,  # the calls of x32
    ),
    "aarch64": Machine(
        0xC00000B7,
        (198, 203, 202, 206, 211, 200, 201, 199, 242, 269, 221, 281, 117, 270, 271, 425, 426),
        0x40000000,
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def program(machine: Machine) -> bytes:
    """The filter in classic BPF: an array of `struct sock_filter` (linux/filter.h)."""
    refused = len(machine.calls)
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 0, refused + 3, machine.architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, refused + 1, 0, machine.above),
        *((_JUMP_EQUAL, refused - place, 0, call) for place, call in enumerate(machine.calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def refuse_calls() -> bool:
    """Refuses these calls (EACCES) to this process and its children for good; False where it cannot."""
    machine = MACHINES.get(platform.machine())
    libc = ctypes.CDLL(None, use_errno=True)
    if machine is None or not hasattr(libc, "prctl"):
        return False
    code = program(machine)
    filter = _Program(len(code) // 8, code)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(filter), 0, 0) == 0)
