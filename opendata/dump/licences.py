"""Licences: the names of their files and scopes, and which of them let everybody reuse what they are on.

Open are those that the Open Definition 2.1 names (public domain, attribution, share alike), and the terms of
Decree 47/2020/NĐ-CP, Articles 17 and 18, under which state bodies give open data. What may not be used
commercially or not be changed is not open, nor is what nobody stated a licence for.
"""

import re
from collections.abc import Iterable

SCOPE = "licence."
"""How the scope of a licence's files begins; no library's code has a full stop."""

_KNOWN = (
    (re.compile(r"creativecommons\.org/publicdomain/zero/(?P<version>\d\.\d)"), "CC0-{version}"),
    (re.compile(r"creativecommons\.org/publicdomain/mark/(?P<version>\d\.\d)"), "PDM-{version}"),
    (
        re.compile(r"creativecommons\.org/licenses/(?P<terms>[a-z-]+)/(?P<version>\d\.\d)"),
        "CC-{terms}-{version}",
    ),
    (re.compile(r"opendatacommons\.org/licenses/(?P<terms>odbl|by|pddl)"), "OpenDataCommons-{terms}"),
    (re.compile(r"(?<!\d)47[-_./A-Za-z]{1,8}2020(?!\d)"), "Decree-47-2020"),
)
_OPEN = re.compile(r"CC0-|PDM-|CC-BY-\d|CC-BY-SA-\d|OpenDataCommons-|Decree-47-2020")


def file_name(licence: str) -> str:
    """A name for a licence's file: that of SPDX where it has one, and else what its IRI says."""
    return _known(licence) or (
        re.sub(r"[^A-Za-z0-9.]+", "-", licence.partition("//")[2] or licence).strip("-.")[:80] or "none"
    )


def open_scope(licence: str) -> str:
    """The scope of the files of an open licence, `licence.cc-by-4.0`; `""` for any other."""
    name = _known(licence)
    return SCOPE + name.lower() if _OPEN.match(name) else ""


def by_scope(libraries: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The scopes of open licences with the libraries under them, of pairs of a library and its licence."""
    found: dict[str, list[str]] = {}
    for library, licence in libraries:
        if scope := open_scope(licence):
            found.setdefault(scope, []).append(library)
    return {scope: tuple(codes) for scope, codes in sorted(found.items())}


def _known(licence: str) -> str:
    for pattern, name in _KNOWN:
        if found := pattern.search(licence):
            named = {key: value.upper() for key, value in found.groupdict().items()}
            return name.format(**named)
    return ""
