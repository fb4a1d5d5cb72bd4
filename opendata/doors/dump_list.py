"""What the list of dumps shows: files with sizes and counts, deltas, commands to copy, in two languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opendata.doors.year_plot import HEIGHT, WIDTH, year_plot
from opendata.dump import manifest
from opendata.dump.licences import SCOPE, file_name

WORDS: Mapping[str, Mapping[str, str]] = {
    "scope": {"vi": "Phạm vi", "en": "Scope"},
    "union": {"vi": "Mọi thư viện", "en": "All libraries"},
    "entries": {"vi": "Số mục", "en": "Entries"},
    "delta": {"vi": "Thay đổi từ bản phát hành", "en": "Changes since release"},
    "added": {"vi": "Phát biểu thêm vào", "en": "Statements added"},
    "removed": {"vi": "Phát biểu bỏ đi", "en": "Statements removed"},
    "deleted-ids": {"vi": "Biểu ghi đã xoá", "en": "Records deleted"},
    "changed-ids": {"vi": "Biểu ghi mới hoặc đã sửa", "en": "Records new or changed"},
    "changed": {"vi": "Biểu ghi MARC mới hoặc đã sửa", "en": "MARC records new or changed"},
    "left_out": {"vi": "không chứa được {count}", "en": "{count} left out"},
    "withdrawn_title": {"vi": "Đã thu hồi", "en": "Withdrawn"},
    "withdrawn": {
        "vi": "Các tệp của bản phát hành {release} đã được thu hồi lúc {at} và không còn ở đây nữa. "
        "Hãy dùng bản mới nhất tại /dumps/latest/.",
        "en": "The dumps of release {release} were withdrawn at {at} and are no longer here. "
        "Please use the latest ones at /dumps/latest/.",
    },
    "reason": {"vi": "Lý do", "en": "Reason"},
    "joined_title": {"vi": "Đã gộp với các thay đổi khác", "en": "Joined with other deltas"},
    "joined": {
        "vi": "Tệp thay đổi này đã quá 90 ngày, hoặc dẫn đến bản đã thu hồi, và được gộp với các tệp "
        "thay đổi kề bên; danh sách tại /dumps/ cho biết tệp thay nó.",
        "en": "This delta was more than 90 days old, or led to dumps that were withdrawn, and was joined "
        "with those beside it; the list at /dumps/ has the one in its place.",
    },
    "pruned_title": {"vi": "Tệp đầy đủ không còn được giữ", "en": "The full files are no longer kept"},
    "pruned": {
        "vi": "Tệp đầy đủ của bản phát hành {release} không còn được giữ từ {at}. Có thể tạo lại từ một "
        "tệp đầy đủ trước đó và các tệp thay đổi; danh sách tại /dumps/ cho biết những gì còn có.",
        "en": "The full files of release {release} are no longer kept since {at}. An earlier full file and "
        "the deltas from it on make them again; the list at /dumps/ says what is there.",
    },
    "years": {"vi": "Biểu ghi theo năm xuất bản", "en": "Records by year of publication"},
    "years_text": {
        "vi": "Mỗi vạch là một năm, từ {first} đến {last}; trước đó gộp vào vạch đầu. "
        "Chiều cao theo từng thư viện.",
        "en": "A bar is a year, from {first} to {last}; older ones are in the first. "
        "Each library has a scale of its own.",
    },
    "year_row": {
        "vi": "{library}: nhiều nhất là năm {year}, {most}",
        "en": "{library}: most in {year}, {most}",
    },
    "library": {"vi": "Thư viện", "en": "Library"},
    "about": {"vi": "Đọc thêm", "en": "About these files"},
    "use": {"vi": "Cách dùng", "en": "How to use them"},
    "download": {
        "vi": "Tải về; chạy lại lệnh để tải tiếp phần còn thiếu",
        "en": "Download; run it again to go on where it was cut off",
    },
    "load": {
        "vi": "Nạp vào kho RDF: Oxigraph, Jena, QLever",
        "en": "Load into an RDF store: Oxigraph, Jena, QLever",
    },
    "query": {"vi": "Đếm biểu ghi bằng DuckDB", "en": "Count records with DuckDB"},
    "columns": {
        "vi": "Đếm biểu ghi theo năm bằng DuckDB, đọc thẳng từ địa chỉ này",
        "en": "Count records by year with DuckDB, right from this address",
    },
    "frame": {"vi": "Phân tích bằng pandas", "en": "Analyse with pandas"},
    "read": {"vi": "Đọc MARC bằng pymarc", "en": "Read MARC with pymarc"},
    "next": {
        "vi": "Cập nhật tệp cũ bằng tệp thay đổi",
        "en": "Bring an earlier file up to date with a delta",
    },
}
_COUNT = """duckdb -c "SELECT count(*) FROM read_ndjson_objects('NAME')\""""
_BY_YEAR = """duckdb -c "SELECT year, count(*) FROM 'NAME' GROUP BY year ORDER BY year\""""
_FRAME = (
    '''python -c "import pandas; print(pandas.read_parquet('NAME').languages.explode().value_counts())"'''
)
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def words(language: str) -> dict[str, str]:
    """Every text in *language*."""
    return {key: texts[language] for key, texts in WORDS.items()}


def listed(folder: Path, base: str) -> dict[str, Any]:
    """What the list shows of a release's dumps."""
    found = manifest.read(folder) or {"files": [], "deltas": [], "about": [], "instant": ""}
    return {
        "number": folder.name,
        "instant": found["instant"],
        "pruned": found.get("pruned", ""),
        "files": [
            {**file, "size": size(file["bytes"]), "licence": _licence(file)} for file in found["files"]
        ],
        "deltas": [
            {**delta, "files": [{**file, "size": size(file["bytes"])} for file in delta["files"]]}
            for delta in found["deltas"]
        ],
        "about": [manifest.MANIFEST, *found["about"]],
        "plot": year_plot(found.get("years", {}), int(found["instant"][:4] or 0) + 1),
        "box": (WIDTH, HEIGHT),
        "commands": commands(found, base),
    }


def holds_any(one: Mapping[str, Any]) -> bool:
    """Whether a release that is `listed` has still files that can be had."""
    return bool(one["files"] or one["deltas"])


def why_gone(found: Mapping[str, Any], name: str, say: Mapping[str, str]) -> tuple[str, str]:
    """The title and the text for a file that a manifest says is gone."""
    if "-delta-" in name or not found.get("pruned"):
        return say["joined_title"], say["joined"]
    return say["pruned_title"], say["pruned"].format(release=found["release"], at=found["pruned"])


def _licence(file: Mapping[str, Any]) -> str:
    """The name of the licence whose file this is; `""` for other files."""
    return file_name(file["licences"][0]) if file["scope"].startswith(SCOPE) else ""


def aliases(found: Mapping[str, Any]) -> dict[str, str]:
    """Names that stay the same from release to release, with the file that each stands for now."""
    stamp = "-" + found["instant"].replace("-", "").replace(":", "")
    return {file["path"].replace(stamp, ""): file["path"] for file in found["files"]}


def commands(found: Mapping[str, Any], base: str) -> list[tuple[str, str]]:
    """Commands to copy for what there is: a key of WORDS, and the lines."""
    union = {file["format"]: file["path"] for file in reversed(found["files"]) if file["scope"] == "union"}
    made: list[tuple[str, str]] = []
    if name := union.get("nquads") or next(iter(union.values()), ""):
        made.append(
            (
                "download",
                f"curl -fLO -C - {base}dumps/{found['release']}/{name}\n"
                f"curl -fLO {base}dumps/{found['release']}/SHA256SUMS\n"
                "sha256sum --check --ignore-missing SHA256SUMS",
            )
        )
    if name := union.get("nquads", ""):
        load = (
            f"oxigraph load --location store --file {name}\n"
            f"tdb2.tdbloader --loc=DB {name}\n"
            f"zcat {name} | qlever-index -i vnlib -F nq -f -"
        )
        made.append(("load", load))
    if name := union.get("jsonl", ""):
        made.append(("query", _COUNT.replace("NAME", name)))
    if name := union.get("parquet", ""):
        address = f"{base}dumps/{found['release']}/{name}"
        made.append(("columns", _BY_YEAR.replace("NAME", address)))
        made.append(("frame", _FRAME.replace("NAME", name)))
    if name := union.get("mrc", ""):
        made.append(
            (
                "read",
                'python -c "import gzip, pymarc; '
                f"print(sum(1 for _ in pymarc.MARCReader(gzip.open('{name}'))))\"",
            )
        )
    for delta in found["deltas"][:1]:
        stamp = delta["fromInstant"].replace("-", "").replace(":", "")
        old = f"vnlib-union-full-{stamp}.nq.zst"
        made.append(("next", f"opendata apply-delta {old} {delta['files'][0]['path']} -o new.nq.zst"))
    return made


def size(count: int) -> str:
    """Bytes as people read them, in binary units (IEC 80000-13)."""
    amount = float(count)
    for unit in _UNITS[:-1]:
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} {_UNITS[-1]}"
