"""The SPARQL endpoint as this installation serves it: titles, prefixes, example queries."""

from pathlib import Path

from opendata.doors.releases import PoolOfRelease
from opendata.errors import OpendataError
from opendata.settings import Settings
from sparql.endpoint import Endpoint, ExampleQuery
from sparql.pool import WorkerPool
from vocabularies.namespaces import PREFIXES

_EXAMPLES = (
    ExampleQuery(
        {"vi": "Nhan đề và tác giả", "en": "Titles and their creators"},
        """SELECT ?work ?title ?name WHERE {
  ?work a bf:Work ; bf:title/bf:mainTitle ?title ;
        bf:contribution ?contribution .
  ?contribution a bf:PrimaryContribution ; bf:agent/rdfs:label ?name .
} LIMIT 50""",
    ),
    ExampleQuery(
        {"vi": "Mọi ấn bản có chữ “Kiều” trong nhan đề", "en": "Every edition with “Kiều” in its title"},
        """SELECT ?instance ?title ?statement WHERE {
  ?instance a bf:Instance ; bf:title/bf:mainTitle ?title .
  OPTIONAL { ?instance bf:publicationStatement ?statement }
  FILTER(CONTAINS(LCASE(?title), "kiều"))
} LIMIT 50""",
    ),
    ExampleQuery(
        {"vi": "Biểu ghi dùng chung một đề mục", "en": "Headings that several records share"},
        """SELECT (MIN(?label) AS ?form) (COUNT(DISTINCT ?node) AS ?uses) WHERE {
  ?node madsrdf:isIdentifiedByAuthority ?heading .
  ?heading madsrdf:authoritativeLabel ?label .
} GROUP BY ?heading ORDER BY DESC(?uses) LIMIT 25""",
    ),
    ExampleQuery(
        {"vi": "Số biểu ghi theo ngôn ngữ", "en": "Records by language"},
        """SELECT ?name (COUNT(*) AS ?works) WHERE {
  ?work a bf:Work ; bf:language ?language .
  ?language rdfs:label ?name FILTER(LANG(?name) = "vi")
} GROUP BY ?name ORDER BY DESC(?works) LIMIT 25""",
    ),
    ExampleQuery(
        {"vi": "Số biểu ghi của mỗi thư viện", "en": "Records of each library"},
        """SELECT ?library (COUNT(*) AS ?records) WHERE {
  ?record a foaf:Document ; dcterms:source ?source .
  ?source schema:name ?library FILTER(LANG(?library) = "vi")
} GROUP BY ?library ORDER BY DESC(?records)""",
    ),
)


class NothingPublishedError(OpendataError):
    """Asked for before the first release."""


def endpoint(settings: Settings, pool: PoolOfRelease) -> Endpoint:
    """What `sparql.blueprint` serves."""

    def current() -> WorkerPool:
        found = pool.get()
        if found is None:
            raise NothingPublishedError("nothing has been published yet")
        return found

    return Endpoint(
        pool=current,
        url=f"{settings.base_iri}sparql",
        titles={"vi": f"SPARQL · {settings.title.vi}", "en": f"SPARQL · {settings.title.en}"},
        release=_release_number,
        prefixes={name: space.iri for name, space in PREFIXES.items()},
        examples=_EXAMPLES,
    )


def _release_number(checkpoint: Path) -> str:
    """`releases/{number}/store`: the number."""
    return checkpoint.parent.name
