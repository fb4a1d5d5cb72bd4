"""The dump formats, by the name that `opendata dump --format` takes."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendata.dump.dump_format import DumpFormat

FORMATS = {
    "nquads": "opendata.dump.nquads",
    "jsonl": "opendata.dump.jsonl",
    "marcxml": "opendata.dump.marcxml",
    "mrc": "opendata.dump.mrc",
}
"""The module of each; it is not imported before it is used."""


def load(name: str) -> "DumpFormat":
    """The format of that name."""
    found: DumpFormat = import_module(FORMATS[name]).FORMAT
    return found
