"""Harvests into an archive from a provider that misbehaves in dozens of ways: every record as it is there."""

import functools
import json
import re
import socket
import subprocess
import sys
import time
import unicodedata
import urllib.request
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from harvesters import oai_pmh
from harvesters.readers.registry import READERS
from harvesters.registry import PROTOCOLS
from opendata.archive.archive import Archive
from opendata.harvest import harvest

PROVIDER = Path(__file__).parents[3] / "shared" / "tools" / "faulty_provider.py"
pytestmark = pytest.mark.skipif(not PROVIDER.is_file(), reason="needs the shared faulty provider")

TEXT = re.compile(r'tag="(?:245|520)"[^>]*>\s*<(?:\w+:)?subfield[^>]*code="a"[^>]*>([^<]*)<')


class Provider:
    """A faulty provider under way."""

    def __init__(self, *options):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, PROVIDER, "--port", str(port), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE)
        self.process.stdout.readline()
        self.url = f"http://127.0.0.1:{port}/oai"
        self.texts = {name: texts_of(record) for name, record in self._records()}

    def ask(self, what, body=None):
        """The answer to a control request."""
        data = None if body is None else json.dumps(body).encode()
        url = self.url.removesuffix("oai") + "_ctl/" + what
        with urllib.request.urlopen(urllib.request.Request(url, data)) as answer:
            text = answer.read().decode()
        return json.loads(text) if text[:1] in "{[" else text

    def _records(self):
        asked = "metadataPrefix=marc21"
        while asked:
            with urllib.request.urlopen(f"{self.url}?verb=ListRecords&{asked}") as answer:
                page = answer.read().decode()
            for record in page.split("<record><header")[1:]:
                if "<metadata>" in record:
                    yield unescape(re.findall("<identifier>([^<]*)<", record)[0]), record
            tokens = re.findall("<resumptionToken[^>]*>([^<]+)<", page)
            asked = f"resumptionToken={tokens[0]}" if tokens else ""

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def texts_of(record):
    return {unicodedata.normalize("NFC", unescape(text)) for text in TEXT.findall(record)}


@pytest.fixture(scope="module")
def started():
    """Starts a provider with the given options, the same only once."""
    providers = {}

    def start(*options):
        if options not in providers:
            providers[options] = Provider("--records", "300", "--payload-bytes", "600", *options)
        providers[options].ask("reset")
        return providers[options]

    yield start
    for provider in providers.values():
        provider.close()


class Bench(NamedTuple):
    """A provider, and what harvests from it into an archive."""

    provider: Provider
    archive: Archive
    run: object

    def differs(self, faults, *, changed=False):
        """What is not as it is at the provider; None of it may be."""
        states, damaged, raw = {}, [], b""
        for record in self.archive.records("bench"):
            states[record.identifier] = record.state
            if record.state != "live":
                continue
            original = self.archive.original(record.version)
            raw += original.payload
            fields = READERS["marc21"](*original).fields
            mine = {field.subfields[0][1] for field in fields if field.tag in ("245", "520")}
            if not changed and mine != self.provider.texts[record.identifier]:
                damaged.append((record.identifier, mine))
        stats, there = self.provider.ask("stats"), self.provider.ask("expected")
        # What went without a trace is rightly known as deleted.
        known = {name: state for name, state in states.items() if name in there or state != "deleted"}
        judged = self.provider.ask("judge", known)
        return {
            "damaged": damaged,
            "told": self.provider.ask("secret").encode() in raw or bool(stats["canary"]),
            "impatient": stats["retry_after_violations"],
            **{key: judged[key] for key in ("missing_ids", "extra_ids", "wrong_ids")},
        }


EXACT = {"damaged": [], "told": False, "impatient": 0, "missing_ids": [], "extra_ids": [], "wrong_ids": []}


@pytest.fixture
def bench(started, library, tmp_path, monkeypatch):
    """A bench with a provider of the given options and faults, and a new archive."""
    opened = []

    def make(faults="", *options):
        provider = started(*options)
        provider.ask(f"faults?set={faults}")
        # Waits that a server asks for are kept; how long to be patient without a word is ours.
        asked_for = re.search(r"503(?!_bare)|429", faults)
        sleep = time.sleep if asked_for else lambda _: time.sleep(0.01)
        monkeypatch.setitem(PROTOCOLS, "oai-pmh", functools.partial(oai_pmh.harvest, sleep=sleep))
        archive = Archive.open(tmp_path / "archive.db")
        opened.append(archive)
        member = library(provider.url, code="bench", protocol="oai-pmh")
        return Bench(provider, archive, lambda: harvest(member, archive, tmp_path))

    yield make
    for archive in opened:
        archive.close()


HEALED = [
    "503",
    "503_date",
    "503_bare",
    "429",
    "500_burst",
    "502_html",
    "200_html",
    "200_empty",
    "reset",
    "close_early",
    "truncated",
    "gzip_cut",
    "trickle:secs=0.4",
    "hang:secs=0.2",
    "expired_token",
    "token_weird",
    "dup",
    "empty_page",
    "no_match_end",
    "no_end_token",
    "lying_size",
    "ctl_char",
    "ctl_ref",
    "fffe",
    "bare_amp",
    "latin1",
    "cp1258_true",
    "cp1258_lie",
    "ctype",
    "leading_ws",
    "bom",
    "dc_unknown",
    "bad_stamp",
    "xml_bomb",
    "xxe",
    "dtd",
    "redirect302",
    "redirect301",
    "clock_skew",
    "get_only",
    "unknown_error",
    "error_500_xml",
    "c_badverb_attrs",
    "c_no_attrs",
    "c_repeat_ok",
    "c_illegal_ok",
    "c_until_excl",
    "c_until_day",
    "c_set_flat",
    "c_token_once",
    "c_http404",
    "c_appxml",
    "c_ms_date",
    "c_deleted_md",
    "c_earliest",
    "c_list_differs",
    "c_cursor",
    "c_exclusive_ok",
    "c_mixed_ok",
    "c_post_ignored",
    "c_baseurl",
    "c_gran_header",
    "c_getrecord_drift",
    "bad_marc",
    "no_metadata",
    "c_esc",
    "c_from_excl",
]


@pytest.mark.parametrize("faults", HEALED)
def test_every_record_comes_as_it_is(bench, faults):
    at = bench(faults)
    done = at.run()
    assert at.differs(faults) == EXACT
    assert done.problem == ""


@pytest.mark.parametrize("faults", ["changing", "vanish", "offset_paging;changing"])
def test_what_changed_meanwhile_comes_with_the_next_run(bench, faults):
    at = bench(faults)
    at.run()
    at.provider.ask("faults?set=")
    time.sleep(1.1)  # the provider's datestamps are of whole seconds
    done = at.run()
    assert at.differs(faults, changed=True) == EXACT
    assert done.problem == ""


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ("token_dies", "badResumptionToken"),
        ("token_loop", "token"),
        ("same_token", "token"),
        ("redirect_loop", "redirect"),
        ("redirect_file", "redirect"),
    ],
)
def test_what_cannot_heal_ends_by_itself_with_what_came_kept(bench, faults, said):
    at = bench(faults)
    done = at.run()
    left = at.differs(faults)
    assert left.pop("missing_ids")
    assert left == {name: value for name, value in EXACT.items() if name != "missing_ids"}
    assert said in done.problem
