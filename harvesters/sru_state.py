"""How far an SRU harvest has come: what a checkpoint keeps, as text."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from harvesters.library import Sru
from harvesters.sru_client import Terms
from harvesters.sru_cql import narrowed
from harvesters.sru_slices import Slice, all_slices, decoded, encoded

_OVERLAP = timedelta(days=1)
_KEPT = ("asked", "query", "full", "cap")


class State:
    """The state of a harvest; a checkpoint of it is a mapping of strings.

    | key     | is                                                                                 |
    |---------|------------------------------------------------------------------------------------|
    | asked   | what the library's file says of query and schema: of another the rest says nothing |
    | version, schema, query, page | the terms agreed with the server                              |
    | began   | when this harvest began                                                            |
    | since   | from which day on this harvest asks for changes; missing: for everything           |
    | from    | from which day on the next harvest asks for changes                                |
    | full    | when everything was last listed                                                    |
    | listing | the name of the listing of everything under way                                    |
    | slices  | the slices still to be taken, the one under way first; missing: the result whole   |
    | sliced  | `1` where the result is taken in slices                                            |
    | cap     | the last position that the server shows of any result                              |
    | start   | the position of the next record                                                    |
    | total   | how many records the result, or the slice under way, has                           |
    | whole   | how many records the result has                                                    |
    | pass    | `2` where the result is passed over a second time                                  |
    | shifted | `1` where the number of records changed under way                                  |
    | fresh   | how many different records have come                                               |
    | unsure  | `1` where a record came without its identifier                                     |
    | cut     | how many records of the result the server showed, where it did not show all        |
    """

    def __init__(self, checkpoint: Mapping[str, str]) -> None:
        self._kept = dict(checkpoint)

    def get(self, key: str) -> str:
        """The value of *key*; `""` where it has none."""
        return self._kept.get(key, "")

    def put(self, key: str, value: str | int | None) -> None:
        """Keeps *value*; nothing for `""` and None."""
        if value is None or value == "":
            self._kept.pop(key, None)
        else:
            self._kept[key] = str(value)

    def number(self, key: str) -> int | None:
        """The number that *key* has."""
        text = self.get(key)
        return int(text) if text else None

    def begin(self, terms: Terms, now: datetime, sru: Sru, relist: timedelta) -> None:
        """A new harvest: of what changed where that can be asked, else of everything."""
        full, since = self.get("full"), self.get("from")
        self._kept = {key: self.get(key) for key in _KEPT if self.get(key)}
        self._kept |= {"version": terms.version, "schema": terms.schema, "query": terms.query}
        self._kept |= {"page": str(terms.page), "began": now.isoformat(), "start": "1"}
        due = not full or now - datetime.fromisoformat(full) >= relist
        if sru.since and since and not due:
            self.put("since", since)
        else:
            self.put("listing", now.isoformat())
            if sru.slices and self.number("cap"):
                self.slice_up(sru)

    @property
    def terms(self) -> Terms:
        """The terms agreed with the server."""
        return Terms(self.get("version"), self.get("schema"), self.get("query"), int(self.get("page")))

    @property
    def slices(self) -> list[Slice]:
        """The slices still to be taken, the one under way first."""
        return decoded(self.get("slices"))

    @slices.setter
    def slices(self, slices: list[Slice]) -> None:
        self.put("slices", encoded(slices) if slices else "")
        self.put("start", 1)
        self.put("total", None)

    def slice_up(self, sru: Sru) -> None:
        """Takes the result in slices from here on, from the beginning."""
        self.put("sliced", 1)
        self.slices = all_slices(sru)

    def again(self, sru: Sru) -> None:
        """Passes over the result a second time."""
        self.put("pass", 2)
        for key in ("shifted", "total", "whole"):
            self.put(key, None)
        self.put("start", 1)
        if self.get("sliced"):
            self.slice_up(sru)

    def whole_query(self, sru: Sru) -> str:
        """The CQL of the result as a whole."""
        since = self.get("since")
        return narrowed(self.get("query"), [f'and {sru.since} >= "{since}"'] if since else ())

    def query(self, sru: Sru) -> str:
        """The CQL of the next request."""
        slices, query = self.slices, self.whole_query(sru)
        return slices[0].query(sru, query) if slices else query

    @property
    def is_short(self) -> bool:
        """Whether fewer records came than the result has."""
        whole = self.number("whole")
        return whole is not None and (self.number("fresh") or 0) < whole

    def counted(self, total: int | None) -> None:
        """Notes what the server says of the size of its result."""
        known = self.number("total")
        if known is not None and total != known:
            self.put("shifted", 1)
        self.put("total", total)
        if not self.get("sliced"):
            self.put("whole", total)

    def checkpoint(self) -> dict[str, str]:
        """From which to go on behind what came."""
        return dict(self._kept)

    def finished(self, sru: Sru) -> dict[str, str]:
        """From which the next harvest begins."""
        kept = {key: self.get(key) for key in _KEPT if self.get(key)}
        if self.is_short or self.get("cut"):
            # What did not come is asked for again with everything, not only when it changes.
            kept.pop("full", None)
            return kept
        began = datetime.fromisoformat(self.get("began"))
        if self.get("listing"):
            kept["full"] = self.get("began")
        day = (began.astimezone(UTC) - _OVERLAP).date().isoformat()
        kept["from"] = day.replace("-", "") if sru.since_form == "YYYYMMDD" else day
        return kept
