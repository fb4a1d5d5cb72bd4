"""The sets of `/oai` in words, Vietnamese first."""

from collections.abc import Iterable, Iterator, Mapping

from oai.repository import Set
from opendata.release.sets import DIMENSIONS, licence_code
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
}
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


def described(specs: Iterable[str], licences: Iterable[str]) -> Iterator[Set]:
    """The sets of these setSpecs, with the dimensions that they are in; *licences* are all that there are."""
    known = {licence_code(licence): licence for licence in licences}
    specs = sorted(specs)
    for dimension in DIMENSIONS:
        within = [spec for spec in specs if spec.startswith(f"{dimension}:")]
        if within:
            yield Set(dimension, *_DIMENSIONS[dimension])
        for spec in within:
            yield Set(spec, _names(dimension, spec.partition(":")[2], known))


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
