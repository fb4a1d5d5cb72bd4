"""Dumps copied to folders and object stores: what goes up, what stays, what goes away."""

import http.server
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import fsspec
import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import T0, House, converter, live

from opendata.cli import main
from opendata.doors.dump_static import pages
from opendata.dump.push import push
from opendata.dump.withdraw import withdraw
from opendata.dump.write import dump
from opendata.errors import InputError, ReleaseError


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Two releases, both dumped."""
    made = House(tmp_path / "home")
    for number in range(2):
        made.harvest(live(f"{number}", f"Quyển {number}"))
        made.publish()
        dump(made.settings, made.archive, converter=converter(), executor=made.executor, now=lambda: T0)
    yield made
    made.close()


def copied(house: House, address: str) -> Any:
    return push(house.settings.dumps_path, address, partial(pages, house.settings))


@pytest.fixture(params=["file", "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield f"file://{tmp_path}/www" if request.param == "file" else "memory://bucket/dumps"
    fsspec.filesystem("memory").store.clear()


def there(address: str) -> dict[str, bytes]:
    fs, root = fsspec.url_to_fs(address)
    return {path.removeprefix(root.rstrip("/") + "/"): fs.cat_file(path) for path in fs.find(root)}


def test_everything_goes_up_and_what_never_changes_only_once(house: House, address: str) -> None:
    done = copied(house, address)
    found = there(address)
    dumps = house.settings.dumps_path
    own = {str(path.relative_to(dumps)) for path in dumps.rglob("*") if path.is_file()}
    assert own <= set(found)
    assert done.copied == len(found)
    for name in own:
        assert found[name] == (dumps / name).read_bytes()
    assert set(found) - own == {
        *("index.html", "index.en.html", "latest/index.html"),
        *(f"{n}/{page}" for n in (1, 2) for page in ("index.html", "index.en.html")),
    }
    again = copied(house, address)
    assert again.copied < done.copied
    assert there(address) == found


def test_what_was_withdrawn_goes_away_there_too(house: House, address: str) -> None:
    copied(house, address)
    fs, root = fsspec.url_to_fs(address)
    fs.pipe_file(f"{root}/1/notes.txt", b"another's file")
    withdraw(house.settings, 1, "chứa dữ liệu cá nhân", T0)
    done = copied(house, address)
    assert done.removed > 5
    found = there(address)
    assert {name for name in found if name.startswith("1/")} == {
        *("1/index.html", "1/index.en.html", "1/withdrawn.json", "1/notes.txt")
    }
    assert "chứa dữ liệu cá nhân" in found["1/index.html"].decode()
    assert "were withdrawn" in found["index.en.html"].decode()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def test_any_web_server_serves_the_folder_as_it_is(house: House, tmp_path: Path) -> None:
    copied(house, f"file://{tmp_path}/www")
    folder = tmp_path / "www"
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder / "2", check=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        base = f"http://127.0.0.1:{server.server_port}"
        with urllib.request.urlopen(f"{base}/2/") as answer:
            page = answer.read().decode()
        names = [path.name for path in (folder / "2").iterdir() if path.name.startswith("vnlib-")]
        assert len(names) > 6
        for name in names:
            assert f'href="{name}"' in page
            with urllib.request.urlopen(f"{base}/2/{name}") as answer:
                assert answer.read() == (folder / "2" / name).read_bytes()
        with urllib.request.urlopen(f"{base}/") as answer:
            assert 'href="1/manifest.json"' in answer.read().decode()
        with urllib.request.urlopen(f"{base}/latest/") as answer:
            assert "url=../2/" in answer.read().decode()
    finally:
        server.shutdown()
        server.server_close()


def test_a_file_that_was_cut_off_is_copied_again(house: House, tmp_path: Path) -> None:
    address = f"file://{tmp_path}/www"
    copied(house, address)
    file = next((tmp_path / "www" / "2").glob("*-full-*.gz"))
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    copied(house, address)
    assert file.read_bytes() == whole


@pytest.mark.parametrize(
    ("address", "words"),
    [("ftp://anna:geheim@host/dumps", "must hold no password"), ("nonsense://x", "cannot be used")],
)
def test_what_is_no_address(house: House, address: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        copied(house, address)
    assert "geheim" not in str(error.value)


def test_where_nothing_can_be_written(house: House, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ReleaseError, match="could not be copied to"):
        copied(house, f"file://{tmp_path}/file/dumps")


def test_the_command_takes_an_address(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["--home", str(tmp_path), "dump", "--to", "file:///tmp/x"])
    assert run.exit_code != 0
    assert "opendata publish" in run.output
