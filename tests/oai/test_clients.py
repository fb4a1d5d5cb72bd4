"""Other people's harvesters bring home everything over real HTTP."""

import json
import shutil
import subprocess
from typing import Any

import pytest
from oaipmh.client import Client
from oaipmh.metadata import MetadataRegistry, oai_dc_reader
from sickle import Sickle
from sickle.oaiexceptions import CannotDisseminateFormat, NoRecordsMatch

from oai.formats.registry import FORMATS

MARC_1 = "oai:data.example.vn:tinh/0001"


def expected(server: Any, prefix: str) -> dict[str, bool]:
    formats = server.repository.formats
    names = [f"oai:data.example.vn:{kind}/{number:04}" for kind in ("tinh", "truong") for number in range(60)]
    return {
        name: server.repository.record(name, prefix).deleted
        for name in names
        if prefix in (formats(name) or ())
    }


@pytest.mark.parametrize("prefix", list(FORMATS))
def test_sickle_harvests_everything(server: Any, prefix: str) -> None:
    with_sickle = Sickle(server.base_url, timeout=5)
    records = list(with_sickle.ListRecords(metadataPrefix=prefix))
    assert len(records) > 30
    assert {record.header.identifier: record.header.deleted for record in records} == expected(server, prefix)
    headers = list(with_sickle.ListIdentifiers(metadataPrefix=prefix))
    assert [header.identifier for header in headers] == [record.header.identifier for record in records]


def test_sickle_reads_every_verb(server: Any) -> None:
    with_sickle = Sickle(server.base_url, timeout=5, http_method="POST")
    assert with_sickle.Identify().repositoryName == "Thư viện mẫu & bạn"
    assert [one.setSpec for one in with_sickle.ListSets()] == ["tinh", "tinh:dia-chi", "truong"]
    prefixes = [one.metadataPrefix for one in with_sickle.ListMetadataFormats(identifier=MARC_1)]
    assert prefixes == list(FORMATS)
    record = with_sickle.GetRecord(identifier=MARC_1, metadataPrefix="oai_dc")
    assert record.metadata["creator"] == ["Nguyễn, Du, 1766-1820"]
    with pytest.raises(CannotDisseminateFormat):
        with_sickle.ListRecords(metadataPrefix="rdf")
    with pytest.raises(NoRecordsMatch):
        with_sickle.ListRecords(metadataPrefix="oai_dc", set="nowhere")


def test_pyoai_s_client_harvests_everything(server: Any) -> None:
    registry = MetadataRegistry()
    registry.registerReader("oai_dc", oai_dc_reader)
    client = Client(server.base_url, registry)
    client.updateGranularity()
    records = list(client.listRecords(metadataPrefix="oai_dc"))
    assert {header.identifier(): header.isDeleted() for header, _, _ in records} == expected(server, "oai_dc")
    titles = {header.identifier(): body.getField("title") for header, body, _ in records if body is not None}
    assert titles["oai:data.example.vn:truong/0002"] == ["Luận án 2"]
    assert client.identify().deletedRecord() == "persistent"


@pytest.mark.skipif(shutil.which("catmandu") is None, reason="needs Debian's libcatmandu-oai-perl")
@pytest.mark.parametrize(
    ("prefix", "handler"), [("oai_dc", "oai_dc"), ("marcxml", "marcxml"), ("mods", "raw")]
)
def test_catmandu_harvests_everything(server: Any, prefix: str, handler: str) -> None:
    arguments = ["--url", server.base_url, "--metadataPrefix", prefix, "--handler", handler]
    command = ["catmandu", "convert", "OAI", *arguments, "to", "JSON", "--line_delimited", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["_identifier"]: one["_status"] == "deleted" for one in found} == expected(server, prefix)
