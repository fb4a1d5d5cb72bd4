"""Which texts of a record were decoded in the wrong encoding, and what they say.

What decides is how well each word reads (`weighing`) as it stands and in each encoding: a record's fields,
and what its library usually sends, speak for an encoding too. Text is changed only where it then reads
clearly better: a French or German word keeps its accents.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import harvesters.encodings.viqr_words as viqr_words
from harvesters.encodings.misread import legacy_bytes
from harvesters.encodings.tidying import has_reference, has_vietnamese, tidied, with_stroke
from harvesters.encodings.weighing import (
    CANDIDATES,
    LOST_CAPITALS,
    decoded_token,
    field_gains,
    gains,
    may_gain,
    reads,
    summed,
)

THRESHOLD = 5.0
"""By how much a field must read better in another encoding, where nothing else speaks for that."""
_USUAL, _DECIDED = 5.0, 40.0
_FROM_THE_RECORD = 14.0
_SHARE = 3.0
_SUSPECT = 2.5
"""By how much a single word must read better to have its record weighed."""
_KEPT, _KEPT_VIETNAMESE = 4.0, 8.0
"""A word that reads worse by more than this, in a field that reads better, is of another language: left. The
second where it is Vietnamese in the field's encoding."""
_TOO_SHORT = 3
"""Characters of a word that says too little of its language: `Kù`, which is Kự, in a field of TCVN3."""
_MOST_SOUND = 50_000
_LONGEST_TOKEN = 64
_ODD = "&\ufffd\u0302\u0306\xd0\u0189\xf0\u0256"


class Change(NamedTuple):
    """A text that reads otherwise."""

    place: int
    """Which one it is, counted from 0."""
    kind: str
    """A key of `harvesters.repairs.KINDS`: `encoding-tcvn3`, `mark-order` …"""
    text: str
    """What it reads."""


class Told(NamedTuple):
    """What is known of a library's encoding."""

    name: str
    """The encoding; `""` where nothing is known."""
    decided: bool
    """Whether the operator has decided, so that nothing is guessed."""


def parsed(told: str) -> Told:
    """What *told* says: `auto`, `auto:NAME` (the library's usual one) or `NAME` (decided)."""
    auto, _, usual = told.partition(":")
    return Told(usual, False) if auto == "auto" else Told(told, True)


_sound: set[str] = set()
"""Words met before that read no better in any encoding: nearly all of what comes is among them."""


def mended(texts: Sequence[str], told: str = "auto") -> list[Change]:
    """The *texts* of one record that were decoded wrongly, or are damaged, with what they read."""
    known = parsed(told)
    whole = " ".join(texts)
    if not known.decided and known.name != "viqr" and not _may_be_otherwise(whole):
        return []
    return _mended(texts, known)


def _may_be_otherwise(whole: str) -> bool:
    """Whether any word of *whole* may read better otherwise."""
    marks = ("&" in whole and has_reference(whole)) or viqr_words.has_marks(whole)
    if whole.isascii():
        return marks
    words = [word for word in whole.split(" ") if not word.isascii() and word not in _sound]
    return marks or any(map(_is_suspect, words))


def _is_suspect(word: str) -> bool:
    """Whether *word*, which is not ASCII, may read better otherwise; one that does not is remembered."""
    suspect = (may_gain(word) and max(gains(word)) > _SUSPECT) or any(char in word for char in _ODD)
    suspect = suspect or word != tidied(word)[0] or word[-1] in "\xc3\xc4\xc6\xba\xbb"
    if not suspect and len(word) <= _LONGEST_TOKEN:
        if len(_sound) >= _MOST_SOUND:
            _sound.clear()
        _sound.add(word)
    return suspect


def _mended(texts: Sequence[str], known: Told) -> list[Change]:
    tidy = [tidied(text) if not text.isascii() or "&" in text else (text, "") for text in texts]
    weighed = {n: field_gains(text) for n, (text, _) in enumerate(tidy) if not text.isascii()}
    total = summed(weighed.values())
    mixed = any(has_vietnamese(text) for text, _ in tidy)
    if known.name in CANDIDATES and mixed:
        # A record in Unicode, from a library that sends others too.
        known = Told("", False)
    is_viqr = _writes_viqr([text for text, _ in tidy], known)
    changes = []
    results: list[tuple[str, str]] = []
    for n, (text, kind) in enumerate(tidy):
        # Where some of a record is sound, what reads well as it stands is not taken along by the rest.
        alone = mixed and reads(text)
        name = chosen(weighed[n], weighed[n] if alone else total, known) if n in weighed else ""
        if name:
            text, kind = _in_encoding(text, name, kind)
        elif n not in weighed and (known.name == "viqr" or viqr_words.has_marks(text) or is_viqr):
            read = viqr_words.mended(text, is_viqr)
            text, kind = (read, "encoding-viqr") if read != text else (text, kind)
        results.append((text, kind))
    vietnamese = any(has_vietnamese(text) for text, _ in results)
    for n, (text, kind) in enumerate(results):
        stroked = with_stroke(text, vietnamese)
        if stroked != text:
            text, kind = stroked, kind or "letter-d"
        if text != texts[n]:
            changes.append(Change(n, kind, text))
    return changes


def _writes_viqr(texts: Sequence[str], known: Told) -> bool:
    if known.name == "viqr":
        return True
    return any(
        viqr_words.mended(text, False) != text
        for text in texts
        if text.isascii() and viqr_words.has_marks(text)
    )


def chosen(field: tuple[float, ...], record: tuple[float, ...], known: Told) -> str:
    """The encoding that a field is in by its own gains, its record's, and what is known; `""` for none.

    A field that reads the same in the record's encoding gains nothing by it, and still is in it: what another
    encoding would make of it is measured against that.
    """
    best, most = "", 0.0
    if not any(field):
        return best
    for name, gain, total in zip(CANDIDATES, field, record, strict=True):
        if known.decided and (name != known.name or gain == 0.0):
            continue
        support = max(0.0, min(_FROM_THE_RECORD, (total - gain) / _SHARE))
        if name == known.name:
            support += _DECIDED if known.decided else _USUAL
        if gain + support > most + (THRESHOLD if not best else 0.0):
            best, most = name, gain + support
    return best


def _in_encoding(text: str, name: str, kind: str) -> tuple[str, str]:
    """*text* read in *name*, word by word; words that then read much worse stay."""
    place = CANDIDATES.index(name)
    result = " ".join([_token(token, name, place) for token in text.split(" ")])
    if name in LOST_CAPITALS:
        plain = [char for char in text if char.isascii() and char.isalpha()]
        if len(plain) > 2 and all(map(str.isupper, plain)):
            result = result.upper()
    return (result, f"encoding-{name}") if result != text else (text, kind)


def _token(token: str, name: str, place: int) -> str:
    data = None if token.isascii() else legacy_bytes(token)
    if data is None:
        return token
    gain = gains(token)[place]
    try:
        text = decoded_token(data, name)
    except ValueError:
        return token
    unlike = reads(text) or (len(token) <= _TOO_SHORT and not reads(token))
    return text if gain > -(_KEPT_VIETNAMESE if unlike else _KEPT) else token


def prior(records: Iterable[Sequence[str]]) -> str:
    """The encoding that most of the records with suspect text are in; `""` where none stands out."""
    return standing_out(Counter([change.kind for texts in records for change in mended(texts)]))


def standing_out(kinds: Mapping[str, int]) -> str:
    """The encoding that more than half of the repairs counted in *kinds* speak for; `""` for none."""
    votes = {kind: count for kind, count in kinds.items() if kind.startswith("encoding-")}
    if not votes:
        return ""
    most = max(votes, key=lambda kind: (votes[kind], kind))
    return most.removeprefix("encoding-") if 2 * votes[most] > sum(votes.values()) else ""
