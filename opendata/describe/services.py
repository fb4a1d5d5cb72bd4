"""The ways to the data by protocol: what descriptions say of each door."""

from collections.abc import Iterator
from typing import NamedTuple

from opendata.describe.collection import UNION, Collection
from opendata.describe.graph import Texts


class Service(NamedTuple):
    """A door for machines."""

    name: str
    """The part of the catalogue's document that is about it."""
    path: str
    """Its address, behind the base IRI."""
    description_path: str
    """Where it describes itself."""
    standard: str
    """The IRI of the protocol."""
    title: Texts
    description: Texts
    file_type: str
    """What it answers with, in the table of the European Union."""
    serves: tuple[str, ...] = (UNION,)
    """The datasets; `*` stands for those of the libraries."""


SERVICES = (
    Service(
        "sparql",
        "sparql",
        "sparql",
        "https://www.w3.org/TR/sparql11-protocol/",
        {"vi": "Truy vấn SPARQL", "en": "SPARQL endpoint"},
        {
            "vi": "SPARQL 1.1 trên bản phát hành hiện tại của mọi thư viện; không cần khoá.",
            "en": "SPARQL 1.1 over the current release of all libraries; no key.",
        },
        "SPARQLQRES",
        (UNION, "*"),
    ),
    Service(
        "oai",
        "oai",
        "oai?verb=Identify",
        "http://www.openarchives.org/OAI/openarchivesprotocol.html",
        {"vi": "Thu hoạch OAI-PMH", "en": "OAI-PMH provider"},
        {
            "vi": "OAI-PMH 2.0: Dublin Core, MARCXML, MODS, EDM, BIBFRAME; mỗi thư viện là một bộ.",
            "en": "OAI-PMH 2.0: Dublin Core, MARCXML, MODS, EDM, BIBFRAME; a set for each library.",
        },
        "XML",
        (UNION, "*"),
    ),
    Service(
        "search",
        "search",
        "search/opensearch.xml",
        "https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md",
        {"vi": "Tìm kiếm", "en": "Search"},
        {
            "vi": "Tìm biểu ghi theo từ, có dấu hoặc không dấu; trả lời bằng JSON.",
            "en": "Finds records by words, with or without marks; answers in JSON.",
        },
        "JSON",
        (UNION, "*"),
    ),
    Service(
        "dumps",
        "dumps/",
        "dumps/",
        "https://www.rfc-editor.org/info/rfc9110",
        {"vi": "Tệp trọn bộ", "en": "Bulk dumps"},
        {
            "vi": "Tệp trọn bộ và tệp thay đổi của mỗi bản phát hành, kèm mã kiểm SHA-256; tải tiếp được.",
            "en": "Whole files and deltas of each release, with SHA-256 checksums; downloads resume.",
        },
        "RDF_N_QUADS",
        (UNION, "*"),
    ),
    Service(
        "resourcesync",
        ".well-known/resourcesync",
        ".well-known/resourcesync",
        "http://www.openarchives.org/rs/1.1/resourcesync",
        {"vi": "Đồng bộ bằng ResourceSync", "en": "Mirroring by ResourceSync"},
        {
            "vi": (
                "Danh sách mọi biểu ghi (N-Triples, có mã SHA-256) và danh sách thay đổi của từng bản phát "
                "hành."
            ),
            "en": "A list of all records (N-Triples, with SHA-256) and a list of changes for each release.",
        },
        "XML",
    ),
    Service(
        "emm",
        "changes/emm",
        "changes/emm",
        "https://emm-spec.org/1.0/",
        {"vi": "Dòng thay đổi (Activity Streams)", "en": "Change feed (Activity Streams)"},
        {
            "vi": "Biểu ghi được tạo, sửa, xoá, theo Entity Metadata Management 1.0.",
            "en": "Records that were created, updated, deleted, after Entity Metadata Management 1.0.",
        },
        "JSON_LD",
    ),
    Service(
        "ldes",
        "changes/ldes",
        "changes/ldes",
        "https://w3id.org/ldes/specification",
        {"vi": "Dòng thay đổi (LDES)", "en": "Change feed (LDES)"},
        {
            "vi": "Mỗi thay đổi của một biểu ghi là một phần tử của Linked Data Event Stream.",
            "en": "Every change of a record is a member of a Linked Data Event Stream.",
        },
        "RDF_TURTLE",
    ),
)


def served(collection: Collection, service: Service) -> Iterator[str]:
    """The IRIs of the datasets that a service gives."""
    for scope in service.serves:
        if scope == "*":
            yield from map(collection.dataset, collection.members)
        else:
            yield collection.dataset(scope)
