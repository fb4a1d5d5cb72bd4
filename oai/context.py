"""What every verb needs to answer: the repository, its tokens, and the limits of one response."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from oai.kept_pages import KeptPages
from oai.repository import Collection, Repository
from oai.tokens import Tokens


@dataclass(frozen=True)
class Context:
    """What one request is answered from."""

    repository: Repository
    tokens: Tokens
    page_size: int
    """Records or headers in one response."""
    page_bytes: int
    """A response ends early once its records are longer than this."""
    kept: KeptPages
    now: Callable[[], datetime]
    """Aware, UTC."""
    page_sizes: Mapping[str, int] = field(default_factory=dict)
    """Records in one response to ListRecords by metadataPrefix, where that is less than *page_size*."""

    def size_of_page(self, verb: str, prefix: str) -> int:
        """Records or headers in one response of a list."""
        if verb != "ListRecords":
            return self.page_size
        return min(self.page_size, self.page_sizes.get(prefix, self.page_size))


@dataclass(frozen=True)
class Provider:
    """One provider's parts; shared by all requests, holding no state of any."""

    collection: Collection
    tokens: Tokens
    page_size: int
    """As in Context."""
    page_bytes: int
    """As in Context."""
    kept: KeptPages
    now: Callable[[], datetime]
    """Aware, UTC."""
    page_sizes: Mapping[str, int] = field(default_factory=dict)
    """As in Context."""

    def context(self) -> Context:
        """For a request that has come by now; raises RepositoryUnavailable."""
        repository = self.collection.as_it_stands()
        return Context(
            repository,
            self.tokens,
            self.page_size,
            self.page_bytes,
            self.kept,
            self.now,
            self.page_sizes,
        )
