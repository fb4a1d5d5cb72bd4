"""The command line as a whole: its commands, exit codes, and what it says when something is wrong."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from opendata.cli import COMMANDS, main
from opendata.commands import init
from opendata.settings import Settings, load
from opendata.version import VERSION

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path) -> Result:
    """One call of the command line in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def opendata(*arguments: str | Path) -> list[str]:
    """The words that start the command line as a process of its own."""
    return [sys.executable, "-m", "opendata", *map(str, arguments)]


def test_help_lists_every_command_in_order() -> None:
    listed = [
        line.split()[0]
        for line in run("--help").stdout.partition("Commands:")[2].splitlines()
        if line.strip()
    ]
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: main {command}")
    assert len(result.stdout.splitlines()) > 5


def test_version() -> None:
    assert run("--version").stdout.strip() == f"opendata, version {VERSION}"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from opendata.cli import main; main(['--help'], standalone_mode=False);"
        "print([name for name in ('lxml', 'sqlalchemy', 'pyoxigraph', 'rdflib', 'marshmallow', 'flask')"
        " if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stderr == "[]\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["harvets"],
        ["--hoem", "x", "status"],
        ["convert"],
        ["convert", "--to", "pdf", "x.mrc"],
        ["convert", "--base", "http://x.vn", "x.mrc"],
        ["convert", "--source", "Thư viện", "x.mrc"],
        ["harvest", "--limit", "none"],
        ["harvest", "--limit", "-1"],
        ["record", "nlv"],
        ["serve", "--port", "70000"],
    ],
)
def test_wrong_use_exits_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


@pytest.mark.parametrize(
    "command", [["harvest"], ["publish"], ["dump"], ["serve"], ["records"], ["status"], ["record", "a", "b"]]
)
def test_missing_home_is_one_clear_line(tmp_path: Path, command: list[str]) -> None:
    home = tmp_path / "nowhere"
    result = run("--home", home, *command)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"Error: the home folder {home} does not exist; `opendata --home {home} init` makes one"
    ]


def test_home_comes_from_the_environment(tmp_path: Path) -> None:
    result = CliRunner(env={"OPENDATA_HOME": str(tmp_path / "home")}).invoke(main, ["init"])
    assert result.exit_code == 0
    assert (tmp_path / "home" / "opendata.toml").exists()


def test_init_writes_files_that_hold_the_defaults(tmp_path: Path) -> None:
    assert run("--home", tmp_path, "init").exit_code == 0
    assert load(tmp_path) == Settings(home=tmp_path)


def test_example_of_init_is_a_library_once_it_is_copied(tmp_path: Path) -> None:
    run("--home", tmp_path, "init")
    libraries = tmp_path / "libraries"
    (libraries / "nlv.toml").write_bytes((libraries / "example.toml.sample").read_bytes())
    library = load(tmp_path).libraries["nlv"]
    assert (library.protocol, library.format, library.url) == (
        "oai-pmh",
        "marc21",
        "https://opac.example.vn/oai",
    )


def test_init_leaves_what_exists(tmp_path: Path) -> None:
    (tmp_path / "opendata.toml").write_text("base_iri = 'https://data.example.vn/'")
    result = run("--home", tmp_path, "init")
    assert f"{tmp_path}/opendata.toml exists; left as it is" in result.stdout
    assert load(tmp_path).base_iri == "https://data.example.vn/"


def test_init_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("--home", tmp_path / "file" / "home", "init")
    assert result.exit_code == 1
    assert result.stderr == f"Error: {tmp_path}/file/home/libraries: Not a directory\n"


def _replaced(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    @click.command()
    def command() -> None:
        raise error

    monkeypatch.setattr(init, "command", command)


def test_unforeseen_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    _replaced(monkeypatch, ZeroDivisionError("division\nby zero"))
    result = run("init")
    assert result.exit_code == 1
    assert (
        result.stderr
        == "Error: unexpected ZeroDivisionError: division by zero (OPENDATA_DEBUG=1 shows where)\n"
    )


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    _replaced(monkeypatch, ZeroDivisionError("division by zero"))
    monkeypatch.setenv("OPENDATA_DEBUG", "1")
    assert isinstance(run("init").exception, ZeroDivisionError)


def test_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    _replaced(monkeypatch, KeyboardInterrupt())
    result = run("init")
    assert result.exit_code == 130
    assert result.stderr == "Interrupted.\n"


def test_interrupted_process_ends_with_130(tmp_path: Path) -> None:
    """`convert` reads from a pipe that nobody writes to; Ctrl-C reaches it there."""
    pipe = tmp_path / "records.xml"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            opendata("convert", pipe), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process,
        pipe.open("wb"),
    ):  # opens once the command has opened its end
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=10)
    assert (process.returncode, output, errors) == (130, b"", b"Interrupted.\n")


def test_docs_name_every_command() -> None:
    text = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"| `{name}" not in text]
    assert not missing, f"docs/operate.md does not name: {', '.join(missing)}"
