"""The SPARQL endpoint as this installation serves it: titles, prefixes, example queries."""

from pathlib import Path
from typing import Any

from opendata.doors.language import WORDS
from opendata.doors.releases import PoolOfRelease
from opendata.doors.site import Site
from opendata.errors import OpendataError
from sparql.endpoint import Endpoint
from sparql.examples import read_examples
from sparql.pool import WorkerPool
from sparql.search_patterns import NAMESPACE, PREFIX, Find
from vocabularies.namespaces import PREFIXES

EXAMPLES = Path(__file__).parent / "examples"
"""A file of each query that the page offers."""


class NothingPublishedError(OpendataError):
    """Asked for before the first release."""


def endpoint(site: Site, pool: PoolOfRelease, find: Find) -> Endpoint:
    """What `sparql.blueprint` serves."""

    def current() -> WorkerPool:
        found = pool.get()
        if found is None:
            raise NothingPublishedError("nothing has been published yet")
        return found

    settings = site.settings

    def layout_values(language: str) -> dict[str, Any]:
        return {**site.layout_values(language), "page_title": WORDS["query"][language]}

    return Endpoint(
        pool=current,
        url=f"{settings.base_iri}sparql",
        titles={"vi": f"SPARQL · {settings.title.vi}", "en": f"SPARQL · {settings.title.en}"},
        release=_release_number,
        prefixes={PREFIX: NAMESPACE, **{name: space.iri for name, space in PREFIXES.items()}},
        examples=read_examples(EXAMPLES),
        first_example="titles-and-creators",
        layout="opendata_base.html",
        layout_values=layout_values,
        search=find,
        limits_url="/limits",
    )


def _release_number(checkpoint: Path) -> str:
    """`releases/{number}/store`: the number."""
    return checkpoint.parent.name
