"""Pages in memory: what is kept, and what goes when there is no more room."""

from oai.kept_pages import KeptPages, Page


def page(name: str, size: int = 1000) -> Page:
    """A page that does not compress to nothing: its records are its name in all."""
    return Page([name.encode() * size], 3, f"key {name}", f"oai:x:{name}", True)


def test_a_page_comes_back_as_it_was_put() -> None:
    pages = KeptPages(10_000)
    pages.put(("view", "ListRecords", None), page("Truyện Kiều"))
    assert pages.get(("view", "ListRecords", None)) == page("Truyện Kiều")
    assert pages.get(("view", "ListRecords", "1")) is None


def test_the_one_that_nobody_asked_for_longest_makes_room() -> None:
    pages = KeptPages(1_300)  # two entries
    pages.put("a", page("a"))
    pages.put("b", page("b"))
    assert pages.get("a") is not None
    pages.put("c", page("c"))
    assert [pages.get(key) is not None for key in "abc"] == [True, False, True]
    assert 0 < pages.used <= 1_300


def test_putting_a_page_again_takes_no_more_room() -> None:
    pages = KeptPages(10_000)
    pages.put("a", page("a"))
    used = pages.used
    pages.put("a", page("a"))
    assert pages.used == used


def test_what_is_larger_than_all_the_room_is_not_kept() -> None:
    pages = KeptPages(400)
    pages.put("a", page("a"))
    assert (pages.get("a"), pages.used) == (None, 0)
