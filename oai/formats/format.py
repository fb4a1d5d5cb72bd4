"""What a metadata format is to this provider."""

from collections.abc import Callable
from typing import NamedTuple

from oai.repository import Record


class Format(NamedTuple):
    """A metadata format, as ListMetadataFormats tells it, and the way to write a record in it."""

    prefix: str
    namespace: str
    """Of the root element."""
    schema: str
    """Address of its XML schema; one that begins with `/` is beside the base URL, served by this provider."""
    write: Callable[[Record, str], str | bytes | None]
    """(record, schema's address) → one element, that can be cut out of the response and stand alone; UTF-8.

    None where the record does not exist in this format.
    """
    version: str
    """Of what `write` gives. Another one says that every record of this format has changed in it."""
    only: frozenset[str] = frozenset()
    """`Record.format`s of the records that it is offered for; empty: all."""

    def offered_for(self, kind: str) -> bool:
        """Whether a record whose `Record.format` is *kind* is offered in it."""
        return not self.only or kind in self.only

    def schema_address(self, base_url: str) -> str:
        """The schema's address in full."""
        return base_url.rstrip("/") + self.schema if self.schema.startswith("/") else self.schema
