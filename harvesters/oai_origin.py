"""What an OAI-PMH origin says of a record beside its content: the sets it is in, and where it had it from.

Sets stand in the header (OAI-PMH 2.0, section 2.6), the chain of earlier places in the provenance container
(guidelines for the provenance container). Either is bounded, and what is malformed is left out alone.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

import harvesters.datestamps as datestamps
import harvesters.readers.xml as xml

PROVENANCE = "{http://www.openarchives.org/OAI/2.0/provenance}"
MOST_SETS = 50
"""Of one record; the first of them in the order of their setSpecs."""
LONGEST_SPEC = 200  # characters; a longer setSpec is left out
_DEEPEST = 8
"""Places that a record went through, the nearest first; a longer chain is cut behind them."""
_LONGEST = 1000  # characters of an address or identifier
_ALTERED = {"true": True, "1": True, "false": False, "0": False}


class Earlier(NamedTuple):
    """A place where the origin had the record from (an originDescription)."""

    base_url: str
    """Without what could be a name, a password or a key."""
    identifier: str
    datestamp: datetime
    """As it was there, in UTC."""
    metadata_namespace: str
    harvested: datetime
    """When the record was taken from there, in UTC."""
    altered: bool


def sets_of(texts: list[str]) -> tuple[str, ...]:
    """The setSpecs that a header names, each once, in order; texts that are none are left out."""
    return tuple(sorted({spec for text in texts if (spec := spec_of(text))})[:MOST_SETS])


def spec_of(text: str) -> str:
    """A setSpec as it is kept, on one line; empty where it is none."""
    spec = " ".join(text.split())
    return spec if len(spec) <= LONGEST_SPEC else ""


def earlier(abouts: Iterable[etree._Element]) -> tuple[Earlier, ...]:
    """The chain in the first sound provenance of `about` containers, the nearest place first."""
    for about in abouts:
        for container in about:
            if container.tag == f"{PROVENANCE}provenance" and (chain := _chain(container)):
                return chain
    return ()


def _chain(container: etree._Element) -> tuple[Earlier, ...]:
    """The places from the nearest to the last that is told in order."""
    chain: list[Earlier] = []
    here: etree._Element | None = container
    while len(chain) < _DEEPEST:
        here = None if here is None else here.find(f"{PROVENANCE}originDescription")
        if here is None or (found := _described(here)) is None:
            break
        chain.append(found)
    return tuple(chain)


def _described(element: etree._Element) -> Earlier | None:
    """An originDescription; None where it lacks anything, or says what cannot be."""
    base_url = public(_text(element, "baseURL"))
    identifier, namespace = _text(element, "identifier"), _text(element, "metadataNamespace")
    datestamp = datestamps.from_oai(_text(element, "datestamp"))
    harvested = datestamps.from_oai(element.get("harvestDate", ""))
    altered = _ALTERED.get(element.get("altered", "").strip())
    if not base_url or not identifier or not namespace:
        return None
    if datestamp is None or harvested is None or altered is None:
        return None
    return Earlier(base_url, identifier, datestamp, namespace, harvested, altered)


def _text(element: etree._Element, name: str) -> str:
    """The text of a child without blanks, which no URI has; empty where there is none, or far too much."""
    child = element.find(f"{PROVENANCE}{name}")
    text = "" if child is None else xml.text_of(child).strip()
    if len(text) > _LONGEST or (name != "datestamp" and len(text.split()) > 1):
        return ""
    return text


def public(url: str) -> str:
    """A base URL as everybody may see it; empty where it is no http(s) address."""
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
