"""CSV (RFC 4180) in UTF-8, a record a row; several values of a column have ` | ` between them.

There are two kinds. `csv` is for programs. `csv-excel` is for spreadsheets: it begins with a byte order mark,
so that Vietnamese is read rightly, and a cell that a spreadsheet would run as a formula has an apostrophe
before it, since what is in it was written by whoever wrote the record.
"""

import csv
import io
from collections.abc import Iterable

from opendata.archive.records import Original
from opendata.dump.content import GZIP
from opendata.dump.dump_format import DumpFormat
from opendata.dump.flat import LISTS, OWN, YEAR, Row, row
from opendata.dump.recordwise import Recordwise
from opendata.release.conversion import Conversion

MEDIA_TYPE = "text/csv"
COLUMNS = (*OWN, *LISTS, YEAR)
BETWEEN = " | "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = b"\xef\xbb\xbf"


def record(conversion: Conversion, library: str, identifier: str, format: str, original: Original) -> bytes:
    """The record's row."""
    return _line(_cells(row(conversion, library, identifier, format, original)))


def guarded(conversion: Conversion, library: str, identifier: str, format: str, original: Original) -> bytes:
    """The record's row without formulas."""
    cells = _cells(row(conversion, library, identifier, format, original))
    return _line(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)


def _cells(of: Row) -> list[str]:
    cells = []
    for column in COLUMNS:
        value = of[column]
        if isinstance(value, list):
            # A value's own bar must not look like the one between values.
            value = BETWEEN.join(each.replace("|", "¦") for each in value)
        cells.append("" if value is None else str(value))
    return cells


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


HEAD = _line(COLUMNS)

FORMAT = DumpFormat(
    extension="csv",
    media_type=MEDIA_TYPE,
    write=Recordwise("csv", "csv", MEDIA_TYPE, (GZIP,), record, HEAD).write,
)
EXCEL = DumpFormat(
    extension="excel.csv",
    media_type=MEDIA_TYPE,
    write=Recordwise("csv-excel", "excel.csv", MEDIA_TYPE, (GZIP,), guarded, _MARK + HEAD).write,
)
