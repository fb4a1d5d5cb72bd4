"""The metadata formats by prefix. A new one is a module beside this and a line here."""

from oai.formats import bibframe, edm, marc21, mods, oai_dc, oai_qdc
from oai.formats.format import Format

FORMATS: dict[str, Format] = {
    one.prefix: one
    for one in (
        oai_dc.FORMAT,
        marc21.FORMAT,
        marc21.BY_ITS_OTHER_NAME,
        mods.FORMAT,
        oai_qdc.FORMAT,
        edm.FORMAT,
        bibframe.FORMAT,
    )
}


def offered_for(kind: str) -> tuple[str, ...]:
    """The prefixes of the formats in which records whose `Record.format` is *kind* are offered."""
    return tuple(prefix for prefix, by in FORMATS.items() if by.offered_for(kind))
