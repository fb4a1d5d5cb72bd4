"""A request in, an OAI-PMH response out (OAI-PMH 2.0, section 3.2)."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from oai import datestamps, xml
from oai.arguments import Request
from oai.context import Provider
from oai.errors import Overloaded, ProtocolError, ProtocolErrors
from oai.repository import RepositoryUnavailable
from oai.verbs.registry import VERBS

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
_ROOT = f'<OAI-PMH xmlns="{NAMESPACE}"{xml.schema_location(NAMESPACE, _SCHEMA)}>'

_log = logging.getLogger(__name__)


def answer(provider: Provider, read: Callable[[], Request]) -> bytes:
    """The response to the request that *read* gives, or to the ProtocolErrors that it raises.

    Raises Overloaded, and nothing else, when there can be no answer just now.
    """
    try:
        # Taken before anything is read: who harvests again from here on misses nothing.
        began = provider.now()
        context = provider.context()
        base_url = context.repository.identify().base_url
        try:
            request = read()
        except ProtocolErrors as refused:
            # Attributes must be left out after badVerb and badArgument (section 3.2).
            return _response(base_url, began, {}, [_errors(refused.errors)])
        try:
            body = VERBS[request.verb](context, request)
        except ProtocolErrors as refused:
            body = [_errors(refused.errors)]
        return _response(base_url, began, request.values, body)
    except RepositoryUnavailable as error:
        raise Overloaded from error
    except Overloaded:
        raise
    except Exception as error:
        _log.exception("an OAI-PMH request could not be answered")
        raise Overloaded from error


def _errors(errors: Sequence[ProtocolError]) -> bytes:
    return "".join(
        [f'<error code="{error.code}">{xml.escape(error.message)}</error>' for error in errors]
    ).encode()


def _response(base_url: str, began: datetime, values: dict[str, str], body: Iterable[bytes]) -> bytes:
    style = xml.attribute(_beside(base_url, "style.xsl"))
    before = (
        f"{xml.DECLARATION}"
        f'<?xml-stylesheet type="text/xsl" href={style}?>\n'
        f"{_ROOT}<responseDate>{datestamps.write(began)}</responseDate>"
        f"<request{xml.attributes(values)}>{xml.escape(base_url)}</request>"
    )
    return b"".join((before.encode(), *body, b"</OAI-PMH>\n"))


def _beside(base_url: str, name: str) -> str:
    """The address of a file served below the base URL, relative to it, so that it holds behind any proxy."""
    last = base_url.rpartition("/")[2]
    return f"{last}/{name}" if last else name
