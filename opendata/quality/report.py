"""The report of a conversion: JSON lines, one object a record, in the records' order."""

import json
from typing import Any, BinaryIO

from opendata.quality.examination import Examination
from opendata.quality.findings import Finding, Findings
from opendata.quality.kinds import KINDS, LEFT_OUT


def line(number: int, identifier: str, iri: str, examined: Examination) -> dict[str, Any]:
    """What the report says of a record: what took part, what did not and why, what was found."""
    return {
        "number": number,
        "id": identifier,
        "iri": iri,
        "fields": {"took_part": examined.fields, "left_out": examined.fields_left},
        "subfields": {"took_part": examined.subfields, "left_out": examined.subfields_left},
        "took_part": {field: "".join(codes) for field, codes in examined.took_part.items()},
        "left_out": _left_out(examined.findings),
        **_findings(examined.findings),
    }


def failure(number: int, identifier: str, code: str, reason: str) -> dict[str, Any]:
    """What the report says of a record that could not be read or converted; *code* is that of the kind."""
    findings = Findings()
    findings.add(code, "", value=" ".join(reason.split()))
    return {"number": number, "id": identifier, "iri": "", **_findings(findings)}


def write(entry: dict[str, Any], out: BinaryIO) -> None:
    """Appends an object's line."""
    out.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
    out.write(b"\n")


def _left_out(findings: Findings) -> list[dict[str, Any]]:
    return [
        {"field": field, **({"subfield": subfield} if subfield else {}), "why": code, "count": count}
        for (code, field, subfield), count in findings.counts.items()
        if code in LEFT_OUT
    ]


def _findings(findings: Findings) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for (code, _, _), count in findings.counts.items():
        counts[code] = counts.get(code, 0) + count
    examples = [_finding(found) for some in findings.examples.values() for found in some]
    return {"counts": counts, "findings": examples}


def _finding(found: Finding) -> dict[str, Any]:
    kind = KINDS[found.code]
    words = {"field": found.field, "subfield": found.subfield, "value": found.value}
    return {
        "code": found.code,
        "severity": kind.severity,
        "field": found.field,
        "occurrence": found.occurrence,
        "subfield": found.subfield,
        "value": found.value,
        "en": kind.en.format(**words),
        "vi": kind.vi.format(**words),
    }
