"""A format's version stands for what it writes: nobody changes the one without the other."""

from hashlib import sha256

import pytest

from oai.formats.registry import FORMATS
from tests.oai.formats.samples import SAMPLES

WRITTEN = {
    "oai_dc": {"1": "bfae9941706337d5"},
    "marc21": {"1": "798254cde081770b"},
    "marcxml": {"1": "798254cde081770b"},
    "mods": {"1": "ef49b6e2b901cf95"},
    "oai_qdc": {"1": "6b55b459d600f3fd"},
    "edm": {"1": "dc29b26275241057"},
    "bibframe": {"1": "578f73ab78790667"},
}
"""Prefix to version to a digest of all samples in it. Once released, a line never changes; one is added."""


@pytest.mark.parametrize("prefix", FORMATS)
def test_another_output_is_another_version(prefix: str) -> None:
    by = FORMATS[prefix]
    written = [by.write(record, by.schema) for record in SAMPLES if by.offered_for(record.format)]
    digest = sha256("\n".join(map(str, written)).encode()).hexdigest()[:16]
    assert WRITTEN[prefix].get(by.version) == digest, (
        f"{prefix} writes something else than version {by.version} did: raise the version in its module, "
        f"so that harvesters are told, and add {digest} for it here"
    )


@pytest.mark.parametrize("prefix", FORMATS)
def test_no_version_says_what_another_said(prefix: str) -> None:
    assert len(set(WRITTEN[prefix].values())) == len(WRITTEN[prefix])
