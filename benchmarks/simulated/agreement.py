"""Whether every door tells what the libraries hold."""

import gzip
import json
import re
import subprocess
import urllib.parse
import urllib.request
from pathlib import Path

from measured import opendata
from simulated.clients import Follower
from simulated.sources import Model

_TITLES = (
    "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/> "
    "SELECT ?i ?t { ?i a bf:Instance ; bf:title/bf:mainTitle ?t "
    "FILTER(STRSTARTS(?t, 'Nhan đề ') && STRENDS(STR(?i), '#Instance')) }"
)
_LINE = re.compile(r'bibframe/mainTitle> "(Nhan đề [^"]*)".* <([^<>]*)> \.\n?')


def disagreements(wanted: Model, home: Path, address: str, base: str) -> dict[str, list[str]]:
    """What each door tells otherwise; *wanted* by IRI."""
    live = {iri: title for iri, title in wanted.items() if title is not None}
    follower = Follower(address, "oai:opendata.localhost:", base)
    follower.harvest()
    listed = {iri: title for iri, title in follower.held.items() if title is not None}
    return {
        "archive": _unlike(dict.fromkeys(live, ""), dict.fromkeys(_archived(home, base), "")),
        "sparql": _unlike(live, _queried(address)),
        "oai": _unlike(live, listed),
        "dump": _unlike(live, _dumped(address)),
    }


def unlike(wanted: Model, held: Model) -> list[str]:
    """The same for what a client holds, deleted records among it."""
    live = {iri: title for iri, title in wanted.items() if title is not None}
    gone = [
        f"{iri}: deleted, but held as {title!r}"
        for iri, title in held.items()
        if title is not None and iri not in live
    ]
    return gone + _unlike(live, {iri: title for iri, title in held.items() if title is not None})


def _unlike(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    return [
        f"{iri}: {wanted.get(iri)!r} at the library, {found.get(iri)!r} here"
        for iri in sorted({*wanted, *found})
        if wanted.get(iri) != found.get(iri)
    ]


def _archived(home: Path, base: str) -> list[str]:
    from opendata.identity import record_iri

    done = subprocess.run(
        list(map(str, opendata("--home", home, "records", "--json"))), check=True, capture_output=True
    )
    rows = map(json.loads, done.stdout.splitlines())
    return [record_iri(base, row["library"], row["identifier"]) for row in rows if row["state"] == "live"]


def _queried(address: str) -> dict[str, str]:
    request = urllib.request.Request(
        f"{address}/sparql?query={urllib.parse.quote(_TITLES)}",
        headers={"Accept": "application/sparql-results+json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        rows = json.load(answer)["results"]["bindings"]
    return {row["i"]["value"].removesuffix("#Instance"): row["t"]["value"] for row in rows}


def _dumped(address: str) -> dict[str, str]:
    with urllib.request.urlopen(f"{address}/dumps/latest/manifest.json", timeout=60) as answer:
        path = next(each["path"] for each in json.load(answer)["files"] if each["path"].endswith(".nq.gz"))
    with urllib.request.urlopen(f"{address}/dumps/latest/{path}", timeout=60) as answer:
        lines = gzip.decompress(answer.read()).decode().splitlines()
    return {found[2]: found[1] for line in lines if (found := _LINE.search(line))}
