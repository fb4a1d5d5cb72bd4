"""The baseline of conversion: the Library of Congress's stylesheets through lxml, record by record.

Usage: python loc_baseline.py RECORDS.xml[.gz] marc2bibframe2.xsl
"""

import gzip
import sys
from pathlib import Path
from typing import IO

from lxml import etree

_RECORD = "{http://www.loc.gov/MARC21/slim}record"


def _opened(records: str) -> IO[bytes]:
    return gzip.open(records) if records.endswith(".gz") else Path(records).open("rb")


def main(records: str, stylesheet: str) -> None:
    transform = etree.XSLT(etree.parse(stylesheet))
    failed = 0
    with _opened(records) as stream, Path("/dev/null").open("wb") as out:
        for _, record in etree.iterparse(stream, tag=_RECORD):
            collection = etree.Element("{http://www.loc.gov/MARC21/slim}collection")
            collection.append(record)
            try:
                out.write(
                    bytes(transform(collection, pGenerationDatestamp=etree.XSLT.strparam("2000-01-01")))
                )
            except etree.XSLTError:
                failed += 1
    print(f"{failed} records failed", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:3])
