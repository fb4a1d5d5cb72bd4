"""Where copies are: only what is certain."""

import pytest

from vocabularies.holding_places import province_of_address, province_of_holding, province_of_library
from vocabularies.provinces import Province


def code(province: Province | None) -> str:
    return province.code if province else ""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("31 Tràng Thi, Hoàn Kiếm, Hà Nội", "ha-noi"),
        ("31 Tràng Thi, Hoàn Kiếm, Hà Nội 100000, Việt Nam.", "ha-noi"),
        ("69 Lý Tự Trọng; Q.1; TP. Hồ Chí Minh", "ho-chi-minh"),
        ("Huế", "hue"),
        ("29 Lê Hồng Phong, tỉnh Nam Định", "ninh-binh:nam-dinh"),
        ("Xa lộ Hà Nội, Quận 9", ""),
        ("12 Điện Biên Phủ", ""),
        ("Hà Nội, Paris", ""),
        ("12, H.", ""),
        ("Hà Nội," * 60, ""),
        ("", ""),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert code(province_of_address(address)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thư viện tỉnh Nam Định", "ninh-binh:nam-dinh"),
        ("Thư viện Khoa học Tổng hợp TP. Hồ Chí Minh", "ho-chi-minh"),
        ("Thư viện thành phố Hà Nội", "ha-noi"),
        ("Thư viện Hà Nội", "ha-noi"),
        ("Thư viện Quốc gia Việt Nam", ""),
        ("Thư viện Đại học Hà Nội", ""),
        ("Hà Nội", ""),
        ("VNU", ""),
    ],
)
def test_libraries(name: str, expected: str) -> None:
    assert code(province_of_library(name)) == expected


@pytest.mark.parametrize(
    ("subfields", "expected"),
    [
        ((("a", "Thư viện tỉnh Nam Định"),), "ninh-binh:nam-dinh"),
        ((("a", "TVQG"), ("e", "31 Tràng Thi, Hà Nội")), "ha-noi"),
        ((("a", "Thư viện tỉnh Nam Định"), ("e", "Hà Nội"), ("n", "vm")), "ha-noi"),
        ((("a", "Thư viện Hà Nội"), ("n", "fr")), ""),
        ((("b", "Hà Nội"),), ""),
    ],
)
def test_holdings(subfields: tuple[tuple[str, str], ...], expected: str) -> None:
    assert code(province_of_holding(subfields)) == expected
