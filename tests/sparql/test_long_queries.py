import time
from collections.abc import Callable

import pytest

from sparql.errors import Overloaded, QueryRefused
from sparql.guard import check
from sparql.long_queries import SHORT, read
from sparql.pool import WorkerPool

PADDING = "# " + "chú thích " * SHORT + "\n"


@pytest.mark.parametrize("query", ["ASK {}", "SELECT (RAND() AS ?x) {}", "nonsense"])
def test_long_queries_are_read_as_short_ones_are(pools: Callable[..., WorkerPool], query: str) -> None:
    pool = pools(workers=1)
    assert read(PADDING + query, 1_000_000, pool) == read(query, 1_000_000, pool) == check(query, 1_000_000)
    assert pool.figures.counts()["answered"] == 1


@pytest.mark.parametrize(
    ("query", "limit", "reason"),
    [
        ("SELECT * { SERVICE <http://e/> {} }", 1_000_000, "service"),
        ("CLEAR ALL", 1_000_000, "update"),
        ("ASK " + "{" * 300, 1_000_000, "too_deep"),
        ("ASK {}", 50_000, "too_long"),
    ],
)
def test_and_refused_alike(pools: Callable[..., WorkerPool], query: str, limit: int, reason: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        read(PADDING + query, limit, pools(workers=1))
    assert caught.value.reason == reason
    if reason != "too_long":
        with pytest.raises(QueryRefused) as short:
            check(query, limit)
        assert short.value.detail == caught.value.detail


def test_time_counts_from_when_it_came(pools: Callable[..., WorkerPool]) -> None:
    pool = pools(workers=1, timeout=5)
    with pytest.raises(Overloaded):  # its time was over before it could run
        read(PADDING * 12 + "ASK {}", 10_000_000, pool, came=time.monotonic() - 5)
