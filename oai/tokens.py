"""Resumption tokens that hold the whole state of a list (OAI-PMH 2.0, section 3.5).

They are signed, not stored: any of several servers that share the secret can answer any of them, after a
restart and as often as the harvester asks, and none can be made up.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from oai.repository import Key, Selection

_VERSION = 1
_SIGNATURE = 16  # bytes; nobody tries 2^128 requests
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PURPOSE = b"OAI-PMH resumptionToken"


class InvalidToken(ValueError):  # noqa: N818 - named for what it is about
    """A token that was not issued here, was changed on the way, or is past its date."""


class Token(NamedTuple):
    """Where a list goes on."""

    verb: str
    selection: Selection
    """As at the first response, `until` included: what changes later is for the next harvest."""
    after: Key
    last: str
    """Identifier of the last record delivered, the one at *after*."""
    cursor: int
    """How many records came before."""
    size: int | None
    """Of the whole list, as known at the first response."""


class Tokens:
    """Issues and reads tokens; *lifetime* is how long one can be used, None for ever."""

    def __init__(self, secret: bytes, lifetime: timedelta | None, now: Callable[[], datetime]) -> None:
        if len(secret) < 16:
            raise ValueError("the secret that signs resumption tokens must have 16 bytes or more")
        self._key = hmac.digest(secret, _PURPOSE, hashlib.sha256)
        self._lifetime = lifetime
        self._now = now

    def issue(self, token: Token) -> tuple[str, datetime | None]:
        """The token in letters, digits, `-` and `_`; and its expirationDate."""
        expires = self._now() + self._lifetime if self._lifetime else None
        selection = token.selection
        state = [
            _VERSION,
            token.verb,
            selection.prefix,
            _seconds(selection.from_),
            _seconds(selection.until),
            selection.set_spec,
            token.after,
            token.last,
            token.cursor,
            token.size,
            _seconds(expires),
        ]
        body = json.dumps(state, separators=(",", ":"), ensure_ascii=False).encode()
        return _text(self._sign(body) + body), expires

    def read(self, text: str, verb: str) -> Token:
        """The state in a token; raises InvalidToken, also when it was issued for another verb."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (binascii.Error, ValueError) as error:
            raise InvalidToken("it is not in the form of this repository's tokens") from error
        body = raw[_SIGNATURE:]
        # Base 64 has several spellings for some bytes; only the one that was issued counts.
        if _text(raw) != text or not hmac.compare_digest(self._sign(body), raw[:_SIGNATURE]):
            raise InvalidToken("it was not issued by this repository, or was changed on the way")
        state: list[Any] = json.loads(body)
        if state[0] != _VERSION:
            raise InvalidToken("it was issued by another version of this repository")
        _, issued_for, prefix, from_, until, set_spec, after, last, cursor, size, expires = state
        if issued_for != verb:
            raise InvalidToken(f"it was issued for {issued_for}, not for {verb}")
        if expires is not None and self._now() > _moment(expires):
            raise InvalidToken("it has expired")
        selection = Selection(
            prefix,
            None if from_ is None else _moment(from_),
            None if until is None else _moment(until),
            set_spec,
        )
        return Token(verb, selection, after, last, cursor, size)

    def _sign(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, hashlib.sha256)[:_SIGNATURE]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // timedelta(seconds=1)


def _moment(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)
