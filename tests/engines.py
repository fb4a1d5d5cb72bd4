"""SPARQL engines of others as servers on loopback: `oxigraph serve` (PyPI) and Virtuoso 7 (Debian)."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sparql.engine import Engine

_VIRTUOSO = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 5
MaxClientConnections = 5

[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _server(command: list[str], port: int, folder: Path, seconds: float) -> Iterator[None]:
    output = folder / "output.txt"
    with output.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as server:
        try:
            until = time.monotonic() + seconds
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    said = output.read_text(errors="replace")[-2000:]
                    assert server.poll() is None, f"{command[0]} ended: {said}"
                    assert time.monotonic() < until, f"{command[0]} does not listen: {said}"
                    time.sleep(0.05)
            yield
        finally:
            server.kill()


@contextmanager
def oxigraph(folder: Path) -> Iterator[Engine]:
    """An `oxigraph serve` of its own."""
    command = Path(sys.executable).with_name("oxigraph")
    if not command.exists():
        pytest.skip("oxigraph is not installed: the extra `test` brings it")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    serve = [str(command), "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with _server(serve, port, folder, 20):
        yield Engine(f"{address}/query", f"{address}/update", f"{address}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Engine]:
    """A Virtuoso of its own, with its administrator's first password."""
    command = shutil.which("virtuoso-t")
    if command is None:
        pytest.skip("Virtuoso is not installed (Debian: apt-get install virtuoso-opensource-7-bin)")
    port, sql_port = free_port(), free_port()
    configuration = folder / "virtuoso.ini"
    configuration.write_text(_VIRTUOSO.format(folder=folder, port=port, sql_port=sql_port))
    with _server([command, "+foreground", "+configfile", str(configuration)], port, folder, 60):
        address = f"http://127.0.0.1:{port}"
        yield Engine(
            f"{address}/sparql",
            f"{address}/sparql-auth",
            f"{address}/sparql-graph-crud-auth",
            "dba",
            "dba",
            "digest",
        )
