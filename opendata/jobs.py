"""What is done when: each job is a command of `opendata`, with a time in the manner of cron."""

from typing import NamedTuple

from apscheduler.triggers.cron import CronTrigger

from opendata.settings import Settings


class Job(NamedTuple):
    """A command and its time."""

    name: str
    """What it is called, also where the public reads it: without folders and addresses."""
    words: list[str]
    """The command line without `opendata`: what users type to do the same."""
    when: str
    """Five fields of cron: minute, hour, day of the month, month, day of the week."""
    alone: bool
    """Whether it may not run beside others of that kind: what makes or copies releases."""

    def trigger(self) -> CronTrigger:
        """The library's own form of its time, in the machine's time zone."""
        return CronTrigger.from_crontab(self.when)


def jobs(settings: Settings) -> list[Job]:
    """The jobs of an installation; those without a time are not done."""
    run = settings.run
    found = [
        Job(f"harvest {code}", ["harvest", code], library.schedule or run.harvest, False)
        for code, library in settings.libraries.items()
    ]
    found += [
        Job("publish", ["publish"], run.publish, True),
        Job("dump", ["dump"], run.dump, True),
        Job("verify", ["verify"], run.verify, True),
    ]
    if run.backup_to:
        words = ["backup", run.backup_to, "--keep", str(run.backups)]
        found.append(Job("backup", words, run.backup, True))
    return [job for job in found if job.when]
