"""The pages in a real browser, from the server that `opendata serve` runs."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    # The browser asks its maker for things of its own accord; nothing leaves this machine.
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=1100,1000",
    "--enable-logging=stderr",
)
_PNG = b"\x89PNG\r\n\x1a\n"


class Visit(NamedTuple):
    """What a browser made of an address."""

    dom: str
    """The document after it was loaded, as HTML."""
    console: list[str]
    """Lines that the console showed: refusals by policy, files that did not come, errors of scripts."""
    addresses: list[str]
    """What was asked for over HTTP: of the server, and by the page of whomever."""
    picture: bytes
    """A PNG."""


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    """The address of a server on a free port of this machine; ends in a slash."""
    command = [sys.executable, "-m", "opendata", "--home", str(home), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser() -> str:
    """The browser's program; without one the tests are skipped, in CI they fail."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        words = f"no browser on this machine (looked for {', '.join(BROWSERS)}); install Debian's chromium"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    return found


def _visit(browser: str, address: str, folder: Path) -> Visit:
    picture, log = folder / "page.png", folder / "net.json"
    done = subprocess.run(
        [
            browser,
            *FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            f"--log-net-log={log}",
            f"--screenshot={picture}",
            "--dump-dom",
            address,
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "HOME": str(folder)},
    )
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return Visit(
        done.stdout, console, _asked_for(log, address[: address.index("/", 8)]), picture.read_bytes()
    )


def _asked_for(log: Path, origin: str) -> list[str]:
    """The addresses in a net log, of requests to the server at *origin* and of those that its page made."""
    found = json.loads(log.read_text(encoding="utf-8"))
    kind = found["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    events = [event["params"] for event in found["events"] if event["type"] == kind and "params" in event]
    return [
        params["url"]
        for params in events
        if "url" in params and (params["url"].startswith(f"{origin}/") or params.get("initiator") == origin)
    ]


@pytest.mark.parametrize(
    ("path", "language", "title", "shown"),
    [
        ("?lang=vi", "vi", "Dữ liệu mở &lt;thử&gt;", "Thư viện thành viên"),
        ("record/nlv/kieu?lang=vi", "vi", "Truyện Kiều · Dữ liệu mở &lt;thử&gt;", "Nguyễn Du (tác giả)"),
        (
            "record/nlv/script?lang=en",
            "en",
            "&lt;script&gt;alert('kiều')&lt;/script&gt; · Open data &lt;test&gt;",
            "&lt;b&gt;Nguyễn Du&lt;/b&gt;",
        ),
    ],
)
def test_a_page(
    browser: str, server: str, tmp_path: Path, path: str, language: str, title: str, shown: str
) -> None:
    visit = _visit(browser, server + path, tmp_path)
    assert f'<html lang="{language}">' in visit.dom
    assert f"<title>{title}</title>" in visit.dom
    assert shown in visit.dom
    assert "<script" not in visit.dom
    assert visit.console == []
    assert server + path in visit.addresses
    assert {urlsplit(each).netloc for each in visit.addresses} == {urlsplit(server).netloc}
    assert visit.picture.startswith(_PNG)


def test_an_oai_answer_is_a_page(browser: str, server: str, tmp_path: Path) -> None:
    visit = _visit(browser, f"{server}oai?verb=ListRecords&metadataPrefix=mods#en", tmp_path)
    assert "Cổng thu hoạch biểu ghi" in visit.dom
    assert "Truyện Kiều" in visit.dom
    assert "<script" not in visit.dom
    assert visit.console == []
    assert {urlsplit(each).path for each in visit.addresses} == {"/oai", "/oai/style.css"}
    assert {urlsplit(each).netloc for each in visit.addresses} == {urlsplit(server).netloc}
