"""Those who follow the installation from outside: a harvester of /oai, a researcher who applies deltas."""

import gzip
import hashlib
import json
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

from lxml import etree
from measured import opendata
from simulated.sources import Model

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Follower:
    """Harvests what is new since the last time, from the responseDate of the first answer on."""

    def __init__(self, address: str, prefix: str, base: str) -> None:
        self._address = address
        self._prefix = prefix
        self._base = base
        self._from = ""
        self.held: Model = {}
        """By the IRI of the record."""
        self.harvests = 0

    def harvest(self) -> None:
        """Takes over what is new, when all of it has come; raises OSError where the server goes away."""
        asked = f"{self._address}/oai?verb=ListRecords&metadataPrefix=oai_dc"
        url, began = asked + (f"&from={self._from}" if self._from else ""), ""
        new: Model = {}
        while url:
            root = etree.fromstring(_body(url))
            began = began or str(root.findtext(f"{_OAI}responseDate"))
            for record in root.iter(f"{_OAI}record"):
                header = record.find(f"{_OAI}header")
                assert header is not None
                identifier = str(header.findtext(f"{_OAI}identifier"))
                title = next((each.text for each in record.iter(_TITLE)), None)
                gone = header.get("status") == "deleted"
                new[f"{self._base}record/{identifier.removeprefix(self._prefix)}"] = None if gone else title
            token = root.findtext(f".//{_OAI}resumptionToken")
            url = f"{self._address}/oai?verb=ListRecords&resumptionToken={token}" if token else ""
        self.held.update(new)
        self._from = began
        self.harvests += 1


class Researcher:
    """Has a full dump, and brings it to the next by deltas alone."""

    def __init__(self, address: str, folder: Path) -> None:
        self._address = address
        self._folder = folder
        folder.mkdir()
        self._release = 0
        self._file = folder / "0.nq"
        self.applied = 0
        self.fulls = 0

    def follow(self) -> None:
        """Comes to the newest dump. Raises AssertionError where deltas lead elsewhere, OSError as above."""
        told = json.loads(_body(f"{self._address}/dumps/latest/manifest.json"))
        if told["release"] == self._release:
            return
        new = self._folder / f"{told['release']}.nq"
        full = next(each for each in told["files"] if each["path"].endswith(".nq.gz"))
        delta = next((each for each in told["deltas"] if each["from"] == self._release), None)
        if delta is None:
            new.write_bytes(gzip.decompress(_body(f"{self._address}/dumps/latest/{full['path']}")))
            self.fulls += 1
        else:
            parts = [self._fetched(each["path"]) for each in delta["files"] if ".nq" in each["path"]]
            subprocess.run(
                list(map(str, opendata("apply-delta", self._file, parts[0], "-o", new))),
                check=True,
                capture_output=True,
            )
            self.applied += 1
        digest = hashlib.sha256(new.read_bytes()).hexdigest()
        assert digest == full["uncompressedSha256"], f"the dump of release {told['release']} is another"
        self._file.unlink(missing_ok=True)
        self._release, self._file = told["release"], new

    def _fetched(self, name: str) -> Path:
        file = self._folder / name
        file.write_bytes(_body(f"{self._address}/dumps/latest/{name}"))
        return file


def _body(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        body: Any = answer.read()
        return bytes(body)
