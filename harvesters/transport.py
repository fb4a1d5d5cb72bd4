"""HTTP to a library's server: with limits and patience, and never led to where the operator did not point."""

import email.utils
import ipaddress
import os
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from harvesters.errors import RedirectRefused, ResponseTooLarge, ServerRefused, TransportError
from harvesters.library import Library

USER_AGENT = "library-opendata (+https://pypi.org/project/library-opendata/)"
_RETRIED = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_NOT_SATISFIABLE = 416
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Limits:
    """What one request may cost."""

    connect: float = 15.0
    """Seconds to connect."""
    read: float = 60.0
    """Seconds without a byte."""
    total: float = 600.0
    """Seconds for one answer."""
    size: int = 64 << 20
    """Bytes of one answer, unpacked."""
    tries: int = 6
    """How often one request is made, the first time included."""
    longest_wait: float = 900.0
    """Seconds; a server that asks for more patience (Retry-After) is not asked again in this run."""


class _Host:
    """A server, which is asked one thing at a time, whoever in this process asks it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._not_before = 0.0
        self._told: object = None

    @contextmanager
    def turn(self, who: object, sleep: Callable[[float], None]) -> Iterator[None]:
        """While one request of *who* is made and answered."""
        with self._lock:
            if self._told is not who and (wait := self._not_before - time.monotonic()) > 0:
                sleep(wait)
            yield

    def rest(self, who: object, seconds: float) -> None:
        """It told *who*, who waits by itself, that it is busy: nobody else asks before that either."""
        self._told, self._not_before = who, time.monotonic() + seconds


_hosts: dict[tuple[str, int | None], _Host] = {}
_hosts_lock = threading.Lock()


def _polite(host: tuple[str, int | None]) -> _Host:
    with _hosts_lock:
        return _hosts.setdefault(host, _Host())


class Answer:
    """A complete answer: its body and what its headers said."""

    def __init__(self, body: bytes, headers: Mapping[str, str], status: int) -> None:
        self.body = body
        self.headers = headers
        self.status = status


class Transport:
    """One library's connection: a session with its credentials, asked politely and with limits.

    Credentials come from the environment: `OPENDATA_{CODE}_USER` and `_PASSWORD`, or `OPENDATA_{CODE}_TOKEN`
    (the library's code in capitals, other characters than letters and digits as `_`). They are sent to the
    host of *url* only.
    """

    def __init__(
        self,
        code: str,
        url: str,
        *,
        limits: Limits | None = None,
        user_agent: str = USER_AGENT,
        contact: str = "",
        sleep: Callable[[float], None] = time.sleep,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._url = url
        self._limits = limits or Limits()
        self._sleep = sleep
        self._session = requests.Session()
        # No proxies, .netrc or certificates from the environment: the library's file says all there is.
        self._session.trust_env = False
        self._session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"})
        if contact:
            self._session.headers["From"] = contact
        self._authorise = _credentials(code, environment)

    @classmethod
    def to(
        cls, library: Library, *, limits: Limits | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> "Transport":
        """The connection to a library's server."""
        return cls(library.code, library.url, limits=limits, contact=library.contact, sleep=sleep)

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def get(self, url: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """The answer to a GET; raises TransportError when patience, limits or the server's word end it."""

        def whole(response: requests.Response, started: float) -> Answer:
            body = b"".join(self._chunks(response, started))
            return Answer(body, response.headers, response.status_code)

        return self._patiently(url, parameters or {}, {}, whole)

    def download(self, url: str, target: IO[bytes], unless: Mapping[str, str] | None = None) -> Answer:
        """The answer's body into *target*; status 304 where the conditional headers *unless* forbid one."""

        # Packed on the way, bytes could not be counted, and so not be gone on behind.
        headers = {"Accept-Encoding": "identity", **(unless or {})}

        def into(response: requests.Response, started: float) -> Answer:
            # What came before the connection broke is kept where the server goes on behind it.
            goes_on = response.headers.get("Content-Range", "").startswith(f"bytes {target.tell()}-")
            if response.status_code != 206 or not goes_on:
                target.seek(0)
                target.truncate()
            validator = _validator(response.headers)
            try:
                for chunk in self._chunks(response, started):
                    target.write(chunk)
            finally:
                if validator and target.tell():
                    headers.update({"Range": f"bytes={target.tell()}-", "If-Range": validator})
                    for condition in ("If-None-Match", "If-Modified-Since"):
                        headers.pop(condition, None)
            return Answer(b"", response.headers, 200 if response.status_code == 206 else response.status_code)

        try:
            return self._patiently(url, {}, headers, into)
        except ServerRefused as error:
            if error.status != _NOT_SATISFIABLE or "Range" not in headers:
                raise
            del headers["Range"], headers["If-Range"]
            return self._patiently(url, {}, headers, into)

    def _patiently(
        self,
        url: str,
        parameters: Mapping[str, str],
        headers: Mapping[str, str],
        take: Callable[[requests.Response, float], Answer],
    ) -> Answer:
        for attempt in range(1, self._limits.tries + 1):
            wait = _backoff(attempt)
            host = _polite(_host(url))
            try:
                with (
                    host.turn(self, self._sleep),
                    self._asked(url, parameters, headers) as (response, started),
                ):
                    if response.status_code < 400:
                        return take(response, started)
                    problem: TransportError = _refusal(url, response)
                    if response.status_code not in _RETRIED:
                        raise problem
                    wait = _retry_after(response.headers.get("Retry-After", ""), wait)
                    if wait > self._limits.longest_wait:
                        raise _asked_to_wait(url, response, wait)
                    host.rest(self, wait)
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
                if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
                    raise TransportError(f"{_shown(url)} is not an http(s) address") from error
                problem = TransportError(f"{_shown(url)}: {_why(error)}")
                problem.__cause__ = error
            if attempt < self._limits.tries:
                self._sleep(wait)
        raise problem

    @contextmanager
    def _asked(
        self, url: str, parameters: Mapping[str, str], headers: Mapping[str, str]
    ) -> Iterator[tuple[requests.Response, float]]:
        """The answer behind all redirects, its body not yet read, and when the request began."""
        started = time.monotonic()
        query: Mapping[str, str] | None = parameters
        for _ in range(_MOST_REDIRECTS + 1):
            own = _host(url) == _host(self._url)
            response = self._session.get(
                url,
                params=query,
                headers=headers,
                auth=self._authorise if own else None,
                timeout=(self._limits.connect, self._limits.read),
                allow_redirects=False,
                stream=True,
            )
            with response:
                if response.status_code not in _REDIRECTS:
                    yield response, started
                    return
                target = urljoin(response.url, response.headers.get("Location", ""))
            _check_redirect(url, target, self._url)
            url, query = target, None
        raise RedirectRefused(
            f"{_shown(self._url)}: more than {_MOST_REDIRECTS} redirects; open it in a browser, and write the "
            "address where it ends, if anywhere, into the library's file"
        )

    def _chunks(self, response: requests.Response, started: float) -> Iterator[bytes]:
        """The body, unpacked, within the limits."""
        size = 0
        # read1 gives what has come; read would wait for a whole chunk, however slowly its bytes drip in.
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > self._limits.size:
                raise ResponseTooLarge(
                    f"{_shown(response.url)}: the answer is larger than {self._limits.size} bytes"
                )
            if time.monotonic() - started > self._limits.total:
                raise ResponseTooLarge(
                    f"{_shown(response.url)}: the answer took over {self._limits.total:g} seconds"
                )
            yield chunk


def _credentials(
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


def _check_redirect(source: str, target: str, origin: str) -> None:
    """Raise RedirectRefused where *target* has another scheme, or is a private address on another host."""
    if urlsplit(target).scheme != urlsplit(source).scheme:
        raise RedirectRefused(
            f"{_shown(source)} redirects to another scheme, {_scheme(target)}, which is not followed: "
            "if that is right, write the new address into the library's file"
        )
    host = _host(target)[0]
    if host == _host(origin)[0]:
        return
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError) as error:
        raise RedirectRefused(
            f"{_shown(source)} redirects to {host!r}, a host that does not exist"
        ) from error
    if not all(_is_public(address) for address in found):
        raise RedirectRefused(
            f"{_shown(source)} redirects to {host!r}, a private address on another host: "
            "if that is right, write the new address into the library's file"
        )


def _scheme(url: str) -> str:
    """What may be said of an address that is not gone to: all of a web address, of others the scheme."""
    scheme = urlsplit(url).scheme
    return _shown(url) if scheme in ("http", "https") else f"{scheme}:"


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def _host(url: str) -> tuple[str, int | None]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    return (parts.hostname or "").lower(), port or {"http": 80, "https": 443}.get(parts.scheme)


def _backoff(attempt: int) -> float:
    """Seconds before the next attempt: twice as long each time, and never for all harvesters at once."""
    return float(2**attempt) * random.uniform(0.5, 1.0)  # noqa: S311


def _retry_after(header: str, otherwise: float) -> float:
    """The seconds that Retry-After asks for, as a number or an HTTP date (RFC 9110, section 10.2.3)."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return otherwise
    return max(0.0, moment.timestamp() - time.time())


def _refusal(url: str, response: requests.Response) -> ServerRefused:
    status = response.status_code
    advice = {
        401: "; set its credentials in the environment",
        403: "; ask the library for access",
        404: "; check the address in the library's file",
    }.get(status, "")
    return ServerRefused(
        f"{_shown(url)} answers {status} {response.reason}{advice}", status, _beginning(response)
    )


def _validator(headers: Mapping[str, str]) -> str:
    """What tells that a file is still the same, byte for byte (RFC 9110, section 13.1.5); `""` without it."""
    if headers.get("Content-Encoding", "identity") != "identity":
        return ""
    etag = headers.get("ETag", "")
    return etag if etag.startswith('"') else headers.get("Last-Modified", "")


def _asked_to_wait(url: str, response: requests.Response, seconds: float) -> ServerRefused:
    status, minutes = response.status_code, int(seconds // 60) + 1
    return ServerRefused(
        f"{_shown(url)} answers {status} {response.reason} and asks to come again in {minutes:,} minutes; "
        "what came before is kept: harvest again then",
        status,
    )


def _beginning(response: requests.Response) -> bytes:
    """As much of the body as holds an OAI-PMH error; nothing where it does not come."""
    try:
        data: bytes = response.raw.read(1 << 16, decode_content=True)
    except (urllib3.exceptions.HTTPError, OSError):
        return b""
    return data


def _why(error: Exception) -> str:
    """What went wrong in a few words; an exception's own text may hold the request, and so credentials."""
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate cannot be verified"
    if isinstance(error, urllib3.exceptions.ProtocolError | urllib3.exceptions.DecodeError):
        return "the answer broke off"
    if isinstance(error, requests.ConnectionError):
        return "no connection, or it was cut"
    return f"the request failed ({type(error).__name__})"


def _shown(url: str) -> str:
    """*url* for people: without credentials and query."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"
