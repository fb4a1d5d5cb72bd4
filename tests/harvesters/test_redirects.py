import socket
from urllib.parse import urlsplit

import pytest

from harvesters.errors import RedirectRefused
from harvesters.redirects import is_public
from harvesters.transport import Limits, Transport


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("fe80::1%eth0", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("::ffff:8.8.8.8", True),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_public_addresses(address, public):
    assert is_public(address) is public


def test_a_name_that_stands_for_another_address_when_it_is_connected_to(serve, reply, monkeypatch):
    """DNS rebinding: the first look-up gives a public address, the next one this machine's."""
    inside = serve(lambda _: reply(b"inside"))
    port = urlsplit(inside.url).port
    outside = serve(
        lambda _: reply(status=302, headers={"Location": f"http://rebinding.example:{port}/secret"})
    )
    looked_up, answers = socket.getaddrinfo, iter(["8.8.8.8"])

    def rebinding(host, *arguments, **options):
        return looked_up(next(answers, "127.0.0.1") if "rebinding" in host else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    transport = Transport("nlv", outside.url, limits=Limits(tries=2), sleep=lambda _: None)
    with transport, pytest.raises(RedirectRefused, match=r"rebinding.example.*private address"):
        transport.get(outside.url)
    assert inside.requests == []
