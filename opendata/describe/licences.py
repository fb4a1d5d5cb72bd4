"""What descriptions say of licences: Creative Commons', those of Open Data Commons, Decree 47/2020/NĐ-CP.

The decree names no licence of its own. What it lets readers do, and asks of them (Articles 17 and 18), is
told under an IRI of the installation's own, which the operator may write in a library's file. State data are
never given another licence than what the library says.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from opendata.describe.collection import Collection
from opendata.describe.graph import Graph, Texts
from vocabularies.namespaces import dcterms, foaf, rdfs

DECREE = "terms-decree-47-2020"
"""The part of the catalogue's document that tells the decree's terms."""
BY_LIBRARY = "terms-by-library"
"""The one that stands where records of several licences come together."""
UNSTATED = "terms-unstated"
"""The one that stands where a library has stated none."""

_ADMS = "http://purl.org/adms/licencetype/"
_DECREE_TEXT: Texts = {
    "vi": (
        "Dữ liệu mở của cơ quan nhà nước theo Nghị định 47/2020/NĐ-CP. Điều 17: dữ liệu đầy đủ, cập nhật, "
        "truy cập được trên mạng, máy đọc được, ở định dạng mở, miễn phí và không yêu cầu khai báo định "
        "danh. Điều 18: được tự do sao chép, chia sẻ, kết hợp và sử dụng, kể cả vào mục đích thương mại; "
        "phải trích dẫn nguồn; dữ liệu được hiểu nguyên trạng như đã công bố; không được bán dữ liệu ở dạng "
        "nguyên thủy; khi dùng trong sản phẩm thương mại phải cung cấp miễn phí kèm theo dữ liệu mở đó; cơ "
        "quan nhà nước không chịu trách nhiệm về thiệt hại do việc sử dụng gây ra."
    ),
    "en": (
        "Open data of a state body under Decree 47/2020/NĐ-CP. Article 17: the data are complete, up to "
        "date, reachable over the network, machine-readable, in an open format, free of charge, and need no "
        "declaration of identity. Article 18: anyone may copy, share, combine and use them, also "
        "commercially; the source must be cited; the data are as published; they must not be sold in their "
        "original form; who uses them in a commercial product must give the open data free of charge along "
        "with it; state bodies are not liable for damage from their use."
    ),
}
_BY_LIBRARY_TEXT: Texts = {
    "vi": "Mỗi biểu ghi theo giấy phép của thư viện đã cho biểu ghi đó; xem bộ dữ liệu của từng thư viện.",
    "en": "Each record is under the licence of the library that gave it; see the dataset of each library.",
}
_UNSTATED_TEXT: Texts = {
    "vi": "Thư viện chưa nêu giấy phép; hãy hỏi thư viện trước khi dùng lại.",
    "en": "The library has stated no licence; ask it before you reuse its records.",
}


class Licence(NamedTuple):
    """What is told of a licence."""

    iri: str
    title: Texts
    types: Sequence[str]
    """Of ADMS's licence types."""
    text: Texts = MappingProxyType({})


_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/(?P<terms>[a-z-]+)/(?P<version>[0-9.]+)"
)
_OPEN_DATA_COMMONS = re.compile(
    r"https?://(?:www\.)?opendatacommons\.org/licenses/(?P<terms>by|odbl|pddl)(?:/(?P<version>[0-9.]+))?"
)
_DECREE_IRI = re.compile(r"(?<!\d)47[-_./%A-Fa-f]*2020(?!\d)")
_NAMES = {"zero": "CC0", "mark": "Public Domain Mark", "odbl": "ODbL", "by": "ODC-BY", "pddl": "PDDL"}
_TYPES: Mapping[str, Sequence[str]] = {
    "zero": ("PublicDomain",),
    "mark": ("PublicDomain",),
    "pddl": ("PublicDomain",),
    "odbl": ("Attribution", "ViralEffect-ShareAlike"),
}
_CONDITIONS = {
    "by": "Attribution",
    "sa": "ViralEffect-ShareAlike",
    "nc": "NonCommercialUseOnly",
    "nd": "NoDerivativeWork",
}


def licence(collection: Collection, iri: str) -> Licence:
    """What is told of the licence *iri*; of what stands for `""` where it is empty."""
    own = {DECREE: _decree, BY_LIBRARY: _by_library, UNSTATED: _unstated}
    for name, made in own.items():
        if iri == collection.part(name) or (not iri and name == UNSTATED):
            return made(collection.part(name))
    if match := _CREATIVE_COMMONS.match(iri):
        terms = match["terms"]
        name = _NAMES[terms] if terms in ("zero", "mark") else f"CC {terms.upper()}"
        title = f"{name} {match['version']}"
        return Licence(iri, {"vi": title, "en": title}, _types(terms))
    if match := _OPEN_DATA_COMMONS.match(iri):
        title = f"{_NAMES[match['terms']]} {match['version'] or ''}".strip()
        return Licence(iri, {"vi": title, "en": title}, _types(match["terms"]))
    if _DECREE_IRI.search(iri):
        return _decree(iri)
    return Licence(iri, {"vi": f"Giấy phép {iri}", "en": f"Licence {iri}"}, [f"{_ADMS}UnknownIPR"])


def _types(terms: str) -> list[str]:
    known = _TYPES.get(terms) or [_CONDITIONS[part] for part in terms.split("-") if part in _CONDITIONS]
    return [_ADMS + each for each in known or ("UnknownIPR",)]


def _decree(iri: str) -> Licence:
    title = {
        "vi": "Dữ liệu mở theo Nghị định 47/2020/NĐ-CP",
        "en": "Open data under Decree 47/2020/NĐ-CP",
    }
    types = [f"{_ADMS}Attribution", f"{_ADMS}OtherRestrictiveClauses"]
    return Licence(iri, title, types, _DECREE_TEXT)


def _by_library(iri: str) -> Licence:
    title = {"vi": "Giấy phép của từng thư viện", "en": "The licence of each library"}
    return Licence(iri, title, [f"{_ADMS}OtherRestrictiveClauses"], _BY_LIBRARY_TEXT)


def _unstated(iri: str) -> Licence:
    title = {"vi": "Chưa nêu giấy phép", "en": "No licence stated"}
    return Licence(iri, title, [f"{_ADMS}UnknownIPR"], _UNSTATED_TEXT)


def of_scope(collection: Collection, codes: Iterable[str]) -> str:
    """The IRI of the licence of what holds records of these libraries: theirs, if it is one and the same."""
    found = {collection.members[code].licence for code in codes if code in collection.members}
    if len(found) == 1:
        return found.pop() or collection.part(UNSTATED)
    return collection.part(BY_LIBRARY if found else UNSTATED)


def of_collection(collection: Collection) -> str:
    """The IRI of the licence of the union."""
    codes = [code for code, member in collection.members.items() if member.records]
    return of_scope(collection, codes or collection.members)


def used(collection: Collection) -> list[Licence]:
    """Every licence that the description names, and the decree's terms, which operators may name."""
    iris = {member.licence or collection.part(UNSTATED) for member in collection.members.values()}
    iris |= {collection.part(DECREE), of_collection(collection)}
    for dumps in collection.dumps:
        iris.update(licence for file in dumps.files for licence in file["licences"])
    iris |= {collection.part(BY_LIBRARY), collection.part(UNSTATED)}
    return [licence(collection, iri) for iri in sorted(iris)]


def describe(graph: Graph, collection: Collection) -> None:
    """States what each licence is."""
    for each in used(collection):
        thing = graph.about(each.iri, dcterms.LicenseDocument, dcterms.RightsStatement)
        thing.text(dcterms["title"], each.title).text(rdfs.label, each.title)
        thing.text(dcterms.description, each.text).link(dcterms.type, *each.types)
        if each.iri.startswith(collection.base):
            thing.link(foaf.isPrimaryTopicOf, collection.catalogue)
