"""What a pool did and does, in figures: for a program, and in Prometheus's text format."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sparql.figures import BOUNDS, OUTCOMES
from sparql.pool import WorkerPool


class Metric(NamedTuple):
    """A family of samples: its name, its help, its type, and the value by labels as they are written."""

    name: str
    help: str
    type: str
    samples: Mapping[str, float]


def labels(**values: str) -> str:
    """Labels as they are written, `{a="b"}`."""
    escaped = (
        value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for value in values.values()
    )
    return "{" + ",".join(f'{name}="{text}"' for name, text in zip(values, escaped, strict=True)) + "}"


def written(metrics: Iterator[Metric]) -> str:
    """The metrics in the text format, version 0.0.4."""
    lines = []
    for metric in metrics:
        family = metric.name
        lines += [f"# HELP {family} {metric.help}", f"# TYPE {family} {metric.type}"]
        lines += [f"{family}{suffix} {value:.10g}" for suffix, value in metric.samples.items()]
    return "\n".join(lines) + "\n"


def summary(pool: WorkerPool) -> dict[str, object]:
    """A few figures, as JSON holds them."""
    counts = pool.figures.counts()
    return {
        "workers_without_network": pool.isolated,
        "now": pool.lanes.figures(),
        "so_far": {name: counts.get(name, 0) for name in (*OUTCOMES, "refused", "cache_hits")},
        "cache": pool.cache.figures(),
    }


def metrics(pool: WorkerPool) -> Iterator[Metric]:
    """Everything that a pool tells."""
    counts = pool.figures.counts()

    def total(name: str, help: str, counted: str) -> Metric:
        return Metric(name, help, "counter", {"": counts.get(counted, 0)})

    yield Metric(
        "sparql_queries_total",
        "Queries that reached the workers, by what became of them.",
        "counter",
        {labels(outcome=name): counts.get(name, 0) for name in OUTCOMES},
    )
    yield total("sparql_refused_total", "Queries refused before they ran.", "refused")
    yield total("sparql_cache_hits_total", "Answers from the cache.", "cache_hits")
    yield total("sparql_cache_misses_total", "Answers that the cache did not have.", "cache_misses")
    yield total("sparql_not_modified_total", "Answers that the client had already.", "not_modified")
    yield total("sparql_workers_ended_total", "Workers that were ended and replaced.", "workers_ended")
    yield from _now(pool)
    yield from _latencies(pool)


def _now(pool: WorkerPool) -> Iterator[Metric]:
    states = pool.lanes.figures()
    kept = pool.cache.figures()
    of = {labels(state=state): count for state, count in states.items()}
    yield Metric("sparql_queries", "Queries here now, by where they are.", "gauge", of)
    yield Metric("sparql_cache_answers", "Answers in the cache.", "gauge", {"": kept["answers"]})
    places = {labels(place=place): float(kept[f"bytes_in_{place}"]) for place in ("memory", "files")}
    yield Metric("sparql_cache_bytes", "Bytes of answers in the cache.", "gauge", places)
    yield Metric("sparql_spool_bytes", "Bytes of long answers in files.", "gauge", {"": pool.spool.used})
    memory = sum(worker.memory() for worker in pool.busy())
    yield Metric("sparql_busy_workers_bytes", "Memory of workers that have a query.", "gauge", {"": memory})


def _latencies(pool: WorkerPool) -> Iterator[Metric]:
    samples: dict[str, float] = {}
    for lane, found in sorted(pool.figures.latencies().items()):
        for bound, count in zip(BOUNDS, found.up_to, strict=True):
            samples[f"_bucket{labels(lane=lane, le=f'{bound:g}')}"] = count
        samples[f"_bucket{labels(lane=lane, le='+Inf')}"] = found.total
        samples[f"_sum{labels(lane=lane)}"] = found.seconds
        samples[f"_count{labels(lane=lane)}"] = found.total
    yield Metric(
        "sparql_query_seconds", "Seconds from a query's coming to its answer, by lane.", "histogram", samples
    )
