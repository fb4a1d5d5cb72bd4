"""The coded data elements of 008, by type of material (LC sheet 006,008).

008/18-34 mean one thing for books and another for maps; each type has a table of positions, the code
list that a position draws on, and the property that a code's term becomes. What many records share is
written once: the statements depend on the type, the seventeen characters and a few fields of the record.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from harvesters.marc import MarcRecord
from opendata.crosswalk.control_subfields import code_iri
from opendata.crosswalk.rules import RecordRule, subfields
from opendata.crosswalk.statements import (
    ADMIN,
    EDTF,
    INSTANCE,
    RECORD,
    WORK,
    duration_literal,
    quoted,
    typed,
    verb,
)
from opendata.crosswalk.target import Context, Target
from vocabularies.codes import Term, code_map
from vocabularies.namespaces import bf, bflc, rdf, rdfs

_LANGUAGES = "http://id.loc.gov/vocabulary/languages/"
_GENRES = "http://id.loc.gov/authorities/genreForms/"
_GOVERNMENT = "http://id.loc.gov/vocabulary/mgovtpubtype/"
_MEDIA = "http://id.loc.gov/vocabulary/mediaTypes/"
_CARRIERS = "http://id.loc.gov/vocabulary/carriers/"
_NOTE_TYPES = "http://id.loc.gov/vocabulary/mnotetype/"
_INDEX = "<http://id.loc.gov/vocabulary/msupplcont/index>"
_IRREGULAR = "<http://id.loc.gov/vocabulary/frequencies/irr>"
_LABEL = verb(rdfs.label)

BOOKS, COMPUTER_FILES, MAPS, MUSIC, CONTINUING, VISUAL, MIXED = "BK", "CF", "MP", "MU", "CR", "VM", "MX"


def material(leader: str) -> str:
    """Which of the seven tables 008/18-34 follow, told by leader/06-07; `""` where none."""
    kind, level = leader[6], leader[7]
    if kind in "at":
        return BOOKS if kind == "t" or level in "acdm" else CONTINUING if level in "bis" else ""
    return _BY_KIND.get(kind, "")


_BY_KIND: Mapping[str, str] = {
    "m": COMPUTER_FILES,
    "p": MIXED,
    **dict.fromkeys("ef", MAPS),
    **dict.fromkeys("cdij", MUSIC),
    **dict.fromkeys("gkor", VISUAL),
}


class Facts(NamedTuple):
    """What else of a record the code tables look at."""

    genres: frozenset[str]
    """The LCGFT genres of 655 and 380: a code that says the same is passed over."""
    supplements: frozenset[str]
    """The kinds of supplementary content that 353 names."""
    illustrations: frozenset[str]
    """The authorities of 340."""
    carriers: frozenset[str]
    """The carriers of 338 $b."""
    media: bool
    """Whether there is a 337."""


class Position(NamedTuple):
    """A run of characters of 008/18-34, each a code of *codes*, and what a code's term becomes."""

    start: int
    size: int
    codes: str
    write: Callable[[Term, Facts, list[str], str], None]


def _linked(subject: str, link: str, of_class: str) -> Callable[[Term, Facts, list[str], str], None]:
    """A term as what *subject* has by *link*: its IRI, or a node with its label where it has none."""
    head = subject + verb(link)

    def write(term: Term, _: Facts, out: list[str], name: str) -> None:
        if term.iri:
            out.append(f"{head}<{term.iri}>")
            return
        this = f"<{RECORD}#008-{name}>"
        out.extend((head + this, this + typed(of_class), f"{this}{_LABEL}{quoted(term.en)}"))

    return write


_genre = _linked(WORK, bf.genreForm, bf.GenreForm)
_supplement = _linked(WORK, bf.supplementaryContent, bf.SupplementaryContent)
_illustrated = _linked(WORK, bf.illustrativeContent, bf.Illustration)
_SUPPLEMENTS = frozenset("bkq")


def _unless_genre(term: Term, facts: Facts, out: list[str], name: str) -> None:
    if term.en not in facts.genres:
        _genre(term, facts, out, name)


def _nature(term: Term, facts: Facts, out: list[str], name: str) -> None:
    """008/24-27: bibliography, discography, filmography supplement the Work; the rest are genres."""
    if name[-1] not in _SUPPLEMENTS:
        _unless_genre(term, facts, out, name)
    elif term.en not in facts.supplements:
        _supplement(term, facts, out, name)


def _illustration(term: Term, facts: Facts, out: list[str], name: str) -> None:
    if term.iri not in facts.illustrations:
        _illustrated(term, facts, out, name)


def _carrier(term: Term, facts: Facts, out: list[str], name: str) -> None:
    if term.iri not in facts.carriers:
        out.append(f"{INSTANCE}{verb(bf.carrier)}<{term.iri}>")


def _cartographic(link: str, of_class: str) -> Callable[[Term, Facts, list[str], str], None]:
    def write(term: Term, facts: Facts, out: list[str], name: str) -> None:
        this = f"<{RECORD}#008-map-{name}>"
        out.append(f"{WORK}{verb(bf.cartographicAttributes)}{this}")
        out.append(this + typed(bf.Cartographic))
        _linked(this, link, of_class)(term, facts, out, name)

    return write


def _original_form(term: Term, _: Facts, out: list[str], name: str) -> None:
    this = f"<{RECORD}#008-{name}>"
    out.append(f"{INSTANCE}{verb(bf.note)}{this}")
    out.append(this + typed(bf.Note))
    out.append(f"{this}{verb(rdf.type)}<{_NOTE_TYPES}orig>")
    out.append(f"{this}{_LABEL}{quoted(term.en)}")


_AUDIENCE = Position(22, 1, "maudience", _linked(WORK, bf.intendedAudience, bf.IntendedAudience))
_NATURE = Position(24, 4, "marcgt", _nature)


def _carrier_at(start: int) -> Position:
    return Position(start, 1, "carrier", _carrier)


TABLES: Mapping[str, tuple[Position, ...]] = {
    BOOKS: (
        Position(18, 4, "millus", _illustration),
        _AUDIENCE,
        _NATURE,
        Position(33, 1, "litform", _genre),
        Position(34, 1, "bioform", _genre),
        _carrier_at(23),
    ),
    COMPUTER_FILES: (_AUDIENCE, Position(26, 1, "computerFileType", _genre)),
    MAPS: (
        Position(18, 4, "relief", _cartographic(bf.relief, bf.Relief)),
        Position(22, 2, "projection", _cartographic(bf.projection, bf.Projection)),
        Position(33, 2, "mapform", _unless_genre),
        _carrier_at(29),
    ),
    MUSIC: (
        _AUDIENCE,
        Position(24, 6, "musicSuppContent", _supplement),
        Position(18, 2, "musicCompForm", _unless_genre),
        Position(20, 1, "musicFormat", _linked(WORK, bf.musicFormat, bf.MusicFormat)),
        Position(30, 2, "musicTextForm", _unless_genre),
        _carrier_at(23),
    ),
    CONTINUING: (
        Position(21, 1, "crtype", _linked(WORK, bflc.serialPubType, bflc.SerialPubType)),
        _NATURE,
        Position(33, 1, "crscript", _linked(WORK, bf.notation, bf.Script)),
        Position(18, 1, "frequency", _linked(INSTANCE, bf.frequency, bf.Frequency)),
        Position(22, 1, "crorigform", _original_form),
        _carrier_at(23),
    ),
    VISUAL: (
        _AUDIENCE,
        Position(33, 1, "visualtype", _unless_genre),
        Position(34, 1, "technique", _linked(WORK, bflc.movingImageTechnique, bflc.MovingImageTechnique)),
        _carrier_at(29),
    ),
    MIXED: (_carrier_at(23),),
}
"""What the characters of 008 mean, by type of material; positions are those of 008."""

_WHOLE_CODES = frozenset({"projection", "musicCompForm"})
"""Code lists whose codes are two characters long."""
_GOVERNMENT_AT = frozenset({BOOKS, COMPUTER_FILES, MAPS, CONTINUING, VISUAL})
_CONFERENCE_AT = frozenset({BOOKS, CONTINUING})
_INDEX_AT = frozenset({BOOKS, MAPS})


def coded_elements(record: MarcRecord, to: Target) -> None:
    """Everything that 008 codes but its dates and place."""
    field = to.context.field008
    if len(field) < 35:
        return
    _write_language(field, to)
    kind = material(record.leader)
    if not kind:
        return
    to.out.extend(_of_elements(kind, field[18:35], _facts(to.context)))
    if kind == CONTINUING and field[34] in "012":
        _entry_convention(field[34], to)


_LANGUAGE = WORK + verb(bf.language)


def _write_language(field: str, to: Target) -> None:
    code = field[35:38]
    if len(code) == 3 and code.isascii() and code.isalpha():
        to.out.append(_LANGUAGE + code_iri(_LANGUAGES, code))
    if field[6] == "r" and field[11:15] not in ("    ", "||||"):
        to.out.append(f"{WORK}{verb(bf.originDate)}{quoted(field[11:15].replace('u', 'X'))}{EDTF}")


_NO_FACTS: frozenset[str] = frozenset()


def _facts(context: Context) -> Facts:
    by_tag = context.by_tag
    genres: list[str] = []
    for tag in ("655", "380"):
        for field in by_tag.get(tag, ()):
            if ("2", "lcgft") in field.subfields:
                genres.extend([value.rstrip(".") for value in subfields(field, "a")])
    return Facts(
        frozenset(genres) if genres else _NO_FACTS,
        _values("353", "a", context),
        _values("340", "0", context),
        frozenset([_CARRIERS + value.strip() for value in _values("338", "b", context)]),
        "337" in by_tag,
    )


def _values(tag: str, code: str, context: Context) -> frozenset[str]:
    if tag not in context.by_tag:
        return _NO_FACTS
    return frozenset([value for field in context.by_tag[tag] for value in subfields(field, code)])


_ENTRY = {"0": "0 - successive", "1": "1 - latest", "2": "2 - integrated"}


def _entry_convention(code: str, to: Target) -> None:
    this = f"<{RECORD}#008-entry>"
    to.out.append(f"{ADMIN}{verb(bf.note)}{this}")
    to.out.append(this + typed(bf.Note))
    to.out.append(f"{this}{verb(rdf.type)}<{_NOTE_TYPES}metaentry>")
    to.out.append(f"{this}{_LABEL}{quoted(_ENTRY[code])}")


@cache
def _codes(name: str) -> Mapping[str, Term]:
    return code_map(name)


@lru_cache(maxsize=2048)
def _of_elements(kind: str, elements: str, facts: Facts) -> tuple[str, ...]:
    """The statements that 008/18-34 give."""
    out: list[str] = []
    for start, size, name, write in TABLES[kind]:
        codes = _codes(name)
        run = elements[start - 18 : start - 18 + size]
        for place, code in enumerate((run,) if name in _WHOLE_CODES else run):
            if (term := codes.get(code)) is not None:
                write(term, facts, out, f"{start + place}-{code if code.isalnum() else 'x'}")
    _write_singles(kind, elements, facts, out)
    return tuple(out)


def _write_singles(kind: str, elements: str, facts: Facts, out: list[str]) -> None:
    """Positions that hold a yes or no, or a number."""
    if kind in _GOVERNMENT_AT and elements[10] in "acfilmos":
        out.append(f"{WORK}{verb(bflc.governmentPubType)}<{_GOVERNMENT}{elements[10]}>")
    if (
        kind in _CONFERENCE_AT
        and elements[11] == "1"
        and "Conference papers and proceedings" not in facts.genres
    ):
        out.append(f"{WORK}{verb(bf.genreForm)}<{_GENRES}gf2014026068>")
    if kind == BOOKS and elements[12] == "1":
        out.append(f"{WORK}{verb(bf.genreForm)}<{_GENRES}gf2016026082>")
    if kind in _INDEX_AT and elements[13] == "1" and "index" not in facts.supplements:
        out.append(f"{WORK}{verb(bf.supplementaryContent)}{_INDEX}")
    if kind == CONTINUING and elements[1] in "nx":
        out.append(f"{INSTANCE}{verb(bf.frequency)}{_IRREGULAR}")
    if kind == VISUAL:
        _write_duration(elements[:3], out)
    if kind == BOOKS:
        _write_form_of_book(elements[5], facts, out)


def _write_duration(code: str, out: list[str]) -> None:
    if code == "000":
        out.append(f"{WORK}{verb(bf.duration)}{quoted('more than 999 minutes')}")
    elif code.isascii() and code.isdigit():
        out.append(f"{WORK}{verb(bf.duration)}{duration_literal(int(code) * 60)}")


def _write_form_of_book(form: str, facts: Facts, out: list[str]) -> None:
    """008/23 of a book: its medium where no 337 tells, large print, braille."""
    medium = "n" if form in " dfr" else "c" if form in "oqs" else ""
    if medium and not facts.media:
        out.append(f"{INSTANCE}{verb(bf.media)}<{_MEDIA}{medium}>")
    if form == "d":
        out.append(f"{INSTANCE}{verb(bf.fontSize)}<http://id.loc.gov/vocabulary/mfont/lp>")
    elif form == "f":
        out.append(f"{INSTANCE}{verb(bf.notation)}<http://id.loc.gov/vocabulary/mtactile/brail>")


def additional_elements(record: MarcRecord, to: Target) -> None:
    """006: what its codes say of the Work, as 008/18-34 of that material would (the sheet leaves 006 out).

    What they say of the Instance (form of item, frequency) is about a part that has no Instance of its own.
    """
    if "006" not in to.context.control:
        return
    facts = _facts(to.context)
    for tag, field in record.control:
        kind = _material_of_006(field) if tag == "006" and len(field) >= _LENGTH_OF_006 else ""
        if not kind:
            continue
        for statement in _of_elements(kind, field[1:18], facts):
            if statement.startswith(WORK):
                to.out.append(statement.replace(f"<{RECORD}#008-", f"<{RECORD}#006-{kind.lower()}-"))


_LENGTH_OF_006 = 18


def _material_of_006(field: str) -> str:
    """Which table 006/01-17 follow, told by 006/00."""
    kind = field[0]
    return BOOKS if kind in "at" else CONTINUING if kind == "s" else _BY_KIND.get(kind, "")


RECORD_RULES = [
    RecordRule(
        coded_elements,
        {"LDR": "06-07", "008": "06 11-14 18-34 35-37"},
        "what the codes of the kind of material say: illustrations, contents, audience, form, language",
    ),
    RecordRule(
        additional_elements,
        {"006": "00-17"},
        "what the codes of a further kind of material say of the Work: contents, audience, genre",
    ),
]
