"""What `opendata demo` does up to the moment when it would serve, and what it refuses.

The demo as a process, with its doors and Ctrl-C, is in `tests/whole_way`.
"""

import json
import re
import shlex
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendata.cli import main
from opendata.demo.libraries import SampleLibrary, sample_libraries
from opendata.identity import safe_id
from opendata.settings import Settings, load

PORT = 8000  # nothing listens: serving is left out
ADDRESS = f"http://127.0.0.1:{PORT}/"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings that would have been served, in place of serving them; no port is asked for."""
    calls: list[Settings] = []

    def serve(settings: Settings, host: str, port: int, on_ready: Callable[[str], None]) -> None:
        calls.append(settings)
        on_ready(f"http://{host}:{port}/")

    monkeypatch.setattr("opendata.demo.run.serve", serve)
    monkeypatch.setattr("opendata.demo.run._check_port", lambda port: None)
    return calls


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *words])


def live(sample: SampleLibrary) -> int:
    return sum(not record.deleted for record in sample.records)


def test_first_and_second_run(tmp_path: Path, served: list[Settings]) -> None:
    home = tmp_path / "a home with blanks"
    samples = sample_libraries()
    first = run(home, "demo", "--port", str(PORT))
    assert (first.exit_code, first.stderr) == (0, "")
    for sample in samples:
        assert f"\n2. harvested {sample.code}: {len(sample.records)} new, " in first.stdout
    records = sum(map(live, samples))
    assert f"\n3. published release 1: {records} records, " in first.stdout
    assert (home / "dumps" / "1" / "manifest.json").is_file()

    second = run(home, "demo", "--port", str(PORT))
    assert (second.exit_code, second.stderr) == (0, "")
    for sample in samples:
        assert f"\n2. harvested {sample.code}: nothing changed\n" in second.stdout
    assert "\n3. nothing changed: release 1 stays\n" in second.stdout
    release = json.loads(run(home, "status", "--json").stdout)["release"]
    assert (release["number"], release["records"]) == (1, records)

    assert [settings.base_iri for settings in served] == [ADDRESS] * 2
    assert served[0].libraries.keys() == {sample.code for sample in samples}
    assert hints(first.stdout) == hints(second.stdout)
    check_hints(hints(first.stdout), home)


def hints(said: str) -> list[str]:
    """The lines to try, each as one."""
    assert f"\n4. Serving {ADDRESS} (Ctrl-C ends). Try next, in another terminal:\n" in said
    text = said.partition("another terminal:\n")[2].replace("\\\n", "")
    return re.split(r"\n(?=   \S)", text.strip())


def check_hints(lines: list[str], home: Path) -> None:
    """A shell takes every line, and each names a door of this demo."""
    commands = [shlex.split(line) for line in lines]
    assert [words[0] for words in commands] == ["curl", "curl", "curl", "curl", "opendata"]
    addresses = [word for words in commands for word in words if word.startswith("http")]
    doors = ("sparql", "oai?", "dumps/latest/", f"record/tinh/{safe_id('oai:tinh.example.vn:tinh0001')}.ttl")
    assert len(addresses) == len(doors)
    for address, door in zip(addresses, doors, strict=True):
        assert address.startswith(ADDRESS + door)
    assert commands[0][-1].startswith("query=PREFIX bf: <")
    assert commands[-1][1:] == ["--home", str(home), "status"]


def test_a_home_of_your_own_is_left_alone(tmp_path: Path, served: list[Settings]) -> None:
    assert run(tmp_path, "init").exit_code == 0
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    result = run(tmp_path, "demo")
    assert (result.exit_code, result.stdout, served) == (1, "", [])
    assert result.stderr == (
        f"Error: {tmp_path} is a home of your own; name another for the demo: opendata --home DIR demo\n"
    )
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_home_that_cannot_be_made(tmp_path: Path, served: list[Settings]) -> None:
    (tmp_path / "file").write_bytes(b"")
    result = run(tmp_path / "file" / "home", "demo")
    assert (result.exit_code, result.stdout, served) == (1, "", [])
    assert result.stderr.count("\n") == 1
    assert f"cannot write to {tmp_path / 'file' / 'home'}: Not a directory" in result.stderr


def test_a_library_without_its_records_ends_the_demo(
    tmp_path: Path, served: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [sample._replace(records=sample.records[:9]) for sample in sample_libraries()]
    monkeypatch.setattr("opendata.demo.libraries.sample_libraries", lambda: few)
    result = run(tmp_path / "home", "demo")
    assert (result.exit_code, served) == (1, [])
    assert re.fullmatch(
        r"Error: harvesting daihoc: \d live records where its file expects 100 or more .*\n", result.stderr
    )


def test_a_port_in_use_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run(tmp_path / "home", "demo", "--port", str(port))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: port {port} is in use: ")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "home").exists()


def test_its_files_are_settings_like_any_other(tmp_path: Path, served: list[Settings]) -> None:
    run(tmp_path, "demo")
    for sample in sample_libraries():
        library = load(tmp_path).libraries[sample.code]
        assert (library.format, library.licence) == (sample.format, sample.licence)
        assert dict(library.name) == sample.names
