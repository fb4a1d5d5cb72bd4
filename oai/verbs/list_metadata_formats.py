"""ListMetadataFormats (OAI-PMH 2.0, section 4.4)."""

from oai import xml
from oai.arguments import Request
from oai.context import Context
from oai.errors import refusal
from oai.formats.registry import FORMATS


def answer(context: Context, request: Request) -> list[bytes]:
    """The formats of the repository, or of the one item that is named."""
    identifier = request.get("identifier")
    prefixes = context.repository.formats(identifier or None)
    if prefixes is None:
        raise refusal("idDoesNotExist", "This repository has no item with that identifier.")
    offered = [FORMATS[prefix] for prefix in FORMATS if prefix in prefixes]
    if not offered:
        raise refusal("noMetadataFormats", "There are no metadata formats for that item.")
    base_url = context.repository.identify().base_url
    body = "".join(
        "<metadataFormat>"
        f"{xml.element('metadataPrefix', by.prefix)}{xml.element('schema', by.schema_address(base_url))}"
        f"{xml.element('metadataNamespace', by.namespace)}</metadataFormat>"
        for by in offered
    )
    return [f"<ListMetadataFormats>{body}</ListMetadataFormats>".encode()]
