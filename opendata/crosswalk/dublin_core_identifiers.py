"""Identifiers of Dublin Core: recognised by what they are, checked by their check digits."""

import re
from collections.abc import Mapping

from stdnum import isbn, ismn, issn

from opendata.crosswalk.dublin_core_writing import RDF_VALUE, Value, Write
from opendata.crosswalk.statements import INSTANCE, iri_of, quoted, typed, verb
from vocabularies.namespaces import bf

_ISBN = re.compile(r"(?:urn:)?e?-?isbn(?:-1[03])?[:\s]*([\dX][\dX \-\u2010-\u2013]{8,20})", re.IGNORECASE)
_ISSN = re.compile(r"(?:urn:)?[ep]?-?issn[:\s]*(\d{4}[\s\-\u2010-\u2013]*\d{3}[\dX])", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|info:doi/|https?://(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_HANDLE = re.compile(r"(?:hdl:\s*|info:hdl/|https?://hdl\.handle\.net/)([\d.]+/\S+)", re.IGNORECASE)
_NUMBER = re.compile(r"[\dXx][\dXx \-\u2010-\u2013]{6,20}")
_CANCELLED = f"{verb(bf.status)}<http://id.loc.gov/vocabulary/mstatus/cancinv>"
_UNREGISTERED = "123456789/"
"""The prefix that DSpace has until its owner registers one: no such handle can be resolved."""
_WEB = ("<http://", "<https://", "<ftp://")

KINDS: Mapping[str, str] = {
    "isbn": bf.Isbn,
    "eisbn": bf.Isbn,
    "issn": bf.Issn,
    "eissn": bf.Issn,
    "ismn": bf.Ismn,
    "doi": bf.Doi,
    "handle": bf.Hdl,
    "urn": bf.Urn,
    "govdoc": bf.ReportNumber,
    "lccn": bf.Lccn,
    "oclc": bf.OclcNumber,
}
"""Qualifiers of identifier that say what it is."""


def identifier(value: Value, out: list[str]) -> None:
    """The identifier or address that the value turns out to be."""
    text = value.text
    if not any(map(str.isalnum, text)):
        return
    for pattern, of_class in ((_ISBN, bf.Isbn), (_ISSN, bf.Issn)):
        if (match := pattern.fullmatch(text)) is not None:
            _write(value, of_class, match[1], out)
            return
    if _NUMBER.fullmatch(text) is not None:
        _write(value, bf.Isbn if isbn.is_valid(text) else bf.Issn if _is_issn(text) else bf.Local, text, out)
    elif (match := _DOI.fullmatch(text)) is not None:
        _write(value, bf.Doi, match[1], out)
    elif (match := _HANDLE.fullmatch(text)) is not None:
        _write(value, bf.Local if match[1].startswith(_UNREGISTERED) else bf.Hdl, match[1], out)
    elif text[:4].lower() == "urn:":
        _write(value, bf.Urn, text, out)
    else:
        address(value, out)


def _is_issn(text: str) -> bool:
    return issn.is_valid(text) and len(text) == 9 and text[4] in "-\u2010\u2011\u2012\u2013"


def address(value: Value, out: list[str]) -> None:
    """Where the resource is on the network; what is no web address is a local identifier."""
    if (iri := iri_of(value.text)) is not None and iri.startswith(_WEB):
        out.append(f"{INSTANCE}{verb(bf.electronicLocator)}{iri}")
    else:
        _write(value, bf.Local, value.text, out)


def known(of_class: str) -> Write:
    """An identifier whose kind the element says; a prefix before it falls."""

    def write(value: Value, out: list[str]) -> None:
        text = value.text
        for pattern in (_ISBN, _ISSN, _DOI, _HANDLE):
            if (match := pattern.fullmatch(text)) is not None:
                text = match[1]
                break
        for part in text.split(";"):
            if any(map(str.isalnum, part)):
                _write(value, of_class, part.strip(), out)

    return write


def _write(value: Value, of_class: str, text: str, out: list[str]) -> None:
    """The identifier in its usual form; one whose check digit is wrong as it stands, and marked."""
    this = value.node("", text if text not in value.text or of_class != bf.Local else value.text)
    number, is_right = _checked(of_class, text.strip())
    out.append(f"{INSTANCE}{verb(bf.identifiedBy)}{this}")
    out.append(this + typed(of_class))
    out.append(f"{this}{RDF_VALUE}{quoted(number)}")
    if not is_right:
        out.append(this + _CANCELLED)


def _checked(of_class: str, text: str) -> tuple[str, bool]:
    if of_class == bf.Isbn:
        return (isbn.compact(text), True) if isbn.is_valid(text) else (text, False)
    if of_class == bf.Issn:
        return (issn.format(text), True) if issn.is_valid(text) else (text, False)
    if of_class == bf.Ismn:
        return text, ismn.is_valid(text)
    return text, True
