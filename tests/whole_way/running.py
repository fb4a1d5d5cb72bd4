"""A demo in a process of its own, as a user starts it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple


class Demo(NamedTuple):
    """A running demo."""

    address: str
    home: Path
    port: int
    said: list[str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "opendata", "--home", str(home), *words]


def start(home: Path, port: int) -> tuple["subprocess.Popen[str]", list[str]]:
    """Starts the demo; what it said up to the line with its last hint."""
    process = subprocess.Popen(
        command(home, "demo", "--port", str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if line.rstrip().endswith(" status"):
            break
    return process, said


def end(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Ctrl-C; the exit status, and what was said after it."""
    time.sleep(1)  # it says what to try a moment before it serves
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    return process.returncode, rest


def until_listed(address: str) -> None:
    """A release's instant may lie a second ahead; OAI-PMH lists it from then on."""
    for _ in range(50):
        with urllib.request.urlopen(f"{address}health", timeout=10) as answer:
            assert json.load(answer)["ok"]
        with urllib.request.urlopen(
            f"{address}oai?verb=ListIdentifiers&metadataPrefix=oai_dc", timeout=10
        ) as answer:
            if b"<header" in answer.read():
                return
        time.sleep(0.2)
    raise AssertionError("the release is not listed")
