"""Fields for local use as OCLC's formats define them: 092, 590, 690 691, 790 791 792.

The Library of Congress's converter passes them over. Other local fields mean something else in every
library: what nobody has written down is not guessed.
"""

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import institution, write_source
from opendata.crosswalk.names import added_entry
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import TITLE, plain, rule, subfield, subfields
from opendata.crosswalk.statements import INSTANCE, WORK, quoted, typed, verb
from opendata.crosswalk.subjects import topical
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, rdfs

_CLASSIFICATION = WORK + verb(bf.classification)
_DEWEY_TYPE = typed(bf.ClassificationDdc)
_PORTION = verb(bf.classificationPortion)
_ITEM = verb(bf.itemPortion)
_NOTE = INSTANCE + verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_LABEL = verb(rdfs.label)
_SOURCE_LOCAL = f"{verb(bf.source)}<http://id.loc.gov/vocabulary/subjectSchemes/local>"


def _is_dewey(number: str) -> bool:
    """`895.9221`, `895.9`: three digits, and a decimal part or nothing."""
    whole, _, rest = number.replace("/", "").replace("'", "").partition(".")
    return len(whole) == 3 and whole.isdecimal() and whole.isascii() and (not rest or rest[0].isdecimal())


def local_number(field: MarcField, to: Target) -> None:
    """092: a Dewey number that the library gave, unless it stands in 082 too."""
    number = plain(subfield(field, "a"))
    if not _is_dewey(number):
        return
    known = [plain(value) for other in to.context.fields("082") for value in subfields(other, "a")]
    if number in known:
        return
    this = to.node()
    about = f"{this}{_DEWEY_TYPE}\n{this}{_PORTION}{quoted(number)}"
    if item := plain(subfield(field, "b")):
        about = f"{about}\n{this}{_ITEM}{quoted(item)}"
    to.out.append(f"{_CLASSIFICATION}{this}\n{about}")
    if edition := plain(subfield(field, "2")):
        write_source(edition, to, this)


def local_note(field: MarcField, to: Target) -> None:
    """590: a note of the library; a code without a blank is none."""
    text = chop(subfield(field, "a"))
    if " " not in text:
        return
    this = to.node()
    to.out.append(f"{_NOTE}{this}\n{this}{_NOTE_TYPE}\n{this}{_LABEL}{quoted(text)}{to.lang}")
    institution(field, to, this)


def local_subject(field: MarcField, to: Target) -> None:
    """690, 691: a topic or place as subject, of the library's own list where $2 names none."""
    tag, before = to.tag, len(to.out)
    to.tag = "650" if tag == "690" else "651"
    topical(field, to)
    to.tag = tag
    if len(to.out) > before and field.ind2 in " 47" and not any(code in to.codes for code in "012w"):
        to.out.append(to.node() + _SOURCE_LOCAL)


def local_added_entry(field: MarcField, to: Target) -> None:
    """790, 791, 792: a person, body or meeting that the library names as contributor."""
    if "z" in to.codes or "3" in to.codes:
        return
    tag = to.tag
    to.tag = f"7{_NAMES[tag]}"
    added_entry(field._replace(tag=to.tag), to)
    to.tag = tag


_NAMES = {"790": "00", "791": "10", "792": "11"}

RULES = [
    *rule("092", local_number, reads="ab2"),
    *rule("590", local_note, reads="a5"),
    *rule("690", local_subject, reads="abcdgvwxyz01235"),
    *rule("691", local_subject, reads="abgvwxyz01235"),
    *rule("790 791 792", local_added_entry, reads=TITLE + "iw012345z"),
]
