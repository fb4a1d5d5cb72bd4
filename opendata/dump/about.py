"""The files beside the dumps that people read: `README.vi`, `README.en`, citations, and `LICENSES/`.

They follow from the release alone, not from which formats were dumped, so they never change.
"""

from collections.abc import Iterator, Mapping

from opendata.describe import citation
from opendata.describe.citation import Cited
from opendata.dump.dump_format import timestamp
from opendata.dump.licences import file_name
from opendata.release.index import Count, Release
from opendata.settings import Settings

LICENCES_FOLDER = "LICENSES"

_README = {
    "vi": """{title}
{publisher}

Dữ liệu trọn bộ của bản phát hành số {number}, lúc {instant} (UTC): {records} biểu ghi.
Địa chỉ: {base}dumps/{number}/

Các tệp
  vnlib-union-full-{stamp}.*     mọi thư viện, cùng nhãn của các từ vựng
  vnlib-MÃ-full-{stamp}.*        biểu ghi của một thư viện
  vnlib-licence.TÊN-full-{stamp}.*   biểu ghi của mọi thư viện theo một giấy phép mở, cùng nhãn các từ vựng
  manifest.json                  mọi tệp: kích thước, SHA-256, số biểu ghi, nguồn, giấy phép
  SHA256SUMS                     kiểm tra sau khi tải: sha256sum --check --ignore-missing SHA256SUMS
  LICENSES/                      giấy phép nào áp dụng cho thư viện nào

N-Quads (.nq): mỗi dòng một phát biểu; đồ thị là biểu ghi đã nêu phát biểu đó. Các dòng xếp theo thứ tự byte
(LC_ALL=C sort), không trùng lặp, không có nút trống. Các tệp của từng thư viện cùng đồ thị
{base}vocabularies hợp lại đúng bằng tệp union. Cùng một nội dung có bản nén gzip (.gz) và zstd (.zst).
JSON Lines (.jsonl): mỗi dòng một biểu ghi dưới dạng JSON-LD. MARCXML (.marcxml) và ISO 2709 (.mrc, UTF-8):
các biểu ghi đến từ thư viện ở dạng MARC, sau khi sửa lỗi mã hoá; ISO 2709 không chứa được biểu ghi quá dài.
CSV (.csv): mỗi dòng một biểu ghi, các giá trị của một cột cách nhau bằng " | ". Tệp .excel.csv để mở bằng
bảng tính: có dấu BOM, và ô dễ bị hiểu là công thức có dấu ' đứng trước.
Parquet (.parquet): mỗi dòng một biểu ghi, các cột có kiểu, cho DuckDB, pandas, R: tác giả với vai trò và IRI,
chủ đề, nơi xuất bản, năm, ngôn ngữ, phân loại, số hiệu, giấy phép. Tệp đã nén sẵn bên trong.

Thay đổi (vnlib-union-delta-…-from-…): -added và -removed là các dòng thêm vào và bỏ đi từ lần phát hành
ghi sau "from"; -deleted-ids.txt là biểu ghi đã bị xoá; -changed.marcxml.gz là biểu ghi MARC mới hoặc đã sửa.
Từ tệp cũ có thể làm ra tệp mới, giống đến từng byte: opendata apply-delta TỆP-CŨ TỆP-ADDED -o TỆP-MỚI

Các thư viện
{libraries}
Cách trích dẫn
  {publisher}: {title}, bản phát hành {number} ({date}). {base}dumps/{number}/

Liên hệ: {email}
""",
    "en": """{title}
{publisher}

The whole data of release {number}, of {instant} (UTC): {records} records.
Address: {base}dumps/{number}/

Files
  vnlib-union-full-{stamp}.*     all libraries, and the labels of vocabularies
  vnlib-CODE-full-{stamp}.*      the records of one library
  vnlib-licence.NAME-full-{stamp}.*  the records of all libraries under one open licence, and those labels
  manifest.json                  every file: size, SHA-256, number of records, sources, licences
  SHA256SUMS                     to check downloads: sha256sum --check --ignore-missing SHA256SUMS
  LICENSES/                      which licence holds for which library

N-Quads (.nq): a line is a statement; its graph is the record that makes it. Lines are sorted by their bytes
(LC_ALL=C sort), none comes twice, and there are no blank nodes. The files of the libraries and the graph
{base}vocabularies together are exactly the union's file. The same content is there in gzip (.gz) and
zstd (.zst).
JSON Lines (.jsonl): a record a line, as JSON-LD. MARCXML (.marcxml) and ISO 2709 (.mrc, UTF-8): the
records that libraries gave as MARC, with errors of encoding mended; ISO 2709 has no room for very long ones.
CSV (.csv): a record a row, with " | " between the values of a column. The .excel.csv files are for
spreadsheets: they begin with a byte order mark, and a cell that would be run as a formula has ' before it.
Parquet (.parquet): a record a row, in typed columns, for DuckDB, pandas and R: agents with their roles and
IRIs, subjects, places, years, languages, classification, identifiers, licences. It is compressed within.

Changes (vnlib-union-delta-…-from-…): -added and -removed are the lines that came and went since the release
named behind "from"; -deleted-ids.txt are records that were deleted; -changed.marcxml.gz are MARC records that
are new or changed. An earlier file becomes the new one, to the byte: opendata apply-delta OLD ADDED -o NEW

Libraries
{libraries}
How to cite
  {publisher}: {title}, release {number} ({date}). {base}dumps/{number}/

Contact: {email}
""",
}
_NO_LICENCE = {"vi": "chưa nêu giấy phép", "en": "no licence stated"}
_RECORDS = {"vi": "biểu ghi", "en": "records"}


def about(settings: Settings, release: Release, counts: Mapping[str, Count]) -> dict[str, bytes]:
    """The files by their names in the folder."""
    live = {code: count.records for code, count in sorted(counts.items()) if count.records}
    files = {f"README.{language}": _readme(settings, release, live, language) for language in _README}
    cited = Cited(
        {"vi": settings.title.vi, "en": settings.title.en},
        {"vi": settings.publisher.name.vi, "en": settings.publisher.name.en},
        release.number,
        release.instant,
        f"{release.facts.base_iri}dumps/{release.number}/",
        sorted({release.facts.licence(code) for code in live} - {""}),
        sum(live.values()),
    )
    return {**files, **citation.files(cited), **dict(_licences(release, live))}


def _readme(settings: Settings, release: Release, live: Mapping[str, int], language: str) -> bytes:
    libraries = [
        f"  {code}: {_name(release, code, language)}; {count} {_RECORDS[language]}; "
        f"{release.facts.licence(code) or _NO_LICENCE[language]}\n"
        for code, count in live.items()
    ]
    text = _README[language].format(
        title=getattr(settings.title, language),
        publisher=getattr(settings.publisher.name, language),
        email=settings.publisher.email,
        number=release.number,
        instant=f"{release.instant:%Y-%m-%d %H:%M:%S}",
        date=f"{release.instant:%Y-%m-%d}",
        stamp=timestamp(release),
        records=sum(live.values()),
        base=release.facts.base_iri,
        libraries="".join(libraries),
    )
    return text.encode()


def _name(release: Release, code: str, language: str) -> str:
    names = release.facts.libraries[code].name if code in release.facts.libraries else {}
    return names.get(language) or names.get("vi") or code


def _licences(release: Release, live: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    by_licence: dict[str, list[str]] = {}
    for code in live:
        by_licence.setdefault(release.facts.licence(code), []).append(code)
    taken: set[str] = set()
    for licence, codes in sorted(by_licence.items()):
        name = file_name(licence)
        while name in taken:
            name += "-other"
        taken.add(name)
        lines = [licence or "; ".join(f"{text} ({language})" for language, text in _NO_LICENCE.items()), ""]
        lines += [f"{code}: {_name(release, code, 'vi')} / {_name(release, code, 'en')}" for code in codes]
        yield f"{LICENCES_FOLDER}/{name}.txt", ("\n".join(lines) + "\n").encode()
