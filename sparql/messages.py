"""What the endpoint says when it does not answer a query, in English and in Vietnamese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no_query": (
        "There is no query. Send it as the parameter 'query', or as the body of a POST of type "
        "application/sparql-query.",
        "Thiếu câu truy vấn. Hãy gửi bằng tham số 'query', hoặc trong thân của yêu cầu POST có kiểu "
        "application/sparql-query.",
    ),
    "many_queries": (
        "There is more than one query. Send exactly one.",
        "Có nhiều hơn một câu truy vấn. Hãy gửi đúng một câu.",
    ),
    "update": (
        "{operation} is an update; this endpoint answers queries only: SELECT, ASK, CONSTRUCT and DESCRIBE.",
        "{operation} là lệnh cập nhật; cổng này chỉ trả lời truy vấn: SELECT, ASK, CONSTRUCT và DESCRIBE.",
    ),
    "service": (
        "SERVICE is refused: this endpoint calls no other server. Query the other endpoint yourself and join "
        "the results, or pass them in with VALUES.",
        "Không chấp nhận SERVICE: cổng này không gọi máy chủ khác. Hãy tự truy vấn cổng kia rồi ghép "
        "kết quả, hoặc đưa kết quả vào bằng VALUES.",
    ),
    "ambiguous": (
        "This can be read in two ways: {text} Put spaces around '<' where it compares, percent-encode "
        "apostrophes and brackets in IRIs, and choose another prefix than 'service'.",
        "Đoạn này có thể hiểu theo hai cách: {text} Hãy đặt dấu cách quanh '<' khi so sánh, mã hoá phần trăm "
        "dấu nháy đơn và dấu ngoặc trong IRI, và chọn tiền tố khác 'service'.",
    ),
    "search_pattern": (
        'Write a search as a triple of its own: ?work od:search "words", or (?work ?score ?title) od:search '
        '("words" od:title 50), with kinds od:title, od:name, od:subject, od:identifier; at most {limit} in '
        "a query, {most} works each.",
        'Hãy viết phép tìm thành một bộ ba riêng: ?work od:search "từ cần tìm", hoặc (?work ?score ?title) '
        'od:search ("từ cần tìm" od:title 50), với od:title, od:name, od:subject, od:identifier; nhiều nhất '
        "{limit} phép tìm mỗi truy vấn, mỗi phép {most} tác phẩm.",
    ),
    "search_words": (
        "The words of a search cannot be looked for: {why}",
        "Không tìm được với các từ đã cho: {why}",
    ),
    "search_unready": (
        "There is no search index yet. Try again in a minute.",
        "Chưa có chỉ mục tìm kiếm. Hãy thử lại sau một phút.",
    ),
    "too_deep": (
        "The query is nested or chained deeper than {limit} levels. Write lists of values with VALUES.",
        "Truy vấn lồng nhau hoặc nối tiếp quá {limit} tầng. Hãy viết danh sách giá trị bằng VALUES.",
    ),
    "too_long": (
        "The query is longer than the limit of {limit} bytes. For large extracts, take the dumps: {dumps}",
        "Truy vấn dài quá giới hạn {limit} byte. Để lấy nhiều dữ liệu, hãy tải các tệp trọn bộ: {dumps}",
    ),
    "address_too_long": (
        "The address is longer than {limit} bytes. Send the query by POST.",
        "Địa chỉ dài quá {limit} byte. Hãy gửi truy vấn bằng POST.",
    ),
    "not_utf8": ("The request is not UTF-8.", "Yêu cầu không phải UTF-8."),
    "graph_not_iri": (
        "Not an absolute IRI of a graph: {text}",
        "Không phải IRI tuyệt đối của đồ thị: {text}",
    ),
    "malformed": (
        "Syntax error in the query at line {line}, column {column}: {expected}",
        "Lỗi cú pháp trong truy vấn tại dòng {line}, cột {column}: {expected}",
    ),
    "malformed_at": (
        'Syntax error in the query at line {line}, column {column}, at "{found}". Expected: {expected}',
        "Lỗi cú pháp trong truy vấn tại dòng {line}, cột {column}, ở chỗ “{found}”. Cần có: {expected}",
    ),
    "malformed_end": (
        "The query ends too early, at line {line}, column {column}. Expected: {expected}",
        "Truy vấn kết thúc quá sớm, tại dòng {line}, cột {column}. Cần có: {expected}",
    ),
    "malformed_prefix": (
        "The prefix {found} is not declared (line {line}, column {column}). Begin with: {expected}",
        "Tiền tố {found} chưa được khai báo (dòng {line}, cột {column}). Hãy mở đầu bằng: {expected}",
    ),
    "malformed_rule": (
        "The query follows the grammar, but before line {line}, column {column} it breaks another rule of "
        "SPARQL: perhaps a variable is given a second value (BIND, AS), a blank node is named in two groups, "
        "or a function has too few or too many arguments.",
        "Truy vấn đúng ngữ pháp, nhưng trước dòng {line}, cột {column} có chỗ phạm một quy tắc khác của "
        "SPARQL: có thể một biến được gán giá trị lần thứ hai (BIND, AS), một nút trống có mặt ở hai nhóm, "
        "hoặc một hàm thiếu hay thừa đối số.",
    ),
    "failed": (
        "The query could not be evaluated, or its result cannot be written in this format.",
        "Không thể thực hiện truy vấn, hoặc không thể ghi kết quả theo định dạng này.",
    ),
    "timed_out": (
        "The query was stopped: it ran longer than the limit of {seconds} seconds. Ask for less (LIMIT, a "
        "more selective pattern, MINUS for NOT EXISTS), or take the dumps: {dumps}",
        "Truy vấn đã bị dừng vì chạy quá giới hạn {seconds} giây. Hãy hỏi ít hơn (LIMIT, mẫu chọn lọc hơn, "
        "MINUS thay cho NOT EXISTS), hoặc tải các tệp trọn bộ: {dumps}",
    ),
    "broke": (
        "The query was stopped: it needed more memory than one query may use ({memory}), or was too complex. "
        "Ask for less, or take the dumps: {dumps}",
        "Truy vấn đã bị dừng: cần nhiều bộ nhớ hơn mức cho phép của một truy vấn ({memory}), hoặc quá "
        "phức tạp. Hãy hỏi ít hơn, hoặc tải các tệp trọn bộ: {dumps}",
    ),
    "unserved": (
        "The engine that holds the data does not answer just now. Try again in a minute.",
        "Máy chủ giữ dữ liệu hiện không trả lời. Hãy thử lại sau một phút.",
    ),
    "overloaded": (
        "The endpoint is busy with other queries. Try again in {seconds} seconds; for large extracts, take "
        "the dumps: {dumps}",
        "Cổng đang bận trả lời các truy vấn khác. Hãy thử lại sau {seconds} giây; để lấy nhiều dữ liệu, hãy "
        "tải các tệp trọn bộ: {dumps}",
    ),
    "not_acceptable": (
        "None of the formats asked for is at hand. This endpoint offers: {formats}",
        "Không có định dạng nào như yêu cầu. Cổng này có: {formats}",
    ),
    "media_type": (
        "A POST has the type application/x-www-form-urlencoded (with the parameter 'query') or "
        "application/sparql-query, in UTF-8.",
        "Yêu cầu POST phải có kiểu application/x-www-form-urlencoded (với tham số 'query') hoặc "
        "application/sparql-query, mã UTF-8.",
    ),
    "method": (
        "This endpoint answers GET, HEAD, POST and OPTIONS.",
        "Cổng này trả lời GET, HEAD, POST và OPTIONS.",
    ),
}


def message(key: str, **detail: object) -> str:
    """Both languages, a paragraph each. Blanks that `detail` does not fill raise KeyError."""
    english, vietnamese = MESSAGES[key]
    return f"{english.format(**detail)}\n\n{vietnamese.format(**detail)}\n"
