from pathlib import Path

import pytest

from sparql.bodies import IN_MEMORY, Spool, body_of
from sparql.cache import AnswerCache, Key
from sparql.tasks import Result

FIRST, SECOND = Path("1/store"), Path("2/store")


def answer(size: int) -> Result:
    return Result(body_of([b"x" * size], Spool()), 1, "", FIRST)


def key(name: str, checkpoint: Path = FIRST) -> Key:
    return Key(checkpoint, name.encode(), "")


@pytest.fixture
def cache() -> AnswerCache:
    kept = AnswerCache(40_000)
    kept.serve(FIRST)
    return kept


def test_answers_used_longest_ago_go_first(cache: AnswerCache) -> None:
    for name in "abc":
        cache.put(key(name), answer(8000))
    assert cache.get(key("a"))
    cache.put(key("d"), answer(8000))
    cache.put(key("e"), answer(8000))
    assert [name for name in "abcde" if cache.get(key(name))] == ["a", "c", "d", "e"]
    assert cache.figures() == {"answers": 4, "bytes_in_memory": 4 * 9024, "bytes_in_files": 0}


def test_same_key_is_kept_once(cache: AnswerCache) -> None:
    for _ in range(20):
        cache.put(key("a"), answer(5000))
    assert cache.figures()["answers"] == 1


def test_no_answer_takes_all_the_room(cache: AnswerCache) -> None:
    cache.put(key("a"), answer(10_000))
    assert cache.get(key("a")) is None


def test_answers_never_cross_releases(cache: AnswerCache) -> None:
    cache.put(key("a"), answer(10))
    cache.serve(SECOND)
    assert cache.get(key("a")) is None
    cache.put(key("late"), answer(10))  # a query that ended on the release before
    assert cache.figures() == {"answers": 0, "bytes_in_memory": 0, "bytes_in_files": 0}
    cache.put(key("a", SECOND), answer(10))
    assert cache.get(key("a", SECOND))


def test_long_answers_have_room_of_their_own() -> None:
    cache = AnswerCache(IN_MEMORY)
    cache.serve(FIRST)
    cache.put(key("long"), answer(IN_MEMORY + 1))
    cache.put(key("short"), answer(10))
    assert cache.get(key("long"))
    assert cache.figures() == {
        "answers": 2,
        "bytes_in_memory": 10 + 1024,
        "bytes_in_files": IN_MEMORY + 1 + 1024,
    }
