"""Who may run now: a fast lane for look-ups, a slow one for what takes longer, and fair turns among clients.

Every query begins in the fast lane. One that has run there for *quantum* seconds, sooner when others wait,
goes on in the slow lane, at a low priority; a query known to be heavy begins there. Where the slow lane is
full, those wait, stopped, that have run longest and whose client has most queries in it; they go on when it
is their turn. So nobody's queries keep out those of others, and no work is lost.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from enum import Enum
from typing import Protocol

from sparql.errors import Overloaded

QUANTUM = 0.25
CROWDED_QUANTUM = 0.05
SLICE = 0.5
"""Seconds by which a running query may be ahead of one that waits, stopped, for its place."""


class State(Enum):
    """Where a query is."""

    WAITING = "waiting"
    FAST = "fast"
    SLOW = "slow"
    STOPPED = "stopped"
    OVER = "over"


class Runner(Protocol):
    """What runs a query."""

    def yield_to_others(self) -> None:
        """Lowers its priority."""

    def stop(self) -> None:
        """Stops it."""

    def go_on(self) -> None:
        """Has it go on."""


class Turn:
    """One query's way through the lanes."""

    def __init__(self, client: str, number: int, heavy: bool) -> None:
        self.client = client
        self.number = number
        self.heavy = heavy
        self.state = State.WAITING
        self.was_slow = heavy
        self.runner: Runner | None = None
        self.granted = threading.Event()
        self.sent_away = False
        self._ran = 0.0
        self._since: float | None = None

    def ran(self, now: float) -> float:
        """Seconds that it has run."""
        return self._ran + (now - self._since if self._since is not None else 0.0)

    def begin(self, now: float) -> None:
        """It runs from now on."""
        self.halt(now)
        self._since = now

    def halt(self, now: float) -> None:
        """It does not run any more."""
        self._ran = self.ran(now)
        self._since = None


class Lanes:
    """The places, and who has them. At most *waiting* queries wait or are stopped. Threads share it."""

    def __init__(
        self,
        fast: int,
        slow: int,
        waiting: int,
        retry_after: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.fast = fast
        self.slow = slow
        self._limit = waiting
        self._retry_after = retry_after
        self._clock = clock
        self._lock = threading.Lock()
        self._turns: dict[int, Turn] = {}
        self._number = 0
        self._closed = False

    def enter(self, client: str, heavy: bool) -> Turn:
        """Queues a query; `granted` of what is returned is set when it may run. Raises Overloaded."""
        with self._lock:
            if self._closed:
                raise Overloaded(self._retry_after)
            self._number += 1
            turn = Turn(client, self._number, heavy)
            self._turns[turn.number] = turn
            self._share_out()
            waiting = self._in(State.WAITING, State.STOPPED)
            if len(waiting) > self._limit:
                last = self._last_of_many(waiting, turn)
                self._end(last)
                last.sent_away = True
                if last is turn:
                    raise Overloaded(self._retry_after)
            return turn

    def attach(self, turn: Turn, runner: Runner) -> None:
        """Tells what runs the query, from now on."""
        with self._lock:
            turn.runner = runner
            turn.begin(self._clock())
            if turn.state is State.SLOW:
                runner.yield_to_others()

    def detach(self, turn: Turn) -> None:
        """Nothing runs the query any more: it is answered, or its worker is about to be killed."""
        with self._lock:
            turn.runner = None
            turn.halt(self._clock())

    def tick(self, turn: Turn) -> None:
        """Moves a running query to where it belongs by now; raises Overloaded when it was sent away."""
        with self._lock:
            if turn.sent_away or self._closed:
                raise Overloaded(self._retry_after)
            now = self._clock()
            if turn.state is State.FAST and turn.ran(now) >= self._quantum():
                self._to_slow_lane(turn, now)
                self._share_out()
            self._balance(now)

    def leave(self, turn: Turn) -> None:
        """The query is over."""
        with self._lock:
            self._end(turn)
            self._share_out()

    def close(self) -> None:
        """Sends everybody away."""
        self._closed = True

    def figures(self) -> dict[str, int]:
        """How many queries are where."""
        with self._lock:
            counted = Counter(turn.state for turn in self._turns.values())
        return {state.value: counted[state] for state in State if state is not State.OVER}

    def _quantum(self) -> float:
        others = any(not turn.heavy for turn in self._in(State.WAITING))
        return CROWDED_QUANTUM if others else QUANTUM

    def _in(self, *states: State) -> list[Turn]:
        return [turn for turn in self._turns.values() if turn.state in states]

    def _last_of_many(self, waiting: list[Turn], turn: Turn) -> Turn:
        """Who goes when too many wait: the newest of the client with most, a long one before a look-up.

        A client that has no more than this one's does not have to make room, but for a look-up of its own.
        """
        of = Counter(each.client for each in waiting)
        client, most = of.most_common(1)[0]
        theirs = [each for each in waiting if each.client == client]
        long = [each for each in theirs if each.was_slow]
        if client == turn.client or most == of[turn.client]:
            theirs = [turn] if turn.heavy or not long else long
        elif long:
            theirs = long
        return max(theirs, key=lambda each: each.number)

    def _share_out(self) -> None:
        """Gives free places to who is next."""
        while True:
            busy = Counter(turn.client for turn in self._turns.values() if turn.state is not State.WAITING)
            ready = [turn for turn in self._in(State.WAITING) if not turn.heavy]
            if not ready or len(self._in(State.FAST)) >= self.fast:
                break
            self._start(min(ready, key=lambda turn: (busy[turn.client], turn.number)), State.FAST)
        while (following := self._next_slow()) and len(self._in(State.SLOW)) < self.slow:
            self._start(following, State.SLOW)

    def _next_slow(self) -> Turn | None:
        now = self._clock()
        of = Counter(turn.client for turn in self._in(State.SLOW))
        ready = [t for t in self._in(State.WAITING, State.STOPPED) if t.heavy or t.state is State.STOPPED]
        return min(ready, key=lambda turn: (of[turn.client], turn.ran(now), turn.number), default=None)

    def _start(self, turn: Turn, state: State) -> None:
        stopped = turn.state is State.STOPPED
        turn.state = state
        if stopped and turn.runner is not None:
            turn.runner.go_on()
            turn.begin(self._clock())
        turn.granted.set()

    def _to_slow_lane(self, turn: Turn, now: float) -> None:
        turn.was_slow = True
        if turn.runner is not None:
            turn.runner.yield_to_others()
        if len(self._in(State.SLOW)) < self.slow and self._next_slow() is None:
            turn.state = State.SLOW
        else:
            self._stop(turn, now)

    def _balance(self, now: float) -> None:
        """Lets who waits for the slow lane have the place of who had more than a fair share of it."""
        following = self._next_slow()
        if following is None:
            return
        of = Counter(turn.client for turn in self._in(State.SLOW))
        running = [turn for turn in self._in(State.SLOW) if turn.runner is not None]
        first = max(running, key=lambda turn: (of[turn.client], turn.ran(now)), default=None)
        if first is None or of[first.client] < of[following.client]:
            return
        greedy = of[first.client] >= of[following.client] + 2
        if greedy or first.ran(now) > following.ran(now) + SLICE:
            self._stop(first, now)
            self._start(following, State.SLOW)

    def _stop(self, turn: Turn, now: float) -> None:
        turn.state = State.STOPPED
        if turn.runner is not None:
            turn.runner.stop()
        turn.halt(now)

    def _end(self, turn: Turn) -> None:
        turn.state = State.OVER
        self._turns.pop(turn.number, None)
