"""Titles but the uniform ones (LC sheet 200-247not240-Titles): 210 222 242 243 245 246 247."""

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import institution
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import ind2, joined, literal, node, plain, reading, rule, subfield
from opendata.crosswalk.statements import INSTANCE, WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, rdf, rdfs

VARIANT_TITLE_TYPE = "http://id.loc.gov/vocabulary/vartitletype/"

_TITLE = bf["title"]
_PARTS = {"a": bf.mainTitle, "b": bf.subtitle, "n": bf.partNumber, "p": bf.partName}
_NON_SORT = verb(bflc.nonSortNum)
_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_LABEL = verb(rdfs.label)
_WORK_TITLE = WORK + verb(_TITLE)
_TITLE_TYPE = typed(bf.Title)
_MAIN_TITLE = verb(bf.mainTitle)


def nonfiling(field: MarcField, to: Target, node: str) -> None:
    """The second indicator as the number of characters that sorting passes over."""
    if field.ind2 in "123456789":
        to.out.append(f"{node}{_NON_SORT}{quoted(field.ind2)}")


reading("", nonfiling, "the characters that sorting passes over, by the second indicator")


def _assigner(code: str, to: Target, title: str) -> None:
    agent = f"{title[:-1]}-assigner>"
    to.out.append(f"{title}{verb(bf.assigner)}{agent}")
    to.out.append(agent + typed(bf.Agent))
    to.out.append(f"{agent}{verb(bf.code)}{quoted(code)}")


def _abbreviation_source(field: MarcField, to: Target, title: str) -> None:
    if code := subfield(field, "2"):
        _assigner(code, to, title)


def _issn_centre(_: MarcField, to: Target, title: str) -> None:
    _assigner("issnkey", to, title)


def _display_text(field: MarcField, to: Target, title: str) -> None:
    """$i of 246 as a note of the title."""
    if "i" in to.codes and (text := chop(subfield(field, "i"))):
        note = f"{title[:-1]}-note>"
        to.out.append(title + _NOTE + note)
        to.out.append(note + _NOTE_TYPE)
        to.out.append(f"{note}{_LABEL}{quoted(text)}{to.lang}")


_KINDS_OF_246 = {"0": "por", "2": "dis", "4": "cov", "5": "atp", "6": "cap", "7": "run", "8": "spi"}


def _kind_of_246(field: MarcField, to: Target, title: str) -> None:
    if kind := _KINDS_OF_246.get(field.ind2):
        to.out.append(f"{title}{verb(rdf.type)}<{VARIANT_TITLE_TYPE}{kind}>")


def _issn(field: MarcField, to: Target, title: str) -> None:
    if number := chop(subfield(field, "x")):
        issn = f"{title[:-1]}-issn>"
        to.out.append(f"{title}{verb(bf.identifiedBy)}{issn}")
        to.out.append(issn + typed(bf.Issn))
        to.out.append(f"{issn}{verb(rdf.value)}{quoted(number)}")


def _note_of_former_title(field: MarcField, to: Target, title: str) -> None:
    """The 547 that stands at the same place among the 547s as this field among the 247s."""
    place = to.context.fields("247").index(field) if field in to.context.fields("247") else -1
    complexity = to.context.fields("547")
    if 0 <= place < len(complexity) and (text := joined(complexity[place], "a")):
        note = f"{title[:-1]}-note>"
        to.out.append(title + _NOTE + note)
        to.out.append(note + _NOTE_TYPE)
        to.out.append(f"{note}{_LABEL}{quoted(text)}")


def work_title(field: MarcField, to: Target) -> None:
    """The Work's title: 245 $a $b $n $p in one string."""
    if text := chop(joined(field, "abnp")):
        title = to.node("work")
        to.out.append(
            f"{_WORK_TITLE}{title}\n{title}{_TITLE_TYPE}\n{title}{_MAIN_TITLE}{quoted(text)}{to.lang}"
        )
        nonfiling(field, to, title)


for _codes, _also, _words in (
    ("2", _abbreviation_source, "$2 as assigner"),
    ("", _issn_centre, "assigned by the ISSN centre"),
    ("i", _display_text, "$i as a note"),
    ("", _kind_of_246, "its type by the second indicator"),
    ("x", _issn, "$x as its ISSN"),
    ("", _note_of_former_title, "the note of the 547 beside it"),
):
    reading(_codes, _also, _words)

_FORMER = {**_PARTS, "f": bf.date, "g": bf.qualifier}
_VARIANT = {**_PARTS, "f": bf.date}

RULES = [
    *node("210", INSTANCE, _TITLE, bf.AbbreviatedTitle, {"a": bf.mainTitle, "b": bf.qualifier},
          when=ind2("0"), also=[_abbreviation_source], clean=plain),
    *node("210", WORK, _TITLE, bf.AbbreviatedTitle, {"a": bf.mainTitle, "b": bf.qualifier},
          when=ind2(" "), also=[_issn_centre], clean=plain),
    *node("222", WORK, _TITLE, bf.KeyTitle, {"a": bf.mainTitle, "b": bf.qualifier},
          also=[nonfiling], clean=plain),
    *node("242", INSTANCE, _TITLE, bf.VariantTitle, _PARTS,
          also=[nonfiling], types=[VARIANT_TITLE_TYPE + "tra"]),
    *node("243", WORK, _TITLE, bf.CollectiveTitle, {"a": bf.mainTitle}, also=[nonfiling]),
    *rule("245", work_title, reads="abnp"),
    *literal("245", WORK, {"f": bf.originDate, "g": bf.originDate, "s": bf.version}),
    *node("245", INSTANCE, _TITLE, bf.Title, _PARTS, also=[nonfiling]),
    *literal("245", INSTANCE, {"c": bf.responsibilityStatement}),
    *node("246", WORK, _TITLE, bf.ParallelTitle, _VARIANT, when=ind2("1"), also=[_display_text, institution]),
    *node("246", WORK, _TITLE, bf.VariantTitle, _VARIANT, when=ind2(*" 023567"),
          also=[_kind_of_246, _display_text, institution]),
    *node("246", INSTANCE, _TITLE, bf.VariantTitle, _VARIANT, when=ind2("4", "8"),
          also=[_kind_of_246, _display_text, institution]),
    *node("247", WORK, _TITLE, bf.VariantTitle, _FORMER, also=[_issn, _note_of_former_title],
          types=[VARIANT_TITLE_TYPE + "for"]),
]  # fmt: skip
