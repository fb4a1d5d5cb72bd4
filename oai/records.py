"""Headers, records and their about containers (OAI-PMH 2.0, section 2.5)."""

import logging

from oai import datestamps, xml
from oai.formats.format import Format
from oai.repository import Origin, Record, RepositoryUnavailable

PROVENANCE = "http://www.openarchives.org/OAI/2.0/provenance"
RIGHTS = "http://www.openarchives.org/OAI/2.0/rights/"
_PROVENANCE_SCHEMA = "http://www.openarchives.org/OAI/2.0/provenance.xsd"
_RIGHTS_SCHEMA = "http://www.openarchives.org/OAI/2.0/rights.xsd"

_log = logging.getLogger(__name__)


def header(record: Record) -> str:
    """The record's header element."""
    status = ' status="deleted"' if record.deleted else ""
    return (
        f"<header{status}><identifier>{xml.escape(record.identifier)}</identifier>"
        f"<datestamp>{datestamps.write(record.datestamp)}</datestamp>"
        f"{xml.elements('setSpec', dict.fromkeys(record.sets))}</header>"
    )


def element(record: Record, by: Format, schema: str) -> str | None:
    """The record element in a format with its schema's address; None where the record has not that format.

    A record that the format's own code fails at counts as one without that format: a harvester can neither
    be given half a description nor be stopped by it. The fault is logged, the header stays in
    ListIdentifiers, and GetRecord says cannotDisseminateFormat.
    """
    if record.deleted:
        return f"<record>{header(record)}</record>"
    try:
        written = by.write(record, schema)
        about = "" if written is None else _rights(record.licence()) + _provenance(record.origin())
    except RepositoryUnavailable:
        raise
    except Exception:
        _log.exception("%s cannot be written as %s and is left out of it", record.identifier, by.prefix)
        return None
    if written is None:
        return None
    return f"<record>{header(record)}<metadata>{written}</metadata>{about}</record>"


def _rights(licence: str) -> str:
    """The rights container: the licence of the metadata (guidelines for conveying rights expressions)."""
    if not licence:
        return ""
    return (
        f'<about><rights xmlns="{RIGHTS}"{xml.schema_location(RIGHTS, _RIGHTS_SCHEMA)}>'
        f"<rightsReference ref={xml.attribute(licence)}/></rights></about>"
    )


def _provenance(origin: Origin | None) -> str:
    """The provenance container: where the record was harvested from (guidelines for aggregators)."""
    if origin is None:
        return ""
    return (
        f'<about><provenance xmlns="{PROVENANCE}"{xml.schema_location(PROVENANCE, _PROVENANCE_SCHEMA)}>'
        f"{_origin_description(origin)}</provenance></about>"
    )


def _origin_description(origin: Origin) -> str:
    harvested, altered = datestamps.write(origin.harvested), "true" if origin.altered else "false"
    previous = _origin_description(origin.previous) if origin.previous else ""
    return (
        f'<originDescription harvestDate="{harvested}" altered="{altered}">'
        f"{xml.element('baseURL', origin.base_url)}{xml.element('identifier', origin.identifier)}"
        f"{xml.element('datestamp', datestamps.write(origin.datestamp))}"
        f"{xml.element('metadataNamespace', origin.metadata_namespace)}{previous}</originDescription>"
    )
