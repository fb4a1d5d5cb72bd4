"""ListSets (OAI-PMH 2.0, section 4.6)."""

from oai import xml
from oai.arguments import Request
from oai.context import Context
from oai.errors import refusal
from oai.formats.oai_dc import dc_element
from oai.repository import Selection, Set
from oai.tokens import Token
from oai.verbs.resumption import ending, following, resumed


def answer(context: Context, request: Request) -> list[bytes]:
    """The sets in the order of their setSpecs, a page at a time."""
    sets = sorted(context.repository.sets(), key=lambda one: one.spec)
    if not sets:
        raise refusal("noSetHierarchy", "This repository has no sets.")
    token = resumed(context, request) or Token(request.verb, Selection(""), "", "", 0, len(sets))
    rest = [one for one in sets if one.spec > token.after]
    if not rest:
        raise refusal("badResumptionToken", "There are no more sets. Begin the list again.")
    page = rest[: context.page_size]
    end = (
        following(context, token, page[-1].spec, page[-1].spec, len(page))
        if len(rest) > len(page)
        else ending(token, resumed="resumptionToken" in request.values)
    )
    return [f"<ListSets>{''.join([_set(one) for one in page])}{end}</ListSets>".encode()]


def _set(one: Set) -> str:
    """The first of its names is the setName; the others and its description stand in a container."""
    name = next(iter(one.names.values()), "") or one.spec
    others = [("title", text, language) for language, text in one.names.items()]
    told = [("description", text, language) for language, text in one.description.items()]
    container = ""
    if len(others) > 1 or told:
        container = f"<setDescription>{dc_element([*others, *told])}</setDescription>"
    return f"<set>{xml.element('setSpec', one.spec)}{xml.element('setName', name)}{container}</set>"
