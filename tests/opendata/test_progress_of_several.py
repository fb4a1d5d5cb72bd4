"""Progress of several pieces of work, on a terminal and elsewhere; durations and rates."""

import pytest

from opendata.commands import board as module
from opendata.commands.amounts import duration, rate
from opendata.commands.board import Board, Count


class Clock:
    """The time, in the test's hands."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def screen(written: str) -> list[str]:
    """What a terminal shows of what was *written* to it."""
    lines: list[str] = []
    for piece in written.split("\x1b["):
        if piece[:1].isdigit():
            del lines[len(lines) - int(piece.rstrip("A")) :]
        else:
            lines += piece.removeprefix("J").splitlines()
    return lines


def test_plain_lines_come_now_and_then(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Board(bars=False) as board:
        for second in range(25):
            clock.now = 1000 + second
            board.show({"nlv": Count(100 * second, 10_000), "tinh": Count(7)})
    assert capsys.readouterr().err.splitlines() == [
        "nlv: 1,000 of 10,000  100/s  1 min 30 s left",
        "tinh: 7  0.7/s",
        "nlv: 2,000 of 10,000  100/s  1 min 20 s left",
        "tinh: 7  0.3/s",
    ]


def test_a_terminal_shows_one_line_each(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setenv("LINES", "24")
    with Board(bars=True) as board:
        for second in range(5):
            clock.now = 1000 + second
            board.show({"nlv": Count(600 * second, 4800), "daihoc": Count(second)})
        written = capsys.readouterr().err
        assert screen(written) == [
            "nlv     [############------------]  2,400 of 4,800  600/s  4.0 s left",
            "daihoc" + " " * 30 + "4  1.0/s",
        ]
        board.say("nlv: done", err=True)
        clock.now += 1
        board.show({"daihoc": Count(5)})
        written += capsys.readouterr().err
        assert screen(written) == ["nlv: done", "daihoc" + " " * 30 + "5  1.0/s"]
    written += capsys.readouterr().err
    assert screen(written) == ["nlv: done"]


def test_no_line_wraps_and_no_more_lines_than_the_terminal_has(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("LINES", "5")
    with Board(bars=True) as board:
        board.show({f"library-{number}": Count(1, 3) for number in range(20)})
        shown = screen(capsys.readouterr().err)
    assert len(shown) == 4
    assert max(map(len, shown)) == 29


def test_the_rate_is_that_of_the_last_seconds(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Board(bars=False) as board:
        for second in range(0, 121):
            clock.now = 1000 + second
            board.show({"nlv": Count(10_000 if second else 0)})
    assert capsys.readouterr().err.splitlines()[-1] == "nlv: 10,000"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0.0 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (59.6, "1 min"),
        (125, "2 min 5 s"),
        (3600, "1 h"),
        (7500, "2 h 5 min"),
        (90_000, "1 d 1 h"),
    ],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("records", "seconds", "words"),
    [(0, 5, ""), (5, 0, ""), (5, 10, "0.5/s"), (99, 10, "9.9/s"), (12_345, 10, "1,234/s")],
)
def test_rates(records: int, seconds: float, words: str) -> None:
    assert rate(records, seconds) == words
