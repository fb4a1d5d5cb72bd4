"""The worker process: opens one checkpoint read-only and answers one query at a time over its pipes.

    python -m sparql.worker CHECKPOINT LIFELINE MEMORY

Standard input brings tasks, standard output takes frames (`sparql.frames`). LIFELINE is the descriptor of a
pipe whose closing ends the process, MEMORY the cap of its address space in bytes.
"""

import os
import signal
import sys
from typing import BinaryIO

from sparql.isolation import die_with, leave_network, limit_resources


def main(checkpoint: str, lifeline: str, memory: str) -> None:
    """Serves tasks until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    isolated = leave_network()
    die_with(int(lifeline))
    # The engine's messages on standard output would break the frames.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Threads of the engine start with the store, so it is imported only once the namespace is entered.
    from pyoxigraph import Store

    store = Store.read_only(checkpoint)
    limit_resources(int(memory))
    serve(store, sys.stdin.buffer, replies, isolated)


def serve(store: object, tasks: BinaryIO, replies: BinaryIO, isolated: bool) -> None:
    """Answers each task with chunks and an end, or an error."""
    from pyoxigraph import Store

    from sparql.errors import QueryError, QueryMalformed
    from sparql.evaluation import evaluate, task_from_json
    from sparql.frames import CHUNK, END, ERROR, READY, read_frame, write_frame, write_message

    assert isinstance(store, Store)
    write_message(replies, READY, {"isolated": isolated})
    while frame := read_frame(tasks):
        try:
            end = evaluate(store, task_from_json(frame[1]), lambda data: write_frame(replies, CHUNK, data))
            write_message(replies, END, end)
        except QueryMalformed as error:
            place = {"line": error.line, "column": error.column, "message": error.expected}
            write_message(replies, ERROR, {"kind": "malformed", **place})
        except QueryError as error:
            write_message(replies, ERROR, {"kind": "failed", "message": str(error)})
        except MemoryError:
            os._exit(3)


if __name__ == "__main__":
    main(*sys.argv[1:])
