"""abstract, tableOfContents, targetAudience, note, accessCondition, genre: 5XX, 245, 362, 047, 336, 655."""

from oai.formats.mods_marc21.element import attribute, authority, element, free_attribute, link
from oai.formats.mods_marc21.facts import Facts, Rule, Write
from oai.formats.values import first, picked, tidy, told
from oai.repository import MarcField

_ABSTRACTS = {
    " ": "Summary",
    "0": "Subject",
    "1": "Review",
    "2": "Scope and content",
    "3": "Abstract",
    "4": "Content advice",
}
"""520, first indicator."""
_CONTENTS = {"1": "incomplete contents", "2": "partial contents"}
"""505, first indicator."""
_THESAURI = {"0": "lcsh", "1": "lcshac", "2": "mesh", "3": "nal", "5": "csh", "6": "rvm"}
"""Second indicator of 6XX."""

_NOTES = {
    "500": ("", "a"),
    "501": ("with", "a"),
    "502": ("thesis", "abcdgo"),
    "504": ("bibliography", "a"),
    "507": ("", "ab"),
    "508": ("creation/production credits", "a"),
    "511": ("performers", "a"),
    "513": ("", "ab"),
    "515": ("numbering", "a"),
    "516": ("", "a"),
    "518": ("venue", "3adop"),
    "522": ("", "a"),
    "524": ("preferred citation", "a"),
    "525": ("", "a"),
    "526": ("", "abcdixz"),
    "530": ("additional physical form", "3abcd"),
    "533": ("reproduction", "3abcdefmn"),
    "535": ("original location", "3abcdg"),
    "536": ("funding", "abcdefgh"),
    "538": ("system details", "3ai"),
    "541": ("acquisition", "3abcdefhno"),
    "544": ("", "3abcden"),
    "545": ("biographical/historical", "ab"),
    "546": ("language", "3ab"),
    "547": ("", "a"),
    "550": ("", "a"),
    "552": ("", "abcdefghijklmnop"),
    "555": ("", "3abcd"),
    "556": ("", "a"),
    "561": ("ownership", "3a"),
    "562": ("version identification", "3abcde"),
    "563": ("binding", "3a"),
    "565": ("", "3abcde"),
    "567": ("", "a"),
    "580": ("", "a"),
    "581": ("publications", "3a"),
    "583": ("action", "3abcdefhijklnoz"),
    "584": ("", "3ab"),
    "585": ("exhibitions", "3a"),
    "586": ("awards", "3a"),
    "588": ("", "a"),
}
"""Tag to the note's type and its subfields."""


def sentence(field: MarcField, codes: str) -> str:
    """The subfields as one text with its punctuation."""
    return " ".join(" ".join(picked(field, codes)).split())


def _note(kind: str, codes: str) -> Write:
    of_kind = attribute("type", kind)

    def write(field: MarcField, extra: str, facts: Facts) -> str:
        if field.ind1 == "0" and field.tag in ("541", "561", "583"):  # the library keeps it to itself
            return ""
        return element("note", sentence(field, codes), of_kind + link(first(field, "u")) + extra)

    return write


def _responsibility(field: MarcField, extra: str, facts: Facts) -> str:
    return element("note", told(field, "c"), ' type="statement of responsibility"' + extra)


def _designation(field: MarcField, extra: str, facts: Facts) -> str:
    return element("note", sentence(field, "a"), ' type="date/sequential designation"' + extra)


def _abstract(field: MarcField, extra: str, facts: Facts) -> str:
    of_kind = attribute("type", _ABSTRACTS.get(field.ind1, ""))
    return element("abstract", sentence(field, "3ab"), of_kind + link(first(field, "u")) + extra)


def _contents(field: MarcField, extra: str, facts: Facts) -> str:
    of_kind = attribute("type", _CONTENTS.get(field.ind1, ""))
    return element("tableOfContents", sentence(field, "agrt"), of_kind + link(first(field, "u")) + extra)


def _audience(field: MarcField, extra: str, facts: Facts) -> str:
    return element("targetAudience", sentence(field, "3a"), attribute("authority", first(field, "b")) + extra)


def _access(kind: str, codes: str) -> Write:
    def write(field: MarcField, extra: str, facts: Facts) -> str:
        attributes = f' type="{kind}"' + link(first(field, "u")) + extra
        return element("accessCondition", sentence(field, codes) or first(field, "u"), attributes)

    return write


def _content_type(field: MarcField, extra: str, facts: Facts) -> str:
    scheme = attribute("authority", first(field, "2") or "rdacontent")
    return "".join([element("genre", tidy(one), scheme + extra) for one in picked(field, "a")])


def _composition(field: MarcField, extra: str, facts: Facts) -> str:
    """047: codes of forms of musical composition."""
    scheme = first(field, "2") if field.ind2 == "7" else "marcmuscomp"
    attributes = attribute("authority", scheme) + ' type="musical composition"' + extra
    return "".join([element("genre", code, attributes) for code in picked(field, "a")])


def _genre(field: MarcField, extra: str, facts: Facts) -> str:
    scheme = first(field, "2") if field.ind2 == "7" else _THESAURI.get(field.ind2, "")
    heading = "--".join(filter(None, map(tidy, picked(field, "abvxyz"))))
    label = free_attribute("displayLabel", tidy(first(field, "3")))
    return element("genre", heading, authority(field, scheme) + label + extra)


RULES = [
    Rule("047", "genre", _composition),
    Rule("336", "genre", _content_type),
    Rule("655", "genre", _genre),
    Rule("520", "abstract", _abstract),
    Rule("505", "tableOfContents", _contents),
    Rule("521", "targetAudience", _audience),
    Rule("245", "note", _responsibility),
    Rule("362", "note", _designation),
    *(Rule(tag, "note", _note(kind, codes)) for tag, (kind, codes) in _NOTES.items()),
    Rule("506", "accessCondition", _access("restriction on access", "3abcde")),
    Rule("540", "accessCondition", _access("use and reproduction", "3abcd")),
]
