import subprocess
import sys
from pathlib import Path

import pytest

from opendata.archive.lock import harvest_lock, publish_lock
from opendata.errors import ArchiveBusyError, HomeError, PublishBusyError

HOLDER = """
import sys
from pathlib import Path
from opendata.archive.lock import harvest_lock
with harvest_lock(Path(sys.argv[1]), "nlv"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_one_is_told_who_holds_the_lock_until_that_one_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(ArchiveBusyError, match=rf"process {holder.pid} is harvesting nlv"),
            harvest_lock(tmp_path, "nlv", wait=0),
        ):
            pass
        with harvest_lock(tmp_path, "other", wait=0), publish_lock(tmp_path, wait=0):
            pass
        holder.kill()
        holder.wait()
        with harvest_lock(tmp_path, "nlv", wait=2):
            pass


def test_two_publishers_in_one_process(tmp_path: Path) -> None:
    with (
        publish_lock(tmp_path),
        pytest.raises(PublishBusyError, match="publishing"),
        publish_lock(tmp_path, wait=0.1),
    ):
        pass


def test_a_home_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="cannot be written"), publish_lock(tmp_path / "missing"):
        pass
