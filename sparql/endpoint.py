"""What the platform tells the SPARQL endpoint about itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sparql.examples import Example
from sparql.pool import WorkerPool
from sparql.search_patterns import Find


def checkpoint_name(checkpoint: Path) -> str:
    """The name of a release whose checkpoint's folder bears it."""
    return checkpoint.name


def nothing_more(language: str) -> Mapping[str, Any]:
    """A layout that needs no values."""
    return {}


@dataclass(frozen=True)
class Endpoint:
    """An endpoint as `sparql.blueprint` serves it.

    `pool` gives the pool at the time of a request. `url` is the endpoint's public address, empty to take the
    request's own. `titles` and `descriptions` are by language (vi, en). `release` names the release that a
    checkpoint holds: answers carry it in their ETag. `layout` is the template that the query page extends (it
    has the blocks `head` and `main`), `layout_values` what it needs, by language; `first_example` is the name
    of the query that the page opens with. `dumps_url` is where large extracts are, `limits_url` what says all
    limits. Sizes are in bytes.
    """

    pool: Callable[[], WorkerPool]
    url: str = ""
    titles: Mapping[str, str] = field(default_factory=lambda: {"en": "SPARQL endpoint", "vi": "Cổng SPARQL"})
    descriptions: Mapping[str, str] = field(default_factory=dict)
    release: Callable[[Path], str] = checkpoint_name
    prefixes: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    first_example: str = ""
    layout: str = "sparql_base.html"
    layout_values: Callable[[str], Mapping[str, Any]] = nothing_more
    search: Find | None = None
    dumps_url: str = "/dumps/"
    limits_url: str = ""
    max_query_bytes: int = 1_000_000
    max_address_bytes: int = 64_000

    @property
    def base(self) -> str:
        """What the addresses of this site begin with, ending in a slash; empty where it is not known."""
        return self.url.rpartition("/")[0] + "/" if self.url else ""
