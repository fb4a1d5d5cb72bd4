"""The index as many threads read it: each has a connection of its own, to the file that is there now."""

import threading
from pathlib import Path

from opendata.search.errors import NoSearchIndexError
from opendata.search.files import current
from opendata.search.index import CANDIDATES, Found, SearchIndex
from opendata.search.queries import Search


class SearchReader:
    """Asks the index in a folder (`opendata.search.files`). Safe for use by many threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = threading.local()

    def search(self, search: Search, most: int = CANDIDATES) -> Found:
        """See SearchIndex.search; raises NoSearchIndexError too."""
        return self._index().search(search, most)

    def release(self) -> int:
        """The release that the index is of; 0 where there is none."""
        try:
            return self._index().release
        except NoSearchIndexError:
            return 0

    def _index(self) -> SearchIndex:
        file = current(self._folder)
        if file is None:
            raise NoSearchIndexError("there is no search index; `opendata publish` makes it")
        if getattr(self._own, "file", None) != file:
            if (opened := getattr(self._own, "index", None)) is not None:
                opened.close()
            self._own.index = SearchIndex.open(file)
            self._own.file = file
        index: SearchIndex = self._own.index
        return index
