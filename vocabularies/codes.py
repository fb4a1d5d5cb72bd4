"""Code lists: what a code of MARC stands for, read from `data/` when it is first asked for.

The files are tables with a header line, a tab between columns; `data/SOURCES.md` says where they come from.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vocabularies.registry import VOCABULARIES

_DATA = Path(__file__).with_name("data")


class Term(NamedTuple):
    """A term of a code list; the IRI is `""` where id.loc.gov has none, a label where there is none."""

    iri: str
    en: str
    vi: str = ""


def rows(file: str) -> Iterator[list[str]]:
    """The rows of a data file without its header."""
    lines = (_DATA / file).read_text(encoding="utf-8").split("\n")
    return (line.split("\t") for line in lines[1:] if line)


@cache
def terms(vocabulary: str) -> Mapping[str, Term]:
    """The terms of a registered vocabulary by code."""
    return {row[0]: Term(*row[1:4]) for row in rows(VOCABULARIES[vocabulary].file)}


@cache
def _code_maps() -> Mapping[str, Mapping[str, Term]]:
    maps: dict[str, dict[str, Term]] = {}
    for name, code, iri, english in rows("code_maps.tsv"):
        maps.setdefault(name, {})[code] = Term(iri, english)
    return maps


def code_map(name: str) -> Mapping[str, Term]:
    """A list of codes of the leader, 007 or 008 (the names are those of LC's converter: `marcgt`, `millus` …)."""
    return _code_maps()[name]


@cache
def _labels() -> Mapping[str, Term]:
    return {term.iri: term for name in VOCABULARIES for term in terms(name).values()}


def label_of_iri(iri: str, language: str) -> str:
    """The label of a registered vocabulary's term in *language* (vi, en), or in the other, or `""`."""
    term = _labels().get(iri)
    if term is None:
        return ""
    return (term.vi if language == "vi" else term.en) or term.en or term.vi


@cache
def _language_tags() -> Mapping[str, str]:
    return {row[0]: row[4] for row in rows("languages.tsv")}


def iso_639_1(code: str) -> str:
    """The BCP 47 tag of a MARC language code: `vi` for `vie`; the code itself where it has no shorter one."""
    code = code.strip()
    return _language_tags().get(code, code if code.isascii() and code.isalpha() else "")


@cache
def _language_codes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, _, english, vietnamese, tag in rows("languages.tsv"):
        for name in (code, tag, english.lower(), vietnamese.lower(), vietnamese.lower().removeprefix("tiếng ")):
            found.setdefault(name, code)
    # Of two codes for one language (chi, zho) MARC has the bibliographic one.
    found.update({"zh": "chi", "zho": "chi", "fr": "fre", "fra": "fre", "de": "ger", "deu": "ger", "el": "gre"})
    return found


def language_code(text: str) -> str:
    """The MARC code of a language written as `vi`, `vi_VN`, `vie`, `Vietnamese` or `Tiếng Việt`; `""` for none."""
    name = " ".join(text.split()).lower().replace("_", "-")
    codes = _language_codes()
    return codes.get(name) or codes.get(name.partition("-")[0], "")


@cache
def _relator_codes() -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for code, term in terms("relators").items():
        codes.setdefault(term.en, code)
        codes.setdefault(term.vi, code)
    return codes


def relator_code(term: str) -> str:
    """The code of a relator written out in English or Vietnamese (`translator`, `người dịch`); `""` for none."""
    return _relator_codes().get(" ".join(term.split()).rstrip(" .,").lower(), "")


@cache
def _scripts() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("scripts.tsv")}


def script_by_number(number: str) -> str:
    """The ISO 15924 code of a script's number: `Latn` for `215`; `""` for none."""
    return _scripts().get(number, "")


_ABBREVIATIONS = frozenset({"arr.", "ed.", "etc.", "ft.", "ill.", "p.", "s.l.", "s.n."})


def abbreviations() -> frozenset[str]:
    """The abbreviations whose full stop is not ISBD punctuation (LC's converter, abbreviations)."""
    return _ABBREVIATIONS
