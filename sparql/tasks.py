"""A query as it goes to a worker, and its result as it comes back."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sparql.bodies import Body


@dataclass(frozen=True)
class Task:
    """One query to evaluate.

    `format` is the name of a `sparql.formats.Format`. `default_graphs` and `named_graphs` are the protocol's
    dataset (SPARQL 1.1 Protocol, section 2.1.4); both None when the request names none. `truncation_link`
    goes into the head of a result that was cut.
    """

    query: str
    format: str
    max_rows: int
    max_bytes: int
    default_graphs: list[str] | None = None
    named_graphs: list[str] | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    truncation_link: str = ""

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {**asdict(self), "prefixes": dict(self.prefixes)}

    def digest(self) -> bytes:
        """What tells it from any other task."""
        text = json.dumps(self.to_json(), sort_keys=True)
        return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True)
class Result:
    """The whole answer to a query: its body in the format asked for, and what was left out.

    `rows` are solutions or triples written; `truncated` is empty, "rows" or "bytes" (which cap cut it);
    `checkpoint` is the snapshot that answered; `lane` tells how: "fast", "slow", or "cache" without a worker;
    `coding` is the body's content coding, empty where it is as it was written.
    """

    body: Body
    rows: int
    truncated: str
    checkpoint: Path
    lane: str = ""
    coding: str = ""

    @property
    def chunks(self) -> Iterator[bytes]:
        """The body in pieces."""
        return self.body.chunks()
