"""$6 and $7: the same field in two scripts, which MARC 21 tells by 880."""

from collections.abc import Mapping, Sequence

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfield
from opendata.crosswalk.unimarc.line import codes

_SCRIPTS: Mapping[str, str] = codes(
    "ba:Latn ca:Cyrl cb:Cyrl cc:Cyrl da:Jpan db:Jpan dc:Jpan ea:Hani fa:Arab fb:Arab ga:Grek "
    "ha:Hebr ia:Thai ja:Deva ka:Kore la:Taml ma:Geor mb:Armn"
)


def link_number(field: MarcField) -> str:
    """The number that pairs a field with the same one in another script (`a01` in $6); `""` for none."""
    for code, value in field.subfields:
        if code == "6":
            text = value.strip()
            if text[:1] == "a" and text[1:3].isascii() and text[1:3].isdigit() and text[1:3] != "00":
                return text[1:3]
    return ""


def script(field: MarcField) -> str:
    """ISO 15924's code for the script that $7 names; `""` where it names none."""
    return _SCRIPTS.get(subfield(field, "7").strip()[:2], "")


def others(fields: Sequence[MarcField]) -> set[int]:
    """The places in *fields* of those that say in another script what the first of their pair says.

    The first is the one in Latin script; without such, the one that stands first.
    """
    pairs: dict[tuple[str, str], list[int]] = {}
    for place, field in enumerate(fields):
        if any(code == "6" for code, _ in field.subfields) and (number := link_number(field)):
            pairs.setdefault((field.tag, number), []).append(place)
    found: set[int] = set()
    for places in pairs.values():
        main = next((place for place in places if script(fields[place]) == "Latn"), places[0])
        found.update(place for place in places if place != main)
    return found


def paired(told: list[MarcField], field: MarcField, other: bool) -> list[MarcField]:
    """The MARC 21 fields of one of a pair, linked to those of the other one."""
    number = link_number(field)
    seen: set[str] = set()
    linked: list[MarcField] = []
    for one in told:
        first = one.tag not in seen
        seen.add(one.tag)
        if other:
            link = f"{one.tag}-{number if first else '00'}/{script(field)}".rstrip("/")
            linked.append(one._replace(tag="880", subfields=(("6", link), *one.subfields)))
        elif first:
            linked.append(one._replace(subfields=(("6", f"880-{number}"), *one.subfields)))
        else:
            linked.append(one)
    return linked
