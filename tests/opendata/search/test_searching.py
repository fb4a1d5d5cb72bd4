"""Searches on a small catalogue of real books: what is found, and in which order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendata.search import files
from opendata.search.document import Document
from opendata.search.errors import NoSearchIndexError, SearchRefusedError
from opendata.search.index import SearchIndex
from opendata.search.matching import match
from opendata.search.queries import understood
from opendata.search.reader import SearchReader
from opendata.search.texts import KINDS, Texts, texts_of

BOOKS = {
    "kieu": ("Truyện Kiều : 傳翹", "Nguyễn Du, 1765-1820", "Truyện thơ", "9786049542305", 1972),
    "kimvankieu": ("Kim Vân Kiều truyện", "Nguyễn Du", "Truyện Nôm", "", 1875),
    "tudien": ("Từ điển Truyện Kiều", "Đào, Duy Anh, 1904-1988", "Nguyễn Du, 1765-1820", "", 1974),
    "duong": ("Đường kách mệnh", "Hồ Chí Minh, 1890-1969", "Cách mạng", "", 1927),
    "duongtho": ("Thơ Đường", "Tản Đà", "Thơ Trung Quốc", "", 1930),
    "dongduong": ("Đông Dương tạp chí", "Nguyễn Văn Vĩnh", "Báo chí", "1859-0012", 1913),
    "duongthuhuong": ("Những thiên đường mù : tiểu thuyết", "Dương Thu Hương", "Tiểu thuyết", "", 1988),
    "hoabinh": ("Chiến tranh và hòa bình", "Tolstoy, Leo", "Tiểu thuyết Nga", "", 1961),
    "hoabinh2": ("Chiến tranh và hoà bình", "Tônxtôi, L.", "Văn học Nga", "", 1979),
    "vatly": ("Vật lý đại cương", "Lương Duyên Bình", "Vật lí", "978-604-0-00001-3", 1996),
    "chau": ("Dấu chân người lính", "Nguyễn, Minh Châu, 1930-1989", "Tiểu thuyết", "", 1972),
    "danang": ("Đà Nẵng toàn chí", "Võ Văn Hòe", "Đà Nẵng (Việt Nam)", "", 2010),
    "thuy": ("Thủy hử", "Thi Nại Am", "Tiểu thuyết Trung Quốc", "", 1934),
    "han": ("大越史記全書", "吳士連", "Việt Nam -- Lịch sử", "", 1697),
    "daiviet": ("Đại Việt sử ký toàn thư", "Ngô Sĩ Liên", "Việt Nam -- Lịch sử", "", 1967),
    "sodo": ("Số đỏ", "Vũ Trọng Phụng, 1912-1939", "Tiểu thuyết", "", 1936),
    "etranger": ("L'étranger", "Camus, Albert", "Roman", "2-07-036002-4", 1942),
    "quy": ("Quý tộc thời Trần", "Trần Quốc Vượng", "Nhà Trần", "", 1980),
}


def document(number: int, identifier: str) -> Document:
    title, name, subject, number_of_book, year = BOOKS[identifier]
    numbers = [identifier, *filter(None, [number_of_book])]
    texts = Texts([title], [name], [subject], numbers, year)
    facets = ("language", "language:vie", "nlv" if number % 2 else "tinh", "type", "type:text")
    return Document(number, "nlv" if number % 2 else "tinh", identifier, tuple(sorted(facets)), texts)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    path = tmp_path_factory.mktemp("search") / "search.db"
    SearchIndex.create(path).fill(7, (document(n, name) for n, name in enumerate(BOOKS, 1)))
    opened = SearchIndex.open(path)
    yield opened
    opened.close()


def found(index: SearchIndex, text: str, **wanted: tuple[str, ...]) -> list[str]:
    return [each.identifier for _, each in index.search(understood(text, **wanted)).documents]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Truyện Kiều", "kieu"),
        ("truyện kiều", "kieu"),
        ("TRUYỆN KIỀU", "kieu"),
        ("truyen kieu", "kieu"),
        ("Truye\u0323\u0302n Kie\u0302\u0300u", "kieu"),
        ("kieu truyen", "kieu"),
        ("kim van kieu", "kimvankieu"),
        ("tu dien kieu", "tudien"),
        ("傳翹", "kieu"),
        ("翹", "kieu"),
        ("大越", "han"),
        ("史記", "han"),
        ("đường", "duong"),
        ("dương", "duongthuhuong"),
        ("Đông Dương", "dongduong"),
        ("dong duong", "dongduong"),
        ("duong kach menh", "duong"),
        ("thơ đường", "duongtho"),
        ("tho duong", "duongtho"),
        ("Dương Thu Hương", "duongthuhuong"),
        ("Hương Dương Thu", "duongthuhuong"),
        ("duong thu huong", "duongthuhuong"),
        ("hòa bình", "hoabinh"),
        ("hoà bình", "hoabinh"),
        ("hoa binh", "hoabinh"),
        ("chien tranh hoa binh", "hoabinh"),
        ("Tolstoy", "hoabinh"),
        ("leo tolstoy", "hoabinh"),
        ("tonxtoi", "hoabinh2"),
        ("vật lý", "vatly"),
        ("vật lí", "vatly"),
        ("vat ly", "vatly"),
        ("vat li", "vatly"),
        ("vật lý đại cương", "vatly"),
        ("Nguyễn Minh Châu", "chau"),
        ("Nguyễn, Minh Châu", "chau"),
        ("Châu, Nguyễn Minh", "chau"),
        ("Minh Châu Nguyễn", "chau"),
        ("nguyen minh chau", "chau"),
        ("minh chau 1930", "chau"),
        ("đà nẵng", "danang"),
        ("da nang", "danang"),
        ("ĐÀ NẴNG", "danang"),
        ("Ðà Nẵng", "danang"),
        ("thuỷ hử", "thuy"),
        ("thủy hử", "thuy"),
        ("thuy hu", "thuy"),
        ("đại việt sử ký", "daiviet"),
        ("đại việt sử kí", "daiviet"),
        ("dai viet su ky toan thu", "daiviet"),
        ("số đỏ", "sodo"),
        ("so do", "sodo"),
        ("Vũ Trọng Phụng", "sodo"),
        ("vu trong phung so do", "sodo"),
        ("phụng số đỏ", "sodo"),
        ("l'etranger", "etranger"),
        ("L’Étranger", "etranger"),
        ("étranger", "etranger"),
        ("quí tộc", "quy"),
        ("quý tộc", "quy"),
        ("quy toc", "quy"),
        ('"kim vân kiều"', "kimvankieu"),
        ('"van kieu" truyen', "kimvankieu"),
        ("“Truyện Kiều”", "kieu"),
        ("toàn*", "danang"),
        ("kiêu ngạo", ""),
        ('"kiều kim"', ""),
        ("9786049542305", "kieu"),
        ("978-604-954-230-5", "kieu"),
        ("6049542309", "kieu"),
        ("9786040000013", "vatly"),
        ("1859-0012", "dongduong"),
        ("18590012", "dongduong"),
        ("2070360024", "etranger"),
        ("9782070360024", "etranger"),
        ("daiviet", "daiviet"),
    ],
)
def test_what_comes_first(index: SearchIndex, text: str, first: str) -> None:
    assert (found(index, text) or [""])[0] == first


@pytest.mark.parametrize(
    ("text", "before", "behind"),
    [
        ("đường", {"duong", "duongtho", "duongthuhuong"}, {"dongduong"}),
        ("dương", {"duongthuhuong", "dongduong"}, {"duong", "duongtho"}),
        ("hoà", {"hoabinh", "hoabinh2"}, set()),
        ("số", {"sodo"}, set()),
    ],
)
def test_what_is_written_so_comes_before_what_is_like_it(
    index: SearchIndex, text: str, before: set[str], behind: set[str]
) -> None:
    ranked = found(index, text)
    assert set(ranked[: len(before)]) == before
    assert behind <= set(ranked[len(before) :])


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("nguyễn du", {"kinds": ("name",)}, {"kieu", "kimvankieu"}),
        ("nguyễn du", {"kinds": ("subject",)}, {"tudien"}),
        ("nguyễn du", {"kinds": ("title",)}, set()),
        ("tiểu thuyết", {"facets": (("y1936", "y1937"),)}, {"sodo"}),
        ("tiểu thuyết", {"facets": (("nlv",), ("type:text",))}, {"duongthuhuong", "chau", "thuy"}),
        ("tiểu thuyết", {"facets": (("type:map",),)}, set()),
        ("kieu", {"facets": (("nowhere", "tinh"),)}, {"kimvankieu"}),
    ],
)
def test_narrowing(
    index: SearchIndex, text: str, wanted: dict[str, tuple[str, ...]], expected: set[str]
) -> None:
    assert set(found(index, text, **wanted)) == expected


@pytest.mark.parametrize("text", ["", "   ", "*", '""', "—", "x" * 301, " ".join(map(str, range(25)))])
def test_what_cannot_be_looked_for(text: str) -> None:
    with pytest.raises(SearchRefusedError):
        understood(text)


@given(st.text(max_size=40), st.sampled_from([KINDS, ("title",), ("identifier",), ("name", "subject")]))
def test_whatever_is_typed_is_answered(index: SearchIndex, text: str, kinds: tuple[str, ...]) -> None:
    try:
        search = understood(text, kinds)
    except SearchRefusedError:
        return
    for _, each in index.search(search).documents:
        assert match(search, each.texts).text


def test_no_more_than_asked_for_and_it_says_so(index: SearchIndex) -> None:
    answer = index.search(understood("tiểu thuyết"), 2)
    assert (len(answer.documents), answer.more, answer.release) == (2, True, 7)
    assert not index.search(understood("số đỏ"), 2).more


def test_the_match_is_told(index: SearchIndex) -> None:
    search = understood("nguyen du")
    ((_, first), *_) = index.search(search).documents
    told = match(search, first.texts)
    assert (told.kind, told.exact) == ("name", False)
    assert match(understood("Nguyễn Du"), first.texts).exact


def test_changes_come_in_one_step_and_go_without_a_trace(tmp_path: Path) -> None:
    first = files.unfinished(tmp_path)
    SearchIndex.create(first).fill(1, [document(1, "kieu"), document(2, "sodo")])
    files.put(first, tmp_path)
    reader = SearchReader(tmp_path)
    assert reader.release() == 1
    file = files.current(tmp_path)
    assert file is not None
    writer = SearchIndex.open(file, writing=True)
    with writer.change(2):
        writer.remove([1, 99])
        writer.add([document(3, "duong"), document(2, "sodo")])
        assert [d.identifier for _, d in reader.search(understood("truyện")).documents] == ["kieu"]
    assert reader.search(understood("truyện")).documents == []
    assert [d.id for _, d in reader.search(understood("so do")).documents] == [2]
    assert (writer.release, writer.count()) == (2, 2)
    _fail_in_the_middle(writer)
    assert (writer.release, writer.count()) == (2, 2)
    second = files.unfinished(tmp_path)
    SearchIndex.create(second).fill(9, [document(1, "quy")])
    files.put(second, tmp_path)
    assert reader.release() == 9, "another file is opened"
    writer.close()
    assert {path.name for path in tmp_path.iterdir()} <= {"2.db", "2.db-wal", "2.db-shm"}


def _fail_in_the_middle(writer: SearchIndex) -> None:
    def failing() -> None:
        with writer.change(3):
            writer.remove([2, 3])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        failing()


def test_none_or_another_version_is_said(tmp_path: Path) -> None:
    assert SearchReader(tmp_path).release() == 0
    assert SearchReader(tmp_path / "nowhere").release() == 0
    (tmp_path / "1.db").write_bytes(b"no database")
    with pytest.raises(NoSearchIndexError, match="publish"):
        SearchReader(tmp_path).search(understood("a"))


def test_texts_of_statements() -> None:
    iri = "http://d.example/record/a/1"
    bf, rdfs = "http://id.loc.gov/ontologies/bibframe/", "http://www.w3.org/2000/01/rdf-schema#"
    value = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
    statements = [
        f"<{iri}#Work> <{bf}hasInstance> <{iri}#Instance>",
        f"<{iri}#Instance> <{bf}title> <{iri}#t>",
        f'<{iri}#t> <{bf}mainTitle> "Số \\"đỏ\\""@vi',
        f'<{iri}#t> <{bf}subtitle> "tiểu thuyết"',
        f"<{iri}#Work> <{bf}contribution> <{iri}#c>",
        f"<{iri}#c> <{bf}agent> <{iri}#a>",
        f'<{iri}#a> <{rdfs}label> "V\\u0169 Trọng Phụng"',
        f"<{iri}#Work> <{bf}subject> <{iri}#s>",
        f'<{iri}#s> <{rdfs}label> "Tiểu thuyết"',
        f"<{iri}#Instance> <{bf}identifiedBy> <{iri}#i>",
        f'<{iri}#i> <{value}> "9786049542305"',
        f"<{iri}#Instance> <{bf}provisionActivity> <{iri}#p>",
        f'<{iri}#p> <{bf}date> "1936~"^^<http://id.loc.gov/datatypes/edtf>',
        f'<http://d.example/heading/1> <{rdfs}label> "not the record\'s own"',
    ]
    expected = Texts(['Số "đỏ" : tiểu thuyết'], ["Vũ Trọng Phụng"], ["Tiểu thuyết"], ["9786049542305"], 1936)
    assert texts_of(statements, iri) == expected
    assert texts_of([], iri) == Texts([], [], [], [], 0)
