"""The metadata formats by prefix. A new one is a module beside this and a line here."""

from oai.formats import bibframe, marc21, oai_dc
from oai.formats.format import Format

FORMATS: dict[str, Format] = {
    oai_dc.FORMAT.prefix: oai_dc.FORMAT,
    marc21.FORMAT.prefix: marc21.FORMAT,
    bibframe.FORMAT.prefix: bibframe.FORMAT,
}
