"""Turns and allowances of those who ask."""

import threading
from collections.abc import Callable

import pytest

from oai.fair_use import FairUse, Limits, Refused


def hold(turns: FairUse, address: str) -> tuple[Callable[[], None], threading.Thread]:
    """A request of *address* that runs until it is let go; it has its turn when this returns."""
    has, end = threading.Event(), threading.Event()

    def run() -> None:
        with turns.turn(address):
            has.set()
            end.wait(10)

    thread = threading.Thread(target=run)
    thread.start()
    assert has.wait(10)

    def let_go() -> None:
        end.set()
        thread.join(10)

    return let_go, thread


def test_beyond_the_turns_and_the_queue_one_is_told_to_come_again() -> None:
    turns = FairUse(Limits(at_once=1, waiting=0))
    let_go, _ = hold(turns, "192.0.2.1")
    with pytest.raises(Refused) as refused, turns.turn("192.0.2.2"):
        pass
    assert (refused.value.status, refused.value.retry_after) == (503, 5)
    let_go()
    with turns.turn("192.0.2.2"):
        pass
    assert turns.figures() == {
        "running": 0, "waiting": 0, "answered": 2, "refused_busy": 1, "refused_too_often": 0,
    }  # fmt: skip


def test_who_waits_too_long_is_told_to_come_again() -> None:
    turns = FairUse(Limits(at_once=1, waiting=5, patience=0.01))
    let_go, _ = hold(turns, "192.0.2.1")
    with pytest.raises(Refused), turns.turn("192.0.2.2"):
        pass
    let_go()
    assert turns.figures()["waiting"] == 0


def test_who_has_nothing_running_goes_before_who_has() -> None:
    turns = FairUse(Limits(at_once=2, waiting=5))
    greedy = [hold(turns, "192.0.2.1")[0] for _ in range(2)]
    order: list[str] = []

    def ask(address: str) -> None:
        with turns.turn(address):
            order.append(address)

    waiting = []
    for address in ("192.0.2.1", "192.0.2.2"):
        thread = threading.Thread(target=ask, args=(address,))
        thread.start()
        waiting.append(thread)
        while turns.figures()["waiting"] < len(waiting):
            pass
    greedy[0]()
    waiting[1].join(10)
    greedy[1]()
    waiting[0].join(10)
    assert order == ["192.0.2.2", "192.0.2.1"]


def test_one_address_waits_once_but_all_of_a_proxy_do() -> None:
    turns = FairUse(Limits(at_once=1, waiting=2, patience=0.2))
    let_go, _ = hold(turns, "192.0.2.1")
    outcomes: list[int] = []

    def ask(address: str) -> None:
        try:
            with turns.turn(address):
                outcomes.append(200)
        except Refused as refused:
            outcomes.append(refused.status)

    first = threading.Thread(target=ask, args=("192.0.2.2",))
    first.start()
    while not turns.figures()["waiting"]:
        pass
    ask("192.0.2.2")
    assert outcomes == [503]
    proxied = threading.Thread(target=ask, args=("127.0.0.1",))
    proxied.start()
    while turns.figures()["waiting"] < 2:
        pass
    let_go()
    first.join(10)
    proxied.join(10)
    assert outcomes == [503, 200, 200]


def test_ten_who_ask_for_everything_are_all_answered() -> None:
    turns = FairUse(Limits(at_once=3, waiting=10))
    done: dict[str, int] = {}

    def harvest(address: str) -> None:
        for _ in range(50):
            with turns.turn(address):
                done[address] = done.get(address, 0) + 1

    clients = [threading.Thread(target=harvest, args=(f"192.0.2.{number}",)) for number in range(10)]
    for client in clients:
        client.start()
    for client in clients:
        client.join(30)
    assert list(done.values()) == [50] * 10


def test_an_allowance_fills_up_evenly() -> None:
    now = [0.0]
    turns = FairUse(Limits(a_minute=60), clock=lambda: now[0])

    def ask(address: str) -> int:
        """The status, and the seconds to wait added to it."""
        try:
            with turns.turn(address):
                return 200
        except Refused as refused:
            return refused.status + refused.retry_after

    assert [ask("192.0.2.1") for _ in range(61)] == [200] * 60 + [430]
    assert ask("192.0.2.2") == 200
    assert {ask("127.0.0.1") for _ in range(200)} == {200}
    now[0] = 1.0
    assert [ask("192.0.2.1") for _ in range(2)] == [200, 430]
