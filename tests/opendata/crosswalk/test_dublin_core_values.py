"""Dates, languages, subjects, types, names and identifiers as repositories write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendata.crosswalk.dublin_core_agents import kind_of as kind_of_agent
from opendata.crosswalk.dublin_core_dates import edtf, language_codes
from opendata.crosswalk.dublin_core_subjects import headings
from vocabularies.namespaces import bf
from vocabularies.resource_types import kind_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1998", "1998"),
        ("[1998?]", "1998?"),
        ("c1998.", "1998"),
        ("khoảng 1990", "1990~"),
        ("1998-2003", "1998/2003"),
        ("1998-99", "1998/1999"),
        ("2001-02", "2001-02"),
        ("1998-", "1998/.."),
        ("195-", "195X"),
        ("1950s", "195X"),
        ("19--", "19XX"),
        ("2019-03-05T01:02:03Z", "2019-03-05"),
        ("20190305", "2019-03-05"),
        ("05/03/2019", "2019-03-05"),
        ("12/25/2019", "2019-12-25"),
        ("3/2019", "2019-03"),
        ("ngày 5 tháng 3 năm 2019", "2019-03-05"),
        ("March 5, 2019", "2019-03-05"),
        ("2019-Mar", "2019-03"),
        ("start=1998; end=2003; scheme=W3C-DTF;", "1998/2003"),
        ("2001-01-01/2001-02-03", "2001-01-01/2001-02-03"),
        ("2019-02-30", ""),
        ("31/02/2019", ""),
        ("2003-1998", ""),
        ("0000", ""),
        ("năm Gia Long", ""),
        ("", ""),
        ("\u0661\u0669\u0669\u0668", ""),
        ("start=" * 5000, ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert edtf(text) == date


@given(st.text("0123456789-/.[]()?~X TZ:=;cstarend©", max_size=20))
def test_any_date_is_none_or_one_without_blanks(text: str) -> None:
    found = edtf(text)
    assert found == "" or (found.isascii() and " " not in found and any(map(str.isdigit, found)))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        *((one, ["vie"]) for one in ("vie", "vi", "vi_VN", "VI-vn", "Tiếng Việt", "Vietnamese", "vn")),
        ("en_US", ["eng"]),
        ("English; Czech", ["eng", "cze"]),
        ("http://id.loc.gov/vocabulary/iso639-2/vie", ["vie"]),
        ("other", []),
        ("vie; Klingon cổ", []),
    ],
)
def test_languages(text: str, codes: list[str]) -> None:
    assert language_codes(text) == codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Văn học; Thơ;", ["Văn học", "Thơ"]),
        ("Kế toán|Kiểm toán", ["Kế toán", "Kiểm toán"]),
        ("Việt Nam -- Lịch sử -- 1945-1975", ["Việt Nam--Lịch sử--1945-1975"]),
        ("Văn học - Việt Nam", ["Văn học - Việt Nam"]),
        ("Kế toán, kiểm toán, ngân hàng", ["Kế toán", "kiểm toán", "ngân hàng"]),
        ("Nghệ thuật, Việt Nam", ["Nghệ thuật, Việt Nam"]),
        ("Water, air, and soil", ["Water, air, and soil"]),
        ("Hồ Chí Minh, Chủ tịch, 1890-1969", ["Hồ Chí Minh, Chủ tịch, 1890-1969"]),
        ("-", []),
    ],
)
def test_subjects(text: str, found: list[str]) -> None:
    assert headings(text) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Luận văn", "thesis"),
        ("LUẬN VĂN THẠC SỸ", "thesis-master"),
        ("Luận án Tiến sĩ", "thesis-doctoral"),
        ("info:eu-repo/semantics/doctoralThesis", "thesis-doctoral"),
        ("http://purl.org/coar/resource_type/c_bdcc", "thesis-master"),
        ("http://purl.org/dc/dcmitype/StillImage", "dcmi-image"),
        ("Book chapter", "book-part"),
        ("Sách", "book"),
        ("Bài trích", "article"),
        ("Báo", "newspaper"),
        ("Tạp chí", "journal"),
        ("Giáo trình", "textbook"),
    ],
)
def test_types(text: str, code: str) -> None:
    kind = kind_of(text)
    assert kind is not None
    assert kind.code == code


def test_an_unknown_type_is_none() -> None:
    assert kind_of("Sách lá") is None


@pytest.mark.parametrize(
    ("name", "role", "kind"),
    [
        ("Nguyễn Du", "", bf.Person),
        ("Steijn, A.J.", "", bf.Person),
        ("Trường Đại học Vinh", "", bf.Organization),
        ("Harvard University Library", "", bf.Organization),
        ("Lê Hồng Phong High School", "", bf.Organization),
        ("Tố Hữu", "", bf.Agent),
        ("Tố Hữu", "aut", bf.Person),
        ("Viện Sử học", "aut", bf.Organization),
    ],
)
def test_names(name: str, role: str, kind: str) -> None:
    assert kind_of_agent(name, role) == kind
