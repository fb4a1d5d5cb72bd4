"""`/metrics`: figures of the doors for Prometheus, without anything of anybody's."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from threading import Lock

from flask import Blueprint, Flask, Response, request

from opendata.alarms import KINDS, alarms
from opendata.archive.status import unpublished_versions
from opendata.doors.kept_briefly import KeptBriefly
from opendata.doors.site import Site
from opendata.journal import Journal
from opendata.release import index
from opendata.standing import COUNTS, standings
from sparql.metrics import Metric, labels, metrics, written

_KEPT_SECONDS = 5.0
"""What the archive tells is read so seldom, however often it is asked for."""
_STATES = tuple(state for state in COUNTS if state != "unpublished")
"""Without what would take a look at each change; opendata_lag_versions tells of these."""
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
    stages = KeptBriefly(lambda: list(_stages(site)), _KEPT_SECONDS)

    @door.get("/metrics")
    def answer() -> Response:
        response = Response(written(_all(site, requests, oai(), stages.get())), content_type=_TYPE)
        response.headers["Cache-Control"] = "no-store"
        return response

    return door


def _all(
    site: Site, requests: Requests, oai: Mapping[str, int], stages: Iterable[Metric]
) -> Iterator[Metric]:
    release = site.published.release()
    if release is not None:
        yield Metric("opendata_release", "Number of the current release.", "gauge", {"": release.number})
    yield from stages
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


def _stages(site: Site) -> Iterator[Metric]:
    """Figures of harvest, publication and disk, whichever process did the work: read from the archive."""
    settings, archive, now = site.settings, site.published.archive, datetime.now(UTC)
    found = standings(archive, settings.home, settings.libraries, now, unpublished=False)
    confirmed = {
        labels(library=each.code): each.confirmed_at.timestamp() for each in found if each.confirmed_at
    }
    yield Metric(
        "opendata_harvest_confirmed_seconds", "When a harvest last came to its end.", "gauge", confirmed
    )
    counts = {
        labels(library=each.code, state=state): float(each.count(state))
        for each in found
        for state in _STATES
    }
    yield Metric("opendata_records", "Records in the archive by library and state.", "gauge", counts)
    release = site.published.release()
    if release is not None:
        instant = {"": release.instant.timestamp()}
        yield Metric("opendata_release_seconds", "The current release's instant.", "gauge", instant)
        lag = {"": float(unpublished_versions(archive))}
        yield Metric("opendata_lag_versions", "Versions harvested since the current release.", "gauge", lag)
        published = {
            labels(library=code): float(count.records)
            for code, count in sorted(index.counts(archive, release).items())
        }
        yield Metric("opendata_published_records", "Records in the current release.", "gauge", published)
        stated = {"": float(release.statements)}
        yield Metric("opendata_statements", "Statements in the current release.", "gauge", stated)
    if folders := site.published.dumped():
        newest = {"": float(folders[0].name)}
        yield Metric("opendata_dumped_release", "Number of the newest release with dumps.", "gauge", newest)
    free = {"": float(shutil.disk_usage(settings.home).free)}
    yield Metric("opendata_disk_free_bytes", "Room on the home's disk.", "gauge", free)
    jobs = Journal(settings.home).read()
    seconds = {labels(job=name): last.seconds for name, last in sorted(jobs.items())}
    yield Metric("opendata_job_seconds", "What a job of `opendata run` last took.", "gauge", seconds)
    status = {labels(job=name): float(last.failures) for name, last in sorted(jobs.items())}
    yield Metric("opendata_job_failures", "How often it failed since it last succeeded.", "gauge", status)
    kinds = Counter(alarm.kind for alarm in alarms(settings, archive, now))
    held = {labels(kind=kind): float(kinds[kind]) for kind in KINDS}
    yield Metric("opendata_alarms", "Conditions to look at, by kind.", "gauge", held)
