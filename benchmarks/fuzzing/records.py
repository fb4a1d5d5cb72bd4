"""Files of records: each piece is read or refused, converts, and what comes out is RDF."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterable, Iterator

import pyoxigraph
from fuzzing.target import Target, told
from pymarc import Field, Indicators, Record, Subfield

from harvesters.containers import members
from harvesters.encodings.detect import mended
from harvesters.encodings.registry import DECODERS, decode_leniently
from harvesters.errors import UnreadableRecord
from harvesters.readers import marc
from harvesters.readers.registry import DUBLIN_CORE, READERS
from opendata.crosswalk.registry import NQUADS

IRI = "http://data.example.vn/record/nlv/1"
FIELDS = (
    ("100", "1 ", "a", "Nguyễn, Du,", "d", "1766-1820."),
    ("245", "10", "a", "Truyện Kiều /", "c", "Nguyễn Du ; 校正."),
    ("260", "  ", "a", "Hà Nội :", "b", "Văn học,", "c", "1972."),
    ("650", " 4", "a", "Thơ", "x", "Việt Nam.", "6", "880-01"),
    ("880", " 4", "6", "650-01/$1", "a", "詩"),
)
_SLIM = "http://www.loc.gov/MARC21/slim"


def _record(fields: Iterable[tuple[str, ...]] = FIELDS, *, utf8: bool = True) -> Record:
    record = Record(leader="00000nam a2200000 a 4500", force_utf8=utf8)
    record.add_field(Field("001", data="vn1"), Field("008", data="120101s1972    vm            000 0 vie  "))
    for tag, indicators, *rest in fields:
        subfields = [Subfield(*pair) for pair in zip(rest[::2], rest[1::2], strict=True)]
        record.add_field(Field(tag, Indicators(*indicators), subfields))
    return record


def iso2709() -> Iterator[bytes]:
    """Records in UTF-8, one with a wrong length, one in TCVN 5712, a UNIMARC one."""
    whole = _record().as_marc()
    yield whole
    yield whole * 3
    yield b"99999" + whole[5:] + b"\r\n" + whole
    yield whole.replace("Truyện Kiều".encode(), b"Truy\xd6n Ki\xd2u")
    unimarc = [("200", "1 ", "a", "Truyện Kiều", "f", "Nguyễn Du"), ("700", " 1", "a", "Nguyễn")]
    yield _record(unimarc).as_marc()


def marcxml() -> Iterator[bytes]:
    """A collection, without its namespace, with a prefix, with a DTD, in another encoding."""
    fields = "".join(
        f'<datafield tag="{tag}" ind1="{ind[0]}" ind2="{ind[1]}">'
        + "".join(
            f'<subfield code="{code}">{text}</subfield>'
            for code, text in zip(rest[::2], rest[1::2], strict=True)
        )
        + "</datafield>"
        for tag, ind, *rest in FIELDS
    )
    record = (
        '<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">1</controlfield>'
        f"{fields}</record>"
    )
    collection = f'<collection xmlns="{_SLIM}">{record * 2}</collection>'
    yield f'<?xml version="1.0" encoding="UTF-8"?>{collection}'.encode()
    yield record.encode()
    prefixed = record.replace("<", "<marc:").replace("<marc:/", "</marc:")
    start = f'<marc:collection xmlns:marc="{_SLIM}"><!-- a --><![CDATA[b]]>'
    yield f"{start}{prefixed}</marc:collection>".encode()
    yield f'<!DOCTYPE collection [<!ENTITY a "b">]><collection>{record}&a;&eacute;&#0;</collection>'.encode()
    yield f'<?xml version="1.0" encoding="UTF-16"?>{record}'.encode("utf-16")


def marc_in_json() -> Iterator[bytes]:
    """pymarc's form, alone, in an array and in lines."""
    one = json.loads(_record().as_json())
    yield json.dumps(one, ensure_ascii=False).encode()
    yield json.dumps([one, one]).encode()
    yield b"\n".join([json.dumps(one).encode()] * 2)


def dublin_core() -> Iterator[bytes]:
    """A record of each dialect."""
    dc = "http://purl.org/dc/elements/1.1/"
    elements = "<dc:title>Kiều</dc:title><dc:date>1972-5</dc:date><dc:identifier>978604100001</dc:identifier>"
    oai_dc = "http://www.openarchives.org/OAI/2.0/oai_dc/"
    yield f'<oai_dc:dc xmlns:oai_dc="{oai_dc}" xmlns:dc="{dc}">{elements}</oai_dc:dc>'.encode()
    yield (
        '<qdc:qualifieddc xmlns:qdc="http://dspace.org/qualifieddc/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dcterms:created>1972</dcterms:created><dcterms:spatial>Hà Nội</dcterms:spatial></qdc:qualifieddc>"
    ).encode()
    yield (
        '<dim:dim xmlns:dim="http://www.dspace.org/xmlns/dspace/dim"><dim:field mdschema="dc" '
        'element="title" qualifier="alternative" lang="vi">Kiều</dim:field></dim:dim>'
    ).encode()
    yield (
        '<metadata xmlns="http://www.lyncode.com/xoai"><element name="dc"><element name="title"><element '
        'name="none"><field name="value">Kiều</field></element></element></element></metadata>'
    ).encode()
    yield (
        '<thesis xmlns="http://www.ndltd.org/standards/metadata/etdms/1.1/"><title>Luận án</title>'
        "<degree><name>Tiến sĩ</name></degree></thesis>"
    ).encode()


def check_marc(data: bytes) -> None:
    """Every piece is refused, or read as MARC 21 and as UNIMARC and converted."""
    for piece in marc.split(io.BytesIO(data)):
        if not piece.reason:
            for format_ in ("marc21", "unimarc"):
                _convert(format_, piece.payload)
        marc.identifier_of(piece.payload)


def check_dublin_core(data: bytes) -> None:
    """The same, of each dialect."""
    for format_, split in DUBLIN_CORE.items():
        for piece in split(io.BytesIO(data)):
            if not piece.reason:
                _convert(format_, piece.payload)


def _convert(format_: str, payload: bytes) -> None:
    try:
        record = READERS[format_](payload)
    except UnreadableRecord as error:
        told(bool(error.reason))
        return
    quads = NQUADS[format_](record, IRI)
    for _ in pyoxigraph.parse(quads, pyoxigraph.RdfFormat.N_QUADS):
        pass
    assert NQUADS[format_](READERS[format_](payload), IRI) == quads, "not the same a second time"


def check_text(data: bytes) -> None:
    """Bytes in every encoding there is; what was decoded is mended."""
    for name in DECODERS:
        decode_leniently(name, data)
    mended(data.decode("utf-8", "replace").split("\n"))
    mended(data.decode("latin-1").split("\n"), "auto:tcvn3")


def containers() -> Iterator[bytes]:
    """A file packed in each way, and one in the other."""
    inner = next(iso2709())
    yield gzip.compress(inner, mtime=0)
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("sách.mrc"), inner)
        archive.writestr(zipfile.ZipInfo("b.mrc.gz"), gzip.compress(inner, mtime=0))
    yield zipped.getvalue()
    with tarfile.open(fileobj=tarred, mode="w") as archive:
        entry = tarfile.TarInfo("a/b.mrc")
        entry.size = len(inner)
        archive.addfile(entry, io.BytesIO(inner))
    yield tarred.getvalue()


def check_container(data: bytes) -> None:
    """Whatever is in it comes out, within bounds, or a reason does."""
    given = 0
    for _, stream, problem in members(io.BytesIO(data), "packed", len(data)):
        while chunk := stream.read(1 << 16):
            given += len(chunk)
        problem()
    assert given < 1 << 30


def _texts() -> Iterator[bytes]:
    texts = "Truyện Kiều, của Nguyễn Du; Dế mèn phiêu lưu ký"
    for name in ("utf-8", "utf-16", "windows-1258"):
        yield texts.encode(name, "replace")
    yield texts.encode().decode("windows-1252", "replace").encode()


_CODES = ("245", "880", "\x1d", "\x1e", "\x1f", "$1")
_TAGS = (*_CODES, "<record>", "</record>", "</subfield>", "<![CDATA[", "&#")
TARGETS = {
    "iso2709": Target(check_marc, iso2709, _CODES),
    "marcxml": Target(check_marc, marcxml, _TAGS),
    "marc_json": Target(check_marc, marc_in_json, ('"fields"', '"subfields"', '"ind1"', '"leader"')),
    "dublin_core": Target(check_dublin_core, dublin_core, ("<dc:", "xml:lang", "xsi:type")),
    "encodings": Target(check_text, _texts),
    "containers": Target(check_container, containers, ("PK", "ustar")),
}
