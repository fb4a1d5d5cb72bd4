"""How a library's server is asked patiently: one thing at a time, and not before it said."""

import email.utils
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Host:
    """A server, which is asked one thing at a time, whoever in this process asks it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._not_before = 0.0
        self._told: object = None

    @contextmanager
    def turn(self, who: object, sleep: Callable[[float], None]) -> Iterator[None]:
        """While one request of *who* is made and answered."""
        with self._lock:
            if self._told is not who and (wait := self._not_before - time.monotonic()) > 0:
                sleep(wait)
            yield

    def rest(self, who: object, seconds: float) -> None:
        """It told *who*, who waits by itself, that it is busy: nobody else asks before that either."""
        self._told, self._not_before = who, time.monotonic() + seconds


_hosts: dict[tuple[str, int | None], Host] = {}
_hosts_lock = threading.Lock()


def polite(host: tuple[str, int | None]) -> Host:
    """The server of that name and port, the same for everybody in this process."""
    with _hosts_lock:
        return _hosts.setdefault(host, Host())


def backoff(attempt: int) -> float:
    """Seconds before the next attempt: twice as long each time, and never for all harvesters at once."""
    return float(2**attempt) * random.uniform(0.5, 1.0)  # noqa: S311


def retry_after(header: str, otherwise: float) -> float:
    """The seconds that Retry-After asks for, as a number or an HTTP date (RFC 9110, section 10.2.3)."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return otherwise
    return max(0.0, moment.timestamp() - time.time())
