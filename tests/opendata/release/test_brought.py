"""Results by way of a folder: large ones are fetched from there, and nothing is left behind."""

import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from opendata.release.brought import FOLDER, Brought, Left, leave, place


def times(value: bytes, count: int) -> list[bytes]:
    return [value + bytes([number % 256]) for number in range(count)]


def fails() -> None:
    raise ValueError("why")


@pytest.mark.parametrize(("count", "left"), [(1, False), (5000, True)])
def test_large_results_are_left_in_the_folder(tmp_path: Path, count: int, left: bool) -> None:
    with place(tmp_path) as folder, ThreadPoolExecutor(1) as there:
        sent: Any = leave(str(folder), times, (b"0123456789", count), {})
        assert isinstance(sent, Left) == left
        mine = Brought(there.submit(leave, str(folder), times, (b"0123456789",), {"count": count}))
        assert mine.result(10) == times(b"0123456789", count)
        # What was fetched is gone; the other is nobody's.
        assert len([file for file in folder.iterdir() if file.name != "lock"]) == left
    assert not list((tmp_path / FOLDER).iterdir())


def test_errors_and_cancellations_come_through(tmp_path: Path) -> None:
    held = threading.Event()
    with place(tmp_path) as folder, ThreadPoolExecutor(1) as there:
        failed = Brought(there.submit(leave, str(folder), fails, (), {}))
        with pytest.raises(ValueError, match="why"):
            failed.result(10)
        running = there.submit(held.wait, 10)
        waiting = Brought(there.submit(leave, str(folder), times, (b"", 1), {}))
        assert waiting.cancel()
        assert waiting.cancelled()
        with pytest.raises(CancelledError):
            waiting.result(10)
        held.set()
        assert running.result(10)


def test_what_was_lost_meanwhile_is_an_error(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as there:
        lost = Brought(there.submit(Left, str(tmp_path / "none")))
        with pytest.raises(FileNotFoundError):
            lost.result(10)


def test_folders_of_killed_commands_go_and_those_at_work_stay(tmp_path: Path) -> None:
    killed = tmp_path / FOLDER / "killed"
    killed.mkdir(parents=True)
    (killed / "result").write_bytes(b"x")
    (killed / "lock").touch()
    (tmp_path / FOLDER / "begun").mkdir()
    with place(tmp_path) as first, place(tmp_path) as second:
        assert {each.name for each in (tmp_path / FOLDER).iterdir()} == {first.name, second.name, "begun"}
    assert [each.name for each in (tmp_path / FOLDER).iterdir()] == ["begun"]


def test_many_commands_at_once_each_have_a_folder(tmp_path: Path) -> None:
    together = threading.Barrier(8)

    def command() -> bool:
        together.wait(10)
        with place(tmp_path) as folder:
            (folder / "result").write_bytes(b"x")
            return (folder / "lock").exists()

    with ThreadPoolExecutor(8) as many:
        assert all(future.result(20) for future in [many.submit(command) for _ in range(8)])
    assert not list((tmp_path / FOLDER).iterdir())
