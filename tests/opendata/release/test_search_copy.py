"""The search index follows each release."""

from pathlib import Path

import pytest
from tiny import House, gone, live, many

from opendata.release import folders
from opendata.search import files
from opendata.search.index import SearchIndex
from opendata.search.queries import understood


def file_of(house: House) -> Path:
    file = files.current(house.settings.search_path)
    assert file is not None
    return file


def of(house: House) -> tuple[int, int]:
    """The release that the index is of, and how many records it has."""
    opened = SearchIndex.open(file_of(house))
    try:
        return opened.release, opened.count()
    finally:
        opened.close()


def found(house: House, text: str) -> list[str]:
    opened = SearchIndex.open(file_of(house))
    try:
        return [each.identifier for _, each in opened.search(understood(text)).documents]
    finally:
        opened.close()


@pytest.fixture(autouse=True)
def _titled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny converter's statements name titles by a property of their own; here it is BIBFRAME's."""
    import tiny

    from vocabularies.namespaces import bf

    plain = tiny.convert

    def with_titles(record: object, iri: str) -> list[str]:
        statements = plain(record, iri)  # type: ignore[arg-type]
        title = statements[0].partition('"')[2]
        return [
            *statements,
            f"<{iri}#Work> <{bf['title']}> <{iri}#title>",
            f'<{iri}#title> <{bf.mainTitle}> "{title}',
        ]

    monkeypatch.setattr(tiny, "convert", with_titles)


def test_it_is_made_then_changed(house: House) -> None:
    house.harvest(*many(0, 30), live("kieu", "Truyện Kiều"))
    house.publish()
    assert of(house) == (1, 31)
    assert found(house, "truyen kieu") == ["kieu"]
    house.harvest(live("kieu", "Kim Vân Kiều"), gone("000"), live("new", "Số đỏ"))
    house.publish()
    assert of(house) == (2, 31)
    assert (found(house, "truyện kiều"), found(house, "kim van kieu")) == ([], ["kieu"])
    assert found(house, "so do") == ["new"]
    assert found(house, '"title 0"') == []
    assert not folders.documents_path(house.settings.releases_path, 2).exists()


def test_a_publisher_killed_before_it_followed_is_caught_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.harvest(*many(0, 30))
    house.publish()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for text in ("Tắt đèn", "Bỉ vỏ"):
        house.harvest(live("000", text))
        with monkeypatch.context() as broken:
            broken.setattr("opendata.release.publish.follow", killed)
            with pytest.raises(KeyboardInterrupt):
                house.publish()
    assert of(house) == (1, 30)
    assert house.publish().release is None
    assert of(house) == (3, 30)
    assert (found(house, "tat den"), found(house, "bi vo")) == ([], ["000"])


@pytest.mark.parametrize("damage", [b"", b"no database"])
def test_one_that_is_gone_or_broken_is_made_anew_from_the_archive(house: House, damage: bytes) -> None:
    house.harvest(*many(0, 30), live("kieu", "Truyện Kiều"), live("bad", "bug"))
    house.publish()
    file_of(house).write_bytes(damage)
    house.publish()
    assert of(house) == (1, 31)
    assert found(house, "kiều") == ["kieu"]


def test_a_publisher_killed_while_it_makes_it_leaves_the_old_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.harvest(*many(0, 10))
    house.publish("1")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("opendata.search.index.SearchIndex._insert", killed)
        with pytest.raises(KeyboardInterrupt):
            house.publish("2")
    assert of(house) == (1, 10)
    house.publish("2")
    assert of(house) == (2, 10)
    assert list(house.settings.search_path.glob(".*")) == []
