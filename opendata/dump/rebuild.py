"""The dumps of the current release, written once more."""

from collections.abc import Callable
from concurrent.futures import Executor

from opendata.archive.archive import Archive
from opendata.dump import manifest, write
from opendata.dump.registry import FORMATS, lacking
from opendata.dump.write import Dumped
from opendata.release import index
from opendata.release.conversion import Converter
from opendata.settings import Settings


def rebuild(
    settings: Settings,
    archive: Archive,
    *,
    converter: Converter | None = None,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None],
) -> Dumped:
    """Writes the formats in which the current release was dumped, or all that can be; raises as `dump`."""
    release = index.current(archive)
    told = manifest.read(settings.dumps_path / str(release.number)) if release is not None else None
    known = {entry["format"] for entry in (told or {"files": []})["files"]}
    chosen = [name for name in FORMATS if (name in known if known else not lacking(name))]
    return write.dump(
        settings, archive, chosen, converter=converter, executor=executor, on_progress=on_progress, anew=True
    )
