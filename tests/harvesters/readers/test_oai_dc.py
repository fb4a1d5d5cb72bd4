"""oai_dc: the fifteen elements, with their languages."""

import io

import pytest

from harvesters.errors import UnreadableRecord
from harvesters.readers import oai_dc as reader

NAMESPACES = (
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def test_elements_in_order_with_language():
    record = reader.read(
        f"""<oai_dc:dc {NAMESPACES} xml:lang="en"><dc:title xml:lang="vi"> Tie\u0302\u0301ng </dc:title>
        <dc:creator>A<!-- x -->B</dc:creator><dc:other>no</dc:other><dc:date/><dc:subject>a
        b</dc:subject></oai_dc:dc>""".encode()
    )
    assert record.elements == (
        ("title", "Tiếng", "vi"),
        ("creator", "AB", "en"),
        ("subject", "a\n        b", "en"),
    )


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("<record/>", "not the <dc>"),
        (f"<oai_dc:dc {NAMESPACES}/>", "none of the fifteen"),
        (f"<oai_dc:dc {NAMESPACES}>", "not well-formed"),
    ],
)
def test_refused(payload, reason):
    with pytest.raises(UnreadableRecord, match=reason):
        reader.read(payload.encode())


def test_split_leaves_the_namespaces_with_each_record():
    one = "<oai_dc:dc><dc:title>%s</dc:title></oai_dc:dc>"
    document = f"<records {NAMESPACES}>{one % 'A'}<r>{one % 'B'}</r></records>".encode()
    found = [reader.read(piece.payload).values("title") for piece in reader.split(io.BytesIO(document))]
    assert found == [["A"], ["B"]]
