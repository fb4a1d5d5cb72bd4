"""What the platform tells the SPARQL endpoint about itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sparql.pool import WorkerPool


def checkpoint_name(checkpoint: Path) -> str:
    """The name of a release whose checkpoint's folder bears it."""
    return checkpoint.name


@dataclass(frozen=True)
class ExampleQuery:
    """A query that the query page offers, with a title per language."""

    titles: Mapping[str, str]
    query: str


@dataclass(frozen=True)
class Endpoint:
    """An endpoint as `sparql.blueprint` serves it.

    `pool` gives the pool at the time of a request. `url` is the endpoint's public address, empty to take the
    request's own. `titles` and `descriptions` are by language (vi, en). `release` names the release that a
    checkpoint holds: answers carry it in their ETag. `page` renders the query page instead of the one here,
    from the language asked for. `dumps_url` is where large extracts are. Sizes are in bytes.
    """

    pool: Callable[[], WorkerPool]
    url: str = ""
    titles: Mapping[str, str] = field(default_factory=lambda: {"en": "SPARQL endpoint", "vi": "Cổng SPARQL"})
    descriptions: Mapping[str, str] = field(default_factory=dict)
    release: Callable[[Path], str] = checkpoint_name
    prefixes: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[ExampleQuery, ...] = ()
    page: Callable[[str], str] | None = None
    dumps_url: str = "/dumps/"
    max_query_bytes: int = 1_000_000
    max_address_bytes: int = 64_000
