"""Where records were before their library had them, as the provider tells it."""

from oai.repository import Origin
from opendata.archive.origins import unpacked


def previous(kept: str) -> Origin | None:
    """The chain that the archive keeps: the place before the library, with those before itself."""
    origin: Origin | None = None
    for each in reversed(unpacked(kept)):
        origin = Origin(
            each.base_url,
            each.identifier,
            each.datestamp,
            each.harvested,
            each.metadata_namespace,
            each.altered,
            origin,
        )
    return origin
