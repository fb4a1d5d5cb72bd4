"""Which examination serves which format."""

from collections.abc import Callable
from typing import Any

from opendata.crosswalk.registry import DUBLIN_CORE
from opendata.quality import dublin_core, marc21, unimarc
from opendata.quality.examination import Examination

EXAMINE: dict[str, Callable[[Any], Examination]] = {
    "marc21": marc21.examine,
    "unimarc": unimarc.examine,
    **dict.fromkeys(DUBLIN_CORE, dublin_core.examine),
}
"""Format of a record (`HarvestedRecord.format`) to the function that examines it."""

EXAMINE_CLOSELY: dict[str, Callable[[Any], Examination]] = {**EXAMINE, "marc21": marc21.examine_closely}
"""The same for the report of a file, which may take its time."""
