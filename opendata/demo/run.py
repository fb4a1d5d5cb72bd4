"""`opendata demo`: two sample libraries are harvested over HTTP, published and served."""

import errno
import shlex
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from opendata.archive.archive import Archive
from opendata.demo.libraries import SampleLibrary, serve_samples
from opendata.doors.server import serve
from opendata.dump.registry import FORMATS
from opendata.dump.write import dump
from opendata.errors import AddressInUseError, HomeError, IncompleteError
from opendata.harvest import harvest
from opendata.identity import safe_id
from opendata.release import index
from opendata.release.publish import publish
from opendata.settings import LIBRARIES_FOLDER, SETTINGS_FILE, load
from opendata.whole_file import whole_file

_HOST = "127.0.0.1"
_MARK = "# Written by `opendata demo`, which writes it anew each time.\n"


def run(home: Path, port: int) -> None:
    """Makes *home* the demo's, fills it and serves it on *port* until interrupted.

    Raises AddressInUseError, HomeError (a home that is somebody's own), and what the stages raise.
    """
    _check_port(port)
    with ExitStack() as stack:
        samples = serve_samples(stack)
        _write_home(home, port, samples)
        for library, url in samples:
            click.echo(f"1. {library.names['en']}: {len(library.records)} records by OAI-PMH at {url}")
        _harvest_and_publish(home)
        serve(load(home), _HOST, port, lambda address: click.echo(_try_next(address, home)))


def _check_port(port: int) -> None:
    """Says that the port is taken before anything is done, not after."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise AddressInUseError(
                f"port {port} is in use: stop what listens there, or PORT=8080 make demo"
            ) from error


def _write_home(home: Path, port: int, samples: list[tuple[SampleLibrary, str]]) -> None:
    settings = home / SETTINGS_FILE
    if settings.exists() and not settings.read_text(encoding="utf-8").startswith(_MARK):
        raise HomeError(f"{home} is a home of your own; name another for the demo: opendata --home DIR demo")
    try:
        (home / LIBRARIES_FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError(f"cannot write to {home}: {error.strerror}") from error
    _write(
        settings,
        f'base_iri = "http://{_HOST}:{port or 8000}/"\n'
        'title = { vi = "Dữ liệu mở thư viện (mẫu)", en = "Library open data (sample)" }\n',
    )
    for library, url in samples:
        _write(
            home / LIBRARIES_FOLDER / f"{library.code}.toml",
            f'code = "{library.code}"\n'
            f'name = {{ vi = "{library.names["vi"]}", en = "{library.names["en"]}" }}\n'
            'protocol = "oai-pmh"\n'
            f'url = "{url}"\n'
            f'format = "{library.format}"\n'
            f'metadata_prefix = "{library.format}"\n'
            f'licence = "{library.licence}"\n'
            "expect = { min_records = 100 }\n",
        )


def _write(file: Path, text: str) -> None:
    with whole_file(file) as out:
        out.write((_MARK + text).encode())


def _harvest_and_publish(home: Path) -> None:
    settings = load(home)
    with Archive.open(settings.archive_url) as archive:
        for code, library in settings.libraries.items():
            done = harvest(library, archive, settings.home)
            if done.problem:
                raise IncompleteError(f"harvesting {code}: {done.problem}")
            new = done.outcome.new + done.outcome.changed + done.outcome.deleted
            counts = f"{new} new, changed or deleted" if new else "nothing changed"
            click.echo(f"2. harvested {code}: {counts}")
        published = publish(settings, archive)
        release = published.release or index.current(archive)
        assert release is not None
        if published.release is None:
            click.echo(f"3. nothing changed: release {release.number} stays")
        else:
            records = sum(count.records for count in index.counts(archive, release).values())
            click.echo(
                f"3. published release {release.number}: {records} records, {release.statements} statements"
            )
        dump(settings, archive, tuple(FORMATS))


def _try_next(address: str, home: Path) -> str:
    program = sys.argv[0] if Path(sys.argv[0]).name == "opendata" else "opendata"
    record = f"{address}record/tinh/{safe_id('oai:tinh.example.vn:tinh0001')}"
    return f"""4. Serving {address} (Ctrl-C ends). Try next, in another terminal:
   curl '{address}sparql' -H 'Accept: text/csv' --data-urlencode \\
     'query=PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
            SELECT ?title {{ ?i a bf:Instance ; bf:title/bf:mainTitle ?title }} LIMIT 5'
   curl '{address}oai?verb=ListRecords&metadataPrefix=oai_dc&set=tinh'
   curl -L '{address}dumps/latest/manifest.json'
   curl '{record}.ttl'
   {shlex.join([program, "--home", str(home), "status"])}"""
