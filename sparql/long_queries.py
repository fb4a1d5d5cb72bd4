"""Has the guard read long queries in a worker: in the server each would hold up all others for a while.

A worker that reads is killed like any other when the time is over, and its queries wait for their turn.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from sparql.errors import QueryRefused
from sparql.guard import Checked, check, check_size
from sparql.tasks import Task

if TYPE_CHECKING:  # a worker has no use for it
    from sparql.pool import WorkerPool

READING = "guard"
"""The format of a task that is only to be read."""
SHORT = 8192
"""Characters; what is shorter is read in the server, within some milliseconds."""


def read(
    query: str,
    max_bytes: int,
    pool: "WorkerPool",
    abandoned: Callable[[], bool] = lambda: False,
    client: str = "",
    came: float | None = None,
) -> Checked:
    """What the guard says of a query; raises QueryRefused, or what `WorkerPool.run` raises."""
    if len(query) <= SHORT:
        return check(query, max_bytes)
    check_size(query, max_bytes)
    task = Task(query, READING, max_rows=1, max_bytes=max_bytes)
    said = json.loads(b"".join(pool.run(task, abandoned, client, repeatable=True, came=came).chunks))
    if "reason" in said:
        raise QueryRefused(said["reason"], **said["detail"])
    return Checked(**said)


def read_in_worker(task: Task, send: Callable[[bytes], None]) -> dict[str, object]:
    """Reads the query of a task; sends what the guard says, as JSON."""
    said: dict[str, object]
    try:
        said = dict(vars(check(task.query, task.max_bytes)))
    except QueryRefused as refused:
        said = {"reason": refused.reason, "detail": refused.detail}
    send(json.dumps(said).encode())
    return {"rows": 1, "truncated": "", "head": ""}
