"""The IRIs of records (house rule: `{base}record/{source}/{safe id}`), and the way back."""

import re

SUFFIXES = (".html", ".ttl", ".nt", ".jsonld", ".rdf", ".marcxml")
"""Ends of an address that ask for a format; no safe id ends in one."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._:-]")
_ESCAPE = re.compile(r"~([0-9A-F]{2})")


def safe_id(identifier: str) -> str:
    """*identifier* as one path segment: letters, digits and `. _ : -` stand, any other byte is `~XX`.

    Two identifiers never share a safe id, and `original_id` gives the identifier back. A final dot-suffix
    that would ask for a format, and names of dots alone, are escaped too.
    """
    if not _UNSAFE.search(identifier) and not identifier.endswith(SUFFIXES) and identifier.strip("."):
        return identifier
    safe = _UNSAFE.sub(lambda match: "".join(f"~{byte:02X}" for byte in match[0].encode()), identifier)
    if safe.endswith(SUFFIXES) or not safe.strip("."):
        head, dot, tail = safe.rpartition(".")
        safe = f"{head}~2E{tail}" if dot else safe
    return safe


def original_id(safe: str) -> str:
    """The identifier behind *safe*; raises ValueError when no identifier has that safe id."""
    try:
        identifier = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), safe).encode("latin-1").decode()
    except UnicodeError as error:
        raise ValueError(f"{safe!r} is not the safe id of any record") from error
    if safe_id(identifier) != safe:
        raise ValueError(f"{safe!r} is not the safe id of any record")
    return identifier


def record_iri(base: str, source: str, identifier: str) -> str:
    """The IRI of a record's document, which is its graph's name too; *base* ends in a slash."""
    return f"{base}record/{source}/{safe_id(identifier)}"


def library_iri(base: str, source: str) -> str:
    """The IRI of a member library, a fragment of the catalogue's document."""
    return f"{base}catalog#library-{source}"


def library_document(base: str, source: str) -> str:
    """The address of the document about a member library."""
    return f"{base}library/{source}"
