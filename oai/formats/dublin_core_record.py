"""A record of any kind as values of Dublin Core."""

from oai import xml
from oai.formats.dublin_core import Value, describe
from oai.formats.dublin_core_given import values_of
from oai.formats.dublin_core_marc21 import MARC21
from oai.repository import Record


def values(record: Record) -> list[Value]:
    """What the record says; texts hold nothing that XML cannot carry, and none is empty."""
    given = record.qualified()
    if given is not None:
        found = list(values_of(given))
    else:
        marc = record.marc21()
        found = [] if marc is None else describe(marc, MARC21)
    if all(value.text.isprintable() for value in found):
        return found
    clean = [value._replace(text=xml.strip(value.text).strip()) for value in found]
    return [value for value in clean if value.text]
