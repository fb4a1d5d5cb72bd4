"""A format's version stands for what it writes: nobody changes the one without the other."""

from hashlib import sha256

import pytest

from oai.formats.registry import FORMATS
from tests.oai.formats.samples import SAMPLES

WRITTEN = {
    "oai_dc": {"1": "689960ae853b08af"},
    "marc21": {"1": "f4e940605143aa56"},
    "marcxml": {"1": "f4e940605143aa56"},
    "mods": {"1": "c24a4a3ba67756ae"},
    "oai_qdc": {"1": "6172b91167e52a28"},
    "edm": {"1": "fba2164513f8b1a6"},
    "bibframe": {"1": "51d234e1627cccd7"},
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
