"""What of a MARC record took part: its fields and subfields against the declarations of the rules."""

from collections.abc import Callable, Collection, Mapping

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.rules import MAY_BE_PRIVATE
from opendata.quality.coverage import Coverage
from opendata.quality.examination import Examination
from opendata.quality.values import letters_fault

Check = Callable[[MarcField, int, Examination], None]
"""Looks at the values of a field: the field, which of its tag it is, and where to say what is found."""


def is_local(tag: str) -> bool:
    """Whether *tag* is one of those that MARC leaves to each library: 9XX, X9X but 490, tags with letters."""
    return tag[:1] == "9" or (tag[1:2] == "9" and tag != "490") or not tag.isdigit()


def take_part(
    record: MarcRecord,
    covered: Coverage,
    checks: Mapping[str, Check],
    examined: Examination,
    silent: Collection[int] = (),
) -> None:
    """Sees which fields and subfields of *record* are read, and lets *checks* by tag look at values.

    *silent* are the identities of fields of which nothing is said although they are read.
    """
    for tag, value in record.control:
        if not value.strip():
            examined.left("empty-field", tag, 1)
        elif covered.knows(tag):
            examined.whole(tag)
        else:
            examined.left(_why_unknown(tag), tag, 1, value)
    occurrences: dict[str, int] = {}
    for field in record.fields:
        tag = field[0]
        occurrence = occurrences[tag] = occurrences.get(tag, 0) + 1
        stands_for = _stands_for(field) if tag == "880" else tag
        read = covered.read(field, stands_for)
        if read is None:
            examined.left(_why(field, stands_for, covered), tag, occurrence, "", len(field[3]))
        elif id(field) in silent and not _is_empty(field):
            examined.left("nothing-said", tag, occurrence, "", len(field[3]))
        else:
            _subfields(field, read, occurrence, examined)
        if (check := checks.get(tag)) is not None:
            check(field, occurrence, examined)


def _stands_for(field: MarcField) -> str:
    """The tag that an 880 stands for, told by its $6."""
    for code, value in field.subfields:
        if code == "6":
            return value.strip()[:3]
    return "880"


def _why(field: MarcField, stands_for: str, covered: Coverage) -> str:
    """Why nothing reads *field*."""
    if not covered.knows(stands_for):
        return _why_unknown(stands_for)
    return "non-public-field" if stands_for in MAY_BE_PRIVATE and field.ind1 == "0" else "unmapped-form"


def _why_unknown(tag: str) -> str:
    return "local-field" if is_local(tag) else "unmapped-field"


def _subfields(field: MarcField, read: frozenset[str], occurrence: int, examined: Examination) -> None:
    """Sees which subfields of a field are read; those that are not, and empty ones, did not take part."""
    tag, _, _, subfields = field
    known = examined.took_part.get(tag)
    if known is None:
        known = examined.took_part[tag] = {}
    took = 0
    for code, value in subfields:
        if code == "6":
            examined.links.append((tag, occurrence, value))
        elif code not in read:
            examined.findings.add("unmapped-subfield", tag, occurrence, code, value)
            continue
        if not value or value.isspace():
            examined.findings.add("empty-subfield", tag, occurrence, code)
            continue
        took += 1
        known[code] = None
        if not value.isascii() and (fault := letters_fault(value)):
            examined.findings.add(fault, tag, occurrence, code, value)
    examined.subfields += took
    examined.subfields_left += len(subfields) - took
    if took:
        examined.fields += 1
        return
    if not known:
        del examined.took_part[tag]
    examined.left("empty-field" if _is_empty(field) else "unmapped-form", tag, occurrence)


def _is_empty(field: MarcField) -> bool:
    return not any(value.strip() for _, value in field.subfields)
