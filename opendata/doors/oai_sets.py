"""The sets of `/oai` in words, Vietnamese first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from oai.repository import Set
from opendata.release.sets import COLLECTION, DIMENSIONS, collection, licence_code, own_spec
from vocabularies import codes
from vocabularies.provinces import MERGED, provinces

_DIMENSIONS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "type": (
        {"vi": "Loại hình tài liệu", "en": "Type of resource"},
        {"vi": "Theo loại hình mà biểu ghi cho biết.", "en": "By the type that the record tells."},
    ),
    "language": (
        {"vi": "Ngôn ngữ", "en": "Language"},
        {"vi": "Theo mã ngôn ngữ MARC của nội dung.", "en": "By the MARC code of the content's language."},
    ),
    "licence": (
        {"vi": "Giấy phép của dữ liệu", "en": "Licence of the metadata"},
        {"vi": "Theo giấy phép mà thư viện đặt ra.", "en": "By the licence that the library gives."},
    ),
    "province": (
        {"vi": "Tỉnh, thành phố nơi xuất bản", "en": "Province of publication"},
        {
            "vi": "34 tỉnh, thành phố từ 1/7/2025; bên trong là tỉnh cũ (63) đối với tài liệu có trước 2025.",
            "en": "The 34 provinces since 1 July 2025; within, the former 63 for what appeared before 2025.",
        },
    ),
    "province-of-holding": (
        {"vi": "Tỉnh, thành phố nơi giữ bản", "en": "Province of holding"},
        {
            "vi": "Nơi giữ bản mà biểu ghi cho biết, hoặc nơi có thư viện: 34 tỉnh, thành phố từ 1/7/2025; "
            "bên trong là tỉnh cũ (63) khi chỉ tên tỉnh cũ được nêu.",
            "en": "Where copies are as the record tells, or else where its library is: the 34 provinces "
            "since 1 July 2025; within, the former 63 where only such a one is named.",
        },
    ),
}
_OF_ORIGIN: tuple[Mapping[str, str], Mapping[str, str]] = (
    {"vi": "Bộ sưu tập ở thư viện gốc", "en": "Collection of origin"},
    {
        "vi": "Theo các tập (set) của chính thư viện mà biểu ghi được thu về từ đó.",
        "en": "By the sets of the library's own repository that the record was harvested from.",
    },
)
_TYPES: Mapping[str, Mapping[str, str]] = {
    "text": {"vi": "Văn bản", "en": "Text"},
    "text:monograph": {"vi": "Sách", "en": "Monographs"},
    "text:serial": {"vi": "Xuất bản phẩm nhiều kỳ", "en": "Serials"},
    "map": {"vi": "Bản đồ", "en": "Maps"},
    "score": {"vi": "Bản nhạc", "en": "Notated music"},
    "sound": {"vi": "Âm thanh", "en": "Sound"},
    "sound:music": {"vi": "Âm nhạc", "en": "Music recordings"},
    "sound:spoken": {"vi": "Lời nói", "en": "Spoken word"},
    "image": {"vi": "Hình ảnh", "en": "Still images"},
    "video": {"vi": "Phim, video", "en": "Moving images"},
    "multimedia": {"vi": "Đa phương tiện", "en": "Multimedia"},
    "dataset": {"vi": "Bộ dữ liệu", "en": "Datasets"},
    "object": {"vi": "Hiện vật", "en": "Objects"},
    "mixed": {"vi": "Tài liệu hỗn hợp", "en": "Mixed materials"},
    "manuscript": {"vi": "Bản viết tay", "en": "Manuscripts"},
    "movement": {"vi": "Ký hiệu múa", "en": "Notated movement"},
}


def described(
    specs: Iterable[str],
    licences: Iterable[str],
    libraries: Iterable[Set] = (),
    called: Mapping[tuple[str, str], str] | None = None,
) -> Iterator[Set]:
    """The sets of these setSpecs, with the dimensions that they are in.

    *licences* and *libraries* are all that there are; *called* is what libraries call their own sets.
    """
    known = {licence_code(licence): licence for licence in licences}
    specs = sorted(specs)
    yield from _collections(
        [spec for spec in specs if spec.startswith(f"{COLLECTION}:")],
        {each.spec: each.names for each in libraries},
        {collection(library, spec): name for (library, spec), name in (called or {}).items()},
    )
    for dimension in DIMENSIONS[:-1]:
        within = [spec for spec in specs if spec.startswith(f"{dimension}:")]
        if within:
            yield Set(dimension, *_DIMENSIONS[dimension])
        for spec in within:
            yield Set(spec, _names(dimension, spec.partition(":")[2], known))


def _collections(
    specs: Sequence[str], libraries: Mapping[str, Mapping[str, str]], called: Mapping[str, str]
) -> Iterator[Set]:
    if specs:
        yield Set(COLLECTION, *_OF_ORIGIN)
    for spec in specs:
        library, _, own = spec.removeprefix(f"{COLLECTION}:").partition(":")
        names = libraries.get(library, {})
        vi = names.get("vi") or names.get("en") or library
        en = names.get("en") or vi
        if not own:
            yield Set(spec, {"vi": f"Bộ sưu tập của {vi}", "en": f"Collections of {en}"})
            continue
        name = called.get(spec) or own_spec(own)
        about = {"vi": f"Bộ sưu tập “{name}” ở {vi}.", "en": f"The collection “{name}” at {en}."}
        yield Set(spec, {"vi": name, "en": name}, about)


def _names(dimension: str, code: str, licences: Mapping[str, str]) -> Mapping[str, str]:
    if dimension == "type":
        return _TYPES.get(code, {"vi": code})
    if dimension == "language":
        return {language: codes.label("languages", code, language) or code for language in ("vi", "en")}
    if dimension == "licence":
        return {"vi": licences.get(code, code)}
    province = provinces().get(code)
    if province is None:
        return {"vi": code}
    if province.former:
        return {
            "vi": f"{province.name} (trước 1/7/{MERGED})",
            "en": f"{province.name} (before July {MERGED})",
        }
    return {"vi": province.name, "en": province.name}
