"""What stands in subfields of MARC, as values: without punctuation, and each what it claims to be."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import quote

from oai.formats.remembered import remembered
from oai.repository import MarcField
from vocabularies import codes as code_lists

_ABBREVIATIONS = (
    "bros|ca|cie|cm|co|corp|dr|ed|etc|fl|fr|ill|inc|jr|km|ltd|min|mm|mr|mrs|no|pp|pt|rev|sec|sr|st"
    "|tlđ|tr|vol|xb"
)
# An ellipsis, an initial, an abbreviation; Vietnamese syllables are too short to go by length.
_KEPT_PERIOD = re.compile(rf"(?:\.\.|(?:^|[\s.(\[-])(?:[^\W\d_]|{_ABBREVIATIONS}))\.$", re.IGNORECASE)
_NONSORT = str.maketrans("", "", "\x88\x89\x98\x9c")
_PUNCTUATION = " /:;,=\t\r\n"

NO_LANGUAGE = frozenset({"", "und", "zxx", "mul", "mis"})
"""What the coded field says where the record names no one language."""
NOBODY = frozenset({"s.n.", "s.n", "k.nxb.", "k.nxb", "knxb", "publisher not identified"})
"""What stands for a publisher whom the cataloguer could not find."""
NOWHERE = frozenset(
    {"s.l.", "s.l", "k.đ.", "k.đ", "kđ", "place of publication not identified", "không xác định"}
)
"""What stands for a place that the cataloguer could not find."""


def picked(field: MarcField, codes: str) -> list[str]:
    """The values of these subfields, in the record's order; none is empty."""
    found = [
        value.strip() if value.isprintable() else value.translate(_NONSORT).strip()
        for code, value in field.subfields
        if code in codes
    ]
    return found if "" not in found else list(filter(None, found))


def first(field: MarcField, code: str) -> str:
    """The first such subfield that holds anything, or `""`."""
    for name, value in field.subfields:
        if name == code and (value := value.strip()):
            return value
    return ""


def tidy(text: str) -> str:
    """*text* without the ISBD punctuation that leads to what follows; abbreviations keep their period."""
    if not text.isprintable():
        text = text.translate(_NONSORT)
    text = " ".join(text.split()).strip(_PUNCTUATION)
    if text.endswith(".") and not _KEPT_PERIOD.search(text):
        text = text[:-1].rstrip(_PUNCTUATION)
    if text.startswith("[") and text.endswith("]") and text.count("[") == 1:
        text = text[1:-1].strip()
    elif text.endswith("]") and "[" not in text:
        text = text[:-1].rstrip()
    return text


def told(field: MarcField, codes: str) -> str:
    """The subfields as one tidied text."""
    return tidy(" ".join(picked(field, codes)))


BEFORE: Mapping[str, str] = {
    "b": " : ",
    "c": " ; ",
    "d": ", ",
    "e": " + ",
    "n": ". ",
    "p": ", ",
    "t": ". ",
    "v": " ; ",
}
"""What ISBD puts before a subfield of titles, statements, extents and series."""


def punctuated(field: MarcField, codes: str, before: Mapping[str, str] = BEFORE) -> str:
    """The subfields as one text; what ISBD puts before one is supplied where the record leaves it out."""
    text = ""
    for code, value in field.subfields:
        if code not in codes:
            continue
        value = value.strip() if value.isprintable() else value.translate(_NONSORT).strip()
        if value:
            if text:
                text += " " if _is_separated(text, value) else before.get(code, " ")
            text += value
    return tidy(text)


def _is_separated(text: str, value: str) -> bool:
    end = text[-1]
    return end in ":;,=/+" or value[0] in "([:;+=/" or (end == "." and _KEPT_PERIOD.search(text[-9:]) is None)


def year(text: str) -> str:
    """The first year in an imprint date (`[1975?]`, `c2001.`), or the tidied text where there is none."""
    match = re.search(r"(?<![0-9])[12][0-9]{3}(?![0-9])", text)
    return match[0] if match else tidy(text)


@cache
def _language_codes() -> frozenset[str]:
    return frozenset(code_lists.terms("languages"))


def language_codes(field: MarcField, codes: str) -> Iterable[str]:
    """Known three-letter codes; the old practice of several in one subfield is taken apart."""
    known = _language_codes()
    for value in picked(field, codes):
        value = value.lower()
        for place in range(0, len(value), 3):
            if value[place : place + 3] in known:
                yield value[place : place + 3]


def is_language_code(code: str) -> bool:
    """Whether it is one of MARC's codes for a language, those for none or several among them."""
    return code in _language_codes()


@remembered
def language_tag(code: str) -> str:
    """The BCP 47 tag of a MARC language code that names one language, `vi` for `vie`; else `""`."""
    return "" if code in NO_LANGUAGE or code not in _language_codes() else code_lists.iso_639_1(code)


_is_tag = re.compile(
    "[A-Za-z]{2,3}(?:-[A-Za-z]{3})?(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    "(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))?(?:-x(?:-[A-Za-z0-9]{1,8}){1,3})?"
).fullmatch


def sound_tag(tag: str) -> str:
    """*tag* if it is a well-formed language tag without extensions (BCP 47, section 2.1), else `""`."""
    return tag if tag and _is_tag(tag) else ""


_SCHEMES = ("http://", "https://", "ftp://", "urn:", "info:", "doi:", "hdl:", "ark:")
_WITH_HOST = _SCHEMES[:3]
_ALLOWED = "-._~:/?#@!$&'()*+,;=%"
_is_plain = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]+").fullmatch
_has_host = re.compile(
    r"(?:https?|ftp)://(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})+(?::[0-9]{1,5})?(?:[/?#].*)?"
).fullmatch
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def uri(text: str) -> str:
    """*text* as a URI (RFC 3986), what may not stand in one percent-encoded; `""` for what is none.

    An address that begins with `www.` gets the `http://` that everybody leaves out.
    """
    text = text.strip()
    if text[:4].lower() == "www.":
        text = f"http://{text}"
    scheme, colon, rest = text.partition(":")
    text = f"{scheme.lower()}:{rest}"
    if not colon or not rest or not text.startswith(_SCHEMES) or " " in text.rstrip():
        return ""
    if not _is_plain(text) or text.count("#") > 1:
        text = _STRAY_PERCENT.sub("%25", quote(text, safe=_ALLOWED, errors="replace"))
        before, sharp, fragment = text.partition("#")
        text = before + sharp + fragment.replace("#", "%23")
    return "" if text.startswith(_WITH_HOST) and not _has_host(text) else text


def authority_uri(field: MarcField) -> str:
    """The web address that $0 or $1 gives for the heading's authority, or `""`."""
    for code, value in field.subfields:
        if code in "01" and "http" in value[:6]:
            return uri(value.removeprefix("(uri)"))
    return ""
