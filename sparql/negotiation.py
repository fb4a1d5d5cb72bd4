"""Content negotiation by the Accept and Accept-Encoding headers (RFC 9110, section 12.5)."""

import re
from collections.abc import Sequence

from sparql.formats import Format

_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\Z")

Ranges = list[tuple[str, float]]


def parse_accept(header: str) -> Ranges:
    """Ranges and their quality, 0 to 1, in the order given. A range with a malformed quality is left out."""
    ranges: Ranges = []
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                quality = float(value) if _QUALITY.match(value.strip()) else -1.0
        if name and quality >= 0:
            ranges.append((name.lower(), quality))
    return ranges


def quality(media_type: str, ranges: Ranges) -> float:
    """The quality of the most specific range that takes in the media type; 0 when none does."""
    kind = media_type.partition("/")[0]
    for pattern in (media_type, f"{kind}/*", "*/*"):
        found = [q for name, q in ranges if name == pattern]
        if found:
            return max(found)
    return 0.0


def choose(header: str | None, formats: Sequence[Format]) -> Format | None:
    """The format that the client likes best, the first of ours where it likes several alike; None for 406.

    No header, or an empty one, takes the first. An alias (application/json) counts only where the client does
    not name the format's own media type.
    """
    if not header or not header.strip():
        return formats[0]
    ranges = parse_accept(header)
    named = {name for name, _ in ranges}
    best, best_quality = None, 0.0
    for candidate in formats:
        value = quality(candidate.media_type, ranges)
        if candidate.media_type not in named:
            value = max([value, *(q for name, q in ranges if name in candidate.aliases)])
        if value > best_quality:
            best, best_quality = candidate, value
    return best


def prefers_html(header: str | None, formats: Sequence[Format]) -> bool:
    """Whether a page serves the client better than any of the formats. Only who names HTML gets it."""
    ranges = parse_accept(header or "")
    html = max((q for name, q in ranges if name in ("text/html", "application/xhtml+xml")), default=0.0)
    exact = [q for name, q in ranges if any(name == f.media_type for f in formats)]
    return html > 0 and html > max(exact, default=0.0)


CODINGS = ("zstd", "gzip")
"""Content codings at hand, the one we like best first."""


def choose_coding(header: str | None) -> str:
    """The content coding by Accept-Encoding (RFC 9110, section 12.5.3); empty to leave the body as it is.

    Where nothing that the client accepts is at hand, the body is left as it is, too.
    """
    ranges = dict(parse_accept(header or ""))
    if "x-gzip" in ranges:
        ranges.setdefault("gzip", ranges["x-gzip"])
    others = ranges.get("*", 0.0)
    best = max(CODINGS, key=lambda coding: ranges.get(coding, others))
    liking = ranges.get(best, others)
    return best if liking > 0 and liking >= ranges.get("identity", 0.0) else ""
