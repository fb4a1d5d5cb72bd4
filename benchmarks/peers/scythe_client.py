"""oaipmh-scythe, as its documentation shows it, retries on: a JSON object a record on standard output."""

import json
import sys

from oaipmh_scythe import RetryConfig, Scythe  # type: ignore[import-not-found,unused-ignore]

patience = RetryConfig(
    max_retries=5,
    default_retry_after=1,
    retry_status_codes=(429, 500, 502, 503),
    retry_on_transport_error=True,
)
with Scythe(sys.argv[1], retry_config=patience) as scythe:
    for record in scythe.list_records(metadata_prefix="marc21"):
        found = {"id": record.header.identifier, "deleted": record.deleted, "xml": str(record)}
        print(json.dumps(found), flush=True)
