"""Subjects and classification of Dublin Core: Vietnamese keywords come many to a value."""

import re
from collections.abc import Mapping

from opendata.crosswalk.dublin_core_writing import LABEL, Value, Write
from opendata.crosswalk.headings import tie_to_heading
from opendata.crosswalk.statements import WORK, iri_of, quoted, typed, verb
from vocabularies.namespaces import bf, bflc, madsrdf

_SCHEMES = "http://id.loc.gov/vocabulary/subjectSchemes/"
_BETWEEN = re.compile(r"\s*(?:;|\uff1b|\|+)\s*")
_DIVISION = re.compile(r"\s*--\s*|\s*\u2014\s*")
_DDC = re.compile(r"(?:DDC\s*:?\s*)?(\d{3}\.\d+)|DDC\s*:?\s*(\d{3})", re.IGNORECASE)
_LINKING = ("và ", "and ", "or ", "hoặc ", "với ", "of ", "&")
_LONGEST_KEYWORD = 5

CLASSES: Mapping[str, str] = {
    "ddc": bf.ClassificationDdc,
    "lcc": bf.ClassificationLcc,
    "udc": bf.ClassificationUdc,
    "nlm": bf.ClassificationNlm,
    "classification": bf.Classification,
}
"""Qualifiers of subject that are classifications."""


def headings(text: str) -> list[str]:
    """The headings in *text*: split at `;` and `|`, at commas only where it is plainly a list of keywords.

    `Việt Nam -- Lịch sử` is one heading with a subdivision; so is what stands between ` - ` one heading.
    """
    found: list[str] = []
    for part in _BETWEEN.split(text):
        divided = "--".join([piece for piece in _DIVISION.split(part) if piece])
        pieces = divided.split(",")
        found.extend([piece.strip() for piece in pieces] if _is_list(divided, pieces) else [divided])
    return [heading for piece in found if any(map(str.isalnum, heading := piece.strip(" ,.")))]


def _is_list(text: str, pieces: list[str]) -> bool:
    """Whether commas part keywords: three short ones or more, none of which is a date or goes on a phrase."""
    if len(pieces) < 3 or "--" in text or "(" in text:
        return False
    return all(
        piece.strip()
        and not piece.strip()[0].isdigit()
        and len(piece.split()) <= _LONGEST_KEYWORD
        and not piece.strip().lower().startswith(_LINKING)
        for piece in pieces
    )


def classification(of_class: str) -> Write:
    """Class numbers, several with semicolons between them."""

    def write(value: Value, out: list[str]) -> None:
        for number in filter(None, map(str.strip, value.text.split(";"))):
            _classify(value, number, of_class, out)

    return write


def _classify(value: Value, number: str, of_class: str, out: list[str]) -> None:
    this = value.node("", number)
    out.append(f"{WORK}{verb(bf.classification)}{this}")
    out.append(this + typed(of_class))
    out.append(f"{this}{verb(bf.classificationPortion)}{quoted(number)}")


def subject(scheme: str = "") -> Write:
    """Topics, each tied to its heading; *scheme* is the code of the list that they are from."""

    def write(value: Value, out: list[str]) -> None:
        if (iri := iri_of(value.text)) is not None:
            out.append(f"{WORK}{verb(bf.subject)}{iri}")
            return
        for heading in headings(value.text):
            if (number := _DDC.fullmatch(heading)) is not None:
                _classify(value, number[1] or number[2], bf.ClassificationDdc, out)
            else:
                _topic(value, heading, scheme, out)

    return write


def _topic(value: Value, heading: str, scheme: str, out: list[str]) -> None:
    this = value.node("", heading)
    out.append(f"{WORK}{verb(bf.subject)}{this}")
    out.append(this + typed(bf.Topic))
    if scheme:
        out.append(f"{this}{verb(bf.source)}<{_SCHEMES}{scheme}>")
    else:
        out.append(this + typed(bflc.Uncontrolled))
    out.append(f"{this}{LABEL}{quoted(heading)}{value.lang}")
    tie_to_heading(this, madsrdf.ComplexSubject if "--" in heading else madsrdf.Topic, heading, out)
