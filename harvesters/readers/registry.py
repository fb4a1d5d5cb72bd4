"""The record readers, by the name that a library's file gives its format."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import harvesters.readers.dim as dim
import harvesters.readers.etdms as etdms
import harvesters.readers.marc as marc
import harvesters.readers.oai_dc as oai_dc
import harvesters.readers.oai_qdc as oai_qdc
import harvesters.readers.xoai as xoai
from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcRecord
from harvesters.readers.mending import Mending
from harvesters.readers.pieces import Piece, Readable


class Reader(Protocol):
    """Reads one record of a format."""

    def __call__(self, payload: bytes, encoding: str = "auto") -> MarcRecord | DublinCoreRecord:
        """The record that *payload* holds; raises UnreadableRecord.

        *encoding* is what the library's file says: `auto`, `auto:NAME` (most likely that one), or `NAME`.
        """


READERS: dict[str, Reader] = {
    "marc21": Mending(marc.read),
    "unimarc": Mending(marc.read_unimarc),
    "oai_dc": Mending(oai_dc.read),
    "oai_qdc": Mending(oai_qdc.read),
    "dim": Mending(dim.read),
    "xoai": Mending(xoai.read),
    "etdms": Mending(etdms.read),
}
"""Each gives records whose texts are mended: what a harvest and a conversion read is the same."""

DUBLIN_CORE: Mapping[str, Callable[[Readable], Iterator[Piece]]] = {
    "oai_dc": oai_dc.split,
    "oai_qdc": oai_qdc.split,
    "dim": dim.split,
    "xoai": xoai.split,
    "etdms": etdms.split,
}
"""The dialects of Dublin Core, each with what cuts an XML file into its records."""
