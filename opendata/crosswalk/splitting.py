"""Records of several carriers, each to be an Instance of its own (LC sheet Preprocess0, Splitting).

A sound recording with its booklet, a kit: several 007s or several 300s. The first 300, with the first 007, is
the record's Instance, and so is everything that says not of which carrier it speaks; each further one, with
the 337, 338, 340 and 344 to 347 whose $3 (or whose term) is about it, is a *part*. Electronic versions in 856
are `locations.py`'s.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import subfield, subfields
from opendata.crosswalk.statements import INSTANCE, RECORD, WORK, digest, typed, verb
from opendata.crosswalk.target import Context, name_of
from vocabularies.namespaces import bf, bflc, rdf, rdfs

_OF_A_CARRIER = ("337", "338", "340", "344", "345", "346", "347")

_WORDS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("audio disc", ("audio disc", "CD", "spoken word", "audio")),
    ("sound disc", ("audio disc", "CD", "spoken word", "audio")),
    ("audiocassette", ("audiocassette", "spoken word", "audio")),
    ("audio file", ("audio file", "audio", "spoken word")),
    ("sound file", ("sound file", "spoken word", "audio")),
    ("video file", ("video file", "video", "two-dimensional moving image")),
    ("videodisc", ("videodisc", "DVD", "Blu-ray disc", "moving image", "video", "laser optical")),
    ("DVD video", ("videodisc", "DVD", "moving image", "video", "laser optical")),
    ("film reel", ("film reel", "projected", "two-dimensional moving image")),
    ("book", ("book",)),
    ("manuscript", ("manuscript",)),
    ("score", ("score",)),
    ("folio", ("folio",)),
    ("lesson guide", ("lesson guide",)),
)
"""What an extent has in it, and what the other fields then call the carrier in $3 or $a."""

_MEDIA: Sequence[tuple[str, tuple[str, ...]]] = (
    ("g", ("moving", "film reel", "slide")),
    ("v", ("video", "DVD", "Blu-ray")),
    ("s", ("audio", "sound", "âm thanh")),
    ("c", ("CD-ROM", "computer", "online", "USB")),
    ("h", ("microf", "vi phim")),
    ("n", ("page", "leaves", "leaf", "sheet", "volume", " v.", " p.", "tr.", "trang", "tờ", "book", "map")),
)
"""RDA's media by what an extent has in it; nothing is said of any other extent."""

_TITLES: Mapping[str, str] = {
    "a": "Map", "ad": "Atlas", "ag": "Graph", "aj": "Map", "ak": "Cartographic material",
    "aq": "Model (Representation)", "ar": "Remote-sensing image", "as": "Geological cross-section",
    "ay": "View", "c": "Electronic resource", "d": "Globe", "da": "Celestial globe",
    "f": "Tactile resource", "g": "Projected graphic", "h": "Microform", "k": "Non-projected graphic",
    "kc": "Collage", "kd": "Drawing", "ke": "Painting", "kf": "Photomechanical print",
    "kg": "Negative (Photograph)", "kh": "Photographic print", "ki": "Picture", "kj": "Print",
    "kk": "Poster", "kl": "Scientific illustration", "kn": "Wall chart", "kp": "Postcard",
    "kv": "Photograph", "m": "Motion picture", "o": "Kit", "q": "Notated music",
    "r": "Remote sensing image", "s": "Sound recording", "t": "Text", "v": "Videorecording",
}  # fmt: skip
"""The title of a carrier that 007 alone tells of, by 007/00-01 or 007/00."""


class Part(NamedTuple):
    """A further Instance: its IRI, and a record of what is about it alone."""

    instance: str
    record: MarcRecord


def describes_several(context: Context) -> bool:
    """Whether a record may have parts; quick, since nearly all have not."""
    return len(context.record.control) > len(context.control) or len(context.by_tag.get("300", ())) > 1


def split(context: Context) -> tuple[MarcRecord, list[Part]]:
    """The record of the Work and its Instance, and the parts; the record as it was where it has none."""
    record = context.record
    extents = list(context.fields("300"))
    codes = [value for tag, value in record.control if tag == "007"]
    if len(codes) != len(extents):  # an electronic one is then about any of the carriers
        codes = [value for value in codes if value[:1] != "c"]
    if len(codes) < 2 and len(extents) < 2:
        return record, []
    if len(extents) == 1:
        extents.extend(_accompanying(extents[0]))
    about = [_about(extent, record.fields) for extent in extents]
    parts: list[Part] = []
    taken: dict[int, MarcField] = {}
    for place in range(1, max(len(codes), len(extents))):
        code = codes[place] if place < len(codes) else ""
        extent = extents[place] if place < len(extents) else None
        fields = about[place] if extent is not None else []
        _add(parts, _part(code, extent, fields, context))
        taken.update((id(field), field) for field in (*fields, *([extent] if extent is not None else [])))
    for field in about[0] if about else ():
        taken.pop(id(field), None)
    further = set(codes[1:]) - set(codes[:1])
    control = [pair for pair in record.control if pair[0] != "007" or pair[1] not in further]
    kept = [field for field in record.fields if id(field) not in taken]
    linked = {id(field) for field in _linked(taken.values(), record.fields)}
    kept = [field for field in kept if id(field) not in linked]
    return record._replace(control=tuple(control), fields=tuple(kept)), parts


def _accompanying(extent: MarcField) -> list[MarcField]:
    """What 300 $e says as 300s: `1 booklet (24 p. : ill. ; 20 cm) + 1 poster`."""
    fields = []
    for value in subfields(extent, "e"):
        for piece in value.split("+"):
            text, _, size = piece.partition(";")
            text, colon, details = text.partition(":")
            if colon and "(" in text and ")" not in text:
                text = f"{text.rstrip()})"
            elif not colon and "(" in piece:
                text, details = piece, text.partition("(")[2]
            pairs = [("a", text.strip()), ("b", details.strip()), ("c", size.strip())]
            if text.strip():
                fields.append(extent._replace(subfields=tuple([pair for pair in pairs if pair[1]])))
    return fields


def _about(extent: MarcField, fields: Iterable[MarcField]) -> list[MarcField]:
    """The fields whose $3, or where they have none whose term in $a, names the carrier of *extent*."""
    names = subfields(extent, "3") or _names(subfield(extent, "a"))
    if not names:
        return []
    return [
        field
        for field in fields
        if field.tag in _OF_A_CARRIER
        and (
            any(name in said for said in subfields(field, "3") for name in names)
            or (subfield(field, "a") in names and not subfield(field, "3"))
        )
    ]


def _names(text: str) -> Sequence[str]:
    return next((names for words, names in _WORDS if words in text), ())


def _part(code: str, extent: MarcField | None, fields: list[MarcField], context: Context) -> Part:
    record = context.record
    made = [MarcField("245", "0", "0", (("a", _title(code, extent)),)), *fields]
    if extent is not None:
        made.insert(1, extent)
        if not code and not any(field.tag == "337" for field in fields):
            made.extend(_medium(extent))
        made.extend(_linked((extent, *fields), record.fields))
        name = f"<{RECORD}#Instance-{name_of(extent).rpartition('-')[2]}"
    else:
        name = f"<{RECORD}#Instance-{digest((code,))}"
    control = [("007", code)] if code else []
    if any(field.tag == "880" for field in made):
        control.append(("008", f"{'|' * 35}{context.language:<3}||"))
    # of the leader only what makes an issuance: the record's type is that of its first carrier
    leader = f"{record.leader[:6]} {record.leader[7:]}"
    return Part(name, MarcRecord(leader, tuple(control), tuple(made)))


def _title(code: str, extent: MarcField | None) -> str:
    text = chop(subfield(extent, "a") or subfield(extent, "3")) if extent is not None else ""
    return f"[{text or _TITLES.get(code[:2]) or _TITLES.get(code[:1]) or 'Unknown'}]"


def _medium(extent: MarcField) -> Iterable[MarcField]:
    text = f" {subfield(extent, '3')} {subfield(extent, 'a')}"
    for code, words in _MEDIA:
        if any(word in text for word in words):
            return [MarcField("337", " ", " ", (("b", code),))]
    return []


def _linked(fields: Iterable[MarcField], all_fields: Iterable[MarcField]) -> list[MarcField]:
    """The 880s of *fields*."""
    links = {f"{field.tag}-{link[4:6]}" for field in fields if (link := subfield(field, "6"))[:4] == "880-"}
    links = {link for link in links if not link.endswith("-00")}
    return [field for field in all_fields if field.tag == "880" and subfield(field, "6")[:6] in links]


def _add(parts: list[Part], part: Part) -> None:
    name, count = part.instance, 2
    while any(other.instance == f"{name}>" for other in parts):
        name, count = f"{part.instance}.{count}", count + 1
    parts.append(Part(f"{name}>", part.record))


_INSTANCE_OF = verb(bf.instanceOf)
_OF_THE_RECORD = tuple(
    [WORK + verb(link) for link in (bf["title"], bf.hasInstance, bf.adminMetadata, rdf.type, rdfs.label)]
)
_IS_INSTANCE = INSTANCE + typed(bf.Instance)


def of_part(items: Iterable[str], instance: str) -> list[str]:
    """What *items*, a part's statements, say of its Instance, and what its 007 says of the Work.

    What else they say of the Work (title, class, administration) is not the whole record's.
    """
    by_subject: dict[str, list[str]] = {}
    for line in "\n".join(items).split("\n"):
        by_subject.setdefault(line.partition(" ")[0], []).append(line)
    about = [
        line for line in by_subject.pop(INSTANCE, ()) if not line.endswith(WORK) and line != _IS_INSTANCE
    ]
    about.extend(line for line in by_subject.pop(WORK, ()) if not line.startswith(_OF_THE_RECORD))
    for line in about:  # grows while it is read: what the last lines point at is told of too
        told = by_subject.pop(line.rpartition(" ")[2], None)
        if told is not None:
            about.extend(told)
    return [
        f"{WORK}{verb(bf.hasInstance)}{instance}",
        instance + typed(bf.Instance),
        instance + typed(bflc.SecondaryInstance),
        f"{instance}{_INSTANCE_OF}{WORK}",
        *[line.replace(INSTANCE, instance) for line in about],
    ]
