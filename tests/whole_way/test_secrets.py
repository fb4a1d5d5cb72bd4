"""No credential comes out: in no answer of a door, no output of a command, no file but the settings."""

import base64
import os
import re
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.whole_way.running import command

USER = "harvester"
OF_LIBRARY, OF_TOKEN, OF_ENGINE, OF_BUCKET, OF_DATABASE = (
    f"s3cret-{name}" for name in ("library", "token", "engine", "bucket", "database")
)
SECRETS = (OF_LIBRARY, OF_TOKEN, OF_ENGINE, OF_BUCKET, OF_DATABASE)
LIBRARY = """name = {{ vi = "Thư viện {code}", en = "Library {code}" }}
protocol = "oai-pmh"
url = "{url}/{code}"
format = "oai_dc"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
ENVIRONMENT = {
    **os.environ,
    "OPENDATA_TINH_USER": USER,
    "OPENDATA_TINH_PASSWORD": OF_LIBRARY,
    "OPENDATA_LOI_USER": USER,
    "OPENDATA_LOI_PASSWORD": OF_LIBRARY,
    "OPENDATA_SAI_TOKEN": OF_TOKEN,
    "OPENDATA_STORE_USER": USER,
    "OPENDATA_STORE_PASSWORD": OF_ENGINE,
    "AWS_ACCESS_KEY_ID": USER,
    "AWS_SECRET_ACCESS_KEY": OF_BUCKET,
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
}
RECORD = """<record><header><identifier>oai:x.vn:1</identifier><datestamp>2026-01-01</datestamp></header>
<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Truyện Kiều</dc:title></oai_dc:dc>
</metadata></record>"""
DOORS = (
    *("", "catalog", "catalog.ttl", "dumps/", "dumps/1/manifest.json", "changes", "health", "metrics"),
    *("library/tinh", "library/loi", "library/sai", "record/tinh/oai:x.vn:1", "record/tinh/none"),
    *("oai?verb=Identify", "oai?verb=ListRecords&metadataPrefix=oai_dc", "oai-secret", "opendata.toml"),
    *("sparql?query=ASK%7B%7D", "sparql?query=nonsense", "%2e%2e/opendata.toml", "search?q=kieu"),
)


class _Provider(BaseHTTPRequestHandler):
    """/tinh gives a record; /loi and /sai refuse, and say again what they were told."""

    def do_GET(self) -> None:
        told = self.headers.get("Authorization", "")
        inner = f"<ListRecords>{RECORD}</ListRecords>"
        if "Identify" in self.path:
            inner = (
                "<Identify><repositoryName>x</repositoryName><baseURL>http://x.vn/oai</baseURL>"
                "<protocolVersion>2.0</protocolVersion><earliestDatestamp>2020-01-01</earliestDatestamp>"
                "<deletedRecord>no</deletedRecord><granularity>YYYY-MM-DD</granularity></Identify>"
            )
        elif "ListSets" in self.path:
            inner = '<error code="noSetHierarchy"/>'
        elif self.path.startswith("/loi"):
            inner = f'<error code="badArgument">You sent Authorization: {told}</error>'
        answer = (
            '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
            "<responseDate>2026-01-03T00:00:00Z</responseDate>"
            f"<request>http://x.vn/oai</request>{inner}</OAI-PMH>"
        )
        self.send_response(403 if self.path.startswith("/sai") or not told else 200, f"no, {told}")
        self.end_headers()
        self.wfile.write(answer.encode() if "sai" not in self.path else f"{told} is wrong".encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def provider() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Provider)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def said_by(home: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(command(home, *words), env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return done.returncode, f"{done.stdout}\n{done.stderr}"


def answer(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=30) as got:
            return f"{got.headers}\n{got.read().decode('utf-8', 'replace')}"
    except urllib.error.HTTPError as error:
        return f"{error.headers}\n{error.read().decode('utf-8', 'replace')}"


def leaks(text: str) -> list[str]:
    """The secrets in a text, in the open or as HTTP's Basic scheme writes them."""
    basic = {base64.b64encode(f"{USER}:{secret}".encode()).decode(): secret for secret in SECRETS}
    return [secret for written, secret in {**dict.fromkeys(SECRETS), **basic}.items() if written in text]


def test_no_credential_comes_out(tmp_path: Path, provider: str) -> None:
    home = tmp_path / "home"
    said = {"init": said_by(home, "init")}
    for code in ("tinh", "loi", "sai"):
        file = home / "libraries" / f"{code}.toml"
        file.write_text(LIBRARY.format(code=code, url=provider), encoding="utf-8")
    said["harvest"] = said_by(home, "harvest")
    assert "tinh: 1 new" in said["harvest"][1]
    assert said["harvest"][0] == 1
    for words in (
        *(
            ["publish"],
            ["dump"],
            ["export-release", str(tmp_path / "out")],
            ["export-release", "s3://bucket/x"],
        ),
        *(["status"], ["status", "loi"], ["status", "--json"], ["quality"], ["record", "tinh", "oai:x.vn:1"]),
        ["archive", "copy", f"postgresql://{USER}:{OF_DATABASE}@127.0.0.1:9/x"],
    ):
        said[" ".join(words[:2])] = said_by(home, *words)
    assert said["publish"][0] == said["dump"][0] == 0, said
    assert said["archive copy"][0] == said["export-release s3://bucket/x"][0] == 1
    serve = command(home, "serve", "--port", "0")
    with subprocess.Popen(
        serve, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        begun = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", begun)
        assert address, begun
        for door in DOORS:
            said[door] = 0, answer(f"{address[0]}{door}")
        process.terminate()
        said["serve"] = 0, process.stdout.read()
    assert {name: found for name, (_, text) in said.items() if (found := leaks(text))} == {}

    key = (home / "oai-secret").read_bytes()
    written = (key.hex(), base64.b64encode(key).decode(), key.decode("utf-8", "replace"))
    assert [name for name, (_, text) in said.items() if any(each in text for each in written)] == []
    mine = {"opendata.toml", "oai-secret"}
    files = [file for folder in (home, tmp_path / "out") for file in folder.rglob("*") if file.is_file()]
    assert len(files) > 10
    found = {str(file): leaks(file.read_bytes().decode("latin-1")) for file in files if file.name not in mine}
    assert {name: secrets for name, secrets in found.items() if secrets} == {}
    assert [file for file in files if file.name not in mine and key in file.read_bytes()] == []
    assert ((home / "oai-secret").stat().st_mode & 0o077) == 0
