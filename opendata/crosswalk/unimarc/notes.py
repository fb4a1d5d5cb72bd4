"""3XX: notes."""

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfields
from opendata.crosswalk.unimarc.line import Facts, Line, line, lines, made


def contents(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """327 and 359: the contents in one text, ISBD's dash between them."""
    text = " -- ".join(
        value.strip(" ;") for code, value in field.subfields if code in of.codes and value.strip(" ;")
    )
    return [made(field, of, [("a", text)])] if text else []


def award(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """334: the note, or else the award's name, year and country."""
    text = " ".join(value.strip() for value in subfields(field, "a") if value.strip())
    if not text:
        text = ", ".join(value.strip() for value in subfields(field, "bcd") if value.strip())
    return [made(field, of, [("a", text)])] if text else []


_GENERAL = (
    ("300", "General note"),
    ("301", "Note on identifying numbers"),
    ("303", "Note on the description"),
    ("304", "Note on title and responsibility"),
    ("305", "Note on edition and bibliographic history"),
    ("306", "Note on publication"),
    ("307", "Note on physical description"),
    ("308", "Note on series"),
    ("310", "Note on binding and availability"),
    ("312", "Note on related titles"),
    ("313", "Note on subject access"),
    ("314", "Note on intellectual responsibility"),
    ("315", "Note on what is particular to the kind of material"),
)

LINES = [
    *lines(_GENERAL, "500", "a 5"),
    line("302", "Note on coded information (languages)", "546", "a"),
    line("311", "Note on linked resources", "580", "a"),
    line("316", "Note on the copy in hand", "500", "a 5 u"),
    line("317", "Provenance", "561", "a 5 u"),
    line("318", "Action", "583", "a b c d e f h i j k l n o p:x r:z u 5"),
    line("320", "Bibliography, index", "504", "a"),
    line("321", "Indexed or reviewed in", "510", "a b c u x", {"1": "4", "": "0"}),
    line("322", "Credits", "508", "a"),
    line("323", "Cast", "511", "a"),
    line("324", "Original of a reproduction", "534", "a:n"),
    line("325", "Reproduction", "533", "a:n"),
    line("326", "Frequency", "310", "a b"),
    line("327", "Contents", "505", "a b", "0", tell=contents),
    line("328", "Thesis", "502", "a b c:g d e:c t:g"),
    line("330", "Summary", "520", "a"),
    line("332", "How to cite", "524", "a"),
    line("333", "Users", "521", "a"),
    line("334", "Award", "586", "a b:a c:a d:a", tell=award),
    line("336", "Type of electronic resource", "516", "a"),
    line("337", "System requirements", "538", "a u"),
    line("345", "Acquisition", "037", "a:b b:a c:f d:c"),
    line(
        "359", "Contents, structured (France)", "505", "b:a c:a d:a e:a f:a g:a h:a i:a", "0", tell=contents
    ),
    line("371", "Access and use", "506", "a"),
]
