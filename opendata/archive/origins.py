"""What an origin said of a record beside its content, as the archive keeps it with the version: as text."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from harvesters.oai_origin import Earlier


def packed(chain: Sequence[Earlier]) -> str | None:
    """The places that a record went through; None for none."""
    if not chain:
        return None
    rows = [
        [
            each.base_url,
            each.identifier,
            int(each.datestamp.timestamp()),
            each.metadata_namespace,
            int(each.harvested.timestamp()),
            each.altered,
        ]
        for each in chain
    ]
    return json.dumps(rows, separators=(",", ":"))


def unpacked(text: str) -> tuple[Earlier, ...]:
    """What `packed` wrote."""
    return tuple(
        Earlier(base_url, identifier, _instant(stamp), namespace, _instant(harvested), altered)
        for base_url, identifier, stamp, namespace, harvested, altered in json.loads(text)
    )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
