"""Keeps the server up and runs the jobs at their times, each in a process of its own.

A job that fails is tried again, after a minute, then two, then four … up to an hour; the others go on. One
that was missed while nothing ran is made up for once. What a job did last is kept in the home.
"""

import json
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from opendata.jobs import Job
from opendata.journal import Journal, Last
from opendata.run.child import start

AT_ONCE = 4
"""Harvests at a time."""
END_SECONDS = 30.0
"""What children have to come to an end in, before they are killed."""
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_HEALTHY_SECONDS = 60.0
_PUBLISH = "publish"
_LONGEST_LINE = 65_536
_CREDENTIALS = re.compile(r"//[^/\s]*@")
"""A name and password in an address; a job's error may quote one, the log and the journal must not."""


class Log:
    """Events as lines: for people, or an object of JSON each."""

    def __init__(self, form: str, out: TextIO = sys.stderr) -> None:
        self._json = form == "json"
        self._out = out
        self._turn = threading.Lock()

    def __call__(self, event: str, level: str = "info", **values: Any) -> None:
        """Writes an event with its values; *level* is `info` or `error`."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if self._json:
            line = json.dumps({"time": now, "level": level, "event": event, **values}, ensure_ascii=False)
        else:
            line = " ".join([now, level, event, *(f"{name}={value}" for name, value in values.items())])
        with self._turn:
            print(line, file=self._out, flush=True)


def _last_line(child: "subprocess.Popen[bytes]") -> str:
    """What a child said last, when it has ended; of all before nothing is kept, however much it says."""
    last = b""
    if child.stdout is not None:
        with child.stdout as lines:
            while line := lines.readline(_LONGEST_LINE):
                last = line.strip() or last
    child.wait()
    return _CREDENTIALS.sub("//", last.decode("utf-8", "replace"))[:500]


class Supervisor:
    """The server, if there is to be one, and the jobs."""

    def __init__(self, home: Path, jobs: list[Job], serve: list[str] | None, log: Log) -> None:
        self._home = home
        self._jobs = jobs
        self._serve = serve
        self._log = log
        self._journal = Journal(home)
        self._ending = threading.Event()
        self._children: set[subprocess.Popen[bytes]] = set()
        pools = {"default": ThreadPoolExecutor(AT_ONCE), "alone": ThreadPoolExecutor(1)}
        # What is late, because another was not at its end or the machine slept, is done once.
        defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        self._scheduler = BackgroundScheduler(executors=pools, job_defaults=defaults, timezone=UTC)

    def run(self) -> None:
        """Goes on until SIGTERM or SIGINT, then ends the children in order."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: self._ending.set())
        try:
            self._journal.keep({job.name for job in self._jobs})
        except OSError as problem:
            # A full disk must not keep the doors closed.
            self._log("unnoted", "error", job="", error=str(problem))
        for job in self._jobs:
            self._schedule(job)
        self._scheduler.start()
        try:
            self._keep_serving()
        finally:
            self._end()

    def _schedule(self, job: Job) -> None:
        last = self._journal.read().get(job.name)
        trigger = job.trigger()
        missed = (
            last is not None
            and (due := trigger.get_next_fire_time(None, last.began)) is not None
            and (due < datetime.now(UTC))
        )
        failed = last is not None and last.status != 0
        never = last is None and job.name.startswith("harvest")
        first = {"next_run_time": datetime.now(UTC)} if never or missed or failed else {}
        self._scheduler.add_job(
            self._do, trigger, [job], id=job.name, executor="alone" if job.alone else "default", **first
        )

    def _do(self, job: Job) -> None:
        """One run of a job."""
        if self._ending.is_set():
            return
        began, clock = datetime.now(UTC), time.monotonic()
        self._log("began", job=job.name)
        child = start(self._home, job.words, heard=True)
        self._children.add(child)
        if self._ending.is_set():
            # It may have come too late to be among those that are told to end.
            child.terminate()
        said = _last_line(child)
        self._children.discard(child)
        before = self._journal.read().get(job.name)
        failures = (before.failures if before else 0) + 1 if child.returncode else 0
        error = said if child.returncode else ""
        seconds = round(time.monotonic() - clock, 3)
        if self._ending.is_set():
            return
        try:
            self._journal.note(job.name, Last(began, seconds, child.returncode, error, failures))
        except OSError as problem:
            self._log("unnoted", "error", job=job.name, error=str(problem))
        level = "error" if child.returncode else "info"
        self._log("ended", level, job=job.name, seconds=seconds, status=child.returncode, said=said)
        if failures:
            self._again(job, failures)
        elif job.name.startswith("harvest") and _PUBLISH not in self._journal.read():
            # A new installation has something to show at once.
            self._at_once(_PUBLISH)

    def _at_once(self, name: str) -> None:
        if self._scheduler.get_job(name) is not None:
            self._scheduler.modify_job(name, next_run_time=datetime.now(UTC))

    def _again(self, job: Job, failures: int) -> None:
        pause = min(_FIRST_PAUSE * 2 ** min(failures - 1, 10), _LONGEST_PAUSE)
        planned = self._scheduler.get_job(job.name)
        when = datetime.now(UTC) + pause
        if planned is not None and (planned.next_run_time is None or planned.next_run_time > when):
            self._scheduler.modify_job(job.name, next_run_time=when)

    def _keep_serving(self) -> None:
        """Waits for the end; begins the server anew when it dies, at once where it had been well."""
        pause = 0.0
        while not self._ending.wait(pause):
            if self._serve is None:
                self._ending.wait()
                return
            began = time.monotonic()
            self._log("serving")
            server = start(self._home, ["serve", *self._serve])
            self._children.add(server)
            while server.poll() is None and not self._ending.wait(0.2):
                pass
            if server.returncode is not None:
                self._children.discard(server)
                lasted = time.monotonic() - began
                pause = 0.0 if lasted > _HEALTHY_SECONDS else min(2 * pause or 0.5, 30.0)
                self._log("server ended", "error", status=server.returncode, seconds=round(lasted, 1))

    def _end(self) -> None:
        self._log("ending")
        self._scheduler.shutdown(wait=False)
        for child in list(self._children):
            child.send_signal(signal.SIGTERM)
        give_up = time.monotonic() + END_SECONDS
        for child in list(self._children):
            try:
                child.wait(max(0.0, give_up - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._log("ended")
