"""Which representation of a document is asked for, and what every representation's answer has."""

import hashlib
import json
from collections.abc import Iterable

from flask import Request, Response, request
from werkzeug.wrappers import Response as WerkzeugResponse

from opendata.doors.rdf import Format
from sparql.negotiation import parse_accept, quality


def split_suffix(name: str, formats: Iterable[Format]) -> tuple[str, Format | None]:
    """What a path's last segment names, and the format that its suffix asks for; None: it asks for none."""
    for each in formats:
        if name.endswith(each.suffix):
            return name[: -len(each.suffix)], each
    return name, None


def negotiated(asked: Request, formats: Iterable[Format]) -> Format | None:
    """The format that Accept likes best, the first of ours where it has no preference."""
    offered = list(formats)
    header = asked.headers.get("Accept", "")
    if not header.strip():
        return offered[0]
    ranges = parse_accept(header)

    def liking(format_: Format) -> float:
        names = [name for name in (format_.media_type, format_.by_name) if name]
        return max(quality(name, ranges) for name in names)

    best = max(offered, key=liking)
    return best if liking(best) > 0 else None


def not_acceptable(formats: Iterable[Format]) -> WerkzeugResponse:
    """406, with what there is."""
    listed = "\n".join(f"{format_.suffix}  {format_.media_type}" for format_ in formats)
    text = f"None of the formats that Accept names is here. There are:\n{listed}\n"
    answer = open_to_all(Response(text, 406, mimetype="text/plain"))
    answer.headers["Vary"] = "Accept"
    return answer


def open_to_all(response: WerkzeugResponse) -> WerkzeugResponse:
    """Lets pages of other sites read the answer (CORS)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "Link, Content-Location, ETag"
    return response


def json_bytes(value: object) -> bytes:
    """*value* as a JSON document."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def conditional(response: WerkzeugResponse) -> WerkzeugResponse:
    """A strong ETag of the body, and 304 where the client has it."""
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    return open_to_all(response.make_conditional(request))
