"""The host of a library's server as the public may know it: nothing of anybody's own network."""

import ipaddress
from urllib.parse import urlsplit

_INSIDE = frozenset(
    {
        *("local", "localhost", "localdomain", "internal", "intranet", "lan", "home", "corp", "private"),
        *("arpa", "test", "invalid", "onion"),
    }
)
"""Last labels of names that mean nothing outside of a network (RFC 6761, 6762, 8375; ICANN: `.internal`)."""


def public_host(url: str) -> str:
    """The host of *url*, without port and credentials; `""` unless it is http(s) at a public host."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    try:
        return host if ipaddress.ip_address(host.partition("%")[0]).is_global else ""
    except ValueError:
        labels = host.split(".")
    named = len(labels) > 1 and all(labels) and not labels[-1].isdigit() and labels[-1] not in _INSIDE
    return host if named else ""
