"""What a library's page says, by key and language; `{…}` is filled in."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from opendata.doors.language import grouped
from opendata.freshness import VIETNAM

WORDS: Mapping[str, Mapping[str, str]] = {
    "code": {"vi": "Mã", "en": "Code"},
    "harvested_by": {"vi": "Thu hoạch bằng", "en": "Harvested by"},
    "host": {"vi": "Máy chủ", "en": "Server"},
    "published_records": {"vi": "Biểu ghi đã phát hành", "en": "Published records"},
    "freshness": {"vi": "Độ mới của dữ liệu", "en": "Freshness"},
    "last_run": {"vi": "Lần thu hoạch gần nhất", "en": "Last harvest"},
    "state": {"vi": "Kết quả", "en": "Outcome"},
    "began": {"vi": "Bắt đầu", "en": "Began"},
    "took": {"vi": "Kéo dài", "en": "Took"},
    "rate": {"vi": "Tốc độ", "en": "Rate"},
    "pages": {"vi": "Số trang kết quả", "en": "Pages"},
    "new": {"vi": "Mới", "en": "New"},
    "changed": {"vi": "Thay đổi", "en": "Changed"},
    "unchanged": {"vi": "Không đổi", "en": "Unchanged"},
    "gone": {"vi": "Bị xoá", "en": "Deleted"},
    "rejected": {"vi": "Không đọc được", "en": "Could not be read"},
    "repaired": {"vi": "Được sửa khi đọc", "en": "Repaired"},
    "counts": {"vi": "Số biểu ghi qua các lần thu hoạch", "en": "Records over the harvests"},
    "counts_text": {
        "vi": "Từ {first} ({first_at}) đến {newest} ({last_at}); ít nhất {least}, nhiều nhất {most}.",
        "en": "From {first} records ({first_at}) to {newest} ({last_at}); at least {least}, at most {most}.",
    },
    "repairs": {"vi": "Những gì đã được sửa", "en": "What was repaired"},
    "repairs_text": {
        "vi": "Biểu ghi được sửa khi đọc; bản gốc của thư viện vẫn được giữ nguyên từng byte.",
        "en": "Records are repaired as they are read; the library's own bytes are kept as they came.",
    },
    "no_repairs": {
        "vi": "Không có gì phải sửa trong các biểu ghi hiện có.",
        "en": "Nothing had to be repaired in the records there are.",
    },
    "kind": {"vi": "Loại", "en": "Kind"},
    "places": {"vi": "Số chỗ", "en": "Places"},
    "examples": {"vi": "Ví dụ", "en": "Examples"},
    "before": {"vi": "trước", "en": "before"},
    "after": {"vi": "sau", "en": "after"},
    "quality": {"vi": "Chất lượng", "en": "Quality"},
    "quality_text": {
        "vi": "{share} số trường trong {records} biểu ghi đã được chuyển đổi.",
        "en": "{share} of the fields in {records} records took part in the conversion.",
    },
    "use": {"vi": "Lấy biểu ghi của thư viện này", "en": "Get this library's records"},
    "get_oai": {"vi": "Thu hoạch tập này bằng OAI-PMH", "en": "Harvest this set by OAI-PMH"},
    "get_sparql": {"vi": "Hỏi bằng SPARQL, chẳng hạn:", "en": "Ask by SPARQL, for example:"},
    "get_dumps": {"vi": "Tệp trọn bộ", "en": "Bulk dumps"},
    "state_running": {"vi": "Đang thu hoạch.", "en": "A harvest is running now."},
    "state_finished": {"vi": "Đã thu hoạch đến hết.", "en": "It came to its end."},
    "state_failed": {
        "vi": "Chưa đến hết: máy chủ hoặc dữ liệu của thư viện có vấn đề; người vận hành biết.",
        "en": "It broke off: something was wrong with the library's server or data; the operator knows.",
    },
    "state_stopped": {
        "vi": "Được dừng giữa chừng; lần sau sẽ tiếp tục từ đó.",
        "en": "It was stopped before its end; the next one goes on there.",
    },
    "state_cut off": {
        "vi": "Bị ngắt giữa chừng; lần sau sẽ tiếp tục từ đó.",
        "en": "It was cut off; the next one goes on there.",
    },
    "state_never": {"vi": "Chưa từng thu hoạch.", "en": "It was never harvested."},
    "held_back": {
        "vi": "Thư viện không còn liệt kê {count} biểu ghi. Số đó lớn bất thường nên chúng được giữ lại "
        "cho đến khi người vận hành xem xét.",
        "en": "The library lists {count} records no longer. That is more than can be believed, so they stay "
        "until the operator has looked at it.",
    },
    "fresh_never": {
        "vi": "Dữ liệu chưa được đối chiếu trọn vẹn với thư viện lần nào.",
        "en": "The data were never yet confirmed by a harvest that came to its end.",
    },
    "fresh_fresh": {
        "vi": "Còn mới: đối chiếu với thư viện {days}; hạn cập nhật ba tháng đến hết {until}.",
        "en": "Fresh: confirmed with the library {days}; the three months for an update end on {until}.",
    },
    "fresh_due": {
        "vi": "Sắp đến hạn: đối chiếu với thư viện {days}; hạn cập nhật ba tháng đến hết {until}.",
        "en": "Due: confirmed with the library {days}; the three months for an update end on {until}.",
    },
    "fresh_overdue": {
        "vi": "Quá hạn: đối chiếu với thư viện {days}; hạn cập nhật ba tháng đã hết {until}.",
        "en": "Overdue: confirmed with the library {days}; the three months for an update ended on {until}.",
    },
    "decree": {
        "vi": "Nghị định 47/2020/NĐ-CP, Điều 17, yêu cầu dữ liệu mở được cập nhật trong vòng ba tháng.",
        "en": "Decree 47/2020/NĐ-CP, Article 17, wants open data updated within three months.",
    },
    "today": {"vi": "hôm nay", "en": "today"},
    "yesterday": {"vi": "hôm qua", "en": "yesterday"},
    "days_ago": {"vi": "{days} ngày trước", "en": "{days} days ago"},
}
"""What stands beside `opendata.doors.language.WORDS` on the page."""

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_UNITS = (
    (86_400, {"vi": "ngày", "en": "d"}),
    (3600, {"vi": "giờ", "en": "h"}),
    (60, {"vi": "phút", "en": "min"}),
    (1, {"vi": "giây", "en": "s"}),
)


def days_ago(days: int, language: str) -> str:
    """When that was."""
    key = ("today", "yesterday")[days] if days in (0, 1) else "days_ago"
    return WORDS[key][language].format(days=grouped(days, language))


def day(value: date, language: str) -> str:
    """A date in words."""
    if language == "vi":
        return f"ngày {value.day}/{value.month}/{value.year}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, language: str) -> str:
    """A day and time in Vietnam."""
    local = value.astimezone(VIETNAM)
    clock = f"{local:%H:%M}"
    if language == "vi":
        return f"{clock} {day(local.date(), language)} (giờ Việt Nam)"
    return f"{day(local.date(), language)}, {clock} (time in Vietnam)"


def decimal(value: float, language: str) -> str:
    """A number with one digit behind the comma, or the point."""
    text = f"{value:,.1f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def lasting(seconds: float, language: str) -> str:
    """How long something took, in its two largest units."""
    if seconds < 9.95:
        return f"{decimal(seconds, language)} {_UNITS[-1][1][language]}"
    parts: list[str] = []
    left = round(seconds)
    for size, names in _UNITS:
        if left >= size and len(parts) < 2:
            parts.append(f"{left // size} {names[language]}")
            left %= size
        elif parts:
            break
    return " ".join(parts)


def instant(value: datetime) -> str:
    """For machines: ISO 8601 in UTC."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
