"""The chain of deltas from dumped release to dumped release: kept link by link for 90 days, then as one.

Also what goes when a release's dumps are withdrawn: the links that lead to and from it hold what it held, so
they are joined into one that passes it by.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from opendata.dump import delta_files, manifest
from opendata.dump.content import DAMAGED
from opendata.dump.join import files_of, join
from opendata.errors import ReleaseError
from opendata.release import folders

KEPT = timedelta(days=90)
"""How long every link of the chain can be had, reckoned from the instant of the release it leads to."""
_SPILL = ".joined.unfinished"


class Link(NamedTuple):
    """The delta to a release from the dumped release before it."""

    folder: Path
    entry: dict[str, Any]
    instant: str
    """That of the release it leads to, as manifests write it."""

    @property
    def release(self) -> int:
        """The number of the release it leads to."""
        return int(self.folder.name)

    @property
    def before(self) -> int:
        """The number of the release it starts from."""
        return int(self.entry["from"])


def links(dumps: Path) -> dict[int, Link]:
    """The links of the chain by the release that each leads to."""
    found: dict[int, Link] = {}
    for folder in dumps.iterdir() if dumps.is_dir() else ():
        about = manifest.read(folder) if folder.name.isdecimal() else None
        whole = manifest.deltas_in(folder) if about else []
        if about and whole:
            found[int(folder.name)] = Link(folder, max(whole, key=_start), about["instant"])
    return found


def _start(entry: Mapping[str, Any]) -> int:
    return int(entry["from"])


def squash(dumps: Path, now: datetime, executor: Executor) -> list[Link]:
    """Joins the links that are older than KEPT into one; gives what was joined.

    Where the chain is broken, since the dumps of a release are gone, each piece is joined by itself. Raises
    ReleaseError where a delta is damaged.
    """
    border = f"{now - KEPT:%Y-%m-%dT%H:%M:%SZ}"
    old = {number: link for number, link in links(dumps).items() if link.instant < border}
    done = []
    while old:
        chain = [old.pop(max(old))]
        while chain[-1].before in old:
            chain.append(old.pop(chain[-1].before))
        last, *earlier = chain
        if earlier:
            done.append(_joined(dumps, chain[::-1], executor))
            entry, before = done[-1].entry, last.before
            _drop(last, {before, _start(entry)}, [entry])
        # Those that a run which was cut off had joined and not dropped are among them.
        covered = [old.pop(number) for number in list(old) if old[number].before >= chain[-1].before]
        for link in (*earlier, *covered):
            manifest.replace_deltas(link.folder, lambda delta: False)
    return done


def _drop(link: Link, starts: Collection[int], new: Iterable[dict[str, Any]] = ()) -> None:
    manifest.replace_deltas(link.folder, lambda delta: _start(delta) not in starts, new)


def pass_by(dumps: Path, release: int, executor: Executor) -> None:
    """Takes the deltas from and to *release* out of the chain, joined where that leaves a gap.

    Raises ReleaseError where a delta is damaged.
    """
    found = links(dumps)
    new = []
    later = [link for link in found.values() if link.before == release]
    for link in later:
        if release in found:
            new = [_joined(dumps, [found[release], link], executor).entry]
        _drop(link, {release}, new)
    for folder in dumps.iterdir():
        about = manifest.read(folder) if folder.name.isdecimal() else None
        if about and any(_start(delta) == release for delta in about["deltas"]):
            manifest.replace_deltas(folder, lambda delta: _start(delta) != release)
    if release in found:
        manifest.replace_deltas(found[release].folder, lambda delta: False)


def _joined(dumps: Path, chain: list[Link], executor: Executor) -> Link:
    """One link in place of several that follow one another; its files lie in the folder of the last one."""
    first, *others = chain
    with _spill(dumps) as spill:
        files = files_of(first.folder, first.entry)
        entry = first.entry
        for number, link in enumerate(others):
            work = spill / str(number)
            work.mkdir()
            name = delta_files.name(_stamp(link.instant), _stamp(first.entry["fromInstant"]))
            out = delta_files.paths(work, name)
            try:
                parts = join(files, files_of(link.folder, link.entry), out, spill, executor)
            except DAMAGED as error:
                raise ReleaseError(
                    f"the delta to release {link.release} or one before it is damaged: {error}; "
                    "`sha256sum -c SHA256SUMS` in their folders tells which"
                ) from error
            if number:
                shutil.rmtree(spill / str(number - 1))
            files = out
            entry = delta_files.entry(first.before, first.entry["fromInstant"], parts)
        last = chain[-1]
        if others:
            for path in files.values():
                path.replace(last.folder / path.name)
    return last._replace(entry=entry)


@contextmanager
def _spill(dumps: Path) -> Iterator[Path]:
    spill = dumps / _SPILL
    folders.empty(spill)
    try:
        yield spill
    finally:
        shutil.rmtree(spill)


def _stamp(instant: str) -> str:
    return instant.replace("-", "").replace(":", "")
