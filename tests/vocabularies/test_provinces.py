"""The provinces before and after 1 July 2025."""

from vocabularies.provinces import Province, province_of, provinces


def test_there_were_63_and_there_are_34() -> None:
    every = provinces().values()
    now = [one for one in every if not one.former]
    merged = {one.code.split(":")[0] for one in every if one.former}
    former = [one for one in every if one.former]
    assert len(now) == 34
    assert len(former) + len([one for one in now if one.code not in merged]) == 63
    assert len(merged) == 23


def test_every_former_one_is_within_one_of_today_that_was_among_its_parts() -> None:
    for one in provinces().values():
        if one.former:
            within = one.code.split(":")[0]
            assert not provinces()[within].former
            assert f"{within}:{within}" in provinces()


def test_every_former_one_has_the_successor_that_the_resolution_names() -> None:
    merged = {
        "tuyen-quang": {"ha-giang"},
        "lao-cai": {"yen-bai"},
        "thai-nguyen": {"bac-kan"},
        "phu-tho": {"hoa-binh", "vinh-phuc"},
        "bac-ninh": {"bac-giang"},
        "hung-yen": {"thai-binh"},
        "hai-phong": {"hai-duong"},
        "ninh-binh": {"ha-nam", "nam-dinh"},
        "quang-tri": {"quang-binh"},
        "da-nang": {"quang-nam"},
        "quang-ngai": {"kon-tum"},
        "gia-lai": {"binh-dinh"},
        "khanh-hoa": {"ninh-thuan"},
        "lam-dong": {"dak-nong", "binh-thuan"},
        "dak-lak": {"phu-yen"},
        "ho-chi-minh": {"ba-ria-vung-tau", "binh-duong"},
        "dong-nai": {"binh-phuoc"},
        "tay-ninh": {"long-an"},
        "can-tho": {"soc-trang", "hau-giang"},
        "vinh-long": {"ben-tre", "tra-vinh"},
        "dong-thap": {"tien-giang"},
        "ca-mau": {"bac-lieu"},
        "an-giang": {"kien-giang"},
    }
    alone = {"cao-bang", "dien-bien", "ha-noi", "ha-tinh", "hue", "lai-chau", "lang-son", "nghe-an"}
    alone |= {"quang-ninh", "son-la", "thanh-hoa"}
    parts = {f"{now}:{part}" for now, parts in merged.items() for part in {now, *parts}}
    assert set(provinces()) == {*alone, *merged, *parts}


def test_names_of_both_times() -> None:
    assert province_of("Bắc Giang", None) == Province("bac-ninh:bac-giang", "Bắc Giang", True)
    assert province_of("Tỉnh Bắc Ninh", 2010) == Province("bac-ninh:bac-ninh", "Bắc Ninh", True)
    assert province_of("Bắc Ninh", None) == Province("bac-ninh", "Bắc Ninh", False)
    assert province_of("Hoà Bình :", 1990) == Province("phu-tho:hoa-binh", "Hòa Bình", True)
    assert province_of("New York", 1990) is None
    assert province_of("", None) is None
