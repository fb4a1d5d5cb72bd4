"""The resumptionToken element, and the way back from it to a list's state (OAI-PMH 2.0, section 3.5)."""

from oai import datestamps, xml
from oai.arguments import Request
from oai.context import Context
from oai.errors import refusal
from oai.repository import Key
from oai.tokens import InvalidToken, Token


def resumed(context: Context, request: Request) -> Token | None:
    """The state in the request's token, None without one; raises badResumptionToken."""
    text = request.get("resumptionToken")
    if not text:
        return None
    try:
        return context.tokens.read(text, request.verb)
    except InvalidToken as error:
        raise refusal("badResumptionToken", f"The resumptionToken cannot be used: {error}.") from error


def following(context: Context, token: Token, after: Key, last: str, delivered: int) -> str:
    """The element that leads on from a page that delivered some items and ended with *last*, at *after*."""
    text, expires = context.tokens.issue(
        token._replace(after=after, last=last, cursor=token.cursor + delivered)
    )
    when = {} if expires is None else {"expirationDate": datestamps.write(expires)}
    return f"<resumptionToken{xml.attributes(when)}{_place(token)}>{text}</resumptionToken>"


def ending(token: Token, *, resumed: bool) -> str:
    """The empty element that ends a list in several parts; nothing for a list that came in one."""
    return f"<resumptionToken{_place(token)}/>" if resumed else ""


def _place(token: Token) -> str:
    """Attributes: how large the list is, where that is known, and how many items came before this page."""
    size = f' completeListSize="{token.size}"' if token.size else ""
    return f'{size} cursor="{token.cursor}"'
