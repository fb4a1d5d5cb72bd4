"""What a fuzz target is."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Target(NamedTuple):
    """A parser that meets the outside, and what must hold of it whatever comes."""

    check: Callable[[bytes], None]
    """Raises whatever should not have happened."""
    seeds: Callable[[], Iterable[bytes]]
    """Inputs that are sound, to begin from."""
    words: tuple[str, ...] = ()
    """What a random byte would hardly ever spell."""


def told(right: bool) -> None:
    """Raises where an error does not say what it must."""
    if not right:
        raise AssertionError("the error does not say what it must")
