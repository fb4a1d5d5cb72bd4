"""The arguments of a request, checked as the specification says (OAI-PMH 2.0, sections 3.1 and 4)."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from oai import datestamps, xml
from oai.errors import ProtocolError, ProtocolErrors, refusal

Pairs = Sequence[tuple[str, str]]
MAX_PAIRS = 50


class Verb(NamedTuple):
    """Which arguments a verb takes beside `verb`."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    resumable: bool = False
    """Whether it takes resumptionToken, which is exclusive: alone beside the verb."""


_LIST = Verb(required=("metadataPrefix",), optional=("from", "until", "set"), resumable=True)

VERBS: dict[str, Verb] = {
    "GetRecord": Verb(required=("identifier", "metadataPrefix")),
    "Identify": Verb(),
    "ListIdentifiers": _LIST,
    "ListMetadataFormats": Verb(optional=("identifier",)),
    "ListRecords": _LIST,
    "ListSets": Verb(resumable=True),
}

_UNRESERVED = r"A-Za-z0-9\-_.!~*'()"
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^\s\x00-\x20<>\"{}|\\^`%\[\]\x7f-\x9f]|%[0-9A-Fa-f]{2})+")
_PREFIX = re.compile(f"[{_UNRESERVED}]+")
_SET = re.compile(f"[{_UNRESERVED}]+(?::[{_UNRESERVED}]+)*")


class Request(NamedTuple):
    """A request that keeps to the protocol."""

    verb: str
    values: dict[str, str]
    """Every argument as sent, `verb` among them."""

    def get(self, name: str) -> str:
        """An argument's value; "" when it was not given (no argument may be given empty)."""
        return self.values.get(name, "")


def pairs(encoded: bytes) -> Pairs:
    """Name and value pairs of a query string or form, repeated ones too.

    Bytes that are not UTF-8 come as lone surrogates, which no argument may hold.
    """
    return [
        (_decoded(name), _decoded(value))
        for name, _, value in (part.partition(b"=") for part in encoded.split(b"&", MAX_PAIRS) if part)
    ]


def _decoded(raw: bytes) -> str:
    return unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8", "surrogateescape")


def read(sent: Pairs) -> Request:
    """The request; raises ProtocolErrors with badVerb, or with a badArgument for each thing that is wrong."""
    verbs = [value for name, value in sent if name == "verb"]
    if not verbs:
        raise refusal("badVerb", f"The verb is missing. It is one of: {', '.join(VERBS)}.")
    if len(verbs) > 1:
        raise refusal("badVerb", "The argument verb is given more than once.")
    if verbs[0] not in VERBS:
        raise refusal(
            "badVerb", f"{_quoted(verbs[0])} is no verb of OAI-PMH. It is one of: {', '.join(VERBS)}."
        )
    wrong = [ProtocolError("badArgument", message) for message in _faults(verbs[0], sent)]
    if wrong:
        raise ProtocolErrors(wrong)
    return Request(verbs[0], dict(sent))


def _faults(verb: str, sent: Pairs) -> list[str]:
    """What is wrong with the arguments of *verb*, in words."""
    takes = VERBS[verb]
    names = Counter(name for name, _ in sent if name != "verb")
    allowed = {*takes.required, *takes.optional} | ({"resumptionToken"} if takes.resumable else set())
    faults = [f"{verb} takes no argument {_quoted(name)}." for name in names if name not in allowed]
    faults += [
        f"The argument {name} is given more than once."
        for name in names
        if names[name] > 1 and name in allowed
    ]
    if "resumptionToken" in names and len(names) > 1:
        faults.append("With resumptionToken no other argument is allowed; the token holds them all.")
    elif "resumptionToken" not in names:
        faults += [f"{verb} needs the argument {name}." for name in takes.required if name not in names]
    values = {name: value for name, value in sent if name in allowed}
    faults += [fault for name, value in values.items() if (fault := _fault_of_value(name, value))]
    return faults if faults else _fault_of_range(values)


def _fault_of_value(name: str, value: str) -> str:
    if not value:
        return f"The argument {name} is empty."
    if not xml.legal(value):
        return f"The argument {name} holds bytes that are not UTF-8, or characters that XML does not allow."
    form, check = _FORMS.get(name, ("", _anything))
    return "" if check(value) else f"{_quoted(value)} cannot be the value of {name}, which is {form}."


def _fault_of_range(values: dict[str, str]) -> list[str]:
    """from and until together (section 2.7.1)."""
    from_, until = values.get("from", ""), values.get("until", "")
    if not from_ or not until:
        return []
    if datestamps.is_day(from_) != datestamps.is_day(until):
        return ["The arguments from and until must have the same granularity."]
    # Of one granularity, datestamps sort as text.
    return ["The argument from is later than until."] if from_ > until else []


def _is_datestamp(value: str) -> bool:
    try:
        datestamps.parse(value)
    except ValueError:
        return False
    return True


def _anything(value: str) -> bool:
    return True


def is_identifier(value: str) -> bool:
    """Whether *value* can be an OAI identifier: an absolute URI (section 2.4), an IRI at the most."""
    return _URI.fullmatch(value) is not None and value.count("#") < 2


def is_set_spec(value: str) -> bool:
    """Whether *value* can be a setSpec (section 2.6)."""
    return _SET.fullmatch(value) is not None


_DATESTAMP = ("a date, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, that the calendar has", _is_datestamp)
_FORMS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "from": _DATESTAMP,
    "until": _DATESTAMP,
    "identifier": ("an absolute URI", is_identifier),
    "metadataPrefix": ("a name that ListMetadataFormats gives", lambda value: bool(_PREFIX.fullmatch(value))),
    "set": ("a setSpec that ListSets gives", is_set_spec),
}


def _quoted(value: str) -> str:
    text = xml.strip(value)
    return f'"{text[:100]}…"' if len(text) > 100 else f'"{text}"'
