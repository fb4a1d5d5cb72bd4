"""Code lists: what a code of MARC stands for, read from `data/` when it is first asked for.

The files are tables with a header line, a tab between columns; `data/SOURCES.md` says where they come from.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vocabularies.registry import VOCABULARIES
from vocabularies.text import nfc

_DATA = Path(__file__).with_name("data")


class Term(NamedTuple):
    """A term of a code list: its IRI, `""` where it has none, and its labels in English and Vietnamese."""

    iri: str
    en: str
    vi: str


def rows(file: str) -> Iterator[list[str]]:
    """The rows of a data file without its header."""
    lines = (_DATA / file).read_text(encoding="utf-8").split("\n")
    return (line.split("\t") for line in lines[1:] if line)


@cache
def terms(vocabulary: str) -> Mapping[str, Term]:
    """The terms of a registered vocabulary by code; `KeyError` for a name that is not registered."""
    return {row[0]: Term(*row[1:4]) for row in rows(VOCABULARIES[vocabulary].file)}


def term_iri(vocabulary: str, code: str) -> str | None:
    """The IRI of a code of a registered vocabulary, or None where the vocabulary lacks it."""
    term = terms(vocabulary).get(code)
    return term.iri or None if term is not None else None


def label(vocabulary: str, code: str, language: str) -> str | None:
    """The label of a code in *language* (`vi`, or else English), or None where the vocabulary lacks it."""
    term = terms(vocabulary).get(code)
    return _in(language, term) if term is not None else None


def _in(language: str, term: Term) -> str:
    return term.vi if language == "vi" else term.en


@cache
def code_maps() -> Mapping[str, Mapping[str, Term]]:
    """All the lists of codes of the leader, 006, 007 and 008, by name."""
    maps: dict[str, dict[str, Term]] = {}
    for name, code, iri, english, vietnamese in rows("code_maps.tsv"):
        maps.setdefault(name, {})[code] = Term(iri, english, vietnamese)
    return maps


def code_map(name: str) -> Mapping[str, Term]:
    """A list of codes of the leader, 006, 007 or 008, by its name in LC's converter: `marcgt`, `millus` …"""
    return code_maps()[name]


@cache
def labels_by_iri() -> Mapping[str, Term]:
    """Every term that has an IRI, by it; where two lists name one IRI, the vocabulary's own label wins."""
    found: dict[str, Term] = {}
    for name in VOCABULARIES:
        for term in terms(name).values():
            found.setdefault(term.iri, term)
    for name in code_maps():
        for term in code_map(name).values():
            found.setdefault(term.iri, term)
    found.pop("", None)
    return found


def label_of_iri(iri: str, language: str) -> str:
    """The label of a term in *language* (`vi`, or else English), or `""` for an IRI that no list has."""
    term = labels_by_iri().get(iri)
    return _in(language, term) if term is not None else ""


def area_code(code: str) -> str:
    """A code of 043 as the IRIs of geographic areas have it: `a-vt` for `a-vt---`."""
    return code.strip().rstrip("-")


class _Language(NamedTuple):
    tag: str
    script: str


@cache
def _languages() -> Mapping[str, _Language]:
    return {row[0]: _Language(row[4], row[5]) for row in rows("languages.tsv")}


def iso_639_1(code: str) -> str:
    """The BCP 47 tag of a MARC language code: `vi` for `vie`; the code itself where it has no shorter one.

    What is no code of two or three letters has none: `""`.
    """
    code = code.strip()
    known = _languages().get(code)
    if known is not None:
        return known.tag
    return code if len(code) in (2, 3) and code.isascii() and code.isalpha() else ""


def default_script(code: str) -> str:
    """The ISO 15924 code of the script that a language is usually written in, `Latn` for `vie`; or `""`."""
    known = _languages().get(code.strip())
    return known.script if known is not None else ""


def _plain(text: str) -> str:
    return " ".join(nfc(text).split()).lower()


@cache
def _language_codes() -> Mapping[str, str]:
    """Codes, tags and names to MARC codes; a code goes before a label, a label before a by-name."""
    table = list(rows("languages.tsv"))
    current = [row for row in table if not row[7]]
    found = {row[0]: row[7] or row[0] for row in table}
    for names in (_label_names, _by_names):
        for row in current:
            for name in names(row):
                found.setdefault(name, row[0])
    return found


def _label_names(row: list[str]) -> Iterator[str]:
    _, _, english, vietnamese, tag, *_ = row
    yield tag.lower()
    yield _plain(english)
    yield _plain(vietnamese)


def _by_names(row: list[str]) -> Iterator[str]:
    for text in (row[3], *filter(None, row[6].split("; "))):
        bare = _plain(text).removeprefix("tiếng ")
        yield bare
        yield f"tiếng {bare}"


def language_code(text: str) -> str:
    """The MARC code of a language written as `vi`, `vi_VN`, `vie` or `Tiếng Việt`; `""` for none.

    A code that MARC has replaced gives the one that stands for it now: `hrv` for `scr`.
    """
    name = _plain(text).replace("_", "-")
    codes = _language_codes()
    return codes.get(name) or codes.get(name.partition("-")[0], "")


@cache
def _relator_codes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    table = list(rows("relators.tsv"))
    for column in (2, 3, 4):
        for row in table:
            for text in row[column].split("; "):
                found.setdefault(_plain_relator(text), row[0])
    found.pop("", None)
    return found


def _plain_relator(text: str) -> str:
    return _plain(text.partition("(")[0].replace("_", " ")).strip(" .,:;")


def relator_code(term: str) -> str:
    """The code of a relator written out as in $e (`translator.`, `ed.`, `người dịch`); `""` for none."""
    return _relator_codes().get(_plain_relator(term), "")


@cache
def _scripts() -> Mapping[str, str]:
    return {row[4]: row[0] for row in rows("scripts.tsv")}


def script_by_number(number: str) -> str:
    """The ISO 15924 code of a script's number: `Latn` for `215`; `""` for none."""
    return _scripts().get(number, "")


_ABBREVIATIONS = frozenset({"arr.", "ed.", "etc.", "ft.", "ill.", "p.", "s.l.", "s.n."})


def abbreviations() -> frozenset[str]:
    """The abbreviations whose full stop is not ISBD punctuation (LC's converter, abbreviations)."""
    return _ABBREVIATIONS
