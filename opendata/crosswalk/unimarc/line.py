"""A line of the table: what one UNIMARC field is in MARC 21, as data that converts, reports and documents."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from harvesters.marc import MarcField

Pairs = tuple[tuple[str, str], ...]
Indicator = str | Mapping[str, str]
"""A MARC 21 indicator: as given; `=` for UNIMARC's own; or told by UNIMARC's own, `""` for any other."""


class Facts(NamedTuple):
    """What a field must know of its record."""

    level: str
    """Leader/07: `a` for a component part, `s` for a serial …"""
    authorities: str
    """Whose numbers $3 gives: `bnf`, `idref`, or `""`."""


Tell = Callable[[MarcField, "Line", Facts], list[MarcField]]
"""An odd case: the MARC 21 fields that tell what a UNIMARC field says."""


class Line(NamedTuple):
    """One UNIMARC field."""

    tag: str
    name: str
    to: str
    """The MARC 21 tags, blank-separated; the first is where a subfield's target stands by default."""
    codes: Mapping[str, str]
    """UNIMARC subfield to its target: a MARC 21 code, or `246$a`, `008/18-21`; several with `+`."""
    ind1: Indicator = " "
    ind2: Indicator = " "
    before: Pairs = ()
    """Subfields that MARC 21 wants before those of the field."""
    after: Pairs = ()
    """Subfields that MARC 21 wants behind them, unless the field has one of that code."""
    tell: Tell | None = None
    nonfiling: int = 0
    """Which indicator of the MARC 21 field counts the characters that sorting passes over; 0 for none."""


def line(
    tag: str,
    name: str,
    to: str,
    subfields: str,
    ind1: Indicator = " ",
    ind2: Indicator = " ",
    *,
    before: Pairs = (),
    after: Pairs = (),
    tell: Tell | None = None,
    nonfiling: int = 0,
) -> Line:
    """A line of the table; in *subfields*, `a b:q` says that $a stays $a and $b becomes $q."""
    return Line(tag, name, to, codes(subfields), ind1, ind2, before, after, tell, nonfiling)


def codes(text: str) -> dict[str, str]:
    """`a b:q` as the dictionary of $a to $a and $b to $q; so for any codes."""
    return {code: target or code for code, _, target in (item.partition(":") for item in text.split())}


def lines(tags: Iterable[tuple[str, str]], to: str, codes: str) -> Iterable[Line]:
    """Lines for several `(tag, name)` that become the same."""
    return [line(tag, name, to, codes) for tag, name in tags]


def indicators(field: MarcField, of: Line) -> tuple[str, str]:
    """The indicators of the MARC 21 field that *field* becomes."""
    return _indicator(field.ind1, of.ind1), _indicator(field.ind2, of.ind2)


def _indicator(own: str, to: Indicator) -> str:
    if isinstance(to, str):
        return own if to == "=" else to
    return to.get(own, to.get("", " "))


def plain_pairs(field: MarcField, of: Line) -> list[tuple[str, str]]:
    """The subfields of *field* that have a text and a target, under their MARC 21 codes."""
    codes = of.codes
    return [(codes[code], value) for code, value in field.subfields if code in codes and value.strip()]


def plain_field(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """The ordinary case: one MARC 21 field with the same texts under other codes."""
    pairs = plain_pairs(field, of)
    return [made(field, of, pairs)] if pairs else []


def made(field: MarcField, of: Line, pairs: Iterable[tuple[str, str]], tag: str = "") -> MarcField:
    """The MARC 21 field with *pairs* and with the indicators and further subfields that the line names."""
    ind1, ind2 = indicators(field, of)
    subfields = (*of.before, *pairs)
    codes = {code for code, _ in subfields}
    subfields += tuple(pair for pair in of.after if pair[0] not in codes)
    return MarcField(tag or of.to[:3], ind1, ind2, subfields)
