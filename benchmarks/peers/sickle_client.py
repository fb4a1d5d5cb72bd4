"""Sickle, as its documentation shows it, with its retries on: a JSON object a record on standard output."""

import json
import sys

from sickle import Sickle  # type: ignore[import-untyped,unused-ignore]

sickle = Sickle(
    sys.argv[1], max_retries=5, default_retry_after=1, retry_status_codes=[429, 500, 502, 503], timeout=30
)
for record in sickle.ListRecords(metadataPrefix="marc21"):
    print(
        json.dumps({"id": record.header.identifier, "deleted": record.deleted, "xml": record.raw}), flush=True
    )
