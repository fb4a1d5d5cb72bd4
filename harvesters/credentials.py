"""The credentials for a library's server, which only the environment holds."""

from collections.abc import Callable, Mapping

import requests


def credentials(
    code: str, environment: Mapping[str, str]
) -> Callable[[requests.PreparedRequest], requests.PreparedRequest] | None:
    """What signs a request, if the environment holds credentials for the library."""
    name = "OPENDATA_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in code).upper()
    user, token = environment.get(f"{name}_USER", ""), environment.get(f"{name}_TOKEN", "")
    if not user and not token:
        return None
    basic = requests.auth.HTTPBasicAuth(user.encode(), environment.get(f"{name}_PASSWORD", "").encode())

    def sign(request: requests.PreparedRequest) -> requests.PreparedRequest:
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        else:
            basic(request)
        return request

    return sign
