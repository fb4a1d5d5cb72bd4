"""What the query page says, by key and language; `{…}` is filled in."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "lead": {
        "vi": "Đặt câu hỏi cho toàn bộ biểu ghi bằng SPARQL 1.1, không cần đăng ký. Chưa quen? Hãy bắt đầu "
        "từ một ví dụ.",
        "en": "Ask anything of all the records by SPARQL 1.1; no registration. New to it? Begin with an "
        "example.",
    },
    "to_examples": {"vi": "Xem {count} ví dụ", "en": "See {count} examples"},
    "query": {"vi": "Câu truy vấn", "en": "Query"},
    "run": {"vi": "Chạy truy vấn", "en": "Run the query"},
    "format": {"vi": "Kết quả", "en": "Result"},
    "format_html": {"vi": "Bảng trên trang này", "en": "A table on this page"},
    "prefixes": {"vi": "Tiền tố", "en": "Prefixes"},
    "examples": {"vi": "Ví dụ", "en": "Examples"},
    "show_query": {"vi": "Xem câu truy vấn", "en": "Show the query"},
    "librarian": {"vi": "Thủ thư", "en": "Librarians"},
    "researcher": {"vi": "Nhà nghiên cứu", "en": "Researchers"},
    "developer": {"vi": "Lập trình viên", "en": "Developers"},
    "business": {"vi": "Doanh nghiệp", "en": "Business"},
    "smartcity": {"vi": "Đô thị thông minh", "en": "Smart cities"},
    "limits": {"vi": "Giới hạn", "en": "Limits"},
    "limit_text": {
        "vi": "Mỗi truy vấn chạy tối đa {seconds} giây và trả tối đa {rows} dòng. Để lấy toàn bộ, hãy tải",
        "en": "A query may run {seconds} seconds and give {rows} rows. For everything, take the",
    },
    "dumps": {"vi": "các tệp trọn bộ", "en": "dumps"},
    "all_limits": {"vi": "Mọi giới hạn", "en": "All limits"},
    "other_language": {"vi": "English", "en": "Tiếng Việt"},
    "result": {"vi": "Kết quả", "en": "Result"},
    "rows": {"vi": "{count} dòng", "en": "{count} rows"},
    "one_row": {"vi": "1 dòng", "en": "1 row"},
    "triples": {"vi": "{count} phát biểu", "en": "{count} triples"},
    "took": {"vi": "{seconds} giây", "en": "{seconds} s"},
    "release": {"vi": "bản phát hành {release}", "en": "release {release}"},
    "yes": {"vi": "Có", "en": "Yes"},
    "no": {"vi": "Không", "en": "No"},
    "no_rows": {
        "vi": "Không có dòng nào. Hãy nới lỏng điều kiện: bỏ bớt một mẫu hay một FILTER.",
        "en": "No rows. Ask for less to be true at once: take out a pattern or a FILTER.",
    },
    "first_rows": {
        "vi": "Trang này hiện {count} dòng đầu; hãy tải xuống để có các dòng còn lại.",
        "en": "This page shows the first {count} rows; download for the others.",
    },
    "cut": {
        "vi": "Cổng đã cắt kết quả ở giới hạn của mình; toàn bộ dữ liệu có trong các tệp trọn bộ.",
        "en": "The endpoint cut this result at its limit; everything is in the dumps.",
    },
    "download": {"vi": "Tải xuống", "en": "Download"},
    "error": {"vi": "Truy vấn không chạy được", "en": "The query was not answered"},
    "error_at": {"vi": "Dòng {line}, cột {column}", "en": "Line {line}, column {column}"},
}
"""What the page says with and without scripts."""

SCRIPT_WORDS: Mapping[str, Mapping[str, str]] = {
    "rows_of": {
        "vi": "{count} dòng (tối đa {limit})",
        "en": "{count} rows (of {limit} at most)",
    },
    "took_of": {
        "vi": "{seconds} giây (tối đa {limit})",
        "en": "{seconds} s (of {limit} at most)",
    },
    "running": {"vi": "Đang chạy…", "en": "Running…"},
    "stop": {"vi": "Dừng", "en": "Stop"},
    "stopped": {"vi": "Đã dừng.", "en": "Stopped."},
    "offline": {
        "vi": "Không liên lạc được với máy chủ. Hãy kiểm tra kết nối rồi chạy lại.",
        "en": "The server cannot be reached. Check the connection and run it again.",
    },
    "table": {"vi": "Bảng", "en": "Table"},
    "chart": {"vi": "Biểu đồ", "en": "Chart"},
    "map": {"vi": "Bản đồ", "en": "Map"},
    "raw": {"vi": "Dữ liệu thô", "en": "Raw"},
    "bars": {"vi": "Cột ngang", "en": "Bars"},
    "lines": {"vi": "Đường", "en": "Lines"},
    "kind": {"vi": "Kiểu", "en": "Kind"},
    "label_column": {"vi": "Nhãn", "en": "Labels"},
    "value_column": {"vi": "Giá trị", "en": "Values"},
    "no_chart": {
        "vi": "Biểu đồ cần một cột số, chẳng hạn (COUNT(*) AS ?n).",
        "en": "A chart wants a column of numbers, for example (COUNT(*) AS ?n).",
    },
    "no_map": {
        "vi": "Bản đồ cần một cột nước (IRI hay mã MARC), tên tỉnh thành, hoặc hai cột ?lat và ?long.",
        "en": "A map wants a column of countries (IRI or MARC code), names of provinces, or ?lat and ?long.",
    },
    "not_placed": {
        "vi": "{count} dòng không có địa điểm nhận ra được.",
        "en": "{count} rows name no place that is known here.",
    },
    "no_outline": {
        "vi": "Chưa cài đường biên của bản đồ; chỉ có các điểm.",
        "en": "The outlines of the map are not installed; these are the points alone.",
    },
    "first_bars": {"vi": "{count} giá trị đầu", "en": "the first {count} values"},
    "world": {"vi": "Thế giới", "en": "World"},
    "vietnam": {"vi": "Việt Nam", "en": "Vietnam"},
    "view": {"vi": "Vùng", "en": "Area"},
    "save_svg": {"vi": "Lưu hình SVG", "en": "Save as SVG"},
    "share": {"vi": "Chép liên kết", "en": "Copy link"},
    "copied": {"vi": "Đã chép", "en": "Copied"},
    "copy": {"vi": "Chép", "en": "Copy"},
    "code": {"vi": "Gọi từ chương trình", "en": "From a program"},
    "sort_by": {"vi": "Sắp theo {column}", "en": "Sort by {column}"},
    "filter": {"vi": "Lọc ví dụ", "en": "Filter the examples"},
    "everybody": {"vi": "Tất cả", "en": "Everybody"},
    "found": {"vi": "{count} ví dụ", "en": "{count} examples"},
    "size": {"vi": "{size} kB", "en": "{size} kB"},
    "remaining": {
        "vi": "còn {left} lượt trong hạn mức hiện thời",
        "en": "{left} requests left of the present allowance",
    },
    "keys": {
        "vi": "Ctrl+Enter chạy · Ctrl+Space gợi ý · Tab sang nút kế tiếp",
        "en": "Ctrl+Enter runs · Ctrl+Space completes · Tab goes on to the next button",
    },
    "keys_plain": {"vi": "Ctrl+Enter chạy truy vấn", "en": "Ctrl+Enter runs the query"},
    "editor_label": {"vi": "Khung soạn câu truy vấn SPARQL", "en": "Editor of the SPARQL query"},
    "class": {"vi": "lớp", "en": "class"},
    "property": {"vi": "thuộc tính", "en": "property"},
    "keyword": {"vi": "từ khoá", "en": "keyword"},
    "function": {"vi": "hàm", "en": "function"},
    "search_word": {"vi": "tìm kiếm", "en": "search"},
    "prefix": {"vi": "tiền tố", "en": "prefix"},
    "variable": {"vi": "biến", "en": "variable"},
    "syntax": {"vi": "Chưa đúng cú pháp SPARQL ở đây.", "en": "This is not SPARQL from here on."},
    "undeclared": {
        "vi": "Tiền tố này chưa được khai báo bằng PREFIX.",
        "en": "This prefix is not declared by PREFIX.",
    },
}
"""What scripts say beside `WORDS`."""


def words(language: str) -> dict[str, str]:
    """The texts of the page in "vi" or "en"."""
    return {key: texts[language] for key, texts in WORDS.items()}


def script_words(language: str) -> dict[str, str]:
    """The texts that scripts need, in "vi" or "en"."""
    return words(language) | {key: texts[language] for key, texts in SCRIPT_WORDS.items()}


def number(value: int, language: str) -> str:
    """1.000 in Vietnamese, 1,000 in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if language == "vi" else text


def decimal(value: float, language: str) -> str:
    """With two digits behind the comma, or the point."""
    text = f"{value:.2f}"
    return text.replace(".", ",") if language == "vi" else text
