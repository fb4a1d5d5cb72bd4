"""880: which field each stands beside or for, and the language of its texts (LC sheet 880; MARC 21 App. A).

A paired 880 is converted by the rules of its partner's tag and under its partner's node names, so that its
texts become further, language-tagged texts of the very same nodes. An unpaired 880 (occurrence 00, or whose
partner is missing) stands for a field of that tag by itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from harvesters.marc import MarcField
from opendata.crosswalk.target import Context
from vocabularies.codes import default_script, iso_639_1, script_by_number

_LINK = re.compile(r"^([0-9]{3})(?:-([0-9]{0,2}))?(?:/([^/]*))?(?:/(r))?")
_STATED = ("(bcp47)", "[bcp47]")
_LANGUAGE_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-[A-Za-z0-9]{5,8})*"
)
_CODED_SCRIPTS: Mapping[str, str] = {
    "(B": "Latn",
    "(N": "Cyrl",
    "(Q": "Cyrl",
    "(S": "Grek",
    "(2": "Hebr",
    "(3": "Arab",
    "(4": "Arab",
}
_HAN_BY_LANGUAGE: Mapping[str, str] = {"chi": "Hani", "jpn": "Jpan", "kor": "Kore", "vie": "Hani"}
_HAN_BY_COUNTRY: Mapping[str, str] = {
    "cc ": "Hani",
    "ch ": "Hani",
    "ja ": "Jpan",
    "ko ": "Kore",
    "vm ": "Hani",
}


class LinkedField(NamedTuple):
    """A data field to convert, the tag whose rules apply, an 880's partner, and its texts' language."""

    field: MarcField
    tag: str
    partner: MarcField | None
    lang: str
    """`""`, or a BCP 47 tag with its `@`."""


def linked_fields(fields: Sequence[MarcField], context: Context) -> Iterator[LinkedField]:
    """Every field of a record with 880s, partners before their 880s."""
    partners: dict[tuple[str, str], MarcField] = {}
    for field in fields:
        if field.tag == "880":
            continue
        link = _link(field)
        if link and link[1] == "880" and (occurrence := _occurrence(link)):
            partners.setdefault((field.tag, occurrence), field)
        yield LinkedField(field, field.tag, None, "")
    for field in fields:
        if field.tag == "880" and (link := _link(field)):
            partner = partners.get((link[1], _occurrence(link)))
            lang = _stated_tag(field) or _language_tag(link[3], context)
            yield LinkedField(field, link[1], partner, lang)


def _occurrence(link: re.Match[str]) -> str:
    """The number that partners have in common, of two digits; `""` where there is none."""
    number = (link[2] or "").zfill(2)
    return "" if number == "00" else number


def _stated_tag(field: MarcField) -> str:
    """The language tag that the cataloguer states for the whole field in $7, as `(bcp47)vi-Hani`."""
    for code, value in field.subfields:
        if code == "7" and (text := value.strip()).startswith(_STATED):
            stated = text[7:].strip()
            if _LANGUAGE_TAG.fullmatch(stated):
                return f"@{_canonical(stated)}"
    return ""


def _canonical(tag: str) -> str:
    """A tag as BCP 47 writes it: `vi-Hani`, `zh-Hant-TW`; two letters for a language that has them."""
    language, *rest = tag.split("-")
    language = language.lower()
    parts = [iso_639_1(language) or language]
    for part in rest:
        size = len(part)
        parts.append(part.title() if size == 4 else part.upper() if size == 2 else part.lower())
    return "-".join(parts)


def _link(field: MarcField) -> re.Match[str] | None:
    for code, value in field.subfields:
        if code == "6":
            return _LINK.match(value.strip())
    return None


def _language_tag(script: str | None, context: Context) -> str:
    """The language of 008/35-37 in the script of $6, which goes unsaid where it is the usual one.

    BCP 47 wants it so. `und` is a language that the script cannot be of; no script in $6, no tag.
    """
    if script is None:
        return ""
    code = _script(script, context)
    language = iso_639_1(context.language)
    usual = default_script(context.language)
    if not code:
        return f"@{language}" if language and usual else ""
    if not language or (language == "en" and code != "Latn"):
        return f"@und-{code}"
    return f"@{language}" if code == usual else f"@{language}-{code}"


def _script(script: str, context: Context) -> str:
    """The ISO 15924 code of the script identification in $6, or `""`."""
    if script == "$1":
        return _han_script(context)
    if script in _CODED_SCRIPTS:
        return _CODED_SCRIPTS[script]
    if script.isdigit():
        return script_by_number(script)
    return script.title() if len(script) == 4 and script.isascii() and script.isalpha() else ""


def _han_script(context: Context) -> str:
    """$1 says Chinese, Japanese or Korean; which of them, the record's language, country or 041 tells."""
    languages = [context.language]
    languages.extend(
        value for field in context.fields("041") for code, value in field.subfields if code == "a"
    )
    for language in languages:
        if language in _HAN_BY_LANGUAGE:
            return _HAN_BY_LANGUAGE[language]
    return _HAN_BY_COUNTRY.get(context.field008[15:18], "Hani")
