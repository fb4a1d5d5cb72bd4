"""How the server ends at SIGTERM: first it says so, then it takes no more, then it ends what is under way.

A load balancer that asks /health sends it nothing more from the first 503 on: servers can be replaced one by
one without a request that fails.
"""

import signal
import threading
import time
from collections.abc import Iterable
from typing import Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from opendata.doors.proxies import Application

MOST_SECONDS = 30.0
"""What is under way has so long to come to its end."""
_TURN_SECONDS = 0.2
_SAID = b'{"ok": false, "leaving": true}\n'


class Leaving:
    """Whether this server is to end."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def listen(self) -> None:
        """Has SIGTERM ask for the end; from the main thread."""
        signal.signal(signal.SIGTERM, lambda *_: self._asked.set())

    def around(self, application: Application) -> Application:
        """The application, whose /health says that it is leaving."""

        def served(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if self._asked.is_set() and environ.get("PATH_INFO") == "/health":
                start_response(
                    "503 Service Unavailable",
                    [
                        ("Content-Type", "application/json"),
                        ("Content-Length", str(len(_SAID))),
                        ("Cache-Control", "no-store"),
                    ],
                )
                return [_SAID]
            return application(environ, start_response)

        return served

    def run(self, server: Any, drain: float) -> None:
        """Serves until asked to end, then *drain* seconds more, then ends what is under way."""
        known = server.map if hasattr(server, "map") else server._map
        try:
            while known and not self._asked.is_set():
                _turn(known)
            until = time.monotonic() + drain
            while time.monotonic() < until:
                _turn(known)
            for each in [each for each in known.values() if isinstance(each, BaseWSGIServer)]:
                wasyncore.dispatcher.close(each)
            until = time.monotonic() + MOST_SECONDS
            while time.monotonic() < until and any(map(_is_busy, list(known.values()))):
                _turn(known)
        except (SystemExit, KeyboardInterrupt):
            pass
        server.task_dispatcher.shutdown()


def _turn(known: dict[int, Any]) -> None:
    wasyncore.loop(timeout=_TURN_SECONDS, use_poll=True, map=known, count=1)


def _is_busy(channel: Any) -> bool:
    """Whether a request of this connection is read, answered or sent."""
    return isinstance(channel, HTTPChannel) and bool(
        channel.requests or channel.request is not None or channel.total_outbufs_len
    )
