"""Where the resource is on the network: 856 (LC sheet 841-887)."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import plain, rule, subfield, subfields
from opendata.crosswalk.statements import INSTANCE, WORK, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, rdfs

_LOCATOR = verb(bf.electronicLocator)
_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_LABEL = verb(rdfs.label)
_TITLE = verb(bf["title"])
_TITLE_PARTS: Mapping[str, str] = {
    "a": verb(bf.mainTitle),
    "b": verb(bf.subtitle),
    "n": verb(bf.partNumber),
    "p": verb(bf.partName),
}


def electronic_location(field: MarcField, to: Target) -> None:
    """856 $u: contents, the resource (another Instance, or an electronic one's copy), a related one."""
    addresses = [iri for value in subfields(field, "u") if (iri := _address(value)) is not None]
    if not addresses:
        return
    about = f"{subfield(field, 'a')} {subfield(field, '3')}".lower()
    if "table of contents" in about:
        to.out.extend(f"{WORK}{verb(bf.tableOfContents)}{address}" for address in addresses)
    elif field.ind2 in " 018":
        to.out.extend(INSTANCE + _LOCATOR + address for address in addresses)
        _notes(field, "yz", INSTANCE, to)
        if _is_electronic(to):
            _copy(field, addresses, to)
        else:
            _electronic_instance(field, addresses, to)
    elif field.ind2 == "2":
        _related(field, addresses, to)


def _address(value: str) -> str | None:
    """The address in $u; one that begins with `www.` has lost its `http://`."""
    text = value.strip()
    return iri_of(f"http://{text}" if text[:4].lower() == "www." else text)


def _is_electronic(to: Target) -> bool:
    return to.context.type_of_record == "m" or to.context.field008[23:24] in ("o", "s")


def _notes(field: MarcField, codes: str, subject: str, to: Target) -> None:
    for count, (code, value) in enumerate(field.subfields):
        if code in codes and (text := chop(value)):
            note = f"{subject[:-1]}-note{count}>" if subject != INSTANCE else to.node(f"note{count}")
            to.out.append(
                f"{subject}{_NOTE}{note}\n{note}{_NOTE_TYPE}\n{note}{_LABEL}{quoted(text)}{to.lang}"
            )


def _electronic_instance(field: MarcField, addresses: list[str], to: Target) -> None:
    this, title = to.node("instance"), to.node("title")
    out = to.out
    out.append(f"{WORK}{verb(bf.hasInstance)}{this}")
    out.append(this + typed(bf.Instance))
    out.append(this + typed(bf.Electronic))
    out.append(f"{this}{verb(bf.instanceOf)}{WORK}")
    if part := plain(subfield(field, "3")):
        texts = [f"{title}{_TITLE_PARTS['a']}{quoted(part)}{to.lang}"]
    else:
        texts = [
            f"{title}{_TITLE_PARTS[code]}{quoted(text)}"
            for one in to.context.fields("245")[:1]
            for code, value in one.subfields
            if code in _TITLE_PARTS and (text := chop(value))
        ]
        texts.extend(
            f"{title}{verb(bflc.nonSortNum)}{quoted(one.ind2)}"
            for one in to.context.fields("245")[:1]
            if one.ind2 in "123456789"
        )
    if texts:
        out.append(this + _TITLE + title)
        out.append(title + typed(bf.Title))
        out.extend(texts)
    out.extend(this + _LOCATOR + address for address in addresses)
    _notes(field, "yz", this, to)


def _copy(field: MarcField, addresses: list[str], to: Target) -> None:
    out = to.out
    if field.ind2 == "0" and len(to.context.fields("856")) < 2:
        return
    item = to.node("item")
    out.append(f"{INSTANCE}{verb(bf.hasItem)}{item}")
    out.append(item + typed(bf.Item))
    out.append(f"{item}{verb(bf.itemOf)}{INSTANCE}")
    out.extend(item + _LOCATOR + address for address in addresses)
    _notes(field, "yz", item, to)


def _related(field: MarcField, addresses: list[str], to: Target) -> None:
    for count, address in enumerate(addresses, 1):
        this = to.node(str(count)) if count > 1 else to.node()
        to.out.append(f"{INSTANCE}{verb(bf.supplementaryContent)}{this}")
        to.out.append(this + typed(bf.SupplementaryContent))
        to.out.append(this + _LOCATOR + address)
        _notes(field, "3yz", this, to)


RULES = [
    *rule("856", electronic_location, reads="auyz3"),
]
