"""Where a server may lead a harvest: never to another scheme, nor to a private address on another host."""

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from harvesters.errors import RedirectRefused


def check_redirect(source: str, target: str, origin: str) -> None:
    """Raise RedirectRefused where *target* has another scheme, or is a private address on another host."""
    if urlsplit(target).scheme != urlsplit(source).scheme:
        raise RedirectRefused(
            f"{shown(source)} redirects to another scheme, {_scheme(target)}, which is not followed: "
            "if that is right, write the new address into the library's file"
        )
    host = host_of(target)[0]
    if host == host_of(origin)[0]:
        return
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError) as error:
        raise RedirectRefused(f"{shown(source)} redirects to {host!r}, a host that does not exist") from error
    for address in found:
        _check_address(address, host, source)


def _check_address(address: str, host: str, source: str) -> None:
    if not is_public(address):
        raise RedirectRefused(
            f"{shown(source)} redirects to {host!r}, a private address on another host: "
            "if that is right, write the new address into the library's file"
        )


class PublicAddresses(HTTPAdapter):
    """Connects to public addresses only: a name may stand for another one than when it was looked up before.

    Raises RedirectRefused before a byte is sent; *source* is who named the host.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """As the adapter's own, with connections that look where they lead."""
        super().init_poolmanager(*arguments, **options)
        source = self._source

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return _public(super()._new_conn(), self.host, source)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return _public(super()._new_conn(), self.host, source)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


def _public(connected: socket.socket, host: str, source: str) -> socket.socket:
    try:
        _check_address(str(connected.getpeername()[0]), host, source)
    except RedirectRefused:
        connected.close()
        raise
    return connected


def _scheme(url: str) -> str:
    """What may be said of an address that is not gone to: all of a web address, of others the scheme."""
    scheme = urlsplit(url).scheme
    return shown(url) if scheme in ("http", "https") else f"{scheme}:"


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether *address* is reached through the internet, also the IPv4 one that may stand within it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if ip in _NAT64:
        inner = ipaddress.ip_address(ip.packed[-4:])
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def host_of(url: str) -> tuple[str, int | None]:
    """The host's name and port in *url*; the port None where the scheme has no usual one."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    return (parts.hostname or "").lower(), port or {"http": 80, "https": 443}.get(parts.scheme)


def shown(url: str) -> str:
    """*url* for people: without credentials and query."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"
