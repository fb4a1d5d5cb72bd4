"""Uniform titles 130, 240, 730 as Hubs (LC sheet 240andX30-UnifTitle)."""

from harvesters.marc import MarcField
from opendata.crosswalk.names import hub_of, name_label, write_relation
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import TITLE, rule
from opendata.crosswalk.statements import WORK, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf

_EXPRESSION_OF = WORK + verb(bf.expressionOf)
_NOT_IN_TITLE = "ivwxyz0123456789"


def title_of(field: MarcField) -> str:
    """The whole title: every subfield but those about relation, source and control."""
    return chop(" ".join(value for code, value in field.subfields if code not in _NOT_IN_TITLE))


def expression_of(field: MarcField, to: Target) -> None:
    """130 and 240: the Work is an expression of the Hub; 240's creator is the main entry."""
    title = title_of(field)
    if not title or to.lang:
        return
    creators = (
        [one for tag in ("100", "110", "111") for one in to.context.fields(tag)] if to.tag == "240" else []
    )
    if creators:
        creator = creators[0]
        iri, statements = hub_of(field, to, creator.tag, name_label(creator), title, "", creator)
    else:
        iri, statements = hub_of(field, to, to.tag, "", title, "")
    to.out.append(_EXPRESSION_OF + iri)
    to.out.extend(statements)


def related_title(field: MarcField, to: Target) -> None:
    """730: the Work is related to the Hub, or has it as a part."""
    if (title := title_of(field)) and not to.lang:
        iri, statements = hub_of(field, to, to.tag, "", title, "")
        write_relation(field, to, iri)
        to.out.extend(statements)


RULES = [
    *rule("130 240", expression_of, reads=TITLE),
    *rule("730", related_title, reads=TITLE + "i"),
]
