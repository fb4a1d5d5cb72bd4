"""Identify (OAI-PMH 2.0, section 4.2)."""

import re

from oai import datestamps, xml
from oai.arguments import Request
from oai.context import Context
from oai.repository import Identity

_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"
_domain = re.compile(r"[A-Za-z][A-Za-z0-9\-]*(?:\.[A-Za-z][A-Za-z0-9\-]*)+").fullmatch


def answer(context: Context, request: Request) -> list[bytes]:
    """The repository's facts, and how its identifiers are made."""
    identity = context.repository.identify()
    parts = [
        "<Identify>",
        xml.element("repositoryName", identity.name),
        xml.element("baseURL", identity.base_url),
        "<protocolVersion>2.0</protocolVersion>",
        xml.elements("adminEmail", identity.admin_emails),
        xml.element("earliestDatestamp", datestamps.write(identity.earliest)),
        "<deletedRecord>persistent</deletedRecord>",
        xml.element("granularity", datestamps.GRANULARITY),
        "<compression>gzip</compression>",
        *(f"<description>{description}</description>" for description in _descriptions(identity)),
        "</Identify>",
    ]
    return ["".join(parts).encode()]


def _descriptions(identity: Identity) -> list[str]:
    """The containers; the scheme of identifiers only where the domain can be in one (no IP address)."""
    if not _domain(identity.domain) or not identity.sample_identifier.startswith(f"oai:{identity.domain}:"):
        return list(identity.descriptions)
    scheme = (
        f'<oai-identifier xmlns="{_NAMESPACE}"{xml.schema_location(_NAMESPACE, _SCHEMA)}>'
        f"<scheme>oai</scheme>{xml.element('repositoryIdentifier', identity.domain)}<delimiter>:</delimiter>"
        f"{xml.element('sampleIdentifier', identity.sample_identifier)}</oai-identifier>"
    )
    return [scheme, *identity.descriptions]
