"""Answers that are asked for again and again, kept; what a record can make long is worked out each time."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Answer = TypeVar("_Answer")

_LONG = 120  # characters of all the arguments together
_KEPT = 4096


def remembered(function: Callable[..., _Answer]) -> Callable[..., _Answer]:
    """Keeps the last answers of a function of texts; long ones are not kept, so that none fill the memory."""
    kept = lru_cache(_KEPT)(function)

    @wraps(function)
    def call(*texts: str) -> _Answer:
        return kept(*texts) if sum(map(len, texts)) < _LONG else function(*texts)

    return call
