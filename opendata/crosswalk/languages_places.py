"""Languages, areas and times that the Work is in or about: 041 043 045 (LC sheet 010-048)."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import authorities, code_iri, write_source
from opendata.crosswalk.punctuation import chop_end
from opendata.crosswalk.rules import plain, rule, subfield
from opendata.crosswalk.statements import WORK, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.codes import code_map
from vocabularies.namespaces import bf, rdf

_LANGUAGES: Mapping[str, str] = {
    "marc": "http://id.loc.gov/vocabulary/languages/",
    "639-1": "http://id.loc.gov/vocabulary/iso639-1/",
    "639-2": "http://id.loc.gov/vocabulary/iso639-2/",
    "639-3": "http://id.loc.gov/vocabulary/iso639-3/",
}
_LANGUAGE_SCHEMES = "http://id.loc.gov/vocabulary/languageschemes/"
_AREAS = "http://id.loc.gov/vocabulary/geographicAreas/"
_COMPONENTS = "http://id.loc.gov/vocabulary/resourceComponents/"
_PARTS: Mapping[str, str] = {
    "b": "sum",
    "d": "stx",
    "e": "lib",
    "f": "toc",
    "g": "amt",
    "h": "otx",
    "i": "int",
    "j": "sub",
    "k": "itr",
    "m": "amt",
    "n": "olb",
    "p": "cap",
    "q": "aud",
    "r": "vis",
    "t": "tav",
}
_LANGUAGE = verb(bf.language)
_COVERAGE = WORK + verb(bf.geographicCoverage)


def _scheme(field: MarcField) -> str:
    if field.ind2 == " ":
        return "marc"
    source = subfield(field, "2") if field.ind2 == "7" else ""
    return next((name for name in ("639-1", "639-2", "639-3") if name in source), "")


def _codes(value: str, size: int) -> list[str]:
    """The codes of *size* letters in a subfield, run together (`engfre`) or apart (`eng, fre`)."""
    text = value.lower()
    if not (text.isascii() and text.isalpha()):
        text = "".join([character if "a" <= character <= "z" else " " for character in text])
    return [
        run[start : start + size] for run in text.split() for start in range(0, len(run) - size + 1, size)
    ]


def language(field: MarcField, to: Target) -> None:
    """041: languages of the Work, of its accompanying matter, and of what it is translated from."""
    scheme = _scheme(field)
    if scheme and subfield(field, "3"):
        return
    for count, (code, value) in enumerate(field.subfields):
        if code != "a" and code not in _PARTS:
            continue
        if not scheme:
            if value.strip():
                _unlisted(code, value, field, to, to.node(f"{code}{count}"))
            continue
        codes = _codes(value, 2 if scheme == "639-1" else 3)
        for place, one in enumerate(codes if scheme == "marc" else codes[:1]):
            _language(code, code_iri(_LANGUAGES[scheme], one), one, scheme, to, f"{code}{count}-{place}")


def _language(code: str, iri: str, text: str, scheme: str, to: Target, part: str) -> None:
    if code == "a":
        if scheme != "marc" or text != to.context.language:
            to.out.append(WORK + _LANGUAGE + iri)
        return
    this = to.node(part)
    note = code in "hijkmnpqr"
    to.out.append(WORK + verb(bf.note if note else bf.accompaniedBy) + this)
    to.out.append(this + typed(bf.Note if note else bf.Work))
    if component := _PARTS.get(code):
        to.out.append(f"{this}{verb(rdf.type)}<{_COMPONENTS}{component}>")
    to.out.append(this + _LANGUAGE + iri)


def _unlisted(code: str, value: str, field: MarcField, to: Target, this: str) -> None:
    to.out.append(WORK + _LANGUAGE + this)
    to.out.append(this + typed(bf.Language))
    to.out.append(f"{this}{verb(rdf.value)}{quoted(plain(value))}")
    if (component := code_map("resourceComponents").get(code)) is not None:
        to.out.append(f"{this}{verb(bf.part)}{quoted(component.en)}")
    if source := subfield(field, "2").strip():
        write_source(source, to, this, _LANGUAGE_SCHEMES)


def area(field: MarcField, to: Target) -> None:
    """043: the areas that the Work covers, by IRI where $0 gives it, else by code."""
    given = [iri for code, value in field.subfields if code == "0" and (iri := iri_of(value))]
    if given and given[0].startswith(("<http://", "<https://")):
        for iri in dict.fromkeys(given):
            if "/authorities/subjects" in iri or "/authorities/names" in iri or "/geographicAreas" in iri:
                to.out.append(_COVERAGE + iri)
        return
    for count, (code, value) in enumerate(field.subfields):
        if code == "a":
            if _is_area(text := chop_end(value, "-")):
                to.out.append(_COVERAGE + code_iri(_AREAS, text))
        elif code in "bc" and value.strip():
            this = to.node(f"{code}{count}")
            to.out.append(_COVERAGE + this)
            to.out.append(this + typed(bf.GeographicCoverage))
            to.out.append(f"{this}{verb(rdf.value)}{quoted(plain(value))}")
            if code == "c":
                write_source("ISO 3166", to, this)
            else:
                _about_local_area(field.subfields[count + 1 : count + 3], field, to, this)


def _is_area(text: str) -> bool:
    """Whether *text* can be a geographic area code: letters and hyphens, `a-vt`, `n-us-ny`."""
    return 0 < len(text) < 8 and text.isascii() and text.replace("-", "").isalpha()


def _about_local_area(behind: tuple[tuple[str, str], ...], field: MarcField, to: Target, this: str) -> None:
    """$2 and $0 right behind a local area."""
    for code, value in behind:
        if code == "2" and value.strip():
            write_source(value, to, this)
    if any(code == "0" for code, _ in behind):
        own = tuple(pair for pair in behind if pair[0] == "0")
        authorities(MarcField(field.tag, field.ind1, field.ind2, own), to, this)


RULES = [
    *rule("041", language, reads="abdefghijkmnpqrt23"),
    *rule("043", area, reads="abc02"),
]
