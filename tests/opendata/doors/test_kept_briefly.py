"""Answers that are worked out at most once in some seconds."""

from itertools import count
from threading import Event, Thread

import pytest

from opendata.doors.kept_briefly import KeptBriefly


def test_an_answer_is_worked_out_anew_only_when_it_is_old() -> None:
    now, numbers = [0.0], count(1)
    kept = KeptBriefly(lambda: next(numbers), 5.0, lambda: now[0])
    found = []
    for now[0] in (0.0, 4.9, 5.0, 9.9, 10.0):
        found.append(kept.get())
    assert found == [1, 1, 2, 2, 3]


def test_who_asks_while_it_is_worked_out_anew_gets_the_one_before() -> None:
    now, begun, go_on = [0.0], Event(), Event()

    def work() -> float:
        if now[0]:
            begun.set()
            assert go_on.wait(10)
        return now[0]

    kept = KeptBriefly(work, 5.0, lambda: now[0])
    assert kept.get() == 0.0
    now[0] = 6.0
    other = Thread(target=kept.get)
    other.start()
    assert begun.wait(10)
    assert kept.get() == 0.0
    go_on.set()
    other.join()
    assert kept.get() == 6.0


def test_a_failure_is_not_kept() -> None:
    answers = iter([OSError("no disk"), 2])

    def work() -> int:
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    kept = KeptBriefly(work, 5.0)
    with pytest.raises(OSError, match="no disk"):
        kept.get()
    assert kept.get() == 2
