"""ListIdentifiers and ListRecords (OAI-PMH 2.0, sections 4.3 and 4.5)."""

from collections.abc import Callable, Iterable

from oai import datestamps, records
from oai.arguments import Request
from oai.context import Context
from oai.errors import Overloaded, refusal
from oai.formats.format import Format
from oai.formats.registry import FORMATS
from oai.kept_pages import Page
from oai.repository import Key, Record, Selection
from oai.tokens import Token
from oai.verbs.resumption import ending, following, resumed

_PAGES_WITHOUT_RECORD = 10
"""After so many pages with no record that could be written it is not the records that are at fault."""

_Write = Callable[[Record], bytes | None]
"""A record as an item of the list; None where it turns out not to exist in the format."""


def answer(context: Context, request: Request) -> list[bytes]:
    """One page of the list that is asked for, or goes on."""
    token = resumed(context, request)
    going_on = token is not None
    state = token or _begun(context, request)
    by = FORMATS.get(state.selection.prefix)
    if by is None:
        raise refusal("badResumptionToken", "The format of that list is not offered any more.")
    write = _writer(context, state.verb, by)
    page = _next_page(context, state, write)
    if page.delivered:
        end = (
            following(context, state, page.after, page.last, page.delivered)
            if page.more
            else ending(state, resumed=going_on)
        )
    elif going_on:
        page, end = _repeated(context, state, write), ending(state, resumed=True)
    else:
        raise refusal("noRecordsMatch", "No records match these arguments.")
    return [f"<{state.verb}>".encode(), *page.written, f"{end}</{state.verb}>".encode()]


def _begun(context: Context, request: Request) -> Token:
    """The state of a new list. It ends at this second at the latest; later changes are for the next one."""
    prefix, set_spec = request.get("metadataPrefix"), request.get("set")
    offered = context.repository.formats(None) or ()
    if prefix not in FORMATS or prefix not in offered:
        known = ", ".join(name for name in FORMATS if name in offered)
        raise refusal(
            "cannotDisseminateFormat", f"This repository does not offer {prefix}. It offers: {known}."
        )
    if set_spec and not any(True for _ in context.repository.sets()):
        raise refusal("noSetHierarchy", "This repository has no sets.")
    now = context.now().replace(microsecond=0)
    from_, until = request.get("from"), request.get("until")
    selection = Selection(
        prefix,
        datestamps.parse(from_) if from_ else None,
        min(datestamps.parse(until, end=True), now) if until else now,
        set_spec,
    )
    return Token(request.verb, selection, "", "", 0, context.repository.size(selection))


def _next_page(context: Context, state: Token, write: _Write) -> Page:
    """The next page with anything in it; one without items where the list is at its end."""
    after: Key | None = state.after or None
    for _ in range(_PAGES_WITHOUT_RECORD):
        page = _known(context, state, after, write)
        if page.delivered or not page.more:
            return page
        after = page.after
    raise Overloaded


def _known(context: Context, state: Token, after: Key | None, write: _Write) -> Page:
    """The page behind *after*, from memory where it was written before."""
    view = context.repository.view(state.selection)
    key = (view, state.verb, after)
    page = context.kept.get(key) if view is not None else None
    if page is None:
        content = state.verb == "ListRecords"
        # One more than a page holds tells whether anything follows, so that no list ends in an empty page.
        size = context.size_of_page(state.verb, state.selection.prefix)
        found = context.repository.page(state.selection, after, size + 1, content)
        page = _page(found, write, size, context.page_bytes)
        if view is not None:
            context.kept.put(key, page)
    return page


def _page(found: Iterable[tuple[Key, Record]], write: _Write, size: int, room: int) -> Page:
    """As much of what was found as one response holds: *size* records, or those that fill *room* bytes."""
    written: list[bytes] = []
    key, last = "", ""
    for looked_at, (next_key, record) in enumerate(found):
        if looked_at == size or room <= 0:
            return Page(written, len(written), key, last, True)
        key, last = next_key, record.identifier
        if (item := write(record)) is not None:
            written.append(item)
            room -= len(item)
    return Page(written, len(written), key, last, False)


def _writer(context: Context, verb: str, by: Format) -> _Write:
    if verb == "ListIdentifiers":
        return records.header
    schema = by.schema_address(context.repository.identify().base_url)
    return lambda record: records.element(record, by, schema)


def _repeated(context: Context, state: Token, write: _Write) -> Page:
    """The last record once more, for a list whose rest has all changed since it began.

    The schema knows no empty page, and to a harvester an error is a failed harvest; one record again, as it
    stands now, harms nobody. What changed comes with the next harvest.
    """
    prefix = state.selection.prefix
    offered = context.repository.formats(state.last) or ()
    record = context.repository.record(state.last, prefix) if prefix in offered else None
    item = None if record is None else write(record)
    if item is None:
        raise refusal(
            "noRecordsMatch", "The rest of this list has changed. Harvest from its responseDate on."
        )
    return Page([item], 1, state.after, state.last, False)
