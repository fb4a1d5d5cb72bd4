"""The whole table: what each UNIMARC field and subfield becomes."""

from collections.abc import Mapping

from opendata.crosswalk.unimarc import (
    coded,
    description,
    holdings,
    links,
    names,
    notes,
    numbers,
    physical,
    subjects,
    titles,
)
from opendata.crosswalk.unimarc.line import Line

MODULES = (numbers, coded, physical, description, notes, links, titles, subjects, names, holdings)

TABLE: Mapping[str, Line] = {
    one.tag: one
    for one in sorted((one for module in MODULES for one in module.LINES), key=lambda one: one.tag)
}
"""UNIMARC tag to its line."""

CONTROL: Mapping[str, str] = {
    "001": "001",
    "003": "035, or 003 for the code of an agency",
    "005": "005",
}
"""Control fields, and where they stand in MARC 21."""


def takes_part(tag: str, code: str) -> bool:
    """Whether subfield *code* of the UNIMARC field *tag* can become part of what is converted."""
    line = TABLE.get(tag)
    return line is not None and (code in line.codes or code in "67")


def targets(tag: str, code: str) -> list[tuple[str, str]]:
    """Where a subfield stands in MARC 21: `(tag, subfield)`, or `(control field, positions)`."""
    line = TABLE.get(tag)
    if line is None or code not in line.codes:
        return []
    found: list[tuple[str, str]] = []
    for target in line.codes[code].split("+"):
        if "$" in target:
            found.append((target.partition("$")[0], target.partition("$")[2]))
        elif "/" in target or target == "007":
            found.append((target.partition("/")[0], target.partition("/")[2]))
        else:
            found.extend((to, target) for to in line.to.split())
    return found
