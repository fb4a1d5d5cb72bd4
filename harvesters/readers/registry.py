"""The record readers, by the name that a library's file gives its format."""

from collections.abc import Callable

import harvesters.readers.marc as marc
import harvesters.readers.oai_dc as oai_dc
from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcRecord

READERS: dict[str, Callable[[bytes], MarcRecord | DublinCoreRecord]] = {
    "marc21": marc.read,
    "unimarc": marc.read_unimarc,
    "oai_dc": oai_dc.read,
}
