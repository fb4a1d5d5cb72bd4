"""MARCXML that is always valid: as it came where it can be, else from the fields."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from harvesters.marc import MarcField, MarcRecord
from oai.formats import marc21
from oai.memory import MemoryRecord

FIELDS = MarcRecord(
    "00000nam a2200000 a 4500",
    (("001", "1"),),
    (MarcField("245", "1", "0", (("a", "Từ fields"),)),),
)
LEADER = "<leader>00000nam a2200000 a 4500</leader>"
TITLE = '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Nhan đề &amp; hơn</subfield></datafield>'
SLIM = 'xmlns="http://www.loc.gov/MARC21/slim"'
RECORD = MemoryRecord("oai:x:1", datetime(2025, 1, 1, tzinfo=UTC), fields=FIELDS)
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

LOCATION = f'xsi:schemaLocation="{marc21.NAMESPACE} {marc21.SCHEMA}"'


def written(payload: str | bytes) -> str:
    raw = payload if isinstance(payload, bytes) else payload.encode()
    text = marc21.write(replace(RECORD, payload=raw), marc21.SCHEMA)
    assert text is not None
    root = etree.fromstring(text.encode())
    assert root.tag == "{http://www.loc.gov/MARC21/slim}record"
    location = root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
    assert location is not None
    assert location.split()[:1] == [marc21.NAMESPACE]
    return text


@pytest.mark.parametrize(
    "payload",
    [
        f"<record {SLIM}>{LEADER}{TITLE}</record>",
        f"<?xml version='1.0' encoding='UTF-8'?>\n<record {SLIM}>\n  {LEADER}\n  {TITLE}\n</record>\n",
        f"<record {SLIM} {XSI} {LOCATION}>{LEADER}{TITLE}</record>",
        f"<m:record {SLIM.replace('xmlns', 'xmlns:m')}>"
        f"{LEADER.replace('<', '<m:').replace('<m:/', '</m:')}</m:record>",
    ],
)
def test_valid_marcxml_goes_out_as_it_came(payload: str) -> None:
    text = written(payload)
    assert "Từ fields" not in text
    start = payload.index("<", 1) if payload.startswith("<?") else 0
    body = payload[payload.index(">", start) + 1 :].rstrip()
    assert text.endswith(body)


@pytest.mark.parametrize(
    "payload",
    [
        f"<record>{LEADER}{TITLE}</record>",
        f"<collection {SLIM}><record>{LEADER}{TITLE}</record></collection>",
        f"<record {SLIM}>{LEADER}{TITLE}</record><record {SLIM}>{LEADER}</record>",
        f"<record {SLIM}>{LEADER}{TITLE}",
        f"<!DOCTYPE record [<!ENTITY e 'x'>]><record {SLIM}>{LEADER}{TITLE}</record>",
        f"<record {SLIM}>{LEADER}<x/></record>",
        f"<record {SLIM}>{LEADER}loose text{TITLE}</record>",
        f"<record {SLIM}>{TITLE}{LEADER}</record>",
        f"<record {SLIM}>{TITLE}</record>",
        f"<record {SLIM}>{LEADER}{LEADER}{TITLE}</record>",
        f"<record {SLIM}>{LEADER.replace('4500', '45 0')}{TITLE}</record>",
        f"<record {SLIM}>{LEADER}{TITLE.replace('245', '24')}</record>",
        f"<record {SLIM}>{LEADER}{TITLE}</record>".replace('ind1="1"', 'ind1=""'),
        f"<record {SLIM}>{LEADER}{TITLE}</record>".replace('code="a"', 'code="ab"'),
        f'<record {SLIM}>{LEADER}<datafield tag="245" ind1=" " ind2=" "></datafield></record>',
        f"<record {SLIM} {XSI}>{LEADER}{TITLE}</record>",
        f"<?xml version='1.0' encoding='UTF-16'?><record {SLIM}>{LEADER}{TITLE}</record>".encode("utf-16"),
        f"<record {SLIM}>{LEADER}{TITLE}</record>".encode("latin-1", "replace").replace(b"?", b"\xe1"),
        b"00123nam a2200000 a 4500",
        b"",
    ],
)
def test_anything_else_is_written_from_the_fields(payload: str | bytes) -> None:
    assert "Từ fields" in written(payload)


def test_what_the_schema_has_no_place_for_is_mended_or_left_out() -> None:
    fields = MarcRecord(
        "xx€",
        (("001", "a<b\x00"), ("FMT", "BK")),
        (
            MarcField("245", "#", "A", (("a", "x & \x0b“y”"), ("€", "z"), ("", "w"))),
            MarcField("24 ", " ", " ", (("a", "bad tag"),)),
            MarcField("500", " ", " ", ()),
            MarcField("LKR", " ", " ", (("a", "a local tag is good"),)),
        ),
    )
    text = marc21.write(replace(RECORD, fields=fields), "s")
    assert text is not None
    assert text.endswith(
        '<leader>      a             4500</leader><controlfield tag="001">a&lt;b</controlfield>'
        '<datafield tag="245" ind1=" " ind2=" "><subfield code="a">x &amp; “y”</subfield>'
        '<subfield code="?">z</subfield><subfield code="?">w</subfield></datafield>'
        '<datafield tag="LKR" ind1=" " ind2=" "><subfield code="a">a local tag is good</subfield></datafield>'
        "</record>"
    )


def test_only_marc_21_is_offered() -> None:
    assert marc21.write(replace(RECORD, format="unimarc"), "s") is None
    assert marc21.write(replace(RECORD, fields=None), "s") is None
