"""The verbs by name, each a function from context and request to the element that answers it, in pieces."""

from collections.abc import Callable

from oai.arguments import Request
from oai.context import Context
from oai.verbs import get_record, identify, list_metadata_formats, list_sets, lists

VERBS: dict[str, Callable[[Context, Request], list[bytes]]] = {
    "GetRecord": get_record.answer,
    "Identify": identify.answer,
    "ListIdentifiers": lists.answer,
    "ListMetadataFormats": list_metadata_formats.answer,
    "ListRecords": lists.answer,
    "ListSets": list_sets.answer,
}
