"""GetRecord (OAI-PMH 2.0, section 4.1)."""

from oai import records
from oai.arguments import Request
from oai.context import Context
from oai.errors import refusal
from oai.formats.registry import FORMATS


def answer(context: Context, request: Request) -> list[bytes]:
    """One record in one format."""
    identifier, prefix = request.get("identifier"), request.get("metadataPrefix")
    offered = context.repository.formats(identifier)
    if offered is None:
        raise refusal("idDoesNotExist", "This repository has no item with that identifier.")
    by = FORMATS.get(prefix)
    record = context.repository.record(identifier, prefix) if by is not None and prefix in offered else None
    written = None
    if by is not None and record is not None:
        written = records.element(record, by, by.schema_address(context.repository.identify().base_url))
    if written is None:
        raise refusal(
            "cannotDisseminateFormat", _message(prefix, [name for name in FORMATS if name in offered])
        )
    return [b"<GetRecord>", written, b"</GetRecord>"]


def _message(prefix: str, offered: list[str]) -> str:
    there = f" It is offered as: {', '.join(offered)}." if offered else ""
    return f"The item is not available as {prefix}.{there}"
