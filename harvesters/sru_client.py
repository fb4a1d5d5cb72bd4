"""Asking an SRU server: in the version and schema that it speaks, again where that may help."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import harvesters.sru_explain as sru_explain
import harvesters.sru_response as sru_response
from harvesters.errors import HarvestError, MalformedResponse, ServerRefused, SruError
from harvesters.library import Library
from harvesters.sru_diagnostics import PASSING, QUERY, SCHEMA, UNSUPPORTED_VERSION, WINDOW, advice
from harvesters.sru_response import Response
from harvesters.transport import Transport

FETCHES = 4
"""How often a response that cannot be read, or says that the server is in trouble, is asked for."""
_MENDED_FROM = 2
"""From this fetch on a lone record's response is mended: most damage is passing, and heals by itself."""
_EVERYTHING = ("cql.allRecords=1", "rec.id>0", "cql.serverChoice=*")
"""Queries for everything, the usual one first; Zebra as Koha configures it knows the second only."""
_NOT_SPOKEN = frozenset({400, 404, 405, 406, 500, 501})
"""What servers answer to a version that they do not speak, beside the diagnostic for it."""


@dataclass(frozen=True)
class Terms:
    """How a server is to be asked."""

    version: str
    schema: str
    """`""`: the server's own choice."""
    query: str
    """For all records that are wanted."""
    page: int
    """Records to a request."""


class Client:
    """One library's server."""

    def __init__(self, library: Library, transport: Transport, sleep: Callable[[float], None]) -> None:
        self._library = library
        self._transport = transport
        self._sleep = sleep
        self._explained: sru_explain.Explained | None = None

    def search(self, terms: Terms, query: str, start: int, size: int) -> Response:
        """The records from *start* on, *size* at most; a lone record is mended if need be.

        Raises SruError, MalformedResponse (after all fetches) and TransportError.
        """
        arguments = {"version": terms.version, "query": query, "startRecord": str(start)}
        arguments |= {"maximumRecords": str(size)}
        if terms.schema:
            arguments["recordSchema"] = terms.schema
        if terms.version != "2.0":
            arguments |= {"operation": "searchRetrieve", "recordPacking": "xml"}
        for fetch in range(1, FETCHES + 1):
            try:
                return self._read(self._ask(arguments), size == 1 and fetch >= _MENDED_FROM)
            except (MalformedResponse, SruError) as error:
                passing = isinstance(error, MalformedResponse) or error.code in PASSING
                if not passing or fetch == FETCHES:
                    raise
            self._sleep(float(2**fetch) / 4)
        raise AssertionError

    def _read(self, body: bytes, mend: bool) -> Response:
        return sru_response.searched(body, mend=mend)

    def _ask(self, arguments: dict[str, str]) -> bytes:
        try:
            return self._transport.get(self._library.url, arguments).body
        except ServerRefused as error:
            # Some servers send their diagnostics with a status of HTTP beside them.
            if b"diagnostic" in error.body:
                with suppress(MalformedResponse):
                    sru_response.searched(error.body)
            raise

    def explained(self) -> sru_explain.Explained:
        """What the server says of itself; nothing where it does not."""
        if self._explained is None:
            self._explained = sru_explain.Explained()
            for arguments in ({"operation": "explain", "version": "1.1"}, {}):
                try:
                    answer = self._transport.get(self._library.url, arguments).body
                    self._explained = sru_explain.explained(answer)
                    break
                except (MalformedResponse, ServerRefused):
                    continue
        return self._explained

    def agreed(self, kept_query: str) -> Terms:
        """Terms on which the server gives records; raises SruError with what to do where there are none."""
        own, offer = self._library.sru, self.explained()
        wanted = own.version if own.version != "auto" else ""
        versions = list(
            dict.fromkeys([wanted] if wanted else [offer.version or "1.2", *sru_explain.VERSIONS])
        )
        schemas = [own.schema] if own.schema else [
            *sru_explain.schemas_for(self._library.format, offer.schemas), ""
        ]  # fmt: skip
        queries = (
            [own.query] if own.query else list(dict.fromkeys([kept_query or _EVERYTHING[0], *_EVERYTHING]))
        )
        page = min(own.page_size, offer.most) if offer.most else own.page_size
        return _Agreement(self, versions, schemas, queries, page).terms()

    def explain_error(self, error: SruError) -> SruError:
        """*error* with what to do about it."""
        what = advice(error.code)
        if error.code in SCHEMA:
            names = ", ".join(sorted({schema.name for schema in self.explained().schemas if schema.name}))
            what += f": {names}" if names else " (it does not list them)"
        return SruError(f"{self._library.code}: {error}; {what}", error.code, error.details)


class _Agreement:
    """The search for terms: each refusal rules out a version, a schema or a query."""

    def __init__(
        self, client: Client, versions: list[str], schemas: list[str], queries: list[str], page: int
    ) -> None:
        self._client = client
        self._versions = versions
        self._schemas = schemas
        self._queries = queries
        self._page = page
        self._empty: Terms | None = None
        """Terms on which the server finds nothing."""

    def terms(self) -> Terms:
        """The first terms that bring a record; else the first that are accepted."""
        while True:
            terms = Terms(self._versions[0], self._schemas[0], self._queries[0], self._page)
            try:
                response = self._client.search(terms, terms.query, 1, 1)
            except HarvestError as error:
                if isinstance(error, SruError) and error.code in WINDOW:
                    return terms
                if self._ruled_out(error):
                    continue
                if self._empty is not None:
                    return self._empty
                raise (self._client.explain_error(error) if isinstance(error, SruError) else error) from error
            if response.items or response.total:
                return terms
            self._empty = self._empty or terms
            if len(self._queries) == 1:
                return self._empty
            self._queries.pop(0)

    def _ruled_out(self, error: HarvestError) -> bool:
        """Whether there is something left to try after *error*."""
        if isinstance(error, SruError):
            if error.code == UNSUPPORTED_VERSION:
                spoken = error.details.strip()
                if spoken in self._versions[1:]:
                    self._versions[1:] = [spoken, *(v for v in self._versions[1:] if v != spoken)]
                return _next(self._versions)
            if error.code in SCHEMA:
                return _next(self._schemas)
            return error.code in QUERY and _next(self._queries)
        if isinstance(error, MalformedResponse) or (
            isinstance(error, ServerRefused) and error.status in _NOT_SPOKEN
        ):
            return _next(self._versions)
        return False


def _next(candidates: list[str]) -> bool:
    if len(candidates) < 2:
        return False
    candidates.pop(0)
    return True
