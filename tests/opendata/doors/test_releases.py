"""A release that is published, or made anew, while queries run: soon seen, and no query is dropped."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from opendata.archive.archive import Archive
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.harvest import harvest
from opendata.release.executor import in_process
from opendata.release.publish import publish
from opendata.release.rebuild import rebuild
from opendata.settings import Settings
from sparql.tasks import Task

TITLES = (
    "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/> "
    "SELECT ?title { ?i a bf:Instance ; bf:title/bf:mainTitle ?title } ORDER BY ?title"
)


Home = tuple[Settings, Callable[[str], None]]


class Asking(threading.Thread):
    """Asks without a pause, and keeps what it was answered and when."""

    def __init__(self, pool: PoolOfRelease) -> None:
        super().__init__()
        self._pool = pool
        self.stopped = threading.Event()
        self.answers: list[tuple[float, str]] = []
        self.errors: list[Exception] = []

    def run(self) -> None:
        while not self.stopped.is_set():
            pool = self._pool.get()
            assert pool
            try:
                result = pool.run(Task(TITLES, "csv", 100, 1 << 20), repeatable=len(self.answers) % 2 == 0)
                self.answers.append((time.monotonic(), b"".join(result.chunks).decode()))
            except Exception as error:
                self.errors.append(error)


def test_release_is_seen_within_a_second(unharvested: Home) -> None:
    settings, write = unharvested
    library = settings.libraries["dh"]
    with Archive.open(settings.archive_url) as archive, in_process() as executor:

        def release(title: str, day: int) -> None:
            write(title)
            assert not harvest(library, archive, settings.home).problem
            publish(settings, archive, executor=executor, now=lambda: datetime(2026, 3, day, tzinfo=UTC))

        release("Gr-catégories", 1)
        pool = PoolOfRelease(settings, Published(settings, archive))
        pool.watch()
        asking = [Asking(pool) for _ in range(4)]
        try:
            for thread in asking:
                thread.start()
            for day in range(2, 4):
                title = f"Nhan đề mới {day}"
                release(title, day)
                published = time.monotonic()
                time.sleep(1)
                for thread in asking:
                    late = [text for at, text in thread.answers if at > published + 0.9]
                    assert late
                    assert all(title in text for text in late)
            open_pool = pool.get()
            assert open_pool
            assert open_pool.checkpoints_in_use() == {settings.releases_path / "3" / "store"}
            rebuild(settings, archive, executor=executor)
            assert open_pool.checkpoints_in_use() == {settings.releases_path / "3" / "store-2"}
            rebuilt = time.monotonic()
            time.sleep(0.5)
            for thread in asking:
                late = [text for at, text in thread.answers if at > rebuilt]
                assert late
                assert all(title in text for text in late)
        finally:
            for thread in asking:
                thread.stopped.set()
                thread.join()
            pool.close()
    assert [thread.errors for thread in asking] == [[]] * 4


@pytest.mark.parametrize("error", [OSError("gone"), ValueError("odd")])
def test_look_that_fails_is_not_the_last(
    unharvested: Home, error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings, _ = unharvested
    with Archive.open(settings.archive_url) as archive:
        pool = PoolOfRelease(settings, Published(settings, archive))
        looked = threading.Event()
        answers = iter([error])

        def refresh() -> None:
            for each in answers:
                raise each
            looked.set()

        monkeypatch.setattr(pool, "refresh", refresh)
        pool.watch(0.01)
        assert looked.wait(5)
        pool.close()
    assert "looking for a new release" in caplog.text
