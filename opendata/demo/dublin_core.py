"""The records of the sample university repository, read from `data/daihoc.xml`."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from harvesters.dublin_core import DublinCoreRecord

DATA = Path(__file__).with_name("data") / "daihoc.xml"

_DC = "{http://purl.org/dc/elements/1.1/}"
_OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class SampleDublinCore(NamedTuple):
    """One record as the sample repository gives it away."""

    identifier: str
    """Its OAI identifier."""
    datestamp: datetime
    """Aware, in UTC, whole seconds."""
    deleted: bool
    sets: tuple[str, ...]
    """The setSpecs that it belongs to; their names are in `read_sets`."""
    record: DublinCoreRecord
    """No elements when deleted. Values stand as in the file, blanks and decomposed letters and all."""


def read_records(path: Path = DATA) -> Iterator[SampleDublinCore]:
    """Every record of the file *path*, in its order."""
    for element in _root(path).iterfind("record"):
        description = element.find(_OAI_DC)
        yield SampleDublinCore(
            element.attrib["id"],
            datetime.fromisoformat(element.attrib["datestamp"]),
            element.get("status") == "deleted",
            tuple(element.attrib["sets"].split()),
            DublinCoreRecord(() if description is None else tuple(_elements(description))),
        )


def read_sets(path: Path = DATA) -> dict[str, str]:
    """The sets of the repository: setSpec to name, in the file's order."""
    return {element.attrib["spec"]: element.attrib["name"] for element in _root(path).iterfind("set")}


def _root(path: Path) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.parse(path, parser).getroot()


def _elements(description: "etree._Element") -> Iterator[tuple[str, str, str]]:
    for child in description.iterchildren(f"{_DC}*"):
        yield str(child.tag).removeprefix(_DC), child.text or "", child.get(_LANG, "")
