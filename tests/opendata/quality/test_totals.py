"""Sums of examinations."""

from opendata.quality.examination import Examination
from opendata.quality.totals import Extent, Place, Total, Totals, merged


def examined(*findings: tuple[str, str, str]) -> Examination:
    """An examination of a record with two fields that took part and one that did not."""
    made = Examination()
    made.whole("001")
    made.whole("008")
    made.fields_left += 1
    for code, field, subfield in findings:
        made.findings.add(code, field, 1, subfield)
    return made


LOCAL = ("local-field", "998", "")


def test_a_record_is_counted_and_taken_away_again() -> None:
    totals = Totals()
    totals.add("nlv", examined(LOCAL, LOCAL))
    assert totals.extents == {"nlv": Extent(1, 2, 1, 0, 0)}
    assert totals.found == {Place("nlv", *LOCAL): Total(1, 2)}
    totals.add("nlv", examined(LOCAL, LOCAL), -1)
    assert (totals.extents, totals.found) == ({}, {})


def test_sums_are_merged_whatever_their_sign() -> None:
    more, less = Totals(), Totals()
    more.add("nlv", examined(LOCAL))
    more.add("nlv", examined(LOCAL, LOCAL))
    less.add("nlv", examined(LOCAL), -1)
    less.add("tv", examined())
    both = merged((more, less))
    assert both.extents == {"nlv": Extent(1, 2, 1, 0, 0), "tv": Extent(1, 2, 1, 0, 0)}
    assert both.found == {Place("nlv", *LOCAL): Total(1, 2)}


def test_names_of_any_length_are_counted_under_their_beginnings() -> None:
    totals = Totals()
    totals.add("nlv", examined(("unmapped-field", "x" * 5000, ""), ("unmapped-field", "x" * 6000, "")))
    assert totals.found == {Place("nlv", "unmapped-field", "x" * 64, ""): Total(1, 2)}
