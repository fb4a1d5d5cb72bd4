"""The address of who asks, where proxies stand in between: only what configured proxies say is believed."""

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any

Environment = dict[str, Any]
Application = Callable[[Environment, Any], Iterable[bytes]]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_FORWARDED_FOR = "HTTP_X_FORWARDED_FOR"


def networks(text: str) -> tuple[Network, ...]:
    """The networks that a setting names, apart by commas or spaces; raises ValueError."""
    return tuple(ipaddress.ip_network(each, strict=False) for each in text.replace(",", " ").split())


class BehindProxies:
    """A WSGI application whose REMOTE_ADDR is the address from which the first of *proxies* was asked.

    X-Forwarded-For is read from its end, where each proxy adds whom it was asked by: addresses of proxies are
    passed over, the next one is who asks. What stands before it, anybody may have made up.
    """

    def __init__(self, application: Application, proxies: tuple[Network, ...]) -> None:
        self._application = application
        self._proxies = proxies

    def __call__(self, environ: Environment, start_response: Any) -> Iterable[bytes]:
        """Answers a request."""
        said = str(environ.pop(_FORWARDED_FOR, ""))
        client = str(environ.get("REMOTE_ADDR", ""))
        for each in reversed(said.split(",")):
            address = _address(each)
            if not address or not self._is_proxy(client):
                break
            client = address
        environ["REMOTE_ADDR"] = client
        return self._application(environ, start_response)

    def _is_proxy(self, text: str) -> bool:
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return False
        return any(address in network for network in self._proxies)


def _address(text: str) -> str:
    """An address as proxies write it, perhaps with a port; `""` for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""
