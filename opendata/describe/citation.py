"""How a release is cited: as text, BibTeX, CSL-JSON, and metadata after DataCite 4.5."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from opendata.describe.graph import Texts, rfc3339

_IN_BIBTEX = re.compile(r"[\\{}$&#^_~%]")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


class Cited(NamedTuple):
    """What is cited: a release of a dataset."""

    title: Texts
    publisher: Texts
    release: int
    instant: datetime
    address: str
    licences: Sequence[str]
    records: int


def files(cited: Cited) -> dict[str, bytes]:
    """The files with the citation, by name."""
    return {
        "CITATION.txt": text(cited, "vi").encode() + b"\n" + text(cited, "en").encode() + b"\n",
        "CITATION.bib": bibtex(cited).encode(),
        "CITATION.json": _json([csl(cited)]),
        "datacite.json": _json(datacite(cited)),
    }


def text(cited: Cited, language: str) -> str:
    """One line, as it stands in a bibliography."""
    told = {"vi": "bản phát hành {0}, {1} [bộ dữ liệu]", "en": "release {0}, {1} [dataset]"}[language]
    version = told.format(cited.release, f"{cited.instant:%Y-%m-%d}")
    return f"{cited.publisher[language]}. {cited.title[language]}, {version}. {cited.address}"


def bibtex(cited: Cited) -> str:
    """An entry of BibLaTeX's type `dataset`, in English."""
    fields = {
        "author": "{" + _escaped(cited.publisher["en"]) + "}",
        "title": _escaped(cited.title["en"]),
        "publisher": _escaped(cited.publisher["en"]),
        "year": f"{cited.instant:%Y}",
        "date": f"{cited.instant:%Y-%m-%d}",
        "version": str(cited.release),
        "url": cited.address,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@dataset{{release-{cited.release}-{cited.instant:%Y%m%d},\n{lines}}}\n"


def _escaped(value: str) -> str:
    return _IN_BIBTEX.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), value)


def csl(cited: Cited) -> dict[str, Any]:
    """An item of CSL-JSON."""
    moment = cited.instant
    return {
        "id": f"release-{cited.release}-{moment:%Y%m%d}",
        "type": "dataset",
        "title": cited.title["en"],
        "author": [{"literal": cited.publisher["en"]}],
        "publisher": cited.publisher["en"],
        "issued": {"date-parts": [[moment.year, moment.month, moment.day]]},
        "version": str(cited.release),
        "URL": cited.address,
    }


def datacite(cited: Cited) -> dict[str, Any]:
    """Metadata as DataCite 4.5 has them, with the address where others have a DOI."""
    return {
        "identifiers": [{"identifier": cited.address, "identifierType": "URL"}],
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Bibliographic records"},
        "titles": [{"title": title, "lang": language} for language, title in cited.title.items()],
        "creators": [{"name": cited.publisher["en"], "nameType": "Organizational"}],
        "publisher": {"name": cited.publisher["en"]},
        "publicationYear": cited.instant.year,
        "dates": [{"date": rfc3339(cited.instant), "dateType": "Issued"}],
        "version": str(cited.release),
        "language": "vi",
        "sizes": [f"{cited.records} records"],
        "rightsList": [{"rightsUri": iri} for iri in cited.licences],
        "geoLocations": [{"geoLocationPlace": "Vietnam"}],
        "subjects": [{"subject": "bibliographic records"}, {"subject": "linked open data"}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
