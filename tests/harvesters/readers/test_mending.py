"""Every reader's records have their texts mended, and say so."""

from harvesters.encodings.detect import mended
from harvesters.readers.pieces import Piece
from harvesters.readers.registry import READERS
from harvesters.readers.usual import usual
from harvesters.repairs import Repair

MARCXML = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
    '<controlfield tag="001">1</controlfield><datafield tag="245" ind1="0" ind2="0">'
    '<subfield code="a">{}</subfield><subfield code="c">{}</subfield></datafield></record>'
)
DUBLIN_CORE = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></oai_dc:dc>'
)


def test_marcxml() -> None:
    record = READERS["marc21"](MARCXML.format("TruyÖn KiÒu", "NguyÔn Du").encode())
    assert record.fields[0].subfields == (("a", "Truyện Kiều"), ("c", "Nguyễn Du"))  # type: ignore[union-attr]
    assert record.repairs == (
        Repair("encoding-tcvn3", "245 $a", "TruyÖn KiÒu", "Truyện Kiều"),
        Repair("encoding-tcvn3", "245 $c", "NguyÔn Du", "Nguyễn Du"),
    )


def test_dublin_core() -> None:
    record = READERS["oai_dc"](DUBLIN_CORE.format("Lòch söû", "Nguyeãn Du").encode())
    assert record.values("title") == ["Lịch sử"]  # type: ignore[union-attr]
    assert [repair.field for repair in record.repairs] == ["title", "creator"]


def test_plain_ascii_with_references_and_viqr() -> None:
    record = READERS["marc21"](MARCXML.format("Truye^.n Kie^`u", "Nguy&amp;#7877;n Du").encode())
    assert record.fields[0].subfields == (("a", "Truyện Kiều"), ("c", "Nguyễn Du"))  # type: ignore[union-attr]


def test_bytes_that_were_decoded_are_not_decoded_again() -> None:
    value = b"00\x1faB\xf3t k\xfd\x1e"
    payload = b"00000nam a2200037 a 4500" + b"245%04d00000" % len(value) + b"\x1e" + value + b"\x1d"
    record = READERS["marc21"](payload, "tcvn3")
    assert record.fields[0].subfields == (("a", "Bút ký"),)  # type: ignore[union-attr]


def test_a_file_speaks_for_its_short_fields() -> None:
    pieces = [Piece(MARCXML.format("TruyÖn KiÒu", "NguyÔn Du").encode())] * 3 + [Piece(b"<record")]
    name, same = usual(iter(pieces), READERS["marc21"])
    assert name == "tcvn3"
    assert list(same) == pieces
    assert mended(["T« Hoµi"]) == []
    assert [change.text for change in mended(["T« Hoµi"], f"auto:{name}")] == ["Tô Hoài"]
