"""The dump formats, by the name that `opendata dump --format` takes."""

from opendata.dump.dump_format import DumpFormat
from opendata.dump.nquads import NQUADS

FORMATS: dict[str, DumpFormat] = {
    "nquads": NQUADS,
}
