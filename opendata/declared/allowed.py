"""The kinds of value that settings take."""

import re
from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from harvesters.encodings.names import NAMES, canonical
from opendata.declared.declaration import Allowed
from vocabularies.provinces import provinces

CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
"""The code of a member library: a segment of addresses and the name of its file."""

_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")


def is_web_address(value: Any) -> bool:
    """Whether *value* is an absolute http(s) address."""
    if not isinstance(value, str) or _NOT_IN_ADDRESS.search(value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_base(value: Any) -> bool:
    return is_web_address(value) and value.endswith("/") and not set(value) & set("?#")


def _with_slash(value: Any) -> str:
    corrected = f"{value}/"
    return corrected if _is_base(corrected) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_schedule(value: Any) -> bool:
    if not isinstance(value, str) or not value:
        return value == ""
    # Only here: what reads times takes a while to load, and most commands read none.
    from apscheduler.triggers.cron import CronTrigger

    try:
        CronTrigger.from_crontab(value)
    except ValueError:
        return False
    return True


def whole(least: int, most: int, unit: str) -> Allowed:
    """A whole number from *least* to *most*."""
    return Allowed(
        f"a whole number of {unit} from {least} to {most}",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most,
    )


def seconds(most: int) -> Allowed:
    """A time in seconds above 0."""
    return Allowed(
        f"a number of seconds above 0, {most} at most",
        lambda value: _is_number(value) and 0 < value <= most,
    )


def days(most: int) -> Allowed:
    """A time in days, or 0."""
    return Allowed(
        f"a number of days from 0 to {most}", lambda value: _is_number(value) and 0 <= value <= most
    )


def one_of(choices: Iterable[str]) -> Allowed:
    """One of *choices*."""
    known = tuple(choices)
    return Allowed("one of " + ", ".join(known), lambda value: value in known, known)


def _is_encoding(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if value == "auto":
        return True
    try:
        canonical(value)
    except ValueError:
        return False
    return True


def _is_archive(value: Any) -> bool:
    return isinstance(value, str) and (
        not value or value.startswith(("postgresql://", "postgresql+psycopg://"))
    )


def _are_networks(value: Any) -> bool:
    try:
        return isinstance(value, str) and all(
            ip_network(each, strict=False) for each in value.replace(",", " ").split()
        )
    except ValueError:
        return False


def _are_page_sizes(value: Any) -> bool:
    # Late: nothing else that reads settings needs the formats, and they are many modules.
    from oai.formats.registry import FORMATS

    try:
        return isinstance(value, str) and all(
            prefix in FORMATS and 1 <= size <= 1000 for prefix, size in page_sizes(value).items()
        )
    except ValueError:
        return False


def page_sizes(value: str) -> dict[str, int]:
    """Records to a page by metadataPrefix, as `bibframe 25, edm 50` tells; raises ValueError."""
    pairs = [each.split() for each in value.split(",") if each.strip()]
    return {prefix: int(size) for prefix, size in pairs}


PAGE_SIZES = Allowed(
    "metadataPrefixes of /oai, each with a number of records from 1 to 1000, apart by commas, for instance "
    "bibframe 25, edm 50; or empty",
    _are_page_sizes,
)
PROVINCE = Allowed(
    f"empty, or a province of Vietnam, one of: {', '.join(provinces())}",
    lambda value: isinstance(value, str) and (not value or value in provinces()),
)
CLUSTER = Allowed(
    "empty, or tcp:// or tls:// with a host and a port",
    lambda value: isinstance(value, str) and bool(re.fullmatch(r"(?:(?:tcp|tls)://[^\s/@]+:\d+)?", value)),
)
SCHEDULE = Allowed(
    'a time in the manner of cron (minute, hour, day, month, day of the week), for instance "15 1 * * *", '
    "or empty",
    _is_schedule,
)
NETWORKS = Allowed(
    "IP addresses or networks apart by commas, for instance 127.0.0.1, 10.0.0.0/8, or empty", _are_networks
)
TEXT = Allowed(
    "text on one line, not empty",
    lambda value: isinstance(value, str) and bool(value.strip()) and value.isprintable(),
)
ANY_TEXT = Allowed(
    "text, or empty", lambda value: isinstance(value, str) and (not value or value.isprintable())
)
EMAIL = Allowed("an e-mail address", lambda value: isinstance(value, str) and bool(_EMAIL.fullmatch(value)))
WEB_ADDRESS = Allowed("an http or https address", is_web_address)
OPTIONAL_WEB_ADDRESS = Allowed(
    "an http or https address, or empty", lambda value: value == "" or is_web_address(value)
)
BASE = Allowed(
    "an http or https address that ends in a slash, without ? and #",
    _is_base,
    correction=lambda value: f'write "{_with_slash(value)}"' if _with_slash(value) else "",
)
_TAKEN = ("type", "language", "licence", "province", "province-of-holding", "collection", "union")
"""Names of sets of /oai beside the libraries' codes, and of what holds all libraries in dumps."""
LIBRARY_CODE = Allowed(
    "small letters a to z, digits and hyphens, with a letter or digit first, and not " + ", ".join(_TAKEN),
    lambda value: isinstance(value, str) and bool(CODE.fullmatch(value)) and value not in _TAKEN,
)
OPTIONAL_CODE = Allowed(LIBRARY_CODE.words, lambda value: value == "" or LIBRARY_CODE.accepts(value))
PLACE = Allowed("a path or an http(s) address, not empty", TEXT.accepts)
ENCODING = Allowed("auto, or the name of an encoding: " + ", ".join(sorted(NAMES)), _is_encoding)
ARCHIVE = Allowed(
    "empty (archive.db in the home folder), or an address that begins with postgresql://", _is_archive
)
