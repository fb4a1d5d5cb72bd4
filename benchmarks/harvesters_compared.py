"""This harvester and the known ones, side by side, against a provider that misbehaves in 51 ways.

A line a fault, a column a client: `exact`, or what became of the records. `make soak` runs it; it needs the
faulty provider beside the project, Debian's libhttp-oai-perl and libcatmandu-oai-perl, and half an hour.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import unicodedata
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from measured import ROOT, fresh, opendata

sys.path.insert(0, str(ROOT))

PROVIDER = ROOT.parent / "shared" / "tools" / "faulty_provider.py"
PEERS = ROOT / "benchmarks" / "peers"
CANNOT_HEAL = frozenset({"token_dies", "token_loop", "same_token", "redirect_loop", "redirect_file"})
TWO_RUNS = frozenset({"changing", "vanish", "offset_paging"})
"""What a client that keeps no state cannot get right in one run: it may run again, without the fault."""
SECONDS = 120
_VALUE = re.compile(r'tag="(?:245|520)"[^>]*>\s*<(?:\w+:)?subfield[^>]*code="a"[^>]*>([^<]*)<')


class Result(NamedTuple):
    """What a client brought."""

    states: dict[str, str]
    """`live` or `deleted` by identifier."""
    texts: dict[str, frozenset[str]]
    """What stands in 245 $a and 520 $a of the live ones, in NFC."""
    said: str
    """Its complaint; `""` where it ended well."""
    raw: str
    """All that it brought, to look for what must not be there."""


class Provider:
    """The faulty provider under way."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/oai"
        self._control = f"http://127.0.0.1:{port}/_ctl/"

    def ask(self, what: str, body: Any = None) -> Any:
        """The answer to a control request."""
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self._control + what, data)) as answer:
            text = answer.read().decode()
        return json.loads(text) if text[:1] in "{[" else text


@contextmanager
def provider(records: int, *options: str) -> Iterator[Provider]:
    """A provider of that many records, 50 a page unless *options* say otherwise."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, PROVIDER, "--port", str(port), "--records", str(records), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield Provider(port)
        finally:
            process.terminate()


def values(xml: str) -> frozenset[str]:
    """What stands in 245 $a and 520 $a."""
    return frozenset(unicodedata.normalize("NFC", unescape(value)) for value in _VALUE.findall(xml))


def command_line(name: str, url: str) -> list[str | Path]:
    """How a peer is started."""
    raw = ["--metadataPrefix", "marc21", "--handler", "raw", "--max_retries", "5"]
    return {
        "Sickle": [sys.executable, PEERS / "sickle_client.py", url],
        "scythe": [sys.executable, PEERS / "scythe_client.py", url],
        "HTTP::OAI": ["perl", PEERS / "http_oai_client.pl", url],
        "Catmandu": ["catmandu", "convert", "OAI", "--url", url, *raw, "to", "JSON", "--line_delimited", "1"],
    }[name]


def peer(name: str) -> Callable[[str, Path, int], Result]:
    """Harvests with a peer."""

    def harvest(url: str, home: Path, turn: int) -> Result:
        file = home / f"{turn}.jsonl"
        with file.open("wb") as out:
            said = ended(command_line(name, url), out)
        states, texts = {}, {}
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                found = json.loads(line)
            except ValueError:
                continue
            identifier = found.get("id") or found.get("_id") or ""
            deleted = found.get("deleted") or found.get("_status") == "deleted"
            states[identifier] = "deleted" if deleted else "live"
            texts[identifier] = values(str(found.get("xml") or found.get("_metadata") or ""))
        return Result(states, texts, said, file.read_text(encoding="utf-8", errors="replace"))

    return harvest


def ours(url: str, home: Path, turn: int) -> Result:
    """Harvests with this project into the home folder; its archive keeps what earlier turns brought."""
    (home / "libraries").mkdir(exist_ok=True)
    (home / "libraries" / "bench.toml").write_text(
        f'name = {{ vi = "Đo", en = "Bench" }}\nprotocol = "oai-pmh"\nurl = "{url}"\nformat = "marc21"\n'
        'licence = "https://creativecommons.org/publicdomain/zero/1.0/"\n',
        encoding="utf-8",
    )
    with (home / f"{turn}.txt").open("wb") as out:
        said = ended(opendata("--home", home, "harvest", "--no-progress"), out)
    from harvesters.readers.registry import READERS
    from opendata.archive.archive import Archive

    states, texts, raw = {}, {}, ""
    with Archive.open(home / "archive.db") as archive:
        for record in archive.records("bench"):
            states[record.identifier] = record.state
            if record.state == "live":
                original = archive.original(record.version)
                raw += original.payload.decode("utf-8", "replace")
                fields = READERS["marc21"](*original).fields  # type: ignore[union-attr]
                texts[record.identifier] = frozenset(
                    field.subfields[0][1] for field in fields if field.tag in ("245", "520")
                )
    return Result(states, texts, said, raw)


def peer_environment() -> dict[str, str]:
    """The environment of a client: it finds this checkout, and keeps its warnings to itself."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def states_of(home: Path) -> dict[str, str]:
    """What the archive in *home* holds: the state of each record by its identifier."""
    from opendata.archive.archive import Archive

    with Archive.open(home / "archive.db") as archive:
        return {record.identifier: record.state for record in archive.records("bench")}


def ended(command: list[str | Path], out: Any) -> str:
    """Runs *command*; what it complained of, in one line."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
            env=peer_environment(),
        )
    except subprocess.TimeoutExpired:
        return f"no end in {SECONDS} s"
    complaint = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return (complaint[-1] if complaint else f"status {done.returncode}") if done.returncode else ""


def verdict(fault: str, result: Result, truth: dict[str, Any], of: Provider, secret: str) -> str:
    """What became of the records."""
    there = of.ask("expected")
    # A record that went without a trace is rightly known as deleted.
    states = {name: state for name, state in result.states.items() if name in there or state != "deleted"}
    judged = of.ask("judge", states)
    stats = of.ask("stats")
    bad = []
    if secret in result.raw or stats["canary"]:
        bad.append("LEAK")
    if result.said.startswith("no end"):
        bad.append("endless")
    if stats["retry_after_violations"]:
        bad.append(f"{stats['retry_after_violations']} early")
    live = [name for name, state in result.states.items() if state == "live" and name in truth]
    damaged = sum(1 for name in live if result.texts.get(name) != truth[name])
    if damaged:
        bad.append(f"{damaged} damaged")
    if not judged["exact"]:
        words = {"missing": "lost", "extra": "stale", "wrong_state": "wrong"}
        lost = ", ".join(f"{judged[key]} {word}" for key, word in words.items() if judged[key])
        bad.append(f"{lost}{'' if result.said else ' SILENTLY'}")
    if not bad:
        return "exact"
    only_lost = len(bad) == 1 and judged["missing"] and not judged["extra"] and not judged["wrong_state"]
    if fault in CANNOT_HEAL and result.said and only_lost:
        return f"error, {judged['got']} kept"
    return ", ".join(bad)


def truths(of: Provider) -> dict[str, frozenset[str]]:
    """The texts of the live records, from the provider without faults."""
    token, found = "", {}
    while True:
        asked = f"resumptionToken={token}" if token else "metadataPrefix=marc21"
        with urllib.request.urlopen(f"{of.url}?verb=ListRecords&{asked}") as answer:
            page = answer.read().decode()
        for record in page.split("<record><header")[1:]:
            identifier = unescape(re.findall("<identifier>([^<]*)<", record)[0])
            found[identifier] = values(record)
        tokens = re.findall("<resumptionToken[^>]*>([^<]+)<", page)
        if not tokens:
            return {name: text for name, text in found.items() if text}
        token = tokens[0]


def faults(of: Provider) -> list[str]:
    """The faults of real servers, without those that only concern the specification."""
    names = [line.split()[0] for line in of.ask("list").splitlines()]
    return [name for name in names if not name.startswith("c_")]


def main() -> int:
    """The table; 1 where this harvester's column has anything but what it may have."""
    if not PROVIDER.is_file():
        print(f"harvesters_compared: skipped, since {PROVIDER} is not there")
        return 0
    clients: dict[str, Callable[[str, Path, int], Result]] = {"ours": ours}
    for name in ("Sickle", "scythe", "HTTP::OAI", "Catmandu"):
        if _available(name):
            clients[name] = peer(name)
    failed = 0
    with provider(500) as of:
        truth, secret = truths(of), of.ask("secret")
        wanted = [word for word in sys.argv[1:] if not word.startswith("-")] or faults(of)
        print(f"{'fault':14}" + "".join(f"{name:30}" for name in clients))
        for fault in wanted:
            cells = []
            for name, harvest in clients.items():
                home = fresh(f"compared-{fault}-{name.replace(':', '')}")
                of.ask("reset")
                of.ask(f"faults?set={fault}" + (";changing" if fault == "offset_paging" else ""))
                result = harvest(of.url, home, 1)
                if fault in TWO_RUNS:
                    of.ask("faults?set=")
                    time.sleep(1.1)
                    result = harvest(of.url, home, 2)
                unchanged = {} if fault in TWO_RUNS else truth
                cells.append(verdict(fault, result, unchanged, of, secret))
                shutil.rmtree(home)
            print(f"{fault:14}" + "".join(f"{cell:30}" for cell in cells), flush=True)
            failed += not (cells[0] == "exact" or (fault in CANNOT_HEAL and cells[0].startswith("error,")))
    print(f"{failed} of {len(wanted)} faults where this harvester is not exact")
    return 1 if failed else 0


def _available(name: str) -> bool:
    checks = {
        "Sickle": [sys.executable, "-c", "import sickle"],
        "scythe": [sys.executable, "-c", "import oaipmh_scythe"],
        "HTTP::OAI": ["perl", "-MHTTP::OAI", "-e", "1"],
        "Catmandu": ["perl", "-MCatmandu::Importer::OAI", "-e", "1"],
    }
    try:
        done = subprocess.run(checks[name], capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    if not done:
        print(f"harvesters_compared: {name} is not installed here: left out")
    return done


if __name__ == "__main__":
    sys.exit(main())
