"""The Europeana Data Model, as Europeana takes it (EDM external; Mapping Guidelines 2.4).

What a record describes is the provided cultural heritage object. Its landing page is the address in 856, or
else the record's own page; an address that names a file is a view of the object. The metadata namespace is
that of the root element, `rdf:RDF`, for which EDM.xsd is the schema.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from oai import xml
from oai.formats.dublin_core import ELEMENTS, Value
from oai.formats.dublin_core_record import values
from oai.formats.format import Format
from oai.formats.remembered import remembered
from oai.formats.values import language_tag, uri
from oai.repository import Record
from vocabularies.codes import language_code
from vocabularies.namespaces import bf, rdf
from vocabularies.resource_types import kind_of

SCHEMA = "http://www.europeana.eu/schemas/edm/EDM.xsd"
_PREFIXES = {
    "rdf": rdf.iri,
    "edm": "http://www.europeana.eu/schemas/edm/",
    "ore": "http://www.openarchives.org/ore/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_DECLARED = "".join([f' xmlns:{prefix}="{iri}"' for prefix, iri in _PREFIXES.items()])

_ELEMENTS = frozenset(ELEMENTS)
_OF_EDM = _ELEMENTS | {
    "alternative", "conformsTo", "created", "extent", "hasFormat", "hasPart", "hasVersion", "isFormatOf",
    "isPartOf", "isReferencedBy", "isReplacedBy", "isRequiredBy", "issued", "isVersionOf", "medium",
    "provenance", "references", "replaces", "requires", "spatial", "tableOfContents", "temporal",
}  # fmt: skip
"""The terms that a ProvidedCHO may have."""
_TYPES = {
    bf.StillImage: "IMAGE",
    bf.Cartography: "IMAGE",
    bf.Object: "IMAGE",
    bf.MovingImage: "VIDEO",
    bf.Audio: "SOUND",
    bf.Text: "TEXT",
    bf.NotatedMusic: "TEXT",
}
"""By the BIBFRAME class of the kind of resource."""
_NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
_is_rights = re.compile(
    r"https?://(?:creativecommons\.org/(?:licenses/by(?:-nc)?(?:-sa|-nd)?/(?:1\.0|2\.0|2\.5|3\.0(?:/vn)?|4\.0)"
    r"|publicdomain/(?:zero|mark)/1\.0)|rightsstatements\.org/(?:vocab|page)/"
    r"(?:NoC-NC|NoC-OKLR|InC|InC-EDU|InC-OW-EU|CNE)/1\.0)/?(?:deed(?:\.[a-z]+)?|\?language=[a-z]+)?"
).fullmatch
"""The statements that Europeana takes for edm:rights."""
_FILE = re.compile(
    r"\.(?:pdf|jpe?g|png|tiff?|gif|jp2|mp[34]|m4[av]|wav|ogg|webm|epub|txt)(?:[?#].*)?$", re.IGNORECASE
)


class _Places(NamedTuple):
    """Where the object can be seen."""

    shown_at: str
    shown_by: str


def write(record: Record, schema: str) -> str | None:
    """An `rdf:RDF` element with the object, its files and their aggregation.

    Europeana wants a title or a description: where there is neither, whatever the record says first is one.
    None for a record that says nothing, or is to be seen nowhere.
    """
    found = values(record)
    places = _places(record, found)
    if not found or not any(places):
        return None
    if not any(value.element in ("title", "description") for value in found):
        found.insert(0, Value("description", found[0].text))
    rights = _rights(found)
    about = uri(record.address) or record.identifier
    return (
        f"<rdf:RDF{_DECLARED}{xml.schema_location(rdf.iri, schema)}>"
        f"{_object(about, found)}{_web_resources(places, found, rights)}"
        f"{_aggregation(record, about, places, rights)}</rdf:RDF>"
    )


def _object(about: str, found: list[Value]) -> str:
    """edm:ProvidedCHO: Dublin Core in any order, then edm:type."""
    kind = next(filter(None, (_type(value.text) for value in found if value.term == "type")), "TEXT")
    lines = list(dict.fromkeys(_lines(found)))
    if kind == "TEXT" and not any(line.startswith("<dc:language>") for line in lines):
        lines.append("<dc:language>und</dc:language>")
    if not any(value.term in ("subject", "type", "spatial", "temporal") for value in found):
        lines.append(f"<dc:type>{kind.capitalize()}</dc:type>")
    return (
        f"<edm:ProvidedCHO rdf:about={xml.attribute(about + '#cho')}>{''.join(lines)}"
        f"<edm:type>{kind}</edm:type></edm:ProvidedCHO>"
    )


@remembered
def _type(text: str) -> str:
    """Europeana's type of a word for one; `""` for a word that says nothing of it."""
    kind = kind_of(text)
    return _TYPES.get(kind.of_class, "") if kind is not None else ""


def _lines(found: list[Value]) -> Iterator[str]:
    for value in found:
        term = value.term if value.term in _OF_EDM else value.element
        if term == "language":
            code = language_code(value.text)
            if code:
                yield f"<dc:language>{language_tag(code) or code}</dc:language>"
        elif term:
            start, end, refers = _tags(term, value.scheme, value.language)
            address = uri(value.text) if refers else ""
            yield (
                f"{start[:-1]} rdf:resource={xml.attribute(address)}/>"
                if address
                else (f"{start}{xml.escape(value.text)}{end}")
            )


_REFERRING = frozenset({"relation", "rights", "source"} | (_OF_EDM - _ELEMENTS)) - {"alternative", "extent"}
"""Terms whose value may be a resource."""


@remembered
def _tags(term: str, scheme: str, language: str) -> tuple[str, str, bool]:
    """Start tag, end tag, and whether an address in it is a resource and no text."""
    name = f"dc:{term}" if term in _ELEMENTS else f"dcterms:{term}"
    spoken = f" xml:lang={xml.attribute(language)}" if language and not scheme else ""
    return f"<{name}{spoken}>", f"</{name}>", term in _REFERRING and scheme == "URI"


def _places(record: Record, found: list[Value]) -> _Places:
    page = uri(record.address)
    addresses = [value.text for value in found if value.term == "identifier" and value.text[:4] == "http"]
    addresses = [address for one in addresses if (address := uri(one)) and address != page]
    file = next((address for address in addresses if _FILE.search(address)), "")
    landing = next((address for address in addresses if address != file), "")
    return _Places(landing or page, file)


def _rights(found: list[Value]) -> str:
    """The statement about the object, never about its metadata."""
    for value in found:
        if value.element == "rights" and _is_rights(value.text.strip()):
            statement = re.sub(r"(?:deed(?:\.[a-z]+)?|\?language=.*)$", "", value.text.strip())
            path = statement.partition("://")[2].replace("/page/", "/vocab/").rstrip("/")
            return f"http://{path}/"
    return _NOT_EVALUATED


def _web_resources(places: _Places, found: list[Value], rights: str) -> str:
    """edm:WebResource for a file of the object."""
    if not places.shown_by:
        return ""
    types = [value.text for value in found if value.scheme == "IMT"]
    formats = "".join([f"<dc:format>{xml.escape(one)}</dc:format>" for one in dict.fromkeys(types)])
    return (
        f"<edm:WebResource rdf:about={xml.attribute(places.shown_by)}>{formats}"
        f"{_refers('edm:rights', rights)}</edm:WebResource>"
    )


def _aggregation(record: Record, about: str, places: _Places, rights: str) -> str:
    """ore:Aggregation, its elements in the order of the schema."""
    provider = record.aggregator().strip() or record.institution().strip() or _domain(record)
    institution = record.institution().strip() or provider
    return (
        f"<ore:Aggregation rdf:about={xml.attribute(about + '#aggregation')}>"
        f"{_refers('edm:aggregatedCHO', about + '#cho')}"
        f"{xml.element('edm:dataProvider', institution)}"
        f"{_refers('edm:isShownAt', places.shown_at)}{_refers('edm:isShownBy', places.shown_by)}"
        f"{xml.element('edm:provider', provider)}{_refers('edm:rights', rights)}</ore:Aggregation>"
    )


def _refers(name: str, address: str) -> str:
    return f"<{name} rdf:resource={xml.attribute(address)}/>" if address else ""


def _domain(record: Record) -> str:
    """The repository's domain in `oai:domain:…`, for want of a name."""
    return record.identifier.split(":")[1] if record.identifier.count(":") > 1 else record.identifier


FORMAT = Format("edm", rdf.iri, SCHEMA, write, version="1")
