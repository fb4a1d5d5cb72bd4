"""Resumption tokens: what goes in comes out, from the right hands only."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai.repository import Selection
from oai.tokens import InvalidToken, Token, Tokens

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TOKEN = Token(
    "ListRecords",
    Selection("marc21", NOW - timedelta(days=9), NOW, "tinh:dia-chi"),
    "kèy 1",
    "oai:a:1",
    700,
    9_999,
)


def tokens(
    secret: bytes = b"0123456789abcdef", lifetime: timedelta | None = None, at: datetime = NOW
) -> Tokens:
    return Tokens(secret, lifetime, lambda: at)


SECONDS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(
    st.builds(
        Token,
        st.sampled_from(["ListRecords", "ListIdentifiers", "ListSets"]),
        st.builds(Selection, st.text(), st.none() | SECONDS, st.none() | SECONDS, st.text()),
        st.text(),
        st.text(),
        st.integers(0, 10**12),
        st.none() | st.integers(0, 10**12),
    )
)
def test_state_survives_and_fits_an_address(token: Token) -> None:
    text, expires = tokens().issue(token)
    assert tokens().read(text, token.verb) == token
    assert set(text) <= set(string.ascii_letters + string.digits + "-_")
    assert expires is None


@given(st.data())
def test_no_change_goes_unnoticed(data: st.DataObject) -> None:
    text, _ = tokens().issue(TOKEN)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from(string.ascii_letters + string.digits + "-_=+/ \né"))
    changed = data.draw(
        st.sampled_from([text[:place] + letter + text[place + 1 :], text[:place] + letter + text[place:]])
    )
    if changed != text:
        with pytest.raises(InvalidToken):
            tokens().read(changed, "ListRecords")


@given(st.text())
def test_made_up_tokens_are_refused(text: str) -> None:
    with pytest.raises(InvalidToken):
        tokens().read(text, "ListRecords")


def test_another_secret_or_verb_is_refused() -> None:
    text, _ = tokens().issue(TOKEN)
    with pytest.raises(InvalidToken, match="not issued by this repository"):
        tokens(b"fedcba9876543210").read(text, "ListRecords")
    with pytest.raises(InvalidToken, match="issued for ListRecords"):
        tokens().read(text, "ListIdentifiers")


def test_a_lifetime_ends() -> None:
    text, expires = tokens(lifetime=timedelta(hours=1)).issue(TOKEN)
    assert expires == NOW + timedelta(hours=1)
    assert tokens(at=NOW + timedelta(hours=1)).read(text, "ListRecords") == TOKEN
    with pytest.raises(InvalidToken, match="expired"):
        tokens(at=NOW + timedelta(hours=1, seconds=1)).read(text, "ListRecords")


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        tokens(b"secret")
