"""What `make check` says of advisories."""

from datetime import date
from typing import Any

import pytest

from tests.audit import verdict

TODAY = date(2026, 11, 24)
SOUND = {"name": "click", "version": "8.1.8", "vulns": []}
SKIPPED = {"name": "ours", "skip_reason": "Dependency not found on PyPI"}
WRONG = {
    "name": "lxml",
    "version": "5.2.0",
    "vulns": [
        {"id": "PYSEC-2026-7", "aliases": ["CVE-2026-1"], "fix_versions": ["5.2.2"], "description": "-"}
    ],
}
SAID = "lxml 5.2.0: PYSEC-2026-7, mended in 5.2.2"


@pytest.mark.parametrize(
    ("packages", "passed", "status", "said"),
    [
        ([SOUND, SKIPPED], {}, 0, []),
        ([SOUND, WRONG], {}, 1, [SAID]),
        ([WRONG], {"CVE-2026-1": {"why": "-", "until": "2026-11-24"}}, 0, []),
        (
            [WRONG],
            {"PYSEC-2026-7": {"why": "-", "until": "2026-11-23"}},
            1,
            [f"{SAID}; tests/audit-passed.json let it pass until 2026-11-23"],
        ),
        ([SKIPPED], {}, 0, ["no advisories are to be had here; the packages were not audited"]),
        ([], {}, 0, ["no advisories are to be had here; the packages were not audited"]),
    ],
)
def test_verdict(packages: list[Any], passed: dict[str, Any], status: int, said: list[str]) -> None:
    assert verdict({"dependencies": packages}, passed, TODAY) == (status, said)
