"""Bars of records by year."""

from opendata.doors.year_plot import HEIGHT, WIDTH, YearPlot, year_plot


def plotted(years: dict[str, dict[str, int]]) -> YearPlot:
    plot = year_plot(years, 2026)
    assert plot is not None
    return plot


def test_nothing_to_show() -> None:
    assert year_plot({}, 2026) is None
    assert year_plot({"a": {}, "b": {"2088": 1}}, 2026) is None


def test_bars_have_the_place_of_their_year_and_the_height_of_their_count() -> None:
    plot = plotted({"a": {"2000": 10, "2003": 5, "2088": 9}, "b": {"2001": 1}})
    assert (plot.first, plot.last) == (2000, 2003)
    a, b = plot.rows
    wide, half = WIDTH / 4, HEIGHT / 2
    assert a.path == (
        f"M0.0 {HEIGHT}v-{HEIGHT:.1f}h{wide:.2f}v{HEIGHT:.1f}z"
        f"M{3 * wide:.1f} {HEIGHT}v-{half:.1f}h{wide:.2f}v{half:.1f}z"
    )
    assert (a.records, a.most, a.year) == (15, 10, 2000)
    assert (b.library, b.most, b.year) == ("b", 1, 2001)


def test_a_few_very_old_ones_do_not_squeeze_the_others() -> None:
    plot = plotted({"a": {"1010": 1, "1950": 100, "2000": 100}})
    assert (plot.first, plot.last) == (1950, 2000)
    (row,) = plot.rows
    assert (row.records, row.most, row.year) == (201, 101, 1950)
