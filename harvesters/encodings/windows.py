"""The Windows code pages 1258 (Vietnamese) and 1252 (Western), as Unicode's vendor tables have them."""

from harvesters.encodings.single_byte import UNDEFINED, decoder


def _table(codec: str) -> str:
    return bytes(range(256)).decode(codec, "replace").replace("\ufffd", UNDEFINED)


decode_1258 = decoder("windows-1258", _table("cp1258"))
"""Letters with a tone are two bytes, the letter and its mark: `ê`, acute; the result is in NFC."""

decode_1252 = decoder("windows-1252", _table("cp1252"))
"""Five bytes are undefined: 81, 8D, 8F, 90, 9D."""
