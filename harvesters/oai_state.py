"""How far an OAI-PMH harvest has come: what a checkpoint keeps, as text, and how a list is taken up again."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import harvesters.datestamps as datestamps


class State:
    """The state of a harvest; a checkpoint of it is a mapping of strings.

    | key         | is                                                                              |
    |-------------|---------------------------------------------------------------------------------|
    | asked       | prefix and set: of another one the checkpoint says nothing                      |
    | granularity | that of the library's datestamps                                                |
    | deleted     | `persistent` where the library tells of every deletion, else `no`               |
    | from        | since when this harvest asks for what is new                                    |
    | began       | when its first page was made: the next harvest asks from then                   |
    | token       | the resumption token for the next page                                          |
    | verb        | the list under way                                                              |
    | resume      | the datestamp from which a list that broke off goes on                          |
    | last        | the latest datestamp that came; `-` once they came out of order                 |
    | listing     | the name of the listing of everything that the list belongs to                  |
    | count       | how many different records the list has brought                                 |
    | total       | how many the library says it has                                                |
    | missing     | how many records the list of identifiers showed that were not held              |
    | compared    | when everything held was last compared with the library                         |
    | named       | `1` once the library was asked for the names of its sets                        |
    | unsure      | `1` where the last harvest's list had left records out                          |
    """

    def __init__(self, checkpoint: Mapping[str, str]) -> None:
        self._kept = dict(checkpoint)
        self._toggled = False

    def _get(self, key: str) -> str:
        return self._kept.get(key, "")

    def _set(self, key: str, value: str) -> None:
        if value:
            self._kept[key] = value
        else:
            self._kept.pop(key, None)

    @property
    def granularity(self) -> str:
        """The granularity of the library's datestamps; `""` where it was not asked yet."""
        return self._get("granularity")

    @granularity.setter
    def granularity(self, value: str) -> None:
        self._set("granularity", value)

    @property
    def deleted(self) -> str:
        """`persistent` where the library tells of every deletion."""
        return self._get("deleted")

    @deleted.setter
    def deleted(self, value: str) -> None:
        self._set("deleted", value)

    @property
    def is_fresh(self) -> bool:
        """Whether nothing of this harvest has come yet."""
        return not self._get("began")

    @property
    def from_(self) -> str:
        """Since when this harvest asks for what is new; `""`: for everything."""
        return self._get("from")

    @property
    def token(self) -> str:
        """The resumption token for the next page."""
        return self._get("token")

    @token.setter
    def token(self, value: str) -> None:
        self._set("token", value)

    @property
    def verb(self) -> str:
        """The list under way."""
        return self._get("verb") or "ListRecords"

    @property
    def listing(self) -> str:
        """The name of the listing of everything that the list belongs to."""
        return self._get("listing")

    @listing.setter
    def listing(self, value: str) -> None:
        self._set("listing", value)

    @property
    def missing(self) -> int:
        """How many records the list of identifiers showed that were not held."""
        return int(self._get("missing") or 0)

    @missing.setter
    def missing(self, value: int) -> None:
        self._set("missing", str(value) if value else "")

    @property
    def is_short(self) -> bool:
        """Whether the list brought fewer records than the library says it has."""
        total = self._get("total")
        return bool(total) and int(self._get("count") or 0) < int(total)

    @property
    def unsure(self) -> bool:
        """Whether the last harvest's list had left records out."""
        return bool(self._get("unsure"))

    @property
    def named(self) -> bool:
        """Whether this harvest has asked the library for the names of its sets."""
        return bool(self._get("named"))

    @named.setter
    def named(self, value: bool) -> None:
        self._set("named", "1" if value else "")

    @property
    def reconciling(self) -> bool:
        """Whether the list under way only compares what is held; all that is new has come before it."""
        return self._get("verb") == "ListIdentifiers" and not self._get("last_resort")

    @property
    def compared(self) -> datetime | None:
        """When everything held was last compared with the library."""
        when = self._get("compared")
        return datetime.fromisoformat(when) if when else None

    def arguments(self, prefix: str, set_spec: str) -> dict[str, str]:
        """The arguments of the next request."""
        if self.token:
            return {"resumptionToken": self.token}
        since = self._get("resume") or ("" if self.reconciling else self.from_)
        wanted = {"metadataPrefix": prefix, "set": set_spec, "from": since}
        return {name: value for name, value in wanted.items() if value}

    def began(self, date: datetime, now: datetime) -> None:
        """Notes when the first page was made; a clock that runs ahead must not leave out what comes next."""
        if self.is_fresh and date != datestamps.EPOCH:
            self._kept["began"] = min(date, now).isoformat()

    def came(self, stamps: Iterable[datetime], fresh: int, total: int | None) -> None:
        """Notes what a page brought: datestamps, how many of its records are new to the list, the total."""
        self.token = ""
        for stamp in stamps:
            text = stamp.isoformat()
            if self._get("last") == "-":
                break
            self._kept["last"] = "-" if text < self._get("last") else text
        self._kept["count"] = str(int(self._get("count") or 0) + fresh)
        if total is not None and not self._get("total"):
            self._kept["total"] = str(total)

    def take_up(self) -> None:
        """Begins the list again: from the last datestamp that came, if they came in order."""
        last = self._get("last")
        self.token = ""
        # Records of that second come again, and are not counted as more than there are.
        self._set("total", "")
        if last and last != "-":
            self._set("resume", self._stamp(datetime.fromisoformat(last)))

    def one_by_one(self) -> None:
        """Goes on by identifiers, from where all before is known to have come: a page cannot be read."""
        self.take_up()
        self._kept |= {"verb": "ListIdentifiers", "last_resort": "1"}
        self._set("last", "")

    def compare(self) -> None:
        """Lists all identifiers next, to compare what is held with them."""
        for key in ("token", "resume", "last", "count", "total", "missing", "last_resort"):
            self._set(key, "")
        self._kept["verb"] = "ListIdentifiers"

    def other_granularity(self) -> bool:
        """Writes `from` in the other granularity; False where that was tried, or there is no `from`."""
        key = "resume" if self._get("resume") else "from"
        since = datestamps.from_oai(self._get(key))
        if self._toggled or since is None or (key == "from" and self.reconciling):
            return False
        self._toggled = True
        seconds = self.granularity == datestamps.SECOND
        self.granularity = datestamps.DAY if seconds else datestamps.SECOND
        self._kept[key] = self._stamp(since)
        return True

    def checkpoint(self) -> dict[str, str]:
        """From which to go on behind what came."""
        return dict(self._kept)

    def finished(self, now: datetime) -> dict[str, str]:
        """From which the next, incremental harvest begins: a little before this one's first page was made."""
        kept = {
            key: self._kept[key] for key in ("asked", "granularity", "deleted", "compared") if self._get(key)
        }
        if self._get("began"):
            began = datetime.fromisoformat(self._get("began"))
            kept["from"] = datestamps.incremental_from(began, self.granularity)
        elif self.from_:
            kept["from"] = self.from_
        if self.reconciling:
            kept["compared"] = now.isoformat()
            if self.missing and not self.from_:
                # The list of everything had left these out, so the list of identifiers may have, too.
                kept["unsure"] = "1"
        return kept

    def _stamp(self, moment: datetime) -> str:
        if self.granularity == datestamps.SECOND:
            return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        return moment.date().isoformat()
