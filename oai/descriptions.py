"""The containers by which Identify tells more (implementation guidelines: rights, branding, friends)."""

from collections.abc import Iterable

from oai import xml

_BASE = "http://www.openarchives.org/OAI/2.0/"
RIGHTS = f"{_BASE}rights/"
BRANDING = f"{_BASE}branding/"
FRIENDS = f"{_BASE}friends/"


def rights_manifest(licences: Iterable[str]) -> str:
    """Every licence that records' metadata may have, by IRI; "" for none."""
    each = [
        f"<rights><rightsReference ref={xml.attribute(licence)}/></rights>"
        for licence in sorted(set(licences))
        if licence
    ]
    if not each:
        return ""
    location = xml.schema_location(RIGHTS, f"{_BASE}rightsManifest.xsd")
    applies = xml.attribute(f"{_BASE}entity#metadata")
    return f'<rightsManifest xmlns="{RIGHTS}"{location} appliesTo={applies}>{"".join(each)}</rightsManifest>'


def branding(icon: str, link: str, title: str) -> str:
    """The collection's picture with what it leads to; "" without one."""
    if not icon:
        return ""
    location = xml.schema_location(BRANDING, f"{_BASE}branding.xsd")
    parts = [xml.element("url", icon)]
    parts += [xml.element("link", link)] if link else []
    parts += [xml.element("title", title)] if title else []
    return (
        f'<branding xmlns="{BRANDING}"{location}><collectionIcon>{"".join(parts)}</collectionIcon></branding>'
    )


def friends(base_urls: Iterable[str]) -> str:
    """Other repositories that a harvester may want to know, by their base URLs; "" for none."""
    each = xml.elements("baseURL", sorted(set(base_urls)))
    location = xml.schema_location(FRIENDS, f"{_BASE}friends.xsd")
    return f'<friends xmlns="{FRIENDS}"{location}>{each}</friends>' if each else ""
