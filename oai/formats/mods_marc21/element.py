"""Elements of MODS as text, and the attributes that tie a field to its twin in another script."""

import re

from oai import xml
from oai.formats.remembered import remembered
from oai.formats.values import authority_uri, uri
from oai.repository import MarcField


def element(name: str, value: str, attributes: str = "") -> str:
    """An element with text; `""` where there is none that XML can carry."""
    text = xml.escape(value) if value else ""
    return f"<{name}{attributes}>{text}</{name}>" if text and not text.isspace() else ""


def wrapped(name: str, inner: str, attributes: str = "") -> str:
    """An element with elements; `""` where there are none."""
    return f"<{name}{attributes}>{inner}</{name}>" if inner else ""


@remembered
def attribute(name: str, value: str) -> str:
    """One attribute with a blank before it, `""` for an empty value; for values that come again and again."""
    return free_attribute(name, value)


def free_attribute(name: str, value: str) -> str:
    """The same for free text."""
    return f" {name}={xml.attribute(value)}" if value and xml.strip(value).strip() else ""


def authority(field: MarcField, scheme: str) -> str:
    """`authority` and, where the field has a web address in $0 or $1, `valueURI`."""
    return attribute("authority", scheme) + free_attribute("valueURI", authority_uri(field))


def link(address: str) -> str:
    """`xlink:href`, where the address is one."""
    return free_attribute("xlink:href", uri(address))


_LINKED = re.compile(r"[0-9]{3}-([0-9]{2})(?:/([^/]+))?")
_SCRIPTS = {"(3": "Arab", "(4": "Arab", "(B": "Latn", "(N": "Cyrl", "(Q": "Cyrl", "(2": "Hebr", "(S": "Grek"}
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")
_is_script = re.compile("[A-Z][a-z]{3}").fullmatch


def linkage(field: MarcField) -> str:
    """`altRepGroup` and `script` as $6 tells them (MARC 21, appendix A)."""
    number = next((value for code, value in field.subfields if code == "6"), "")
    match = _LINKED.match(number)
    if match is None:
        return ""
    group = attribute("altRepGroup", match[1]) if match[1] != "00" else ""
    return group + attribute("script", _script(field, match[2] or ""))


def _script(field: MarcField, code: str) -> str:
    """The ISO 15924 code; MARC has one code for the scripts of Chinese, Japanese and Korean."""
    if code != "$1":
        return code if _is_script(code) else _SCRIPTS.get(code, "")
    text = "".join(value for _, value in field.subfields)
    return "Jpan" if _KANA.search(text) else "Kore" if _HANGUL.search(text) else "Hani"
