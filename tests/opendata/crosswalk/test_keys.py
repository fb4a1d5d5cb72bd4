"""Which strings are one heading and which Hubs are one, with names of real people, bodies and works."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendata.crosswalk.keys import heading_key, hub_key, is_generic, is_told, normal_name, normal_string
from vocabularies.namespaces import madsrdf

PERSON, FAMILY, BODY = madsrdf.PersonalName, madsrdf.FamilyName, madsrdf.CorporateName
MEETING, NAME, TOPIC = madsrdf.ConferenceName, madsrdf.Name, madsrdf.Topic
PLACE, COMPLEX, TITLE = madsrdf.Geographic, madsrdf.ComplexSubject, madsrdf.Title

MEET = [
    # commas, order and capitals of Vietnamese names
    (PERSON, "Nguyễn Minh Châu", "Nguyễn, Minh Châu"),
    (PERSON, "Nguyễn Minh Châu", "NGUYỄN MINH CHÂU"),
    (PERSON, "Nguyễn Minh Châu", "NGUYỄN, Minh Châu,"),
    (PERSON, "Nguyễn Minh Châu", "Minh Châu, Nguyễn"),
    (PERSON, "Nguyễn Thị Hoa", "Hoa, Nguyễn Thị"),
    (PERSON, "Nguyễn Du, 1765-1820", "Nguyễn, Du, 1765-1820."),
    (PERSON, "Nguyễn Du, 1765-1820", "Nguyễn Du (1765 – 1820)"),
    (PERSON, "Nguyễn Du, 1765-1820", "Nguyễn Du 1765-1820"),
    (PERSON, "Tôn Thất Tùng, 1912-1982", "Tôn Thất, Tùng, 1912-1982"),
    (PERSON, "Huỳnh Thúc Kháng, 1876-1947", "Huỳnh, Thúc Kháng, 1876-1947"),
    (PERSON, "Trần Hưng Đạo, khoảng 1228-1300", "Trần, Hưng Đạo, khoảng 1228-1300"),
    (PERSON, "Hồ Chí Minh, Chủ tịch, 1890-1969", "Hồ, Chí Minh, Chủ tịch, 1890-1969"),
    (PERSON, "Thích Nhất Hạnh", "Thích, Nhất Hạnh"),
    (PERSON, "Nguyễn Văn Vĩnh", "Nguyễn-văn-Vĩnh"),
    (PERSON, "Nguyen Van Troi", "Nguyen, Van Troi"),
    (NAME, "Nguyễn Minh Châu", "Nguyễn, Minh Châu"),
    # characters
    (PERSON, "Đào Duy Anh", normalize("NFD", "Đào Duy Anh")),
    (PERSON, "Đào Duy Anh", "Ðào Duy Anh"),
    (PERSON, "Trần Tiến", "Trần Tie\u0301\u0302n"),
    (PERSON, "Hòa Bình", "Hoà Bình"),
    (PERSON, "Vũ Thị Thúy", "VŨ THỊ THUÝ"),
    (TOPIC, "Văn hóa", "Văn hoá"),
    (TOPIC, "Thủy lợi", "thuỷ lợi."),
    (PLACE, "Thừa Thiên-Huế", "Thừa Thiên - Huế"),
    (PLACE, "Khánh Hòa (Việt Nam)", "Khánh Hoà, Việt Nam"),
    # punctuation, spaces, capitals anywhere
    (BODY, "Việt Nam. Bộ Giáo dục", "Việt Nam.  BỘ GIÁO DỤC."),
    (BODY, "United States. Congress. Senate", "United States. Congress. Senate. -"),
    (PERSON, "Rowling, J. K.", "Rowling, J.K"),
    (PERSON, "King, Stephen, 1947-", "King, Stephen, 1947-. -"),
    (PERSON, "O'Neill, Eugene, 1888-1953", "O’Neill, Eugene, 1888-1953"),
    (COMPLEX, "Thơ Nôm--Việt Nam--1945-1954", "Thơ nôm -- Việt Nam -- 1945 - 1954."),
    (TITLE, "Kinh Thi", "[Kinh Thi]"),
]

NEVER_MEET = [
    # dates
    (PERSON, "Nguyễn Du, 1765-1820", "Nguyễn Du"),
    (PERSON, "Nguyễn Du, 1765-1820", "Nguyễn Du, 1765-"),
    (PERSON, "Nguyễn Du, 1820-", "Nguyễn Du, 1820"),
    (PERSON, "Nguyễn Du, 1820-", "Nguyễn Du, 1820-1890"),
    (PERSON, "Nguyễn Du, 1820-", "Nguyễn Du, -1820"),
    (PERSON, "Nguyễn Du, 1765-1820", "Nguyễn Du, 1765?-1820"),
    (PERSON, "Trần Văn Minh, 1951-", "Trần Văn Minh, 1961-"),
    # one mark, one letter
    (PERSON, "Nguyễn Thị Hoa", "Nguyễn Thị Hóa"),
    (PERSON, "Nguyễn Thị Hoa", "Nguyễn Thị Hòa"),
    (PERSON, "Nguyễn Thị Hoà", "Nguyễn Thị Hoá"),
    (PERSON, "Lê Văn Thủy", "Lê Văn Thụy"),
    (PERSON, "Phạm Văn Dũng", "Phạm Văn Dung"),
    (PERSON, "Trần Dân", "Trần Dần"),
    (PERSON, "Đỗ Quý", "Dỗ Quý"),
    (PERSON, "Vũ Đình Liên", "Vũ Dình Liên"),
    (PERSON, "Nguyễn Văn Troi", "Nguyen Van Troi"),
    (PERSON, "Lý Thường Kiệt", "Lí Thường Kiệt"),
    (PERSON, "Nguyễn Quý", "Nguyễn Qúy"),
    # initials, shorter and longer names
    (PERSON, "Nguyễn Minh Châu", "Nguyễn M. C."),
    (PERSON, "Nguyễn, Minh Châu", "Nguyễn, M. Châu"),
    (PERSON, "Nguyễn Minh Châu", "Nguyễn Châu"),
    (PERSON, "Nguyễn Minh Châu", "Châu, N. M."),
    (PERSON, "Smith, J.", "Smith, John"),
    # order: what comes first is a family name too, or no name of Vietnam
    (PERSON, "Nguyễn Minh Châu", "Châu, Nguyễn Minh"),
    (PERSON, "Nguyễn Lê", "Lê Nguyễn"),
    (PERSON, "Rose, Henry", "Henry, Rose"),
    (PERSON, "Rose, Henry", "Rose Henry"),
    (PERSON, "Le, Roy", "Le Roy"),
    (PERSON, "Kim, Il Sung", "Kim Il Sung"),
    (PERSON, "Mai, Anh", "Mai Anh"),
    # words of one look in another place or number
    (TOPIC, "C", "C++"),
    (TOPIC, "C#", "C++"),
    (TOPIC, "Thơ Nôm", "Thơ Nôm--Việt Nam"),
    (BODY, "Trường Đại học Sư phạm Hà Nội", "Trường Đại học Sư phạm Hà Nội 2"),
    (TITLE, "Quốc văn giáo khoa thư. 1", "Quốc văn giáo khoa thư. 11"),
]


@pytest.mark.parametrize(("of_class", "one", "other"), MEET)
def test_spellings_of_one_heading_meet(of_class: str, one: str, other: str) -> None:
    assert heading_key(of_class, one) == heading_key(of_class, other)


@pytest.mark.parametrize(("of_class", "one", "other"), NEVER_MEET)
def test_look_alikes_never_meet(of_class: str, one: str, other: str) -> None:
    assert heading_key(of_class, one) != heading_key(of_class, other)


def test_the_class_always_counts() -> None:
    keys = {heading_key(of, "Lê Lợi") for of in (PERSON, FAMILY, BODY, MEETING, TOPIC, PLACE, TITLE, NAME)}
    assert len(keys) == 8


def test_the_first_part_of_a_subdivided_heading_counts() -> None:
    assert heading_key(COMPLEX, "Huế--Lịch sử", PLACE) != heading_key(COMPLEX, "Huế--Lịch sử", TOPIC)
    rose = "Rose, Henry--Biography"
    assert heading_key(COMPLEX, rose, PERSON, "Rose, Henry") != heading_key(COMPLEX, rose, TOPIC)
    assert heading_key(COMPLEX, "Nguyễn, Du, 1765-1820--Phê bình", PERSON, "Nguyễn, Du, 1765-1820") == (
        heading_key(COMPLEX, "Nguyễn Du, 1765-1820--Phê bình.", PERSON, "Nguyễn Du, 1765-1820")
    )


HUBS_THAT_MEET = [
    ((PERSON, "Nguyễn Du, 1765-1820", "Truyện Kiều"), (PERSON, "Nguyễn, Du, 1765-1820", "TRUYỆN KIỀU.")),
    ((PERSON, "Nguyễn Du", "Truyện Kiều. English"), (PERSON, "Nguyễn Du", "Truyện Kiều English")),
    ((PERSON, "Tô Hoài", "Tuyển tập"), (PERSON, "TÔ HOÀI", "Tuyển tập.")),
    (("", "", "Bible. English"), ("", "", "Bible.  English.")),
]
HUBS_THAT_NEVER_MEET = [
    ((PERSON, "Nguyễn Du", "Truyện Kiều"), (PERSON, "Nguyễn Du", "Truyện Kiều. English")),
    ((PERSON, "Nguyễn Du", "Truyện Kiều"), (PERSON, "Nguyễn Dữ", "Truyện Kiều")),
    ((PERSON, "Nguyễn Du", "Truyện Kiều"), ("", "", "Truyện Kiều")),
    ((PERSON, "Lê Lợi", "Thơ"), (BODY, "Lê Lợi", "Thơ")),
    ((PERSON, "Tô Hoài", "Tuyển tập. 1"), (PERSON, "Tô Hoài", "Tuyển tập. 2")),
]


@pytest.mark.parametrize(("one", "other"), HUBS_THAT_MEET)
def test_hubs_meet(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert hub_key(*one) == hub_key(*other)


@pytest.mark.parametrize(("one", "other"), HUBS_THAT_NEVER_MEET)
def test_hubs_never_meet(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert hub_key(*one) != hub_key(*other)


def test_a_language_outside_the_title_counts() -> None:
    plain = hub_key(PERSON, "Nguyễn Du", "Truyện Kiều")
    assert hub_key(PERSON, "Nguyễn Du", "Truyện Kiều", ("English",)) != plain
    within = hub_key(PERSON, "Nguyễn Du", "Truyện Kiều. English", ("English.",))
    assert within == hub_key(PERSON, "Nguyễn Du", "Truyện Kiều. English")


@pytest.mark.parametrize(
    "title",
    [
        *("Tuyển tập", "TUYỂN TẬP.", "Tuyển tập. Tập 2", "Tuyển tập, tập 2", "Thơ", "Truyện ngắn chọn lọc"),
        *("Báo cáo thường niên", "Báo cáo thường niên 2019", "Báo cáo thường niên (Tiếng Anh)", "Tạp chí"),
        *("Kỷ yếu hội thảo", "Kỷ yếu hội thảo khoa học. 2020", "Poems", "Poems. Selections", "Works. 1990"),
        *("Works. Selections. English. 1998", "Annual report 2001", "Laws, etc.", "Œuvres. French", "1984"),
    ],
)
def test_generic_titles(title: str) -> None:
    assert is_generic(title)
    assert not is_told("", "", title, uniform=True)
    assert is_told(PERSON, "Tô Hoài", title, uniform=False)


@pytest.mark.parametrize(
    "title",
    ["Truyện Kiều", "Kinh Thi", "Bible. English", "Tuyển tập Nam Cao", "Thơ mới", "Poems of the road"],
)
def test_a_uniform_title_that_is_not_generic_tells_a_hub(title: str) -> None:
    assert not is_generic(title)
    assert is_told("", "", title, uniform=True)
    assert not is_told("", "", title, uniform=False), "a title alone never does"


@pytest.mark.parametrize(
    "creator", ["Nhiều tác giả", "NHIỀU TÁC GIẢ.", "Khuyết danh", "Anonymous", "Various"]
)
def test_a_creator_that_is_nobody_tells_nothing(creator: str) -> None:
    assert not is_told(NAME, creator, "Truyện cổ tích", uniform=False)


words = st.text(alphabet="aàăâeêioôơuưyđhbntr ,.-'1?()ĐÂ\u0301\u0302\u0323", max_size=20)


@given(words)
def test_case_form_and_outer_spaces_never_count(text: str) -> None:
    for normal in (normal_string, normal_name):
        assert normal(text.upper().lower()) == normal(normalize("NFD", text)) == normal(f" {text} ")


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert len(heading_key(PERSON, text)) == len(hub_key(PERSON, text, text)) == 20


def test_headings_of_nothing_but_marks_stay_apart() -> None:
    assert heading_key(TOPIC, "...") != heading_key(TOPIC, "?!")
