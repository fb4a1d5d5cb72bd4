"""XML files of any size as a stream of UTF-8, whatever encoding they are in or say that they are in."""

import codecs
import re

from harvesters.encodings.names import python_codec
from harvesters.readers.pieces import CHUNK, Readable, filled

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,400}?\sencoding\s*=\s*["']\s*([\w.:-]{1,40})\s*["']""")
_WIDE = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
_MISFIT = re.compile("[\udc80-\udcff]")
_SEQUENCE = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")


class Utf8Stream:
    """The stream in UTF-8; bytes that are no UTF-8, or that its encoding lacks, stay as they are.

    A declared encoding is believed once bytes beyond ASCII come that are no UTF-8: many a file says
    windows-1258 or ISO-8859-1 because its program always does.
    """

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._waiting = filled(stream, CHUNK)
        self._decoder: codecs.IncrementalDecoder | None = None
        self._declared = ""
        self.problem = ""
        start = self._waiting.removeprefix(codecs.BOM_UTF8)
        if wide := _WIDE.get(start[:2] if b"\0" in start[:64] else b""):
            self._decoder = codecs.getincrementaldecoder(wide)("replace")
        elif named := _DECLARED.match(start[:1024]):
            try:
                self._declared = python_codec(named[1].decode("ascii").lower())
            except (LookupError, ValueError):
                self._declared = ""
        if self._declared.replace("_", "-").startswith(("utf", "ascii")):
            self._declared = ""

    def read(self, size: int) -> bytes:
        """About *size* bytes; `b""` at the end."""
        while True:
            chunk, self._waiting = self._waiting or filled(self._stream, size), b""
            ended = not chunk
            if self._declared and not chunk.isascii():
                if not _mostly_utf8(chunk):
                    self._decoder = codecs.getincrementaldecoder(self._declared)("surrogateescape")
                self._declared = ""
            if self._decoder is None:
                return chunk
            try:
                text = self._decoder.decode(chunk, ended)
            except ValueError as error:
                self.problem = f"the file's encoding breaks off: {error}"
                return b""
            if text or ended:
                return text.encode("utf-8", "surrogateescape").removeprefix(codecs.BOM_UTF8)


def _mostly_utf8(chunk: bytes) -> bool:
    """Whether more characters beyond ASCII are UTF-8 than bytes are not."""
    text = chunk.decode("utf-8", "surrogateescape")
    return len(_SEQUENCE.findall(text)) > len(_MISFIT.findall(text))
