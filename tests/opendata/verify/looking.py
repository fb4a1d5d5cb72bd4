"""Verification of the tiny installation."""

from typing import Any

from tiny import House, converter

from opendata.verify.report import Report
from opendata.verify.run import verify


def looked(house: House, *parts: str, quick: bool = False, version: str = "1") -> dict[str, Report]:
    """What verification finds, by part."""
    found = verify(
        house.settings,
        house.archive,
        parts,
        quick=quick,
        converter=converter(version),
        executor=house.executor,
    )
    return {report.part: report for _, report in found}


def kinds(house: House, *parts: str, **more: Any) -> set[str]:
    return {
        f"{part}: {kind}" for part, report in looked(house, *parts, **more).items() for kind in report.counts
    }
