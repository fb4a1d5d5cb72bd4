"""HTTP to a library's server: with limits and patience, and never led to where the operator did not point."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from urllib.parse import urljoin

import requests
import urllib3

from harvesters.credentials import credentials
from harvesters.errors import RedirectRefused, ResponseTooLarge, ServerRefused, TransportError
from harvesters.library import Library
from harvesters.patience import backoff, polite, retry_after
from harvesters.redirects import PublicAddresses, check_redirect, host_of, shown

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
        headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"}
        if contact:
            headers["From"] = contact
        self._session = _session(headers)
        self._elsewhere = _session(headers)
        """For hosts that the library's server names."""
        for scheme in ("http://", "https://"):
            self._elsewhere.mount(scheme, PublicAddresses(url))
        self._authorise = credentials(code, environment)

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
        self._elsewhere.close()

    def get(self, url: str, parameters: Mapping[str, str] | None = None, tries: int = 0) -> Answer:
        """The answer to a GET; raises TransportError when patience, limits or the server's word end it.

        *tries*: how often it is asked for at most, where that is less than the limits say.
        """

        def whole(response: requests.Response, started: float) -> Answer:
            body = b"".join(self._chunks(response, started))
            return Answer(body, response.headers, response.status_code)

        return self._patiently(url, parameters or {}, {}, whole, tries)

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
        tries: int = 0,
    ) -> Answer:
        tries = min(tries or self._limits.tries, self._limits.tries)
        for attempt in range(1, tries + 1):
            wait = backoff(attempt)
            host = polite(host_of(url))
            try:
                with (
                    host.turn(self, self._sleep),
                    self._asked(url, parameters, headers) as (response, started),
                ):
                    if response.status_code < 400:
                        return take(response, started)
                    problem: TransportError = self._refusal(url, response, started)
                    if response.status_code not in _RETRIED:
                        raise problem
                    wait = retry_after(response.headers.get("Retry-After", ""), wait)
                    if wait > self._limits.longest_wait:
                        raise _asked_to_wait(url, response, wait)
                    host.rest(self, wait)
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
                if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
                    raise TransportError(f"{shown(url)} is not an http(s) address") from error
                problem = TransportError(f"{shown(url)}: {_why(error)}")
                problem.__cause__ = error
            if attempt < tries:
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
            own = host_of(url) == host_of(self._url)
            session = self._session if host_of(url)[0] == host_of(self._url)[0] else self._elsewhere
            response = session.get(
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
            check_redirect(url, target, self._url)
            url, query = target, None
        raise RedirectRefused(
            f"{shown(self._url)}: more than {_MOST_REDIRECTS} redirects; open it in a browser, and write "
            "the address where it ends, if anywhere, into the library's file"
        )

    def _refusal(self, url: str, response: requests.Response, started: float) -> ServerRefused:
        status = response.status_code
        advice = {
            401: "; set its credentials in the environment",
            403: "; ask the library for access",
            404: "; check the address in the library's file",
        }.get(status, "")
        body = self._beginning(response, started)
        return ServerRefused(f"{shown(url)} answers {status} {response.reason}{advice}", status, body)

    def _beginning(self, response: requests.Response, started: float) -> bytes:
        """As much of the body as holds an OAI-PMH error, within the limits; nothing where none comes."""
        data = b""
        try:
            for chunk in self._chunks(response, started):
                data += chunk
                if len(data) >= _CHUNK:
                    break
        except (urllib3.exceptions.HTTPError, OSError, ResponseTooLarge):
            return b""
        return data[:_CHUNK]

    def _chunks(self, response: requests.Response, started: float) -> Iterator[bytes]:
        """The body, unpacked, within the limits."""
        size = 0
        # read1 gives what has come; read would wait for a whole chunk, however slowly its bytes drip in.
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > self._limits.size:
                raise ResponseTooLarge(
                    f"{shown(response.url)}: the answer is larger than {self._limits.size} bytes"
                )
            if time.monotonic() - started > self._limits.total:
                raise ResponseTooLarge(
                    f"{shown(response.url)}: the answer took over {self._limits.total:g} seconds"
                )
            yield chunk


def _session(headers: Mapping[str, str]) -> requests.Session:
    session = requests.Session()
    # No proxies, .netrc or certificates from the environment: the library's file says all there is.
    session.trust_env = False
    session.headers.update(headers)
    return session


def _validator(headers: Mapping[str, str]) -> str:
    """What tells that a file is still the same, byte for byte (RFC 9110, section 13.1.5); `""` without it."""
    if headers.get("Content-Encoding", "identity") != "identity":
        return ""
    etag = headers.get("ETag", "")
    return etag if etag.startswith('"') else headers.get("Last-Modified", "")


def _asked_to_wait(url: str, response: requests.Response, seconds: float) -> ServerRefused:
    status, minutes = response.status_code, int(seconds // 60) + 1
    return ServerRefused(
        f"{shown(url)} answers {status} {response.reason} and asks to come again in {minutes:,} minutes; "
        "what came before is kept: harvest again then",
        status,
    )


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
