"""Activity Streams after Entity Metadata Management 1.0 (emm-spec.org): entry point and change sets.

Change sets go from the oldest to the newest, and so do the activities in them (section 3.2). An entity is a
record under its IRI. What a library takes back is `Delete`; nothing is only deprecated.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from opendata.archive.schema import CREATED, DELETED, UPDATED
from opendata.describe.graph import Texts, rfc3339
from opendata.feeds.pages import Page
from opendata.identity import record_iri
from opendata.release.changes import Change
from vocabularies.namespaces import foaf

SIZE = 500
"""Activities to a change set."""
PATH = "changes/emm"
_CONTEXT = ["https://www.w3.org/ns/activitystreams", "https://emm-spec.org/1.0/context.json"]
_TYPES = {CREATED: "Create", UPDATED: "Update", DELETED: "Delete"}
_SUMMARIES = {CREATED: "Create record {0}", UPDATED: "Update record {0}", DELETED: "Delete record {0}"}


def address(base: str, number: int | None = None) -> str:
    """Where a change set is; without a number, the entry point."""
    return f"{base}{PATH}" if number is None else f"{base}{PATH}/{number}"


def entry_point(base: str, title: Texts, total: int, pages: int, instant: datetime) -> dict[str, Any]:
    """The entry point (section 3.1): it leads to the oldest change set and the newest."""
    return {
        "@context": _CONTEXT,
        "id": address(base),
        "type": "OrderedCollection",
        "summaryMap": dict(title),
        "url": f"{base}catalog",
        "updated": rfc3339(instant),
        "totalItems": total,
        "first": _page(base, 1),
        "last": _page(base, pages),
    }


def change_set(base: str, page: Page, changes: Iterable[Change]) -> dict[str, Any]:
    """A change set (section 3.2)."""
    items = [_activity(base, each) for each in changes]
    made: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": address(base, page.number),
        "type": "OrderedCollectionPage",
        "partOf": {"type": "OrderedCollection", "id": address(base)},
        "totalItems": len(items),
    }
    if page.number > 1:
        made["prev"] = _page(base, page.number - 1)
    if page.closed:
        made["next"] = _page(base, page.number + 1)
    return {**made, "orderedItems": items}


def _page(base: str, number: int) -> dict[str, str]:
    return {"type": "OrderedCollectionPage", "id": address(base, number)}


def _activity(base: str, change: Change) -> dict[str, Any]:
    iri, instant = record_iri(base, change.library, change.identifier), rfc3339(change.instant)
    return {
        "id": f"{base}{PATH}#{change.place}",
        "type": _TYPES[change.kind],
        "summary": _SUMMARIES[change.kind].format(iri.removeprefix(f"{base}record/")),
        "published": instant,
        "object": {"id": iri, "type": foaf.Document, "updated": instant},
    }
