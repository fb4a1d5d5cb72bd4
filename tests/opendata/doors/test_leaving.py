"""A server that is told to end: it answers what it was asked, and a balancer leaves it before."""

import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.engines import free_port

PATHS = (
    "oai?verb=ListRecords&metadataPrefix=oai_dc",
    "search?q=kieu",
    "dumps/",
    "sparql?query=ASK%7B?s+?p+?o%7D",
)


class Server:
    """`opendata serve` on a port that stays the same."""

    def __init__(self, home: Path, *options: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self._command = [
            sys.executable, "-m", "opendata", "--home", str(home), "serve", "--port", str(self.port), *options
        ]  # fmt: skip
        self.begin()

    def begin(self) -> None:
        self.process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert re.search("http://", self.process.stdout.readline())

    def ask_to_end(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def ended(self) -> int:
        status = self.process.wait(40)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status

    def health(self) -> int:
        try:
            with urllib.request.urlopen(f"{self.address}health", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0


def test_a_request_that_has_begun_is_answered(home: Path) -> None:
    server = Server(home)
    with socket.create_connection(("127.0.0.1", server.port)) as asking:
        asking.sendall(f"GET /{PATHS[0]} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode())
        time.sleep(0.5)
        server.ask_to_end()
        time.sleep(0.7)
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", server.port))
        asking.sendall(b"Connection: close\r\n\r\n")
        answer = b""
        while more := asking.recv(1 << 16):
            answer += more
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.rstrip().endswith(b"</OAI-PMH>")
    assert server.ended() == 0


def test_without_requests_it_ends_at_once(home: Path) -> None:
    server = Server(home)
    assert server.health() == 200
    began = time.monotonic()
    server.ask_to_end()
    assert server.ended() == 0
    assert time.monotonic() - began < 10


def test_servers_are_replaced_one_by_one_without_a_request_that_fails(home: Path) -> None:
    servers = [Server(home, "--drain", "1.5") for _ in range(2)]
    healthy = {server.port: True for server in servers}
    over = threading.Event()
    failed: list[str] = []
    answered = [0]

    def look() -> None:
        while not over.wait(0.2):
            for server in servers:
                healthy[server.port] = server.health() == 200

    def ask() -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            there = [server for server in servers if healthy[server.port]]
            if not there:
                failed.append("nobody is there")
                return
            try:
                urllib.request.urlopen(there[turn % len(there)].address + PATHS[turn % 4], timeout=20).read()
                answered[0] += 1
            except OSError as error:
                failed.append(str(error))

    threads = [threading.Thread(target=work) for work in (look, ask, ask)]
    for thread in threads:
        thread.start()
    for server in servers:
        before = answered[0]
        server.ask_to_end()
        assert server.ended() == 0
        server.begin()
        time.sleep(1)
        assert answered[0] > before
    over.set()
    for thread in threads:
        thread.join()
    for server in servers:
        server.ask_to_end()
        server.ended()
    assert failed == []
    assert answered[0] > 20
