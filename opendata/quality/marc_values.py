"""Checks of a MARC field's values that MARC 21 and UNIMARC share."""

from collections.abc import Callable, Container

from harvesters.marc import MarcField
from opendata.crosswalk.statements import iri_of
from opendata.quality.examination import Examination
from opendata.quality.marc import Check
from opendata.quality.values import isbn_fault, issn_fault


def isbn(codes_of_numbers: str) -> Check:
    """A check of the ISBNs in the subfields named."""

    def check(field: MarcField, occurrence: int, examined: Examination) -> None:
        for code, value in field.subfields:
            if code in codes_of_numbers and value.strip() and (fault := isbn_fault(value)):
                examined.findings.add(fault, field.tag, occurrence, code, value)

    return check


def issn(codes_of_numbers: str) -> Check:
    """A check of the ISSNs in the subfields named."""

    def check(field: MarcField, occurrence: int, examined: Examination) -> None:
        for code, value in field.subfields:
            if code in codes_of_numbers and value.strip() and (fault := issn_fault(value)):
                examined.findings.add(fault, field.tag, occurrence, code, value)

    return check


def terms(code: str, known: Callable[[], Container[str]], finding: str) -> Check:
    """A check of each subfield *code* against the codes that *known* gives."""

    def check(field: MarcField, occurrence: int, examined: Examination) -> None:
        these = known()
        for name, value in field.subfields:
            text = value.strip()
            if name == code and text and text.rstrip("-") not in these:
                examined.findings.add(finding, field.tag, occurrence, code, value)

    return check


def addresses(field: MarcField, occurrence: int, examined: Examination) -> None:
    """$u that is no address; one that only lacks its `http://` is mended."""
    for code, value in field.subfields:
        text = value.strip()
        if code == "u" and text and text[:4].lower() != "www." and iri_of(text) is None:
            examined.findings.add("malformed-address", field.tag, occurrence, "u", value)
