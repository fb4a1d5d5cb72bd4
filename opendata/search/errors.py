"""What keeps a search from being answered."""

from opendata.errors import OpendataError


class SearchRefusedError(OpendataError):
    """The search itself is at fault; `reason` is a key of the words of pages."""

    def __init__(self, reason: str, allowed: str = "") -> None:
        super().__init__(f"{reason}: {allowed}" if allowed else reason)
        self.reason = reason
        self.allowed = allowed


class NoSearchIndexError(OpendataError):
    """There is none yet: nothing was published since searching came."""
