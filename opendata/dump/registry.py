"""The dump formats, by the name that `opendata dump --format` takes."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendata.dump.dump_format import DumpFormat

FORMATS = {
    "nquads": "opendata.dump.nquads:FORMAT",
    "jsonl": "opendata.dump.jsonl:FORMAT",
    "marcxml": "opendata.dump.marcxml:FORMAT",
    "mrc": "opendata.dump.mrc:FORMAT",
    "csv": "opendata.dump.flat_csv:FORMAT",
    "csv-excel": "opendata.dump.flat_csv:EXCEL",
}
"""The module of each and its name there; nothing is imported before it is used."""


def load(name: str) -> "DumpFormat":
    """The format of that name."""
    module, _, attribute = FORMATS[name].partition(":")
    found: DumpFormat = getattr(import_module(module), attribute)
    return found
