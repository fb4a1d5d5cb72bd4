from collections.abc import Iterable
from typing import Any

import pytest

from opendata.doors.proxies import BehindProxies, networks


@pytest.mark.parametrize(
    ("proxies", "asked_by", "said", "client"),
    [
        ("", "203.0.113.7", None, "203.0.113.7"),
        ("", "127.0.0.1", "198.51.100.1", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "127.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1, 10.0.0.0/8", "127.0.0.1", "1.1.1.1, 198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("127.0.0.1 10.0.0.0/8", "127.0.0.1", "10.9.9.9", "10.9.9.9"),
        ("127.0.0.1", "127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "1.1.1.1, <script>", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("::1", "::1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("127.0.0.1", "", "198.51.100.1", ""),
    ],
)
def test_client(proxies: str, asked_by: str, said: str | None, client: str) -> None:
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen.update(environ)
        return []

    environ = {"REMOTE_ADDR": asked_by} | ({"HTTP_X_FORWARDED_FOR": said} if said is not None else {})
    BehindProxies(application, networks(proxies))(environ, None)
    assert seen == {"REMOTE_ADDR": client}
