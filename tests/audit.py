"""`make check`'s audit: no installed package has a published vulnerability, and all go with one another.

Advisories come from the Python Package Index, by pip-audit. Where it cannot be asked, or knows none of the
packages (a mirror without advisories), that is said, and nothing fails. An advisory that does not concern us
stands in tests/audit-passed.json: `{"PYSEC-2026-1": {"why": "…", "until": "2027-01-31"}}`; after that day it
fails again.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

PASSED = Path(__file__).with_name("audit-passed.json")
_SECONDS = 60


class Verdict(NamedTuple):
    """What is to be said of a report."""

    status: int
    said: list[str]


def verdict(report: Mapping[str, Any], passed: Mapping[str, Mapping[str, str]], today: date) -> Verdict:
    """Of pip-audit's report (`--format json`); advisories that are *passed* count until their day."""
    packages = report.get("dependencies", [])
    looked = [package for package in packages if "skip_reason" not in package]
    if not looked:
        return Verdict(0, ["no advisories are to be had here; the packages were not audited"])
    said = []
    for package in looked:
        for found in package.get("vulns", []):
            names = {found["id"], *found.get("aliases", [])}
            until = max((passed[name]["until"] for name in names if name in passed), default="")
            if until and date.fromisoformat(until) >= today:
                continue
            mended = ", ".join(found.get("fix_versions", [])) or "no version yet"
            what = f"{package['name']} {package['version']}: {found['id']}, mended in {mended}"
            said.append(f"{what}; tests/audit-passed.json let it pass until {until}" if until else what)
    return Verdict(int(bool(said)), said)


def main() -> int:
    """0 where nothing is known against what is installed here."""
    fitting = subprocess.run(
        [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"],
        capture_output=True,
        text=True,
        check=False,
    )
    if fitting.returncode:
        return say(Verdict(1, fitting.stdout.splitlines()))
    passed = json.loads(PASSED.read_text(encoding="utf-8"))
    try:
        asked = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "--local", "--skip-editable", "--format", "json"),
                *("--progress-spinner", "off", "--timeout", "5"),
            ],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        report = json.loads(asked.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        report = {}
    return say(verdict(report, passed, datetime.now(UTC).date()))


def say(found: Verdict) -> int:
    """Prints it, and gives its status."""
    for line in found.said:
        print(f"make check: {line}", file=sys.stderr)
    return found.status


if __name__ == "__main__":
    sys.exit(main())
