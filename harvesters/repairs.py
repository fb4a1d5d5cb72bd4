"""What was mended in a record when it was read: recorded with the record, whose bytes stay as they came."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from harvesters.encodings.names import PYTHON

_SHOWN = 200


class Repair(NamedTuple):
    """One place of a record that was mended."""

    kind: str
    """A key of `KINDS`."""
    field: str
    """Where: `245 $a`, `leader/09`, `title`; `""` where it concerns the record as a whole."""
    before: str
    """What stood there; bytes that are no text as `\\xNN`."""
    after: str
    """What was read instead."""


_NAMES = {
    **{name: name if name.startswith(("windows", "mac")) else name.upper() for name in PYTHON},
    "latin-1": "ISO-8859-1",
    "tcvn3": "TCVN3 (ABC)",
    "tcvn3-capitals": "TCVN3 (ABC)",
    "tcvn-5712": "TCVN 5712",
    "windows-1258": "windows-1258",
    "windows-1252": "windows-1252",
    "vni": "VNI",
    "viscii": "VISCII",
    "vps": "VPS",
    "bkhcm1": "BK HCM 1",
    "bkhcm2": "BK HCM 2",
    "vietware-x": "Vietware X",
    "vietware-f": "Vietware F",
    "viqr": "VIQR",
    "iso-5426": "ISO 5426",
    "iso-ir-37": "ISO-IR 37",
    "iso-5427": "ISO 5427",
    "iso-5428": "ISO 5428",
}
_ENCODINGS: Mapping[str, Mapping[str, str]] = {
    **{
        f"encoding-{name}": {"vi": f"Chữ ở bảng mã {called}", "en": f"Text in {called}"}
        for name, called in _NAMES.items()
    },
    "encoding-utf-8": {
        "vi": "UTF-8 bị hỏng hoặc đọc sai bảng mã",
        "en": "UTF-8, damaged or read as another encoding",
    },
    "encoding-utf-16": {"vi": "Biểu ghi ở UTF-16", "en": "Record in UTF-16"},
    "encoding-marc-8": {
        "vi": "MARC-8 bị hỏng hoặc ghi là UTF-8",
        "en": "MARC-8, damaged or declared as UTF-8",
    },
}

KINDS: Mapping[str, Mapping[str, str]] = {
    "marc-leader": {"vi": "Đầu biểu sai độ dài", "en": "Leader of another length"},
    "marc-directory": {"vi": "Thư mục của biểu ghi sai", "en": "Directory that does not fit the fields"},
    "marc-terminator": {"vi": "Thiếu dấu kết thúc trường", "en": "Field terminator that is missing"},
    "marc-delimiter": {
        "vi": "Dấu phân cách bị đổi thành ký tự khác",
        "en": "Delimiter turned into another character",
    },
    "marc-character": {"vi": "Ký tự điều khiển trong trường", "en": "Control character in a field"},
    "marc-cut-off": {"vi": "Biểu ghi bị cắt cụt", "en": "Record that is cut off"},
    **_ENCODINGS,
    "mark-order": {"vi": "Dấu thanh đặt trước dấu mũ", "en": "Tone mark before the circumflex or breve"},
    "letter-d": {"vi": "Chữ Đ gõ bằng chữ khác giống nó", "en": "Another letter in the place of Đ"},
    "html-reference": {"vi": "Tham chiếu HTML trong văn bản", "en": "HTML reference in the text"},
    "json-bytes": {"vi": "Byte không phải UTF-8 trong JSON", "en": "Bytes in JSON that are not UTF-8"},
    "json-character": {"vi": "Ký tự không hợp lệ trong JSON", "en": "Character in JSON that is none"},
    "json-type": {"vi": "JSON không phải chuỗi ký tự", "en": "Number or null in JSON in place of a text"},
    "marc-tag": {"vi": "Nhãn trường bị hỏng hoặc không còn", "en": "Tag of a field damaged or lost"},
    "marc-indicator": {"vi": "Chỉ thị MARC thiếu hoặc sai", "en": "MARC indicator missing or wrong"},
    "marc-field-kind": {"vi": "Trường không đúng loại", "en": "Field of the wrong kind for its tag"},
    "marc-loose-text": {"vi": "Văn bản nằm ngoài trường con", "en": "Text outside of subfields"},
    "marc-subfield-code": {"vi": "Trường con thiếu mã", "en": "Subfield without a code"},
    "xml-encoding": {"vi": "XML không ở bảng mã đã khai", "en": "XML in another encoding than it says"},
    "xml-character": {"vi": "Ký tự không được phép trong XML", "en": "Character that XML does not allow"},
    "xml-reference": {"vi": "Tham chiếu không hợp lệ trong XML", "en": "Reference that XML does not know"},
    "xml-markup": {"vi": "Dấu < lẫn trong văn bản", "en": "Loose < in the text"},
    "xml-doctype": {"vi": "Khai báo DOCTYPE bị bỏ", "en": "DOCTYPE left out"},
    "xml-prefix": {"vi": "Tiền tố XML chưa khai", "en": "XML prefix that nothing declares"},
    "xml-junk": {"vi": "Văn bản ngoài tài liệu XML", "en": "Text outside the XML document"},
}
"""The kinds of repair, with what each is called in Vietnamese and English."""


def shown(data: bytes | str) -> str:
    """*data* for a Repair: on one line, bytes that are no UTF-8 as `\\xNN`, cut where it is long."""
    text = data.decode("utf-8", "backslashreplace") if isinstance(data, bytes) else data
    text = "".join([c if c.isprintable() else f"\\x{ord(c):02x}" for c in text[: _SHOWN + 1]])
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def counted(repairs: Iterable[Repair]) -> dict[str, int]:
    """How many places were mended, by kind, kinds in order."""
    counts: dict[str, int] = {}
    for repair in repairs:
        counts[repair.kind] = counts.get(repair.kind, 0) + 1
    return dict(sorted(counts.items()))
