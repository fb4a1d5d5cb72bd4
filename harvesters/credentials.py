"""The credentials for a library's server, which only the environment holds."""

import base64
from collections.abc import Callable, Mapping
from typing import NamedTuple

import requests


class _Known(NamedTuple):
    """What the environment holds for a library; each may be empty."""

    user: str
    password: str
    token: str


def _known(code: str, environment: Mapping[str, str]) -> _Known:
    name = "OPENDATA_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in code).upper()
    return _Known(*(environment.get(f"{name}_{part}", "") for part in ("USER", "PASSWORD", "TOKEN")))


def credentials(
    code: str, environment: Mapping[str, str]
) -> Callable[[requests.PreparedRequest], requests.PreparedRequest] | None:
    """What signs a request, if the environment holds credentials for the library."""
    user, password, token = _known(code, environment)
    if not user and not token:
        return None
    basic = requests.auth.HTTPBasicAuth(user.encode(), password.encode())

    def sign(request: requests.PreparedRequest) -> requests.PreparedRequest:
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        else:
            basic(request)
        return request

    return sign


def without_credentials(text: str, code: str, environment: Mapping[str, str]) -> str:
    """*text* without the library's password and token: a server may say again what it was told."""
    user, password, token = _known(code, environment)
    basic = base64.b64encode(f"{user}:{password}".encode()).decode() if password else ""
    for secret in (basic, password, token):
        if secret:
            text = text.replace(secret, "…")
    return text
