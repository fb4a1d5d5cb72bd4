"""What a worker cannot do, tried in child processes: as whoever runs the tests, and as an ordinary user."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sparql.isolation import leave_network
from sparql.seccomp import MACHINES, program, refuse_calls

NOBODY = 65534


def in_child(attempt: Callable[[], bool], user: int | None) -> bool:
    """What *attempt* says in a forked process of that user."""
    child = os.fork()
    if child == 0:
        try:
            if user is not None:
                os.setgroups([])
                os.setuid(user)
            os._exit(0 if attempt() else 1)
        except BaseException:
            os._exit(2)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 1)
    return status == 0


USERS = [None, pytest.param(NOBODY, marks=pytest.mark.skipif(os.getuid() != 0, reason="needs root"))]


def reaches(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@pytest.fixture
def port() -> "int":  # type: ignore[misc]
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("user", USERS)
def test_namespace_reaches_nothing(port: int, user: int | None) -> None:
    assert in_child(lambda: reaches(port), user)
    if not in_child(leave_network, user):
        pytest.skip("this system gives no network namespace to this user")
    assert not in_child(lambda: leave_network() and reaches(port), user)


@pytest.mark.skipif(os.uname().machine not in MACHINES, reason="no filter for this machine")
@pytest.mark.parametrize("user", USERS)
def test_filter_reaches_nothing_and_runs_nothing(port: int, user: int | None) -> None:
    def runs() -> bool:
        try:
            return subprocess.run([sys.executable, "-c", ""], check=False).returncode == 0
        except OSError:
            return False

    assert in_child(refuse_calls, user)
    assert not in_child(lambda: refuse_calls() and reaches(port), user)
    assert not in_child(lambda: refuse_calls() and runs(), user)
    assert in_child(lambda: refuse_calls() and bool(list(Path("/").iterdir())), user)


@pytest.mark.parametrize("name", MACHINES)
def test_jumps_of_the_filter_end_in_it(name: str) -> None:
    code = program(MACHINES[name])
    steps = [code[place : place + 8] for place in range(0, len(code), 8)]
    for place, step in enumerate(steps):
        if step[0] & 7 == 5:  # a jump
            assert place + 1 + max(step[2], step[3]) < len(steps)
