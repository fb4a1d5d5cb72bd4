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
    "use_search": {
        "vi": "Tìm theo nhan đề, tên, chủ đề, ISBN; có dấu hay không dấu; trả về trang web hoặc JSON.",
        "en": "Find by title, name, subject, ISBN, with or without marks; as a page or as JSON.",
    },
    "use_query": {
        "vi": "Hỏi mọi điều bằng SPARQL 1.1, không cần đăng ký.",
        "en": "Ask anything by SPARQL 1.1; no registration.",
    },
    "use_oai": {
        "vi": "Thu hoạch toàn bộ hoặc phần mới bằng OAI-PMH 2.0: Dublin Core, MARCXML, MODS, EDM, BIBFRAME.",
        "en": "Harvest all or what is new by OAI-PMH 2.0: Dublin Core, MARCXML, MODS, EDM, BIBFRAME.",
    },
    "use_dumps": {
        "vi": "Tải trọn mỗi bản phát hành: N-Quads, JSON Lines, MARCXML, ISO 2709, CSV, Parquet.",
        "en": "Download each release whole: N-Quads, JSON Lines, MARCXML, ISO 2709, CSV, Parquet.",
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
    "search": {"vi": "Tìm", "en": "Search"},
    "search_title": {"vi": "Tìm biểu ghi", "en": "Find records"},
    "search_words": {"vi": "Từ cần tìm", "en": "Words"},
    "search_in": {"vi": "Tìm trong", "en": "In"},
    "search_everywhere": {"vi": "mọi phần", "en": "everything"},
    "search_titles": {"vi": "nhan đề", "en": "titles"},
    "search_name": {"vi": "tên người, tổ chức", "en": "names"},
    "search_subject": {"vi": "chủ đề", "en": "subjects"},
    "search_identifier": {"vi": "số hiệu (ISBN, ISSN …)", "en": "identifiers (ISBN, ISSN …)"},
    "search_any": {"vi": "tất cả", "en": "all"},
    "search_from": {"vi": "Từ năm", "en": "From year"},
    "search_to": {"vi": "đến năm", "en": "to year"},
    "search_found": {"vi": "Tìm thấy {n} biểu ghi.", "en": "{n} records found."},
    "search_first": {
        "vi": "{n} biểu ghi phù hợp nhất; còn nhiều hơn nữa. Hãy thêm từ, hoặc thu hẹp phạm vi.",
        "en": "The {n} best records; there are more. Add words, or narrow the search.",
    },
    "search_none": {
        "vi": "Không tìm thấy biểu ghi nào. Hãy bớt từ, hoặc gõ không dấu.",
        "en": "Nothing found. Use fewer words, or leave out the marks.",
    },
    "search_help": {
        "vi": "Gõ có dấu hoặc không dấu, theo thứ tự bất kỳ. Đặt cụm từ trong “ngoặc kép”; thêm * sau "
        "phần đầu của một từ.",
        "en": "With or without marks, in any order. Put a phrase in “quotes”; put * behind the beginning of "
        "a word.",
    },
    "search_pages": {"vi": "Các trang kết quả", "en": "Pages of results"},
    "before": {"vi": "← Trang trước", "en": "← Previous page"},
    "next": {"vi": "Trang sau →", "en": "Next page →"},
    "search_empty": {
        "vi": "Không có từ nào để tìm. Hãy gửi từ cần tìm trong tham số q.",
        "en": "There is no word to look for. Send words in the parameter q.",
    },
    "search_too_long": {
        "vi": "Câu tìm dài quá (giới hạn {allowed}). Hãy dùng ít từ hơn.",
        "en": "That is too long (the limit is {allowed}). Use fewer words.",
    },
    "search_too_broad": {
        "vi": "Câu tìm quá rộng nên không trả lời kịp. Hãy thêm từ, hoặc gõ từ dài hơn trước dấu *.",
        "en": "That finds too much to answer in time. Add words, or more letters before the *.",
    },
    "search_kind": {
        "vi": "Tham số kind phải là một trong: {allowed}.",
        "en": "The parameter kind must be one of: {allowed}.",
    },
    "search_number": {
        "vi": "Tham số phải là số nguyên trong khoảng cho phép: {allowed}.",
        "en": "That parameter must be a whole number within its limits: {allowed}.",
    },
}
"""What pages say, by key and language."""


def grouped(number: int, language: str) -> str:
    """A number as readers of the language write it: 7.141 in Vietnamese, 7,141 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "vi" else text


def words(language: str) -> dict[str, str]:
    """Every text of the pages in *language*."""
    return {key: in_language(texts, language) for key, texts in WORDS.items()}
