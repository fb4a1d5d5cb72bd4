"""The dump formats, by the name that `opendata dump --format` takes."""

from importlib import import_module
from importlib.util import find_spec
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
    "parquet": "opendata.dump.parquet:FORMAT",
}
"""The module of each and its name there; nothing is imported before it is used."""
_NEEDS = {"parquet": "pyarrow"}
"""Packages that not every machine has wheels of."""


def lacking(name: str) -> str:
    """The package that a format needs and that is not installed; `""` where nothing is lacking."""
    package = _NEEDS.get(name, "")
    return package if package and find_spec(package) is None else ""


def load(name: str) -> "DumpFormat":
    """The format of that name."""
    module, _, attribute = FORMATS[name].partition(":")
    found: DumpFormat = getattr(import_module(module), attribute)
    return found
