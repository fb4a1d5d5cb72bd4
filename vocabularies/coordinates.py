"""Where countries and Vietnam's provinces lie, near enough for a point on a map: degrees north and east."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from vocabularies.codes import rows


class Point(NamedTuple):
    """A place on the globe, in degrees (WGS 84)."""

    latitude: float
    longitude: float


def of_countries() -> Mapping[str, Point]:
    """The middle of each country by its MARC code; what is no country, or nowhere, has none."""
    return _points()["country"]


def of_provinces() -> Mapping[str, Point]:
    """The seat of each province by its code in `vocabularies.provinces`, former ones included."""
    return _points()["province"]


@cache
def _points() -> Mapping[str, Mapping[str, Point]]:
    found: dict[str, dict[str, Point]] = {"country": {}, "province": {}}
    for kind, code, latitude, longitude in rows("coordinates.tsv"):
        found[kind][code] = Point(float(latitude), float(longitude))
    return found
