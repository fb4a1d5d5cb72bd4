"""The harvest protocols, by the name that a library's file gives them."""

from collections.abc import Callable, Iterator, Mapping

import harvesters.files as files
import harvesters.oai_pmh as oai_pmh
import harvesters.sru as sru
from harvesters.library import Library
from harvesters.records import Held, Page

PROTOCOLS: dict[str, Callable[[Library, Mapping[str, str] | None, Held], Iterator[Page]]] = {
    "oai-pmh": oai_pmh.harvest,
    "files": files.harvest,
    "sru": sru.harvest,
}
