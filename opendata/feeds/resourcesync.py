"""The documents of ResourceSync (ANSI/NISO Z39.99-2017): lists of resources and of their changes.

A resource is a record's N-Triples, `{record}.nt`. There is a list of resources for each block of records, and
a change list for each release, in parts where it is long: a release never changes, so its lists never do.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from opendata.archive.schema import DELETED
from opendata.describe.graph import rfc3339
from opendata.identity import record_iri
from opendata.release.blocks import Block, Entry
from opendata.release.changes import Change, ReleaseChanges

PART = 10_000
"""Changes to a list; section 12.2 lets it have 50,000."""
MOST = 50_000
"""Entries to a document, after section 12.1 and sitemaps.org."""
FOLDER = "resourcesync"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:rs="http://www.openarchives.org/rs/terms/"'
)
_TYPE = "application/n-triples"


class ChangeList(NamedTuple):
    """A part of what a release changed."""

    release: int
    part: int
    since: datetime
    """The instant of the release before; of the first one, its own."""
    until: datetime
    first: int
    last: int


def description_address(base: str) -> str:
    """Where the source describes itself (section 6.3.2)."""
    return f"{base}.well-known/resourcesync"


def capabilities_address(base: str) -> str:
    """Where the capability list is."""
    return f"{base}{FOLDER}/capabilities.xml"


def description(base: str) -> bytes:
    """The source description (section 8)."""
    md = '<rs:md capability="description"/>\n'
    about = f'<rs:ln rel="describedby" href={quoteattr(f"{base}catalog")}/>\n'
    entry = _url(capabilities_address(base), None, '<rs:md capability="capabilitylist"/>')
    return _document("urlset", about + md, [entry])


def capabilities(base: str) -> bytes:
    """The capability list (section 9)."""
    links = (
        f'<rs:ln rel="describedby" href={quoteattr(f"{base}catalog")}/>\n'
        f'<rs:ln rel="up" href={quoteattr(description_address(base))}/>\n'
    )
    entries = [
        _url(f"{base}{FOLDER}/{file}.xml", None, f'<rs:md capability="{name}"/>')
        for name, file in (("resourcelist", "resources"), ("changelist", "changes"))
    ]
    return _document("urlset", f'{links}<rs:md capability="capabilitylist"/>\n', entries)


def resource_index(base: str, instant: datetime, blocks: Iterable[Block]) -> bytes:
    """The index of the resource lists (section 10.2), as of a release."""
    at = rfc3339(instant)
    entries = [
        _sitemap(f"{base}{FOLDER}/resources/{block.number}.xml", block.instant, f'<rs:md at="{at}"/>')
        for block in blocks
    ]
    return _document("sitemapindex", _up(base) + _resources_md(instant), entries)


def resources(base: str, instant: datetime, entries: Iterable[Entry]) -> bytes:
    """A resource list (section 10.1)."""
    index = f'<rs:ln rel="index" href={quoteattr(f"{base}{FOLDER}/resources.xml")}/>\n'
    urls = [
        _url(_resource(base, each.library, each.identifier), each.instant, _about(each)) for each in entries
    ]
    return _document("urlset", _up(base) + index + _resources_md(instant), urls)


def _about(entry: Entry) -> str:
    if entry.digest is None:
        return f'<rs:md type="{_TYPE}"/>'
    return f'<rs:md hash="sha-256:{entry.digest.hex()}" length="{entry.length}" type="{_TYPE}"/>'


def _resources_md(instant: datetime) -> str:
    at = rfc3339(instant)
    return f'<rs:md capability="resourcelist" at="{at}" completed="{at}"/>\n'


def change_lists(found: Sequence[ReleaseChanges]) -> list[ChangeList]:
    """The change lists of all releases, in order; a release that changed no record has none."""
    lists: list[ChangeList] = []
    before: datetime | None = None
    for each in found:
        since = before or each.instant
        for part, first in enumerate(range(each.first, each.last + 1, PART)):
            last = min(first + PART - 1, each.last)
            lists.append(ChangeList(each.release, part, since, each.instant, first, last))
        before = each.instant
    return lists


def change_index(base: str, found: Sequence[ReleaseChanges]) -> bytes:
    """The index of the change lists (section 12.2): open, so without `until`."""
    entries = [
        _sitemap(f"{base}{FOLDER}/changes/{each.release}-{each.part}.xml", each.until, _window(each))
        for each in change_lists(found)
    ]
    began = f' from="{rfc3339(found[0].instant)}"' if found else ""
    return _document("sitemapindex", f'{_up(base)}<rs:md capability="changelist"{began}/>\n', entries)


def change_list(base: str, part: ChangeList, changes: Iterable[Change]) -> bytes:
    """A change list (section 12.1), the oldest change first."""
    index = f'<rs:ln rel="index" href={quoteattr(f"{base}{FOLDER}/changes.xml")}/>\n'
    urls = [
        _url(_resource(base, each.library, each.identifier), each.instant, _change(each)) for each in changes
    ]
    return _document("urlset", _up(base) + index + _window(part, ' capability="changelist"') + "\n", urls)


def recent(found: Sequence[ReleaseChanges]) -> ChangeList | None:
    """What the last releases changed, as many of them as one list may hold; None before the first release.

    For clients that know no index of change lists, as the reference client (resync 2.0.1).
    """
    if not found:
        return None
    newest = found[-1]
    first, since = newest.last + 1, newest.instant
    for each in reversed(found):
        if newest.last - each.first + 1 > MOST:
            return ChangeList(newest.release, 0, each.instant, newest.instant, first, newest.last)
        first, since = each.first, each.instant
    return ChangeList(newest.release, 0, since, newest.instant, first, newest.last)


def recent_list(base: str, part: ChangeList, changes: Iterable[Change]) -> bytes:
    """The same as a change list that is still open: it has no `until`."""
    urls = [
        _url(_resource(base, each.library, each.identifier), each.instant, _change(each)) for each in changes
    ]
    md = f'<rs:md capability="changelist" from="{rfc3339(part.since)}"/>\n'
    return _document("urlset", _up(base) + md, urls)


def _change(change: Change) -> str:
    kind = "" if change.kind == DELETED else f' type="{_TYPE}"'
    return f'<rs:md change="{change.kind}" datetime="{rfc3339(change.instant)}"{kind}/>'


def _window(part: ChangeList, capability: str = "") -> str:
    return f'<rs:md{capability} from="{rfc3339(part.since)}" until="{rfc3339(part.until)}"/>'


def _resource(base: str, library: str, identifier: str) -> str:
    return f"{record_iri(base, library, identifier)}.nt"


def _up(base: str) -> str:
    return f'<rs:ln rel="up" href={quoteattr(capabilities_address(base))}/>\n'


def _url(address: str, instant: datetime | None, about: str) -> str:
    return f"<url>{_entry(address, instant)}{about}</url>\n"


def _sitemap(address: str, instant: datetime, about: str) -> str:
    return f"<sitemap>{_entry(address, instant)}{about}</sitemap>\n"


def _entry(address: str, instant: datetime | None) -> str:
    changed = f"<lastmod>{rfc3339(instant)}</lastmod>" if instant else ""
    return f"<loc>{escape(address)}</loc>{changed}"


def _document(root: str, head: str, entries: Iterable[str]) -> bytes:
    return f"{_HEAD}<{root} {_SPACES}>\n{head}{''.join(entries)}</{root}>\n".encode()
