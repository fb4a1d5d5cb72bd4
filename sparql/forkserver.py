"""The process that workers are forked from: small, of one thread, and already without network.

    python -m sparql.forkserver SOCKET alone|engine

SOCKET is the descriptor of a socket that brings, for each worker to start, a message of JSON and three
descriptors (`sparql.worker.work`). A fork takes a millisecond or two; starting Python and loading the engine
takes fifty to a hundred times as long. With `engine` the workers keep the network: they ask another engine.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys

from sparql.isolation import leave_network
from sparql.seccomp import refuse_calls
from sparql.worker import work

MESSAGE_BYTES = 1 << 16


def main(descriptor: int, alone: bool) -> None:
    """Forks workers until the other end of the socket closes; *alone*, they have no network."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the children
    isolated = _leave_network() if alone else _load_client()
    gc.freeze()  # what is there now stays shared with the workers
    with socket.socket(fileno=descriptor) as orders:
        while True:
            message, descriptors, _, _ = socket.recv_fds(orders, MESSAGE_BYTES, 3)
            if not message:
                return
            with contextlib.suppress(OSError):  # no process to be had: the server sees the pipes close
                if os.fork() == 0:
                    orders.close()
                    _work(json.loads(message), isolated, descriptors)
            for each in descriptors:
                os.close(each)


def _leave_network() -> bool:
    left = leave_network()
    return refuse_calls() or left


def _load_client() -> bool:
    """Loads here, once, what each worker would take half a second to load; they are not isolated."""
    importlib.import_module("sparql.engine")
    return False


def _work(order: dict[str, object], isolated: bool, descriptors: list[int]) -> None:
    try:
        work(str(order["checkpoint"]), int(str(order["memory"])), isolated, *descriptors)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "alone")
