"""In which language a page speaks: Vietnamese or English."""

from collections.abc import Mapping

from flask import Request

LANGUAGES = ("vi", "en")
DEFAULT = "vi"


def of_request(request: Request) -> str:
    """`lang=` where it names one of ours, else what the browser likes best, else Vietnamese."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES) or DEFAULT


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in *language*, or in another that there is, or `""`."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


WORDS: Mapping[str, Mapping[str, str]] = {
    "other_language": {"vi": "English", "en": "Tiếng Việt"},
    "home": {"vi": "Trang chủ", "en": "Home"},
    "query": {"vi": "Truy vấn SPARQL", "en": "SPARQL queries"},
    "oai": {"vi": "Thu hoạch OAI-PMH", "en": "OAI-PMH harvesting"},
    "dumps": {"vi": "Tệp trọn bộ", "en": "Bulk dumps"},
    "release": {"vi": "Bản phát hành", "en": "Release"},
    "records": {"vi": "biểu ghi", "en": "records"},
    "statements": {"vi": "phát biểu", "en": "statements"},
    "libraries": {"vi": "Thư viện thành viên", "en": "Member libraries"},
    "library": {"vi": "Thư viện", "en": "Library"},
    "licence": {"vi": "Giấy phép", "en": "Licence"},
    "deleted": {"vi": "đã xoá", "en": "deleted"},
    "try": {"vi": "Xem thử vài biểu ghi", "en": "A few records to look at"},
    "nothing_yet": {"vi": "Chưa phát hành dữ liệu nào.", "en": "Nothing has been published yet."},
    "nothing_yet_text": {
        "vi": "Người vận hành phát hành bằng lệnh `opendata publish`; xin trở lại sau.",
        "en": "The operator publishes with `opendata publish`; please come back later.",
    },
    "use": {"vi": "Dùng dữ liệu", "en": "Use the data"},
    "use_query": {
        "vi": "Hỏi mọi điều bằng SPARQL 1.1, không cần đăng ký.",
        "en": "Ask anything by SPARQL 1.1; no registration.",
    },
    "use_oai": {
        "vi": "Thu hoạch toàn bộ hoặc phần mới bằng OAI-PMH 2.0: Dublin Core, MARCXML, MODS, EDM, BIBFRAME.",
        "en": "Harvest all or what is new by OAI-PMH 2.0: Dublin Core, MARCXML, MODS, EDM, BIBFRAME.",
    },
    "use_dumps": {
        "vi": "Tải trọn mỗi bản phát hành (N-Quads nén), có mã kiểm SHA-256.",
        "en": "Download every release whole (gzipped N-Quads) with SHA-256 checksums.",
    },
    "use_changes": {
        "vi": "Theo dõi thay đổi: ResourceSync, Activity Streams, LDES.",
        "en": "Follow what changes: ResourceSync, Activity Streams, LDES.",
    },
    "use_catalogue": {
        "vi": "Danh mục dữ liệu: bộ dữ liệu, giấy phép, cách trích dẫn (DCAT, VoID, schema.org).",
        "en": "The data catalogue: datasets, licences, how to cite (DCAT, VoID, schema.org).",
    },
    "use_record": {
        "vi": "Mỗi biểu ghi là một địa chỉ: thêm đuôi .ttl .nt .jsonld .rdf .marcxml.",
        "en": "Every record is an address: add .ttl .nt .jsonld .rdf .marcxml.",
    },
    "formats": {"vi": "Định dạng khác", "en": "Other formats"},
    "all_statements": {"vi": "Tất cả phát biểu RDF", "en": "All RDF statements"},
    "subject_column": {"vi": "Chủ thể", "en": "Subject"},
    "predicate_column": {"vi": "Thuộc tính", "en": "Property"},
    "object_column": {"vi": "Giá trị", "en": "Value"},
    "source": {"vi": "Nguồn", "en": "Source"},
    "identifier": {"vi": "Số hiệu biểu ghi", "en": "Record identifier"},
    "published": {"vi": "Phát hành ngày", "en": "Published"},
    "agents": {"vi": "Người và tổ chức", "en": "People and bodies"},
    "publication": {"vi": "Xuất bản", "en": "Publication"},
    "responsibility": {"vi": "Minh xác trách nhiệm", "en": "Statement of responsibility"},
    "edition": {"vi": "Lần xuất bản", "en": "Edition"},
    "languages": {"vi": "Ngôn ngữ", "en": "Languages"},
    "subjects": {"vi": "Chủ đề", "en": "Subjects"},
    "genres": {"vi": "Thể loại", "en": "Genres"},
    "classification": {"vi": "Phân loại", "en": "Classification"},
    "identifiers": {"vi": "Chỉ số nhận dạng", "en": "Identifiers"},
    "extent": {"vi": "Mô tả vật lý", "en": "Physical description"},
    "online": {"vi": "Truy cập trực tuyến", "en": "Online access"},
    "series": {"vi": "Tùng thư", "en": "Series"},
    "summary": {"vi": "Tóm tắt", "en": "Summary"},
    "notes": {"vi": "Ghi chú", "en": "Notes"},
    "titles": {"vi": "Nhan đề khác", "en": "Other titles"},
    "untitled": {"vi": "(Không nhan đề)", "en": "(Untitled)"},
    "gone_title": {"vi": "Biểu ghi đã bị xoá", "en": "This record was deleted"},
    "gone_text": {
        "vi": "Thư viện nguồn đã xoá biểu ghi này; địa chỉ được giữ lại để báo điều đó.",
        "en": "Its library deleted this record; the address stays to say so.",
    },
    "not_found_title": {"vi": "Không có ở đây", "en": "Nothing here"},
    "not_found_text": {
        "vi": "Địa chỉ này không có trong bản phát hành hiện tại.",
        "en": "The current release has nothing at this address.",
    },
    "catalogued_as": {"vi": "Các dạng ghi trong biểu ghi", "en": "Forms in the records"},
    "shared_by": {"vi": "Các biểu ghi nhắc tới", "en": "Records that name it"},
    "file": {"vi": "Tệp", "en": "File"},
    "size": {"vi": "Kích thước", "en": "Size"},
    "no_dumps": {
        "vi": "Chưa có tệp nào; người vận hành tạo bằng lệnh `opendata dump`.",
        "en": "No files yet; the operator makes them with `opendata dump`.",
    },
    "latest": {"vi": "mới nhất", "en": "latest"},
    "limits": {"vi": "Giới hạn sử dụng", "en": "Limits"},
    "check": {"vi": "Kiểm tra tệp đã tải", "en": "Check what you downloaded"},
}
"""What pages say, by key and language."""


def grouped(number: int, language: str) -> str:
    """A number as readers of the language write it: 7.141 in Vietnamese, 7,141 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "vi" else text


def words(language: str) -> dict[str, str]:
    """Every text of the pages in *language*."""
    return {key: in_language(texts, language) for key, texts in WORDS.items()}
