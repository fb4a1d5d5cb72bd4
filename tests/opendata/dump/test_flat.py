"""Rows of records, and what of them a spreadsheet gets."""

import csv
import io

import pytest

from opendata.archive.records import Original
from opendata.dump import flat_csv
from opendata.dump.flat import Row, row
from opendata.release.conversion import Conversion, installed_converter
from opendata.release.facts import Facts

MARC = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="008">120101s1933    vm            000 0 vie  </controlfield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">9786049</subfield></datafield>
<datafield tag="082" ind1="0" ind2="4"><subfield code="a">895.922</subfield></datafield>
<datafield tag="100" ind1="0" ind2=" "><subfield code="a">Nguyễn Du</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{}</subfield></datafield>
<datafield tag="650" ind1=" " ind2="4"><subfield code="a">Thơ | Truyện thơ</subfield></datafield>
<datafield tag="650" ind1=" " ind2="4"><subfield code="a">Văn học Việt Nam</subfield></datafield>
<datafield tag="651" ind1=" " ind2="4"><subfield code="a">Việt Nam</subfield></datafield></record>"""
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>Nam Cao</dc:creator>'
    "<dc:date>Xuất bản năm 1941</dc:date></oai_dc:dc>"
)
CONVERSION = Conversion(installed_converter(), Facts("http://d.example/", "1", {}))


def of(template: str, title: str, format: str) -> tuple[Conversion, str, str, str, Original]:
    return CONVERSION, "nlv", "1", format, Original(template.format(title).encode())


def test_marc() -> None:
    found = row(*of(MARC, "Truyện Kiều", "marc21"))
    expected: Row = {
        "id": "http://d.example/record/nlv/1",
        "library": "nlv",
        "identifier_in_library": "1",
        "licence": "",
        "title": ["Truyện Kiều"],
        "creator": ["Nguyễn Du"],
        "date": ["1933"],
        "year": 1933,
        "language": ["vie"],
        "subject": ["Thơ | Truyện thơ", "Văn học Việt Nam", "Việt Nam"],
        "classification": ["DDC 895.922"],
        "coverage": ["Việt Nam"],
        "identifier": ["9786049"],
    }
    assert {column: found[column] for column in expected} == expected


def test_dublin_core() -> None:
    found = row(*of(DC, "Chí Phèo", "oai_dc"))
    assert (found["title"], found["creator"], found["year"]) == (["Chí Phèo"], ["Nam Cao"], 1941)


@pytest.mark.parametrize("title", ["=1+1", "+84", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_formula_is_guarded_for_spreadsheets_and_left_for_programs(title: str) -> None:
    def cell(line: bytes) -> str:
        (cells,) = csv.reader(io.StringIO(line.decode(), newline=""))
        return cells[flat_csv.COLUMNS.index("title")]

    shown = title.replace("|", "¦")
    assert cell(flat_csv.record(*of(DC, title, "oai_dc"))) == shown
    assert cell(flat_csv.guarded(*of(DC, title, "oai_dc"))) == f"'{shown}"


def test_several_values_in_a_cell() -> None:
    (cells,) = csv.reader(io.StringIO(flat_csv.record(*of(MARC, "x", "marc21")).decode(), newline=""))
    assert cells[flat_csv.COLUMNS.index("subject")] == "Thơ ¦ Truyện thơ | Văn học Việt Nam | Việt Nam"
