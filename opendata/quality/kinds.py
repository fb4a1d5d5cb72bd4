"""The kinds of findings: code, severity, and a sentence in English and Vietnamese.

Codes are for good: reports, scripts and published totals name them. A changed meaning is a new code.
"""

from collections.abc import Mapping
from typing import NamedTuple

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)
"""The gravest first."""


class Kind(NamedTuple):
    """A kind of finding.

    In its sentences `{field}` is the tag or element, `{subfield}` a code, `{value}` what stands there.
    """

    code: str
    severity: str
    en: str
    vi: str


_ALL = (
    # What did not take part.
    Kind(
        "unmapped-field",
        INFO,
        "No rule converts {field}.",
        "Chưa có quy tắc chuyển đổi {field}.",
    ),
    Kind(
        "unmapped-form",
        INFO,
        "No rule converts {field} with these indicators or subfields.",
        "Chưa có quy tắc chuyển đổi {field} với chỉ thị hoặc trường con như vậy.",
    ),
    Kind(
        "unmapped-subfield",
        INFO,
        "No rule reads ${subfield} of {field}.",
        "Chưa có quy tắc đọc trường con ${subfield} của {field}.",
    ),
    Kind(
        "local-field",
        INFO,
        "{field} is a local field: what it means is known to its library only.",
        "{field} là trường cục bộ: chỉ thư viện tạo ra nó biết ý nghĩa.",
    ),
    Kind(
        "non-public-field",
        INFO,
        "{field} is left out: its first indicator says that it is not for the public.",
        "{field} không được công bố: chỉ thị thứ nhất cho biết trường này không dành cho công chúng.",
    ),
    Kind(
        "nothing-said",
        INFO,
        "Nothing could be said of {field}: it is malformed, has a code that nobody knows, or another field "
        "says the same.",
        "Không rút ra được thông tin từ {field}: trường sai quy cách, dùng mã không có trong danh mục, hoặc "
        "trường khác đã cho biết cùng nội dung.",
    ),
    Kind("empty-field", INFO, "{field} is empty.", "{field} không có nội dung."),
    Kind(
        "empty-subfield",
        INFO,
        "${subfield} of {field} is empty.",
        "Trường con ${subfield} của {field} không có nội dung.",
    ),
    # What is missing or malformed.
    Kind("missing-title", ERROR, "The record has no title.", "Biểu ghi không có nhan đề."),
    Kind("missing-008", WARNING, "The record has no field 008.", "Biểu ghi không có trường 008."),
    Kind(
        "wrong-length",
        WARNING,
        "{field} has another length than the format prescribes: {value} characters.",
        "{field} có độ dài sai so với quy định của khổ mẫu: {value} ký tự.",
    ),
    Kind(
        "missing-880-partner",
        WARNING,
        "{field} is linked to a field that the record does not have: {value}.",
        "{field} liên kết tới một trường không có trong biểu ghi: {value}.",
    ),
    Kind(
        "malformed-linkage",
        WARNING,
        "$6 of {field} names no field: {value}.",
        "$6 của {field} không chỉ tới trường nào: {value}.",
    ),
    Kind(
        "malformed-isbn",
        WARNING,
        "This is no ISBN: {value}.",
        "Đây không phải là số ISBN: {value}.",
    ),
    Kind(
        "bad-isbn-check-digit",
        WARNING,
        "The check digit of this ISBN is wrong: {value}.",
        "Số kiểm tra của ISBN này sai: {value}.",
    ),
    Kind(
        "malformed-issn",
        WARNING,
        "This is no ISSN: {value}.",
        "Đây không phải là số ISSN: {value}.",
    ),
    Kind(
        "bad-issn-check-digit",
        WARNING,
        "The check digit of this ISSN is wrong: {value}.",
        "Số kiểm tra của ISSN này sai: {value}.",
    ),
    Kind(
        "malformed-address",
        WARNING,
        "This is no address that can be linked: {value}.",
        "Đây không phải là địa chỉ liên kết hợp lệ: {value}.",
    ),
    Kind(
        "impossible-date",
        WARNING,
        "There is no such date: {value}.",
        "Ngày tháng này không thể có: {value}.",
    ),
    Kind(
        "date-differs",
        WARNING,
        "The year in words and the coded year differ: {value}.",
        "Năm ghi bằng chữ và năm mã hóa khác nhau: {value}.",
    ),
    Kind(
        "unknown-record-type",
        WARNING,
        "There is no such code for the kind of record: {value}.",
        "Không có mã loại biểu ghi này: {value}.",
    ),
    Kind(
        "unknown-language-code",
        WARNING,
        "There is no such language code: {value}.",
        "Không có mã ngôn ngữ này: {value}.",
    ),
    Kind(
        "unknown-country-code",
        WARNING,
        "There is no such country code: {value}.",
        "Không có mã nước này: {value}.",
    ),
    Kind(
        "unknown-area-code",
        WARNING,
        "There is no such code of a geographic area: {value}.",
        "Không có mã vùng địa lý này: {value}.",
    ),
    Kind(
        "unknown-relator-code",
        WARNING,
        "There is no such relator code: {value}.",
        "Không có mã vai trò này: {value}.",
    ),
    Kind(
        "unknown-rda-code",
        WARNING,
        "There is no such content, media or carrier code: {value}.",
        "Không có mã loại nội dung, phương tiện hoặc vật mang này: {value}.",
    ),
    Kind(
        "mark-order",
        WARNING,
        "A tone mark stands before the circumflex or breve of its letter: {value}.",
        "Dấu thanh đứng trước dấu mũ hoặc dấu trăng của chữ: {value}.",
    ),
    Kind(
        "stray-mark",
        WARNING,
        "A tone mark or diacritic stands alone, without its letter: {value}.",
        "Dấu thanh hoặc dấu phụ đứng một mình, không kèm chữ: {value}.",
    ),
    # Records as a whole.
    Kind(
        "unreadable-record",
        ERROR,
        "The record cannot be read: {value}",
        "Không đọc được biểu ghi: {value}",
    ),
    Kind(
        "unconverted-record",
        ERROR,
        "The record cannot be converted: {value}",
        "Không chuyển đổi được biểu ghi: {value}",
    ),
)

KINDS: Mapping[str, Kind] = {kind.code: kind for kind in _ALL}
"""Every kind by its code."""

LEFT_OUT = frozenset(
    (
        "unmapped-field",
        "unmapped-form",
        "unmapped-subfield",
        "local-field",
        "non-public-field",
        "nothing-said",
        "empty-field",
        "empty-subfield",
    )
)
"""The kinds that say why something did not take part."""
