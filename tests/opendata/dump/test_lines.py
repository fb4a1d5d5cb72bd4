import io
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendata.dump.lines import UnsortedLinesError, WrongDeltaError, compared, lines, merged, patched, proven

LINES = st.binary(max_size=3).filter(lambda line: b"\n" not in line)
STREAMS = st.lists(
    st.lists(st.sets(LINES, min_size=1), max_size=4).map(lambda sets: sorted(set().union(*sets)))
)


def cut(wanted: list[bytes], size: int) -> Iterable[list[bytes]]:
    return iter([wanted[low : low + size] for low in range(0, len(wanted), size)])


def joined(blocks: Iterable[list[bytes]]) -> list[bytes]:
    return [line for block in blocks for line in block]


@given(st.lists(LINES.filter(bool)), st.integers(1, 7))
def test_lines_are_read_whatever_is_read_at_a_time(wanted: list[bytes], size: int) -> None:
    text = b"".join(line + b"\n" for line in wanted)
    file = io.BytesIO(text)
    assert joined(lines(lambda _: file.read(size))) == wanted


@given(STREAMS, st.integers(1, 4))
def test_merging(streams: list[list[bytes]], size: int) -> None:
    blocks = list(merged([iter(cut(stream, size)) for stream in streams]))
    assert joined(blocks) == sorted(set().union(*streams))
    assert all(blocks)


@given(st.sets(LINES), st.sets(LINES), st.integers(1, 4), st.integers(1, 4))
def test_comparing(old: set[bytes], new: set[bytes], few: int, many: int) -> None:
    pairs = list(compared(iter(cut(sorted(old), few)), iter(cut(sorted(new), many))))
    assert joined(removed for removed, _ in pairs) == sorted(old - new)
    assert joined(added for _, added in pairs) == sorted(new - old)


@given(st.lists(LINES), st.integers(1, 4))
def test_what_is_not_sorted_is_found(wanted: list[bytes], size: int) -> None:
    if wanted == sorted(set(wanted)):
        assert joined(proven(cut(wanted, size))) == wanted
    else:
        with pytest.raises(UnsortedLinesError, match="does not come behind"):
            joined(proven(cut(wanted, size)))


@given(st.sets(LINES), st.sets(LINES), st.integers(1, 4))
def test_the_difference_leads_from_one_to_the_other(old: set[bytes], new: set[bytes], size: int) -> None:
    removed, added = (iter(cut(sorted(lines), size)) for lines in (old - new, new - old))
    assert joined(patched(iter(cut(sorted(old), 3)), removed, added)) == sorted(new)


@pytest.mark.parametrize(
    ("removed", "added", "wrong"), [([b"x"], [], "is not there"), ([], [b"a"], "there already")]
)
def test_a_difference_of_something_else(removed: list[bytes], added: list[bytes], wrong: str) -> None:
    with pytest.raises(WrongDeltaError, match=wrong):
        joined(patched(iter([[b"a"], [b"b"]]), iter(cut(removed, 1)), iter(cut(added, 1))))
