"""What descriptions say in Vietnamese and English."""

from collections.abc import Mapping
from typing import Any

from opendata.describe.graph import Texts

CATALOGUE: Texts = {
    "vi": (
        "Danh mục các bộ dữ liệu thư mục do {publisher} công bố: dữ liệu của từng thư viện thành viên và dữ "
        "liệu hợp nhất, theo BIBFRAME, MARC 21 và Dublin Core. Mọi bộ dữ liệu đều tải được trọn bộ, thu "
        "hoạch được bằng OAI-PMH và truy vấn được bằng SPARQL. Không cần đăng ký hay khoá truy cập."
    ),
    "en": (
        "The bibliographic datasets that {publisher} publishes: one for each member library and one of all "
        "together, in BIBFRAME, MARC 21 and Dublin Core. Each can be downloaded whole, harvested by OAI-PMH "
        "and queried by SPARQL. No registration and no key is needed."
    ),
}
UNION: Texts = {
    "vi": (
        "Biểu ghi thư mục của mọi thư viện thành viên ({libraries}), {records} biểu ghi. Mỗi biểu ghi là một "
        "tác phẩm và một thể hiện theo BIBFRAME 2, kèm nguồn, giấy phép và phiên bản của bộ chuyển đổi; nhan "
        "đề thống nhất, tên người và chủ đề dùng chung nối biểu ghi của các thư viện với nhau. Biểu ghi MARC "
        "được giữ nguyên và cũng được công bố."
    ),
    "en": (
        "The bibliographic records of all member libraries ({libraries}), {records} records. Each is a Work "
        "and an Instance in BIBFRAME 2, with its source, its licence and the converter's version; uniform "
        "titles, names and subjects that libraries share tie their records together. The MARC records are "
        "kept and published as well."
    ),
}
LIBRARY: Texts = {
    "vi": (
        "Biểu ghi thư mục của {name}, {records} biểu ghi, thu thập từ thư viện và công bố theo BIBFRAME 2. "
        "Mỗi biểu ghi nêu nguồn, giấy phép và phiên bản của bộ chuyển đổi. Dữ liệu được công bố nguyên trạng "
        "như thư viện cung cấp, chỉ sửa những lỗi mã hoá đã liệt kê trên trang của thư viện."
    ),
    "en": (
        "The bibliographic records of {name}, {records} records, harvested from the library and published in "
        "BIBFRAME 2. Each names its source, its licence and the converter's version. The data are as the "
        "library gives them; only the errors of encoding that the library's page lists are mended."
    ),
}
UNION_TITLE: Texts = {
    "vi": "{title}: biểu ghi của mọi thư viện",
    "en": "{title}: the records of all libraries",
}
LIBRARY_TITLE: Texts = {"vi": "Biểu ghi thư mục của {name}", "en": "Bibliographic records of {name}"}
LICENCE_TITLE: Texts = {
    "vi": "Biểu ghi thư mục theo giấy phép {licence}",
    "en": "Bibliographic records under {licence}",
}
LICENCE: Texts = {
    "vi": (
        "Biểu ghi thư mục của những thư viện cho dùng theo {licence} ({libraries}), {records} biểu ghi, theo "
        "BIBFRAME 2. Đây là một phần của bộ dữ liệu hợp nhất, để ai cần có thể lấy riêng những biểu ghi có "
        "cùng điều kiện sử dụng."
    ),
    "en": (
        "The bibliographic records of the libraries that give theirs under {licence} ({libraries}), "
        "{records} records, in BIBFRAME 2. They are a part of the union, to be had by themselves by whoever "
        "needs records under one and the same terms."
    ),
}
VERSION_TITLE: Texts = {"vi": "{title}, bản phát hành {number}", "en": "{title}, release {number}"}
SERIES_TITLE: Texts = {"vi": "{title}: các bản phát hành", "en": "{title}: releases"}
SERIES: Texts = {
    "vi": "Mọi bản phát hành còn giữ của bộ dữ liệu này; mỗi bản không đổi sau khi phát hành.",
    "en": "All releases of this dataset that are kept; a release never changes once it is out.",
}
VERSION: Texts = {
    "vi": "{description} Đây là bản phát hành số {number}, lúc {instant}.",
    "en": "{description} This is release {number}, of {instant}.",
}
VERSION_NOTES: Texts = {
    "vi": "Bản phát hành {number}, {instant}: {records} biểu ghi.",
    "en": "Release {number}, {instant}: {records} records.",
}
CHANGES_TITLE: Texts = {
    "vi": "{title}: thay đổi giữa các bản phát hành",
    "en": "{title}: changes between releases",
}
CHANGES: Texts = {
    "vi": (
        "Những gì thêm vào và bỏ đi từ bản phát hành này đến bản phát hành sau: phát biểu N-Quads, số hiệu "
        "biểu ghi đã xoá, và biểu ghi MARC mới hoặc đã sửa. Áp dụng lên tệp trọn bộ của bản trước thì được "
        "đúng tệp của bản sau, giống đến từng byte."
    ),
    "en": (
        "What came and what went from one release to the next: statements in N-Quads, identifiers of deleted "
        "records, and MARC records that are new or changed. Applied to the full file of the earlier release "
        "they give that of the later one, to the byte."
    ),
}
FILES: Mapping[str, Texts] = {
    "nquads": {
        "vi": "N-Quads chuẩn hoá, xếp theo byte; đồ thị là biểu ghi ({records} biểu ghi).",
        "en": "Canonical N-Quads, sorted by their bytes; the graph is the record ({records} records).",
    },
    "jsonl": {
        "vi": "JSON Lines: mỗi dòng một biểu ghi dạng JSON-LD ({records} biểu ghi).",
        "en": "JSON Lines: a record a line, as JSON-LD ({records} records).",
    },
    "marcxml": {
        "vi": "Biểu ghi đến ở dạng MARC, dạng MARCXML ({records} biểu ghi).",
        "en": "The records that came as MARC, in MARCXML ({records} records).",
    },
    "mrc": {
        "vi": "Biểu ghi đến ở dạng MARC, dạng ISO 2709 ({records} biểu ghi).",
        "en": "The records that came as MARC, in ISO 2709 ({records} records).",
    },
    "csv": {
        "vi": "CSV: mỗi dòng một biểu ghi ({records} biểu ghi).",
        "en": "CSV: a record a row ({records} records).",
    },
    "csv-excel": {
        "vi": "CSV để mở bằng bảng tính, có dấu BOM ({records} biểu ghi).",
        "en": "CSV for spreadsheets, with a byte order mark ({records} records).",
    },
    "parquet": {
        "vi": "Parquet cho phân tích ({records} biểu ghi).",
        "en": "Parquet for analysis ({records} records).",
    },
    "added": {"vi": "Phát biểu thêm vào ({entries}).", "en": "Statements that came ({entries})."},
    "removed": {"vi": "Phát biểu bỏ đi ({entries}).", "en": "Statements that went ({entries})."},
    "deleted-ids": {"vi": "Biểu ghi đã xoá ({entries}).", "en": "Records that were deleted ({entries})."},
    "changed": {
        "vi": "Biểu ghi MARC mới hoặc đã sửa ({entries}).",
        "en": "MARC records that are new or changed ({entries}).",
    },
}
OTHER_FILE: Texts = {"vi": "Tệp {format}.", "en": "A file of {format}."}
KEYWORDS: tuple[Texts, ...] = (
    {"vi": "thư viện", "en": "libraries"},
    {"vi": "biểu ghi thư mục", "en": "bibliographic records"},
    {"vi": "mục lục liên hợp", "en": "union catalogue"},
    {"vi": "dữ liệu mở liên kết", "en": "linked open data"},
    {"vi": "BIBFRAME", "en": "BIBFRAME"},
    {"vi": "MARC 21", "en": "MARC 21"},
    {"vi": "Việt Nam", "en": "Vietnam"},
)
PROVENANCE: Texts = {
    "vi": (
        "Thu thập từ {name}{host} bằng {protocol}, định dạng {format}; chuyển đổi bằng bộ chuyển đổi "
        "{converter}."
    ),
    "en": "Harvested from {name}{host} by {protocol}, as {format}; converted by converter {converter}.",
}
PROVENANCE_UNION: Texts = {
    "vi": "Gộp từ các bộ dữ liệu của các thư viện thành viên; chuyển đổi bằng bộ chuyển đổi {converter}.",
    "en": "Brought together from the datasets of the member libraries; converted by converter {converter}.",
}
PROTOCOLS: Mapping[str, str] = {"oai-pmh": "OAI-PMH", "sru": "SRU"}
FILES_PROTOCOL: Texts = {"vi": "tệp", "en": "files"}
CONTACT: Texts = {"vi": "Liên hệ về dữ liệu của {publisher}", "en": "Contact for the data of {publisher}"}
VIETNAM: Texts = {"vi": "Việt Nam", "en": "Vietnam"}


def of_file(file: Mapping[str, Any]) -> Texts:
    """What a file of a dump or a delta is, by its entry in the manifest."""
    texts = FILES.get(file.get("part") or file["format"], OTHER_FILE)
    values = {"records": file.get("records"), "entries": file.get("entries"), "format": file.get("format")}
    return {language: text.format(**values) for language, text in texts.items()}
