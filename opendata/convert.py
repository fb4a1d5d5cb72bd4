"""The converter alone: a stream of records in, RDF out, one record at a time and in bounded memory."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from harvesters.errors import UnreadableRecord
from harvesters.readers.json_text import is_json
from harvesters.readers.pieces import Peeked, Piece, Readable, is_xml
from opendata.crosswalk.registry import NQUADS
from opendata.errors import InputError
from opendata.identity import record_iri

_MARC_XML = re.compile(
    rb"MARC21/slim|MARCXCHANGE|<(?:[\w.-]+:)?leader[ >/]|<(?:[\w.-]+:)?collection[ >/]", re.I
)
_DIALECTS = {
    "dim": re.compile(rb"<(?:[\w.-]+:)?dim[\s>]|dspace\.org/xmlns/dspace/dim"),
    "xoai": re.compile(rb"lyncode\.com/xoai"),
    "etdms": re.compile(rb"ndltd\.org/standards/metadata/etdms"),
    "oai_qdc": re.compile(rb"<(?:[\w.-]+:)?(?:qualifieddc|qdc)[\s>]"),
    "oai_dc": re.compile(rb"OAI/2\.0/oai_dc|purl\.org/dc/elements/1\.1"),
}
"""The dialects of Dublin Core, each with what tells it, in the order of asking."""
_ISO_2709 = re.compile(rb"\s*\d{5}[^\x1e]{5}\d{2}\d{5}")


class Failure(NamedTuple):
    """A record that could not be read or converted."""

    number: int
    """Its place in the file, from 1."""
    control_number: str
    """Its 001; `""` where that cannot be read."""
    reason: str
    readable: bool
    """Whether it could be read."""


class Described(NamedTuple):
    """A record that was converted."""

    number: int
    identifier: str
    """Its 001, or what it is called without one."""
    iri: str
    format: str
    """What it is to the converter: a key of `opendata.crosswalk.registry.NQUADS`."""
    record: Any


class Graph(NamedTuple):
    """A record's description."""

    iri: str
    """The record's, which is the graph's name."""
    nquads: bytes
    """Its statements as lines of N-Quads."""


class Input(NamedTuple):
    """What `--from` names: how a file is read, and what its records are to the converter."""

    format: str
    records: Callable[[Readable, str], Iterator[Any]]
    """Yields records, and an UnreadableRecord in place of one that cannot be read; told of the encoding."""


def _each(pieces: Iterable[Piece], read: Callable[[bytes, str], Any], told: str) -> Iterator[Any]:
    if told == "auto":
        from harvesters.readers.usual import usual

        name, pieces = usual(pieces, read)
        told = f"auto:{name}" if name else told
    for piece in pieces:
        if piece.reason:
            yield UnreadableRecord(piece.reason, piece.payload)
            continue
        try:
            record = read(piece.payload, told)
        except UnreadableRecord as error:
            error.payload = piece.payload
            yield error
        else:
            yield record


def _marcxml(stream: Readable, told: str) -> Iterator[Any]:
    from harvesters.readers import marcxml
    from harvesters.readers.mending import Mending

    return _each(marcxml.split(stream), Mending(marcxml.read), told)


def _marc21(stream: Readable, told: str) -> Iterator[Any]:
    from harvesters.readers import iso2709
    from harvesters.readers.mending import Mending

    return _each(iso2709.split(stream), Mending(iso2709.read), told)


def _unimarc(stream: Readable, told: str) -> Iterator[Any]:
    from harvesters.readers import marc
    from harvesters.readers.mending import Mending

    return _each(marc.split(stream), Mending(marc.read_unimarc), told)


def _marcjson(stream: Readable, told: str) -> Iterator[Any]:
    from harvesters.readers import json_cutter, marc_json
    from harvesters.readers.mending import Mending

    return _each(json_cutter.cut(stream), Mending(marc_json.read), told)


def _dublin_core(dialect: str) -> Callable[[Readable, str], Iterator[Any]]:
    def records(stream: Readable, told: str) -> Iterator[Any]:
        from harvesters.readers.registry import DUBLIN_CORE, READERS

        return _each(DUBLIN_CORE[dialect](stream), READERS[dialect], told)

    return records


INPUTS: dict[str, Input] = {
    "marcxml": Input("marc21", _marcxml),
    "marc21": Input("marc21", _marc21),
    "unimarc": Input("unimarc", _unimarc),
    "marcjson": Input("marc21", _marcjson),
    **{name: Input(name, _dublin_core(name)) for name in _DIALECTS},
}


def guessed(stream: Peeked) -> str:
    """The key of `INPUTS` that the stream's first bytes speak for; raises InputError when none does."""
    start = stream.start
    if not start.strip():
        raise InputError("is empty")
    if is_json(start):
        return "marcjson"
    if is_xml(start):
        text = start.replace(b"\0", b"")
        if _MARC_XML.search(text):
            return "marcxml"
        for name, sign in _DIALECTS.items():
            if sign.search(text):
                return name
    elif _ISO_2709.match(start):
        return "marc21"
    raise InputError(f"looks like none of {', '.join(INPUTS)}; name its format with --from")


def graphs(
    stream: Readable,
    kind: str,
    base: str,
    source: str,
    report: Callable[[Failure], None],
    described: Callable[[Described], None] | None = None,
    encoding: str = "auto",
) -> Iterator[Graph]:
    """The description of every record in *stream*, which is of the *kind* that `INPUTS` names.

    A record that cannot be read or converted goes to *report* instead; *described* is told of the others. A
    record without 001 is called `record-{number}`. *encoding* is what readers are
    told. Raises InputError when the stream itself breaks off.
    """
    number = 0
    format = INPUTS[kind].format
    convert = NQUADS[format]
    try:
        for number, record in enumerate(INPUTS[kind].records(stream, encoding), 1):
            if isinstance(record, UnreadableRecord):
                report(Failure(number, control_number_in(record.payload), record.reason, False))
                continue
            control_number = _control_number(record)
            identifier = control_number or f"record-{number}"
            iri = record_iri(base, source, identifier)
            try:
                nquads = convert(record, iri)
            except Exception as error:
                report(Failure(number, control_number, f"{type(error).__name__}: {error}", True))
            else:
                if described is not None:
                    described(Described(number, identifier, iri, format, record))
                yield Graph(iri, nquads)
    except OSError as error:
        raise InputError(f"breaks off after record {number}: {error}") from error


def _control_number(record: Any) -> str:
    return next((value for tag, value in getattr(record, "control", ()) if tag == "001"), "").strip()


_XML_001 = re.compile(rb"""controlfield[^>]*tag\s*=\s*["']001["'][^>]*>\s*([^<]{1,200}?)\s*<""")


def control_number_in(payload: bytes) -> str:
    """The 001 of a record that cannot be read as a whole, as far as it can be made out."""
    if is_json(payload[:64]):
        from harvesters.readers import marc_json

        return marc_json.identifier_of(payload)
    if found := _XML_001.search(payload):
        return found[1].decode("utf-8", "replace")
    body = payload[24:].split(b"\x1e", 2)
    if len(body) > 1 and body[0].startswith(b"001") and payload[:5].isdigit():
        return body[1][:200].decode("utf-8", "replace").strip()
    return ""
