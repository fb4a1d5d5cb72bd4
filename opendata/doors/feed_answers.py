"""Answers of feeds: a strong ETag, gzip for who takes it, and how long they may be kept."""

import gzip
import hashlib

from flask import Response, request
from werkzeug.wrappers import Response as WerkzeugResponse

from opendata.doors.negotiation import open_to_all

IMMUTABLE = "public, max-age=31536000, immutable"
MUTABLE = "public, no-cache"
_LEAST = 1024
_LEVEL = 6


def feed(body: bytes, media_type: str, *, immutable: bool = False, varies: str = "") -> WerkzeugResponse:
    """A document of a feed.

    *immutable*: it will never change; *varies*: the request's headers by which it was chosen.
    """
    packed = len(body) >= _LEAST and request.accept_encodings["gzip"] > 0
    digest = hashlib.sha256(body).hexdigest()[:32]
    # Without a clock and a name, so that the same document is the same bytes (RFC 1952, section 2.3.1).
    response = Response(gzip.compress(body, _LEVEL, mtime=0) if packed else body, mimetype=media_type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    # Another representation has another strong validator (RFC 9110, section 8.8.3.3).
    response.set_etag(f"{digest}-gzip" if packed else digest)
    response.headers["Vary"] = ", ".join(filter(None, [varies, "Accept-Encoding"]))
    response.headers["Cache-Control"] = IMMUTABLE if immutable else MUTABLE
    return open_to_all(response.make_conditional(request))
