"""How the server and a worker process talk: frames of a kind, a length and bytes, over pipes."""

import json
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

_HEADER = struct.Struct(">cI")

READY = b"R"
"""The worker has opened its checkpoint: JSON {"isolated": bool}."""
TASK = b"T"
"""A query: JSON, see `sparql.tasks`."""
CHUNK = b"C"
"""A piece of the body of a result."""
END = b"E"
"""The result is whole: JSON {"rows": int, "truncated": "" | "rows" | "bytes", "head": str}."""
ERROR = b"X"
"""There is no result: JSON {"kind": …, "message": …}."""


def write_frame(stream: BinaryIO, kind: bytes, payload: bytes) -> None:
    """Writes one frame and flushes it."""
    stream.write(_HEADER.pack(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def write_message(stream: BinaryIO, kind: bytes, message: dict[str, Any]) -> None:
    """Writes a frame of JSON."""
    write_frame(stream, kind, json.dumps(message, ensure_ascii=False).encode())


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame of a blocking stream; None at its end."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    kind, length = _HEADER.unpack(header)
    return kind, stream.read(length)


class FrameParser:
    """Cuts bytes that come in any pieces back into frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The frames that these bytes complete."""
        self._buffer += data
        while len(self._buffer) >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._buffer)
            end = _HEADER.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[_HEADER.size : end])
            del self._buffer[:end]
            yield kind, payload
