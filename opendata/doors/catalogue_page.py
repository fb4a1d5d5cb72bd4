"""The catalogue as a page: datasets, how to get at them, licences."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from opendata.describe import citation, licences, schema_org
from opendata.describe.collection import UNION, Collection
from opendata.describe.datasets import licence_of, scopes
from opendata.describe.services import SERVICES
from opendata.doors import language as languages
from opendata.doors.described import Described
from opendata.doors.rdf import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from opendata.doors.site import Site

WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"vi": "Danh mục dữ liệu", "en": "Data catalogue"},
    "datasets": {"vi": "Các bộ dữ liệu", "en": "Datasets"},
    "services": {"vi": "Các dịch vụ", "en": "Services"},
    "service": {"vi": "Dịch vụ", "en": "Service"},
    "standard": {"vi": "Chuẩn", "en": "Standard"},
    "licences": {"vi": "Giấy phép và điều kiện", "en": "Licences and terms"},
    "creator": {"vi": "Nguồn", "en": "Source"},
    "files": {"vi": "Tệp của bản phát hành {number}", "en": "Files of release {number}"},
    "kept": {"vi": "Các bản phát hành còn giữ", "en": "Releases that are kept"},
    "statistics": {"vi": "Thống kê (VoID)", "en": "Statistics (VoID)"},
    "years": {"vi": "Năm xuất bản", "en": "Years of publication"},
    "cite": {"vi": "Cách trích dẫn bản phát hành này", "en": "How to cite this release"},
    "use": {"vi": "Lấy bản mô tả này", "en": "Get this description"},
}
_ALTERNATES = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES)


def page(site: Site, described: Described) -> Response:
    """The page in the request's language."""
    language = languages.of_request(request)
    collection = described.collection()
    return site.page(
        request,
        "opendata_catalogue.html",
        page_title=WORDS["title"][language],
        say={key: texts[language] for key, texts in WORDS.items()},
        datasets=[_dataset(collection, each, language) for each in scopes(collection)],
        services=[
            {
                "title": service.title[language],
                "text": service.description[language],
                "link": f"/{service.path}",
                "standard": service.standard,
            }
            for service in SERVICES
        ],
        licences=[
            {
                "anchor": each.iri.partition("#")[2] if each.iri.startswith(collection.catalogue) else "",
                "iri": each.iri,
                "title": each.title[language],
                "text": each.text.get(language, ""),
            }
            for each in licences.used(collection)
        ],
        commands=_commands(collection),
        citations=_citations(collection, language),
        structured=described.once(
            ("schema.org", language), lambda it: schema_org.in_page(schema_org.catalogue(it, language))
        ),
        alternates=[
            {"suffix": each.suffix, "media_type": each.media_type, "link": f"/catalog{each.suffix}"}
            for each in _ALTERNATES
        ],
    )


def _dataset(collection: Collection, scope: Any, language: str) -> dict[str, Any]:
    kept = [dumps for dumps in collection.dumps if dumps.of_scope(scope.code)]
    licence = licences.licence(collection, licence_of(collection, scope.code))
    statistics = collection.statistics if scope.code == UNION else None
    return {
        "code": scope.code,
        "title": scope.title[language],
        "text": scope.description[language],
        "records": _records(collection, scope.code),
        "page": scope.page,
        "licence": licence.title[language],
        "licence_iri": licence.iri,
        "provenance": scope.provenance[language],
        "files": kept[0].of_scope(scope.code) if kept else [],
        "release": kept[0].release if kept else 0,
        "kept": [dumps.release for dumps in kept],
        "years": statistics.years if statistics else None,
    }


def _records(collection: Collection, scope: str) -> int:
    if scope in collection.members:
        return collection.members[scope].records
    if scope == UNION:
        return collection.records
    file = collection.dumps[0].of_scope(scope)[0]
    return int(file["records"] + file["leftOut"])


def _citations(collection: Collection, language: str) -> list[str]:
    cited = schema_org.of_release(collection)
    return [citation.text(cited, language), citation.bibtex(cited)] if cited else []


def _commands(collection: Collection) -> str:
    return (
        f"curl -H 'Accept: text/turtle' {collection.base}catalog\n"
        f"curl -H 'Accept: application/ld+json' {collection.base}catalog\n"
        f"curl {collection.base}.well-known/void"
    )
