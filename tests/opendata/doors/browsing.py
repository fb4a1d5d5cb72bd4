"""Opens pages in a headless Chromium."""

import json
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

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


def visit(browser: str, address: str, folder: Path) -> Visit:
    """Opens the address and lets its scripts run for some seconds of their time."""
    picture, log = folder / "page.png", folder / "net.json"
    done = subprocess.run(
        [
            browser,
            *FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            f"--log-net-log={log}",
            "--virtual-time-budget=5000",
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
