"""OAI-PMH over HTTP (OAI-PMH 2.0, section 3.1): one address, by GET and POST."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Blueprint, Response, abort, request

from oai import arguments, compression, provider
from oai.context import Provider
from oai.errors import Overloaded, refusal
from oai.fair_use import FairUse, Refused
from oai.kept_pages import KeptPages
from oai.negotiation import accepts_gzip
from oai.page import NAVIGATES, maker
from oai.repository import Collection
from oai.tokens import Tokens

MAX_FORM_BYTES = 65_536
RETRY_AFTER = 30  # seconds

_FORM = "application/x-www-form-urlencoded"
_XML = "text/xml; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_COMPRESS_FROM = 500  # bytes; smaller answers fit one packet anyway
_KEPT_BYTES = 64 << 20
_SERVED = {".xsl": _XML, ".xsd": _XML, ".css": "text/css; charset=utf-8"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""To browsers, an XSL stylesheet is a script (CSP level 3, section 6.1.11); there is no other."""
_STATIC = Path(__file__).with_name("static")


def _utc_now() -> datetime:
    return datetime.now(UTC)


def blueprint(
    collection: Collection,
    secret: bytes,
    *,
    name: str = "oai",
    page_size: int = 100,
    page_sizes: Mapping[str, int] | None = None,
    page_bytes: int = 8_000_000,
    kept_bytes: int = _KEPT_BYTES,
    token_lifetime: timedelta | None = None,
    now: Callable[[], datetime] = _utc_now,
    fair_use: FairUse | None = None,
) -> Blueprint:
    """A provider over *collection*: register it with a `url_prefix` that is the path of its base URL.

    *secret*, 16 bytes or more, signs resumption tokens: lists go on after a restart, and at any other server,
    with the same one. A response holds *page_size* records, fewer where *page_sizes* says so of
    their metadataPrefix, or where they are long enough to pass *page_bytes* of XML. Pages asked for again
    come from memory, *kept_bytes* of it at most. Tokens are good
    for *token_lifetime*, or for ever. Several providers in one application need *name*s. *fair_use* decides
    who has to wait; without, nobody has.
    """
    tokens = Tokens(secret, token_lifetime, now)
    served = Provider(collection, tokens, page_size, page_bytes, KeptPages(kept_bytes), now, page_sizes or {})
    beside = {file.name: file.read_bytes() for file in sorted(_STATIC.iterdir()) if file.suffix in _SERVED}
    page = maker(beside["style.xsl"])
    door = Blueprint(name, __name__)

    @door.route("", methods=["GET", "POST"])
    def answer() -> Response:
        try:
            with fair_use.turn(request.remote_addr or "") if fair_use else nullcontext():
                body = provider.answer(served, _read)
        except Overloaded:
            return _later()
        except Refused as refused:
            return _later(refused.status, refused.retry_after)
        shown = page(body) if request.headers.get(NAVIGATES[0]) == NAVIGATES[1] else None
        return _respond(body) if shown is None else _respond(shown, _HTML)

    @door.get("/<name>")
    def file(name: str) -> Response:
        """The stylesheets, and the schemas of formats that nobody else has published one for."""
        body = beside.get(name)
        if body is None:
            return abort(404)
        return _respond(body, _SERVED[Path(name).suffix], max_age=86_400)

    return door


def _read() -> arguments.Request:
    """The request in the address and, by POST, in the body; raises ProtocolErrors."""
    sent = request.query_string
    if request.method == "POST":
        form = request.stream.read(MAX_FORM_BYTES + 1)
        if len(form) > MAX_FORM_BYTES:
            raise refusal("badArgument", f"The arguments are longer than {MAX_FORM_BYTES} bytes.")
        if form and request.mimetype != _FORM:
            raise refusal("badArgument", f"By POST, arguments come as {_FORM} (section 3.1.1.2).")
        sent += b"&" + form
    return arguments.read(arguments.pairs(sent))


def _respond(body: bytes, content_type: str = _XML, max_age: int = 0) -> Response:
    compressed = len(body) >= _COMPRESS_FROM and accepts_gzip(request.headers.get("Accept-Encoding"))
    response = Response(compression.compress(body) if compressed else body, content_type=content_type)
    if compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = f"Accept-Encoding, {NAVIGATES[0]}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cache-Control"] = f"public, max-age={max_age}" if max_age else "no-cache"
    return response


def _later(status: int = 503, seconds: int = RETRY_AFTER) -> Response:
    said = "You ask too often." if status == 429 else "The repository cannot answer just now."
    response = Response(
        f"{said} Ask again after {seconds} seconds, which Retry-After names too.\n",
        status=status,
        content_type="text/plain; charset=utf-8",
    )
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
