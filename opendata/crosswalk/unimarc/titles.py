"""5XX: uniform titles, key titles and other titles of the resource."""

from harvesters.marc import MarcField
from opendata.crosswalk.unimarc.authorities import authority_pairs
from opendata.crosswalk.unimarc.line import Facts, Line, line, made, plain_pairs


def uniform(field: MarcField, of: Line, facts: Facts) -> list[MarcField]:
    """500, 501, 506, 507: a uniform title with its authority."""
    pairs = [pair for pair in plain_pairs(field, of) if pair[0] != "0"]
    return [made(field, of, [*pairs, *authority_pairs(field, facts)])] if pairs else []


_UNIFORM = "a h:n i:p k:f l:k m:l n:g q:s r:m s:n u:r v:n w:o o:1 3:0"
_PREFERRED = "a h:n i:p k:f m:l o:1 3:0"
_VARIANT = "a e:b h:n i:p j:f"

LINES = [
    line("500", "Uniform title", "240", _UNIFORM, "1", "0", tell=uniform, nonfiling=2),
    line("501", "Collective uniform title", "240", _UNIFORM, "1", "0", tell=uniform, nonfiling=2),
    line("503", "Conventional form heading", "730", "a b:p j:f", "0", nonfiling=1),
    line("506", "Preferred title of the work", "240", _PREFERRED, "1", "0", tell=uniform, nonfiling=2),
    line("507", "Preferred title of the expression", "240", _PREFERRED, "1", "0", tell=uniform, nonfiling=2),
    line("510", "Parallel title", "246", _VARIANT, "1", "1"),
    line("511", "Half title", "246", _VARIANT, "1", " ", before=(("i", "Half title"),)),
    line("512", "Cover title", "246", _VARIANT, "1", "4"),
    line("513", "Added title page title", "246", _VARIANT, "1", "5"),
    line("514", "Caption title", "246", _VARIANT, "1", "6"),
    line("515", "Running title", "246", _VARIANT, "1", "7"),
    line("516", "Spine title", "246", _VARIANT, "1", "8"),
    line("517", "Other variant title", "246", _VARIANT, "1", " "),
    line("518", "Title in modern spelling", "246", _VARIANT, "1", " "),
    line("520", "Former title (serials)", "247", "a e:b h:n i:p j:f n:g x", "1", "0"),
    line("530", "Key title", "222", "a b", " ", "0", nonfiling=2),
    line("531", "Abbreviated title", "210", "a b", "0", "0"),
    line("532", "Expanded title", "246", "a", "1", " "),
    line("540", "Title added by the cataloguer", "246", _VARIANT, "1", " "),
    line("541", "Title translated by the cataloguer", "242", "a e:b h:n i:p", "1", "0", nonfiling=2),
    line("545", "Section title", "246", "a", "1", " "),
    line("560", "Artificial title", "246", "a", "1", " "),
]
