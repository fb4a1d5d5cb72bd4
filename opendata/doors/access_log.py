"""A log of requests without personal data: a line of JSON for each.

Of an address it keeps the network alone (24 bits of IPv4, 48 of IPv6), of a query no more than a digest, and
nothing that the client says of itself.
"""

import ipaddress
import json
import logging
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from opendata.doors.proxies import Application, Environment

_BYTES = 16 << 20
_OLD_FILES = 7
_BITS = {4: 24, 6: 48}
_LONGEST_PATH = 300
STANDARD_ERROR = "-"


def access_logger(place: str, home: Path) -> logging.Logger | None:
    """The logger for the setting *place*: a file (from the home folder on), "-", or empty for none."""
    if not place:
        return None
    logger = logging.Logger("opendata.access", logging.INFO)
    handler: logging.Handler
    if place == STANDARD_ERROR:
        handler = logging.StreamHandler(sys.stderr)
    else:
        handler = _File(home / place, maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8")
    logger.addHandler(handler)
    return logger


def shortened(address: str) -> str:
    """The network that an address is of; `""` where it is none."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return str(ipaddress.ip_network((found, _BITS[found.version]), strict=False))


class _File(RotatingFileHandler):
    """A log whose disk may be full: then lines are lost, which is said once and not for each."""

    _lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        """See logging.Handler."""
        before = self._lost
        super().emit(record)
        if before and self._lost == before:
            self._lost = 0
            print(f"The access log goes on; {before:,} lines are missing.", file=sys.stderr)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """See logging.Handler."""
        if not self._lost:
            print(f"The access log cannot be written: {sys.exc_info()[1]}", file=sys.stderr)
        self._lost += 1
        # What could not be written would be tried again, and fail, with each line that follows.
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError):
                stream.close()


class AccessLog:
    """A WSGI application whose answers are logged when they are begun."""

    def __init__(self, application: Application, logger: logging.Logger) -> None:
        self._application = application
        self._logger = logger

    def __call__(self, environ: Environment, start_response: Any) -> Iterable[bytes]:
        """Answers a request."""
        began = time.monotonic()
        said: dict[str, Any] = {"status": 500}

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said["status"] = int(status[:3])
            said["bytes"] = next((int(v) for k, v in headers if k.lower() == "content-length"), None)
            return start_response(status, headers, *rest)

        try:
            return self._application(environ, start)
        finally:
            self._logger.info(_line(environ, said, time.monotonic() - began))


def _line(environ: Environment, said: dict[str, Any], seconds: float) -> str:
    path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "from": shortened(environ.get("REMOTE_ADDR", "")),
        "method": environ.get("REQUEST_METHOD", ""),
        "path": path[:_LONGEST_PATH],
        **said,
        "ms": round(1000 * seconds, 1),
        "lane": environ.get("sparql.lane"),
        "query": environ.get("sparql.query"),
    }
    return json.dumps({key: value for key, value in line.items() if value is not None}, ensure_ascii=False)
