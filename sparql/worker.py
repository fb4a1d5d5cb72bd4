"""The worker process: opens one checkpoint, or finds an engine, and answers one query at a time."""

import os
import signal
from pathlib import Path
from typing import BinaryIO

from sparql.errors import QueryError, QueryMalformed, QueryUnserved
from sparql.evaluation import evaluate, task_from_json
from sparql.frames import CHUNK, END, ERROR, READY, read_frame, write_frame, write_message
from sparql.isolation import die_with, limit_resources
from sparql.long_queries import READING, read_in_worker
from sparql.sources import Source, open_source


def work(checkpoint: str, memory: int, isolated: bool, tasks: int, replies: int, lifeline: int) -> None:
    """Serves tasks until there are no more.

    *tasks* is the descriptor of the pipe that brings them, *replies* of the one that takes frames
    (`sparql.frames`), *lifeline* of the one whose closing ends the process; *memory* caps the address space,
    in bytes. Runs in a process of its own, whose threads start with the store.
    """
    die_with(lifeline)
    source = open_source(Path(checkpoint))
    limit_resources(memory)
    with os.fdopen(tasks, "rb") as orders, os.fdopen(replies, "wb") as sink:
        serve(source, orders, sink, isolated)


def serve(source: Source, tasks: BinaryIO, replies: BinaryIO, isolated: bool) -> None:
    """Answers each task with chunks and an end, or an error."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)

    def send(data: bytes) -> None:
        write_frame(replies, CHUNK, data)

    write_message(replies, READY, {"isolated": isolated, "pid": os.getpid()})
    while frame := read_frame(tasks):
        try:
            task = task_from_json(frame[1])
            end = read_in_worker(task, send) if task.format == READING else evaluate(source, task, send)
            write_message(replies, END, end)
        except QueryMalformed as error:
            write_message(replies, ERROR, {"kind": "malformed", **vars(error)})
        except QueryUnserved:
            write_message(replies, ERROR, {"kind": "unserved"})
        except QueryError as error:
            write_message(replies, ERROR, {"kind": "failed", "message": str(error)})
        except MemoryError:
            os._exit(3)
