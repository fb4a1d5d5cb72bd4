"""`/metrics`: figures of the doors for Prometheus, without anything of anybody's."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from threading import Lock

from flask import Blueprint, Flask, Response, request

from opendata.doors.site import Site
from sparql.metrics import Metric, labels, metrics, written

_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Requests:
    """Counts the answers of an application, by door and status."""

    def __init__(self, app: Flask) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[str, int]] = Counter()
        app.after_request(self._count)

    def _count(self, response: Response) -> Response:
        with self._lock:
            self._counts[request.blueprint or "none", response.status_code] += 1
        return response

    def metric(self) -> Metric:
        """The counts."""
        with self._lock:
            found = sorted(self._counts.items())
        samples = {labels(door=door, status=str(status)): float(count) for (door, status), count in found}
        return Metric("opendata_answers_total", "Answers by door and status.", "counter", samples)


def blueprint(site: Site, requests: Requests, oai: Callable[[], Mapping[str, int]]) -> Blueprint:
    """The door; *oai* tells the figures of that one."""
    door = Blueprint("metrics", __name__)

    @door.get("/metrics")
    def answer() -> Response:
        response = Response(written(_all(site, requests, oai())), content_type=_TYPE)
        response.headers["Cache-Control"] = "no-store"
        return response

    return door


def _all(site: Site, requests: Requests, oai: Mapping[str, int]) -> Iterator[Metric]:
    release = site.published.release()
    if release is not None:
        yield Metric("opendata_release", "Number of the current release.", "gauge", {"": release.number})
    yield requests.metric()
    now = {labels(state=name): float(oai[name]) for name in ("running", "waiting")}
    yield Metric("oai_requests", "Requests at /oai now, by where they are.", "gauge", now)
    so_far = {
        labels(outcome=name): float(oai[name]) for name in oai if f"{name}" not in ("running", "waiting")
    }
    yield Metric("oai_requests_total", "Requests at /oai so far, by what became of them.", "counter", so_far)
    pool = site.pool()
    if pool is not None:
        yield from metrics(pool)
