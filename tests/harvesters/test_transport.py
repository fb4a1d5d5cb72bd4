"""HTTP: patient with what passes, firm with what is too large or leads astray, silent about credentials."""

import base64
import contextlib
import gzip
import io
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate

import pytest

from harvesters.errors import RedirectRefused, ResponseTooLarge, ServerRefused, TransportError
from harvesters.transport import Limits, Transport

LIMITS = Limits(connect=2, read=2, total=5, size=100_000, tries=3, longest_wait=50)


@pytest.fixture
def slept():
    return []


@pytest.fixture
def connect(slept):
    def make(url, environment=None, **limits):
        values = LIMITS if not limits else Limits(**{**LIMITS.__dict__, **limits})
        return Transport("nlv-1", url, limits=values, sleep=slept.append, environment=environment or {})

    return make


def test_asks_politely_and_unpacks_gzip(serve, reply, connect):
    server = serve(lambda _: reply(gzip.compress(b"body"), headers={"Content-Encoding": "gzip"}))
    with connect(server.url) as transport:
        assert transport.get(server.url + "/oai", {"verb": "Identify"}).body == b"body"
    assert server.requests[0].query == {"verb": "Identify"}
    assert server.requests[0].headers["User-Agent"].startswith("library-opendata")
    assert "+https://" in server.requests[0].headers["User-Agent"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_tries_again(serve, reply, connect, slept, status):
    replies = [reply(status=status), reply(status=status), reply(b"body")]
    server = serve(lambda _: replies.pop(0))
    assert connect(server.url).get(server.url).body == b"body"
    assert 1 <= slept[0] <= 2 <= slept[1] <= 4


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("7", 7, 7),
        (lambda: formatdate(time.time() + 20, usegmt=True), 15, 21),
        (lambda: formatdate(time.time() - 100, usegmt=True), 0, 0),
        ("soon", 1, 2),
        ("-5", 1, 2),
    ],
)
def test_retry_after(serve, reply, connect, slept, value, low, high):
    replies = [reply(status=503, headers={"Retry-After": value() if callable(value) else value}), reply(b"x")]
    server = serve(lambda _: replies.pop(0))
    connect(server.url).get(server.url)
    assert low <= slept[0] <= high


def test_a_server_that_asks_for_hours_is_left_alone(serve, reply, connect, slept):
    server = serve(lambda _: reply(status=503, headers={"Retry-After": "7200"}))
    with pytest.raises(ServerRefused, match="come again in 121 minutes"):
        connect(server.url).get(server.url)
    assert (len(server.requests), slept) == (1, [])


def test_an_error_has_the_beginning_of_its_body(serve, reply, connect):
    server = serve(lambda _: reply(b"x" * 100_000, status=404))
    with pytest.raises(ServerRefused) as caught:
        connect(server.url).get(server.url)
    assert caught.value.body == b"x" * 65536


def test_gives_up_in_the_end(serve, reply, connect, slept):
    server = serve(lambda _: reply(status=503))
    with pytest.raises(ServerRefused, match="503") as caught:
        connect(server.url).get(server.url)
    assert caught.value.status == 503
    assert (len(server.requests), len(slept)) == (3, 2)


def test_does_not_insist_on_what_is_not_there(serve, reply, connect):
    server = serve(lambda _: reply(status=404))
    with pytest.raises(ServerRefused, match=r"404.*check the address"):
        connect(server.url).get(server.url)
    assert len(server.requests) == 1


def test_a_body_cut_short_is_fetched_again(serve, reply, connect):
    replies = [reply(b"x" * 50, cut=20), reply(b"x" * 50)]
    server = serve(lambda _: replies.pop(0))
    assert connect(server.url).get(server.url).body == b"x" * 50


def test_no_server(connect):
    with pytest.raises(TransportError, match="no connection"):
        connect("http://127.0.0.1:1/").get("http://127.0.0.1:1/")


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://", "no address"])
def test_no_address(connect, url):
    with pytest.raises(TransportError, match="not an http"):
        connect(url).get(url)


@pytest.mark.parametrize("packed", [False, True])
def test_too_large(serve, reply, connect, packed):
    body = b"x" * 200_000
    headers = {"Content-Encoding": "gzip"} if packed else {}
    server = serve(lambda _: reply(gzip.compress(body) if packed else body, headers=headers))
    with pytest.raises(ResponseTooLarge, match="larger than 100000"):
        connect(server.url).get(server.url)


def test_too_slow(serve, reply, connect):
    server = serve(lambda _: reply(b"x"))
    with pytest.raises(ResponseTooLarge, match="seconds"):
        connect(server.url, total=-1.0).get(server.url)


def test_an_error_whose_body_drips_in_holds_nobody_up(connect):
    def drip(listener):
        peer, _ = listener.accept()
        with peer, contextlib.suppress(OSError):
            peer.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 9999\r\n\r\n")
            while True:
                peer.sendall(b"x")
                time.sleep(0.02)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=[listener], daemon=True).start()
        started = time.monotonic()
        with pytest.raises(ServerRefused, match="404"):
            connect(f"http://127.0.0.1:{listener.getsockname()[1]}", total=0.2).get(
                f"http://127.0.0.1:{listener.getsockname()[1]}"
            )
        assert time.monotonic() - started < 5


def redirecting(target, reply, status=302):
    return lambda request: (
        reply(b"there") if request.path == "/there" else reply(status=status, headers={"Location": target})
    )


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_on_the_same_host(serve, reply, connect, status):
    server = serve(redirecting("/there", reply, status))
    assert connect(server.url).get(server.url + "/here", {"verb": "x"}).body == b"there"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://localhost:1/there", "private"),
        ("http://127.0.0.2/", "private"),
        ("http://10.1.2.3/", "private"),
        ("http://169.254.169.254/latest/", "private"),
        ("http://[::1]/", "private"),
        ("http://[::ffff:127.0.0.1]/", "private"),
        ("http://0.0.0.0/", "private"),
        ("http://2130706434/", "private"),
        ("https://127.0.0.1/there", "another scheme"),
        ("file:///etc/hostname", "another scheme"),
        ("http://no-such-host.invalid/", "does not exist"),
        ("/loop", "more than 5"),
    ],
)
def test_redirect_refused(serve, reply, connect, target, reason):
    server = serve(redirecting(target, reply))
    with pytest.raises(RedirectRefused, match=reason):
        connect(server.url).get(server.url + "/here")


@pytest.mark.parametrize(
    ("environment", "sent"),
    [
        ({}, None),
        (
            {"OPENDATA_NLV_1_USER": "u", "OPENDATA_NLV_1_PASSWORD": "sécret"},
            "Basic " + base64.b64encode("u:sécret".encode()).decode(),
        ),
        ({"OPENDATA_NLV_1_TOKEN": "secret"}, "Bearer secret"),
        ({"OPENDATA_OTHER_TOKEN": "secret"}, None),
    ],
)
def test_credentials(serve, reply, connect, environment, sent):
    server = serve(lambda _: reply(status=403))
    with pytest.raises(TransportError) as caught:
        connect(server.url, environment).get(server.url)
    assert server.requests[0].headers.get("Authorization") == sent
    assert "secret" not in str(caught.value)


def test_credentials_go_to_the_librarys_host_only(serve, reply, connect):
    other = serve(lambda _: reply(b"there"))
    server = serve(redirecting(other.url + "/there", reply))
    connect(server.url, {"OPENDATA_NLV_1_TOKEN": "secret"}).get(server.url + "/here")
    assert "Authorization" in server.requests[0].headers
    assert "Authorization" not in other.requests[0].headers


def test_addresses_are_shown_without_credentials(connect):
    with pytest.raises(TransportError) as caught:
        connect("http://me:secret@127.0.0.1:1/x").get("http://me:secret@127.0.0.1:1/x", {"key": "secret"})
    assert "secret" not in str(caught.value)


def test_download(serve, reply, connect):
    def answer(request):
        known = request.headers.get("If-None-Match") == '"1"'
        return reply(status=304) if known else reply(b"file", headers={"ETag": '"1"'})

    server, target = serve(answer), io.BytesIO(b"longer than before")
    transport = connect(server.url)
    assert transport.download(server.url, target).headers["ETag"] == '"1"'
    assert target.getvalue() == b"file"
    assert transport.download(server.url, target, {"If-None-Match": '"1"'}).status == 304


def ranged(reply, content, etag='"1"', cuts=2, changes=None):
    """A server of a file that breaks off *cuts* times, and goes on where it is asked to."""
    state = {"cuts": cuts, "content": content, "etag": etag}

    def answer(request):
        if changes and state["cuts"] < cuts:
            state.update(content=changes, etag='"2"')
        body, start = state["content"], 0
        asked = request.headers.get("Range", "")
        headers = {"ETag": state["etag"]} if state["etag"] else {}
        if asked and request.headers.get("If-Range") == state["etag"]:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                return reply(b"", status=416)
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        rest = body[start:]
        cut = len(rest) // 2 if state["cuts"] > 0 else 0
        state["cuts"] -= 1
        return reply(rest, status=206 if start else 200, headers=headers, cut=cut)

    return answer


CONTENT = bytes(range(256)) * 300


@pytest.mark.parametrize(
    ("keys", "content", "ranges"),
    [
        ({"cuts": 2}, CONTENT, [None, 38400, 57600]),
        ({"cuts": 0}, CONTENT, [None]),
        ({"cuts": 1, "etag": ""}, CONTENT, [None, None]),
        ({"cuts": 1, "etag": 'W/"1"'}, CONTENT, [None, None]),
        ({"cuts": 1, "changes": b"new" * 9000}, b"new" * 9000, [None, 38400]),
    ],
)
def test_a_download_goes_on_where_it_broke_off(serve, reply, connect, keys, content, ranges):
    server = serve(ranged(reply, CONTENT, **keys))
    target = io.BytesIO()
    answer = connect(server.url).download(server.url, target)
    assert (target.getvalue() == content, answer.status) == (True, 200)
    asked = [request.headers.get("Range") for request in server.requests]
    assert asked == [start and f"bytes={start}-" for start in ranges]


def test_a_download_whose_end_alone_was_lost_is_made_again(serve, reply, connect):
    replies = [
        reply(CONTENT + b"x", headers={"ETag": '"1"'}, cut=1),
        reply(b"", status=416),
        reply(CONTENT, headers={"ETag": '"1"'}),
    ]
    server = serve(lambda _: replies.pop(0))
    target = io.BytesIO()
    connect(server.url).download(server.url, target)
    assert target.getvalue() == CONTENT
    assert "Range" not in server.requests[2].headers


def test_the_operator_can_be_written_to(serve, reply, library):
    server = serve(lambda _: reply(b"x"))
    for contact in ("", "opac@example.vn"):
        with Transport.to(library(server.url, contact=contact)) as transport:
            transport.get(server.url)
    assert [request.headers.get("From") for request in server.requests] == [None, "opac@example.vn"]


def test_a_server_is_asked_one_thing_at_a_time(serve, reply, connect):
    busy = threading.Semaphore(1)
    together = []

    def answer(_):
        together.append(not busy.acquire(blocking=False))
        time.sleep(0.02)
        busy.release()
        return reply(b"x")

    server = serve(answer)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: connect(server.url).get(server.url), range(8)))
    assert together == [False] * 8


def test_who_harvests_beside_it_waits_too_when_a_server_is_busy(serve, reply, connect, slept):
    replies = [reply(status=503, headers={"Retry-After": "5"}), reply(status=404), reply(b"x")]
    server = serve(lambda _: replies.pop(0))
    with pytest.raises(ServerRefused):
        connect(server.url).get(server.url)
    connect(server.url).get(server.url)
    assert slept[0] == 5
    assert 4 < slept[1] <= 5
