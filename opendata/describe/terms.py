"""The IRIs that descriptions take from public authority tables, and how dump formats are told with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"

THEME = f"{_EU}data-theme/EDUC"
"""Education, culture and sport."""
THEMES = f"{_EU}data-theme"
LANGUAGES = (f"{_EU}language/VIE", f"{_EU}language/ENG")
PLACES = (f"{_EU}country/VNM", "https://sws.geonames.org/1562822/")
"""Vietnam."""
PUBLIC = f"{_EU}access-right/PUBLIC"
STABLE = f"{_EU}planned-availability/STABLE"
COMPLETED = f"{_EU}dataset-status/COMPLETED"
CREATED = "http://purl.org/adms/changetype/created"
UPDATED = "http://purl.org/adms/changetype/updated"
DCAT_AP = "http://data.europa.eu/r5r/"
SHA_256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
BIBFRAME = "http://id.loc.gov/ontologies/bibframe/"

_FILE_TYPES: Mapping[str, str] = {
    "application/n-quads": "RDF_N_QUADS",
    "application/jsonl": "JSON_LD",
    "application/marcxml+xml": "XML",
    "application/marc": "OCTET",
    "text/csv": "CSV",
    "application/vnd.apache.parquet": "PARQUET",
    "text/plain": "TXT",
}
_STANDARDS: Mapping[str, Sequence[str]] = {
    "application/n-quads": ("https://www.w3.org/TR/n-quads/", BIBFRAME),
    "application/jsonl": ("https://www.w3.org/TR/json-ld11/", BIBFRAME),
    "application/marcxml+xml": ("http://www.loc.gov/MARC21/slim",),
    "application/marc": ("https://www.loc.gov/marc/specifications/",),
    "text/csv": ("https://www.rfc-editor.org/info/rfc4180",),
    "application/vnd.apache.parquet": ("https://parquet.apache.org/docs/file-format/",),
}
_UNREGISTERED = {"application/jsonl": "application/ld+json"}
"""What IANA does not know, and what comes nearest: a line of the file is a document of that type."""


def media_type(kind: str) -> str:
    """The IRI of a media type in IANA's registry."""
    return _IANA + _UNREGISTERED.get(kind, kind)


def file_type(kind: str) -> str:
    """The IRI of a media type's file type in the table of the European Union."""
    return f"{_EU}file-type/{_FILE_TYPES.get(kind, 'OCTET')}"


def named_file_type(name: str) -> str:
    """The IRI of a file type by its name in that table."""
    return f"{_EU}file-type/{name}"


def standards(kind: str) -> Sequence[str]:
    """The IRIs of what a file of a media type conforms to."""
    return _STANDARDS.get(kind, ())


_FREQUENCIES = (
    (timedelta(hours=2), "HOURLY"),
    (timedelta(hours=18), "DAILY_2"),
    (timedelta(days=2), "DAILY"),
    (timedelta(days=10), "WEEKLY"),
    (timedelta(days=20), "BIWEEKLY"),
    (timedelta(days=45), "MONTHLY"),
    (timedelta(days=120), "QUARTERLY"),
    (timedelta(days=250), "ANNUAL_2"),
    (timedelta(days=500), "ANNUAL"),
)
_TELLING = 4
"""From so many releases on, how they follow one another says how often there is one."""


def frequency(instants: Sequence[datetime]) -> str:
    """How often there is a release, by the median of the times between the last ones."""
    if len(instants) < _TELLING:
        return f"{_EU}frequency/UNKNOWN"
    ordered = sorted(instants)
    between = sorted(later - earlier for earlier, later in pairwise(ordered))
    median = between[len(between) // 2]
    return f"{_EU}frequency/" + next((name for most, name in _FREQUENCIES if median <= most), "IRREG")
