"""`opendata serve`: every door on one production WSGI server (waitress)."""

import errno
import logging
import resource
import threading
from collections.abc import Callable
from typing import Any

from waitress.server import create_server

from opendata.archive import snapshots
from opendata.archive.archive import Archive
from opendata.doors.access_log import AccessLog, access_logger
from opendata.doors.application import application
from opendata.doors.leaving import Leaving
from opendata.doors.proxies import Application, BehindProxies, networks
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.errors import AddressInUseError, OpendataError
from opendata.settings import Settings

_OTHER_THREADS = 24
"""For the doors beside /sparql, and for refusing queries."""
_LARGEST_REQUEST = 4 << 20
_CONNECTIONS = 4096
_OTHER_DESCRIPTORS = 1024
"""For the workers' pipes, the archive and long answers."""
_IDLE_SECONDS = 60


def serve(
    settings: Settings,
    host: str = "127.0.0.1",
    port: int = 8000,
    on_ready: Callable[[str], None] | None = None,
    drain: float = 0.0,
) -> None:
    """Serves until interrupted; *on_ready* is called with the address once it answers.

    At SIGTERM /health gives 503 for *drain* seconds, while all else is served; then what is under way ends.
    Raises AddressInUseError and what opening the archive raises.
    """
    # Queries that wait in the queue of a full pool are an ordinary thing, and waitress would log each.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    with _archive(settings) as archive:
        published = Published(settings, archive)
        pool = PoolOfRelease(settings, published)
        try:
            leaving = Leaving()
            served = leaving.around(_around(settings, application(settings, published, pool)))
            server = wsgi_server(served, pool.most_at_once(), host, port)
            pool.watch()
            if threading.current_thread() is threading.main_thread():
                leaving.listen()
            if on_ready is not None:
                on_ready(f"http://{host}:{server.effective_port}/")
            try:
                leaving.run(server, drain)
            finally:
                server.close()
        finally:
            pool.close()


def _archive(settings: Settings) -> Archive:
    """The archive; on a front end the one that came with the newest release."""
    if not settings.archive.url and snapshots.newest(settings.archives_path) is not None:
        return snapshots.open_newest(settings.archives_path)
    return Archive.open(settings.archive_url)


def _around(settings: Settings, application: Application) -> Application:
    """The application with what every request passes: the address behind proxies, the log."""
    logger = access_logger(settings.serve.access_log, settings.home)
    logged = AccessLog(application, logger) if logger is not None else application
    return BehindProxies(logged, networks(settings.serve.proxies))


def wsgi_server(application: Any, queries: int, host: str, port: int):  # type: ignore[no-untyped-def]
    """A server for a WSGI application in which so many queries may wait or run at a time.

    Raises AddressInUseError and OpendataError.
    """
    try:
        return create_server(
            application,
            host=host,
            port=port,
            threads=queries + _OTHER_THREADS,
            channel_request_lookahead=1,  # so that a query whose client has gone away is noticed
            connection_limit=_connections(),
            asyncore_use_poll=True,  # select(2) knows no more than 1,024 descriptors
            channel_timeout=_IDLE_SECONDS,
            cleanup_interval=_IDLE_SECONDS // 4,
            max_request_body_size=_LARGEST_REQUEST,
            clear_untrusted_proxy_headers=False,  # `BehindProxies` knows whom to believe
            ident="opendata",
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise AddressInUseError(
                f"port {port} of {host} is in use: stop what listens there, or name another with --port"
            ) from error
        raise OpendataError(f"cannot serve on {host}, port {port}: {error.strerror}") from error


def _connections() -> int:
    """How many connections may be open at a time: as many as the system lets this process have."""
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS + _OTHER_DESCRIPTORS
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    if least < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    return min(_CONNECTIONS, max(wanted, least) // 2)
