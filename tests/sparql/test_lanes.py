import pytest

from sparql.errors import Overloaded
from sparql.lanes import CROWDED_QUANTUM, QUANTUM, SLICE, Lanes, State, Turn


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Recorder:
    """A runner that keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def yield_to_others(self) -> None:
        self.told.append("low")

    def stop(self) -> None:
        self.told.append("stop")

    def go_on(self) -> None:
        self.told.append("go on")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lanes(clock: Clock) -> Lanes:
    return Lanes(fast=2, slow=2, waiting=4, retry_after=7, clock=clock)


def running(lanes: Lanes, client: str = "a", heavy: bool = False) -> tuple[Turn, Recorder]:
    turn, recorder = lanes.enter(client, heavy), Recorder()
    lanes.attach(turn, recorder)
    return turn, recorder


def states(*turns: Turn) -> list[State]:
    return [turn.state for turn in turns]


def test_query_that_runs_long_moves_to_the_slow_lane(lanes: Lanes, clock: Clock) -> None:
    turn, recorder = running(lanes)
    clock.now += QUANTUM - 0.01
    lanes.tick(turn)
    assert turn.state is State.FAST
    clock.now += 0.02
    lanes.tick(turn)
    assert (turn.state, recorder.told) == (State.SLOW, ["low"])


def test_it_moves_sooner_when_others_wait(lanes: Lanes, clock: Clock) -> None:
    turn, _ = running(lanes)
    running(lanes)
    waiting = lanes.enter("b", False)
    assert not waiting.granted.is_set()
    clock.now += CROWDED_QUANTUM + 0.001
    lanes.tick(turn)
    assert states(turn, waiting) == [State.SLOW, State.FAST]


def test_heavy_queries_begin_in_the_slow_lane(lanes: Lanes) -> None:
    turns = [running(lanes, heavy=True) for _ in range(2)]
    third = lanes.enter("a", True)
    assert states(*[turn for turn, _ in turns], third) == [State.SLOW, State.SLOW, State.WAITING]
    assert turns[0][1].told == ["low"]
    lanes.leave(turns[0][0])
    assert third.state is State.SLOW


def test_who_ran_longer_gives_way_and_goes_on_later(lanes: Lanes, clock: Clock) -> None:
    first, recorder = running(lanes, heavy=True)
    clock.now += 3
    second, _ = running(lanes, heavy=True)
    third = lanes.enter("a", True)
    lanes.tick(first)
    assert states(first, second, third) == [State.STOPPED, State.SLOW, State.SLOW]
    assert recorder.told == ["low", "stop"]
    clock.now += 60
    assert first.ran(clock.now) == 3  # it does not count while it is stopped
    lanes.attach(third, Recorder())
    clock.now += 3 + SLICE + 0.1
    lanes.tick(second)
    assert states(first, second) == [State.SLOW, State.STOPPED]
    assert recorder.told == ["low", "stop", "go on"]


def test_nobody_is_kept_out_by_the_many_of_one(lanes: Lanes) -> None:
    greedy = [running(lanes, "greedy", heavy=True)[0] for _ in range(2)]
    other = lanes.enter("other", True)
    lanes.tick(greedy[0])
    assert other.state is State.SLOW
    assert sorted(turn.state.value for turn in greedy) == ["slow", "stopped"]
    lanes.attach(other, Recorder())
    for turn in (*greedy, other):  # and that is where it rests
        lanes.tick(turn)
    assert other.state is State.SLOW


def test_free_place_goes_to_who_has_least(lanes: Lanes) -> None:
    running(lanes, "a")
    first, _ = running(lanes, "b")
    more_of_a = lanes.enter("a", False)
    one_of_c = lanes.enter("c", False)
    lanes.leave(first)
    assert states(more_of_a, one_of_c) == [State.WAITING, State.FAST]


def test_full_queue_sends_away_the_newest_of_who_has_most(lanes: Lanes) -> None:
    for client in "ab":
        running(lanes, client)
    waiting = [lanes.enter("a", False) for _ in range(4)]
    with pytest.raises(Overloaded) as caught:
        lanes.enter("a", False)
    assert caught.value.retry_after == 7
    newcomer = lanes.enter("b", False)
    assert newcomer.state is State.WAITING
    with pytest.raises(Overloaded):
        lanes.tick(waiting[-1])
    lanes.tick(waiting[0])
    assert lanes.figures() == {"waiting": 4, "fast": 2, "slow": 0, "stopped": 0}


def test_full_queue_makes_room_for_a_look_up_of_the_same_client(lanes: Lanes) -> None:
    for heavy in (False, False, True, True):
        running(lanes, heavy=heavy)
    waiting = [lanes.enter("a", True) for _ in range(4)]
    lookup = lanes.enter("a", False)
    assert states(*waiting, lookup) == [State.WAITING] * 3 + [State.OVER, State.WAITING]
    with pytest.raises(Overloaded):
        lanes.enter("a", True)


def test_closed_lanes_take_nobody(lanes: Lanes) -> None:
    turn, _ = running(lanes)
    lanes.close()
    for attempt in (lambda: lanes.enter("a", False), lambda: lanes.tick(turn)):
        with pytest.raises(Overloaded):
            attempt()
