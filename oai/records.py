"""Headers, records and their about containers (OAI-PMH 2.0, section 2.5)."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from oai import datestamps, xml
from oai.formats.format import Format
from oai.repository import Origin, Record, RepositoryUnavailable

PROVENANCE = "http://www.openarchives.org/OAI/2.0/provenance"
RIGHTS = "http://www.openarchives.org/OAI/2.0/rights/"
_PROVENANCE_SCHEMA = "http://www.openarchives.org/OAI/2.0/provenance.xsd"
_RIGHTS_SCHEMA = "http://www.openarchives.org/OAI/2.0/rights.xsd"

_log = logging.getLogger(__name__)


def header(record: Record) -> bytes:
    """The record's header element, in UTF-8."""
    return _header(record).encode()


def _header(record: Record) -> str:
    status = ' status="deleted"' if record.deleted else ""
    return (
        f"<header{status}><identifier>{xml.escape(record.identifier)}</identifier>"
        f"{_stamp_and_sets(record.datestamp, tuple(record.sets))}</header>"
    )


@lru_cache(maxsize=4096)
def _stamp_and_sets(datestamp: datetime, sets: Sequence[str]) -> str:
    stamp = xml.element("datestamp", datestamps.write(datestamp))
    return stamp + xml.elements("setSpec", dict.fromkeys(sets))


def element(record: Record, by: Format, schema: str) -> bytes | None:
    """The record element in a format with its schema's address, in UTF-8; None where it has not that format.

    A record that the format's own code fails at counts as one without that format: a harvester can neither
    be given half a description nor be stopped by it. The fault is logged, the header stays in
    ListIdentifiers, and GetRecord says cannotDisseminateFormat.
    """
    if record.deleted:
        return f"<record>{_header(record)}</record>".encode()
    try:
        written = by.write(record, schema)
        if written is None:
            return None
        end = _end(record.licence(), record.origin())
    except RepositoryUnavailable:
        raise
    except Exception:
        _log.exception("%s cannot be written as %s and is left out of it", record.identifier, by.prefix)
        return None
    content = written.encode() if isinstance(written, str) else written
    return b"".join((f"<record>{_header(record)}<metadata>".encode(), content, end))


@lru_cache(maxsize=256)
def _end(licence: str, origin: Origin | None) -> bytes:
    """What stands behind the metadata: the same for all records of a library that have no origin."""
    return f"</metadata>{_rights(licence)}{_provenance(origin)}</record>".encode()


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
