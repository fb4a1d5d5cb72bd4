import pytest

from vocabularies.codes import terms
from vocabularies.coordinates import Point, of_countries, of_provinces
from vocabularies.provinces import provinces

NOWHERE = {"uc", "ui", "uik", "up", "vp", "xx"}


def test_every_country_and_province_has_its_place() -> None:
    assert set(terms("countries")) - NOWHERE == set(of_countries())
    assert set(provinces()) == set(of_provinces())


def test_places_are_on_the_globe_and_provinces_in_vietnam() -> None:
    assert all(-90 <= at.latitude <= 90 and -180 <= at.longitude <= 180 for at in of_countries().values())
    assert all(8 < at.latitude < 23.5 and 102 < at.longitude < 110 for at in of_provinces().values())


@pytest.mark.parametrize(
    ("code", "point"), [("vm", Point(16.2, 107.8)), ("fr", Point(46.6, 2.4)), ("pf", Point(16.5, 112.0))]
)
def test_a_country(code: str, point: Point) -> None:
    assert of_countries()[code] == point


def test_a_former_province_lies_at_its_own_seat() -> None:
    assert of_provinces()["ninh-binh:nam-dinh"] != of_provinces()["ninh-binh"]
