"""What the page of limits says, by key and language."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"vi": "Giới hạn sử dụng", "en": "Limits"},
    "lead": {
        "vi": "Mọi cửa đều mở, không cần khoá hay đăng ký. Giới hạn dưới đây giữ cho một người dùng không "
        "làm "
        "chậm những người khác. Đây là giá trị đang áp dụng ở địa chỉ này.",
        "en": "Every door is open; there are no keys and no registration. These limits keep one user from "
        "slowing down the others. The values are those in force at this address.",
    },
    "limit": {"vi": "Giới hạn", "en": "Limit"},
    "value": {"vi": "Giá trị", "en": "Value"},
    "beyond": {"vi": "Khi vượt quá", "en": "Beyond it"},
    "unlimited": {"vi": "không giới hạn", "en": "no limit"},
    "more": {"vi": "Khi cần nhiều hơn", "en": "When you need more"},
    "more_dumps": {
        "vi": "Để lấy toàn bộ dữ liệu, hãy tải tệp trọn bộ và nạp vào kho của bạn: nhanh hơn và không có "
        "giới hạn.",
        "en": "For all of the data take a dump and load it into a store of your own: quicker, and without "
        "limits.",
    },
    "more_oai": {
        "vi": "Để theo dõi thay đổi, hãy thu hoạch phần mới bằng OAI-PMH (from=…) thay vì hỏi lại từ đầu.",
        "en": "To follow changes, harvest what is new by OAI-PMH (from=…) instead of asking for all again.",
    },
    "more_query": {
        "vi": "Truy vấn quá lâu thường nhanh hơn hẳn khi bắt đầu bằng phần hiếm nhất, dùng MINUS thay cho "
        "FILTER NOT EXISTS, và có LIMIT.",
        "en": "A query that takes too long is often much quicker when it begins with what is rarest, uses "
        "MINUS "
        "for FILTER NOT EXISTS, and has a LIMIT.",
    },
    "more_contact": {
        "vi": "Nếu vẫn chưa đủ, hãy viết cho người vận hành:",
        "en": "If that is not enough, write to the operator:",
    },
    "as_json": {"vi": "Trang này dưới dạng JSON", "en": "This page as JSON"},
    "seconds": {"vi": "giây", "en": "seconds"},
    "rows": {"vi": "dòng hoặc phát biểu", "en": "rows or triples"},
    "queries": {"vi": "truy vấn", "en": "queries"},
    "unit_records": {"vi": "biểu ghi", "en": "records"},
    "requests": {"vi": "yêu cầu", "en": "requests"},
    "requests_of_one": {"vi": "yêu cầu mỗi phút", "en": "requests a minute"},
    "sparql": {"vi": "Truy vấn SPARQL", "en": "SPARQL queries"},
    "sparql_seconds": {
        "vi": "Thời gian của một truy vấn, kể cả lúc chờ",
        "en": "Time of one query, waiting included",
    },
    "sparql_rows": {"vi": "Dòng trong một kết quả", "en": "Rows in one result"},
    "sparql_answerBytes": {"vi": "Kích thước một kết quả", "en": "Size of one result"},
    "sparql_memoryBytes": {"vi": "Bộ nhớ của một truy vấn", "en": "Memory of one query"},
    "sparql_fastPlaces": {"vi": "Truy vấn ngắn chạy cùng lúc", "en": "Short queries that run at a time"},
    "sparql_slowPlaces": {"vi": "Truy vấn dài chạy cùng lúc", "en": "Long queries that run at a time"},
    "sparql_waiting": {"vi": "Truy vấn được chờ đến lượt", "en": "Queries that may wait for their turn"},
    "sparql_queryBytes": {"vi": "Độ dài câu truy vấn (POST)", "en": "Length of a query (POST)"},
    "sparql_addressBytes": {"vi": "Độ dài địa chỉ (GET)", "en": "Length of an address (GET)"},
    "sparql_rowsOnPage": {"vi": "Dòng hiện trên trang truy vấn", "en": "Rows shown on the query page"},
    "sparql_beyond": {
        "vi": "Truy vấn quá giờ hoặc quá nhiều bộ nhớ bị dừng, trả lời 503; khi quá đông cũng là 503, với "
        "Retry-After. Kết quả dài hơn mức cho phép bị cắt và nói rõ trong tiêu đề OpenData-Truncated. Câu "
        "truy "
        "vấn quá dài: 413, địa chỉ quá dài: 414. Khi nhiều người hỏi, lượt được chia đều theo người hỏi, và "
        "truy vấn dài nhường truy vấn ngắn.",
        "en": "A query that takes too long or too much memory is stopped, with status 503; so it is when too "
        "many ask at once, with Retry-After. A result longer than allowed is cut, and says so in the header "
        "OpenData-Truncated. A query that is too long: 413, an address: 414. When many ask, turns are shared "
        "evenly among those who ask, and long queries make room for short ones.",
    },
    "oai": {"vi": "Thu hoạch OAI-PMH", "en": "OAI-PMH harvesting"},
    "oai_pageRecords": {"vi": "Biểu ghi trong một trang", "en": "Records in one page"},
    "oai_requestsAMinute": {"vi": "Yêu cầu của một địa chỉ", "en": "Requests of one address"},
    "oai_atOnce": {"vi": "Yêu cầu được trả lời cùng lúc", "en": "Requests answered at a time"},
    "oai_waiting": {"vi": "Yêu cầu được chờ đến lượt", "en": "Requests that may wait for their turn"},
    "oai_waitingSeconds": {"vi": "Thời gian chờ lượt", "en": "Time to wait for a turn"},
    "oai_beyond": {
        "vi": "Hỏi quá thường xuyên: 429; khi quá đông: 503. Cả hai kèm Retry-After, và trình thu hoạch tự "
        "chờ. "
        "Hãy dùng một kết nối cho mỗi lượt thu hoạch.",
        "en": "Asking too often: 429; when too many ask at once: 503. Both come with Retry-After, which "
        "harvesters heed. Use one connection for a harvest.",
    },
    "dumps": {"vi": "Tệp trọn bộ", "en": "Bulk dumps"},
    "dumps_downloads": {"vi": "Số lần tải", "en": "Downloads"},
    "dumps_ranges": {"vi": "Tải tiếp phần còn thiếu (Range)", "en": "Parts of files, to resume (Range)"},
    "dumps_beyond": {
        "vi": "Tệp không bao giờ thay đổi: tải một lần, giữ lại, rồi chỉ lấy phần chênh lệch.",
        "en": "Files never change: download them once, keep them, and then take the deltas alone.",
    },
    "records_beyond": {
        "vi": "Trang được ghi nhớ theo ETag; hãy gửi If-None-Match để không tải lại những gì đã có.",
        "en": "Pages have ETags; send If-None-Match so as not to get again what you have.",
    },
    "records": {"vi": "Trang biểu ghi", "en": "Record pages"},
    "records_requests": {"vi": "Yêu cầu", "en": "Requests"},
}
"""`{door}_{limit}` names a limit, `{door}_beyond` tells what happens past it."""
