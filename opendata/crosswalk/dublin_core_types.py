"""Types of Dublin Core in any vocabulary and spelling: class of Work, content, genre (resource_types.tsv)."""

from opendata.crosswalk.dublin_core_writing import DISSERTATION, LABEL, Value, dissertation
from opendata.crosswalk.statements import INSTANCE, WORK, iri_of, quoted, typed, verb
from vocabularies.namespaces import bf
from vocabularies.resource_types import kind_of

_CONTENT = "http://id.loc.gov/vocabulary/contentTypes/"
_ISSUANCE = "http://id.loc.gov/vocabulary/issuance/"
_OWN_IRIS = ("<http://purl.org/dc/dcmitype/", "<info:", "<http://purl.org/eprint/type/")


def resource_type(value: Value, out: list[str]) -> None:
    """Each of the types in the value."""
    for text in filter(None, map(str.strip, value.text.split(";"))):
        _write(value, text, out)


def _write(value: Value, text: str, out: list[str]) -> None:
    kind = kind_of(text)
    iri = iri_of(text)
    if kind is not None:
        if kind.of_class:
            out.append(WORK + typed(kind.of_class))
        if kind.content:
            out.append(f"{WORK}{verb(bf.content)}<{_CONTENT}{kind.content}>")
        if kind.issuance:
            out.append(WORK + typed(bf.Serial))
            out.append(f"{INSTANCE}{verb(bf.issuance)}<{_ISSUANCE}{kind.issuance}>")
        if kind.iri:
            out.append(f"{WORK}{verb(bf.genreForm)}<{kind.iri}>")
        if kind.code.startswith("thesis-") and iri is None:
            dissertation(out)
            out.append(f"{DISSERTATION}{LABEL}{quoted(text)}{value.lang}")
    if iri is not None and not (kind is not None and iri.startswith(_OWN_IRIS)):
        out.append(f"{WORK}{verb(bf.genreForm)}{iri}")
    elif kind is None or not (kind.iri or kind.code.startswith("dcmi-")):
        if iri is not None:
            return
        this = value.node("", text)
        out.append(f"{WORK}{verb(bf.genreForm)}{this}")
        out.append(this + typed(bf.GenreForm))
        out.append(f"{this}{LABEL}{quoted(text)}{value.lang}")
