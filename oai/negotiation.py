"""Whether a harvester takes gzip (RFC 9110, section 12.5.3; OAI-PMH 2.0, section 3.1.3)."""

import re

_ZERO = re.compile(r"q\s*=\s*0(?:\.0*)?\s*", re.IGNORECASE)


def accepts_gzip(header: str | None) -> bool:
    """Whether Accept-Encoding names gzip, x-gzip or `*` with a quality above 0."""
    takes: dict[str, bool] = {}
    for part in (header or "").split(","):
        coding, *parameters = part.split(";")
        takes[coding.strip().lower()] = not any(
            _ZERO.fullmatch(parameter.strip()) for parameter in parameters
        )
    return takes.get("gzip", takes.get("x-gzip", takes.get("*", False)))
