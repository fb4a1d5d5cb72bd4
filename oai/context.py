"""What every verb needs to answer: the repository, its tokens, and the limits of one response."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from oai.repository import Repository
from oai.tokens import Tokens


@dataclass(frozen=True)
class Context:
    """One provider's parts; shared by all requests, holding no state of any."""

    repository: Repository
    tokens: Tokens
    page_size: int
    """Records or headers in one response."""
    page_characters: int
    """A response ends early once its records are longer than this."""
    now: Callable[[], datetime]
    """Aware, UTC."""
