"""Files of the query page, under addresses that change with their content and may be kept for ever."""

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from flask import Request, Response

from sparql.negotiation import parse_accept

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_DIGITS = 16


class Assets:
    """The files of a folder, and *made* ones, held in memory, plain and gzipped (some hundred kilobytes).

    Their addresses begin with a digest of all of them, so that scripts import one another by relative
    addresses and never meet a module of another version.
    """

    def __init__(self, folder: Path, made: Mapping[str, bytes]) -> None:
        self._files = {**_read(folder), **made}
        self._packed = {name: gzip.compress(body, 9, mtime=0) for name, body in self._files.items()}
        self.digest = _digest(self._files.items())

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def names(self, suffix: str) -> list[str]:
        """The files of a kind, in the order of their names."""
        return sorted(name for name in self._files if name.endswith(suffix))

    def packed_size(self, name: str) -> int:
        """Bytes of a file as it goes out to a browser."""
        return len(self._packed[name])

    def response(self, request: Request, digest: str, name: str) -> Response | None:
        """The file; None where there is no such file, or not any more in this version."""
        body = self._files.get(name)
        if body is None or digest != self.digest:
            return None
        packed = accepts_gzip(request)
        response = Response(self._packed[name] if packed else body, content_type=_media_type(name))
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Cache-Control"] = _FOR_EVER
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def accepts_gzip(request: Request) -> bool:
    """Whether gzip may be sent (RFC 9110, section 12.5.3)."""
    ranges = dict(parse_accept(request.headers.get("Accept-Encoding", "")))
    return ranges.get("gzip", ranges.get("*", 0.0)) > 0


def _read(folder: Path) -> dict[str, bytes]:
    files = sorted(file for file in folder.iterdir() if file.suffix in _MEDIA_TYPES)
    return {file.name: file.read_bytes() for file in files}


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, body in sorted(files):
        whole.update(f"{name}\0{len(body)}\0".encode() + body)
    return whole.hexdigest()[:_DIGITS]


def _media_type(name: str) -> str:
    return _MEDIA_TYPES[name[name.rindex(".") :]]
