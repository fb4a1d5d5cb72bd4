"""CQL put together (CQL 1.2): a library's own query, narrowed."""

import re
from collections.abc import Iterable

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_BOOLEAN = re.compile(r"[\s)](?:and|or|not|prox)[\s(/]", re.IGNORECASE)
_SORT = re.compile(r"\ssortby\s", re.IGNORECASE)


def narrowed(query: str, clauses: Iterable[str]) -> str:
    """*query* with *clauses*, each with its boolean before it; what the query says of sorting stays last.

    Only a query of several clauses is put in parentheses: Alma refuses them around a single one.
    """
    bare = _QUOTED.sub(lambda found: "_" * len(found[0]), query)
    sort = _SORT.search(bare)
    end = sort.start() if sort else len(query)
    added = list(clauses)
    if not added:
        return query
    within = f"({query[:end]})" if _BOOLEAN.search(bare[:end]) else query[:end]
    return " ".join([within, *added]) + query[end:]
