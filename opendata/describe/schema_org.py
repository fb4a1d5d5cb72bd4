"""The catalogue as search engines for datasets read it: schema.org's DataCatalog and Dataset in JSON-LD.

In one language the texts are plain, as those engines want them; in all, each bears its language.
"""

import json
from collections.abc import Mapping
from typing import Any

from opendata.describe import licences, terms, words
from opendata.describe.citation import Cited, text
from opendata.describe.collection import UNION, Collection, Dumps
from opendata.describe.datasets import Scope, filled, licence_of, scopes
from opendata.describe.graph import Texts, rfc3339
from opendata.identity import library_iri

_FORMATS = {"application/gzip": "+gzip", "application/zstd": "+zstd"}


def catalogue(collection: Collection, language: str = "") -> dict[str, Any]:
    """The catalogue with its datasets; in both languages where none is named."""
    return {
        "@context": "https://schema.org/",
        "@id": collection.catalogue,
        "@type": "DataCatalog",
        "name": _said(collection.title, language),
        "description": _said(filled(words.CATALOGUE, publisher=collection.publisher), language),
        "url": collection.catalogue,
        "publisher": _publisher(collection, language),
        "license": licences.of_collection(collection),
        "dataset": [_dataset(collection, scope, language) for scope in scopes(collection)],
    }


def dataset(collection: Collection, code: str, language: str = "") -> dict[str, Any]:
    """The dataset of the union or of a library, by itself."""
    scope = next(each for each in scopes(collection) if each.code == code)
    return {"@context": "https://schema.org/", **_dataset(collection, scope, language)}


def in_page(value: Mapping[str, Any]) -> str:
    """JSON that may stand in a `script` element: nothing in it can end the element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _said(texts: Texts, language: str) -> Any:
    if language:
        return texts.get(language) or next(iter(texts.values()), "")
    return [{"@language": each, "@value": said} for each, said in texts.items() if said]


def _publisher(collection: Collection, language: str) -> dict[str, Any]:
    contact = filled(words.CONTACT, publisher=collection.publisher)
    return {
        "@id": collection.part("publisher"),
        "@type": "Organization",
        "name": _said(collection.publisher, language),
        "url": collection.homepage or collection.base,
        "contactPoint": {
            "@type": "ContactPoint",
            "name": _said(contact, language),
            "email": collection.email,
        },
        **_identifier(collection.part("publisher")),
    }


def _identifier(iri: str) -> dict[str, Any]:
    kind = {"@id": "http://www.w3.org/2001/XMLSchema#anyURI"}
    return {"identifier": {"@type": "PropertyValue", "propertyID": kind, "value": iri, "name": "URI"}}


def _creator(collection: Collection, scope: Scope, language: str) -> dict[str, Any]:
    if scope.code not in collection.members:
        return _publisher(collection, language)
    return {
        "@id": library_iri(collection.base, scope.code),
        "@type": "Organization",
        "name": _said(collection.name(scope.code), language),
        "url": scope.page,
        "contactPoint": _publisher(collection, language)["contactPoint"],
        **_identifier(library_iri(collection.base, scope.code)),
    }


def _dataset(collection: Collection, scope: Scope, language: str) -> dict[str, Any]:
    newest = next((dumps for dumps in collection.dumps if dumps.of_scope(scope.code)), None)
    made: dict[str, Any] = {
        "@id": collection.dataset(scope.code),
        "@type": "Dataset",
        "name": _said(scope.title, language),
        "description": _said(scope.description, language),
        "url": scope.page,
        "license": licence_of(collection, scope.code),
        "publisher": _publisher(collection, language),
        "creator": _creator(collection, scope, language),
        "isAccessibleForFree": True,
        "keywords": [each[language] for each in words.KEYWORDS]
        if language
        else [said for each in words.KEYWORDS for said in _said(each, "")],
        "inLanguage": ["vi", "en"],
        "about": {"@id": terms.THEME},
        "spatialCoverage": {"@id": terms.PLACES[1]},
        "includedInDataCatalog": {"@id": collection.catalogue},
        "sameAs": collection.dataset(scope.code),
        "distribution": [*_files(collection, newest, scope.code, language)] if newest else [],
    }
    if collection.instant is not None and collection.first is not None:
        made |= {
            "version": str(collection.release),
            "datePublished": rfc3339(collection.first),
            "dateCreated": rfc3339(collection.first),
            "dateModified": rfc3339(collection.instant),
        }
    if scope.code == UNION:
        made["hasPart"] = [{"@id": collection.dataset(code)} for code in collection.members]
        if cited := of_release(collection):
            made["citation"] = text(cited, language or "en")
    if collection.statistics is not None and collection.statistics.years is not None:
        first, last = collection.statistics.years
        made["temporalCoverage"] = f"{first:04}/{last:04}"
    return made


def _files(collection: Collection, dumps: Dumps, scope: str, language: str) -> list[dict[str, Any]]:
    return [
        {
            "@id": f"{collection.base}dumps/{dumps.release}/{file['path']}#distribution",
            "@type": "DataDownload",
            "name": file["path"],
            "description": _said(words.of_file(file), language),
            "contentUrl": f"{collection.base}dumps/{dumps.release}/{file['path']}",
            "encodingFormat": file["mediaType"] + _FORMATS.get(file["compressFormat"], ""),
            "contentSize": f"{file['bytes']} B",
            "sha256": file["sha256"],
            "datePublished": rfc3339(dumps.instant),
        }
        for file in dumps.of_scope(scope)
    ]


def of_release(collection: Collection) -> Cited | None:
    """The current release as it is cited; None before the first."""
    if collection.instant is None:
        return None
    dumped = bool(collection.dumps) and collection.dumps[0].release == collection.release
    address = f"{collection.base}dumps/{collection.release}/" if dumped else collection.catalogue
    found = sorted({member.licence for member in collection.members.values() if member.licence})
    return Cited(
        collection.title,
        collection.publisher,
        collection.release,
        collection.instant,
        address,
        found,
        collection.records,
    )
