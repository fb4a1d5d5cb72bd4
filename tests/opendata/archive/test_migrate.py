"""The archive carried from one revision to another and back, also by a later version of the program."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from click.testing import CliRunner, Result
from sqlalchemy import inspect, text

from opendata.archive.archive import Archive
from opendata.archive.database import connect
from opendata.archive.migrate import MIGRATIONS, differences, downgrade, revisions, upgrade
from opendata.archive.schema import REVISION
from opendata.cli import main
from opendata.errors import ArchiveError
from opendata.settings import load
from tests.postgresql.server import programs, server

ROOT = Path(__file__).parents[3]
PACKAGES = ("vocabularies", "harvesters", "sparql", "oai", "opendata")
LIBRARY = """name = { vi = "Thư viện Quốc gia Việt Nam", en = "National Library of Vietnam" }
protocol = "files"
url = "books.xml"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
RECORD = """<record><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">{number:03}</controlfield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{title}</subfield></datafield></record>"""

LATER = '''"""Records may have a note; the marks are new."""
import os
import sqlalchemy as sa
from alembic import op
from opendata.errors import ArchiveError

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade():
    op.add_column("records", sa.Column("note", sa.Text()))
    columns = sa.Column("library", sa.Text(), primary_key=True), sa.Column("records", sa.Integer())
    op.create_table("marks", *columns)
    op.execute("INSERT INTO marks SELECT library, count(*) FROM records GROUP BY library")
    if os.environ.get("TEST_KILL"):
        os.kill(os.getpid(), 9)


def downgrade():
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM records WHERE note IS NOT NULL")):
        raise ArchiveError("the notes of records would be lost")
    op.drop_table("marks")
    op.drop_column("records", "note")
    if os.environ.get("TEST_KILL"):
        os.kill(os.getpid(), 9)
'''
MARKS = """
marks = Table("marks", metadata, Column("library", Text, primary_key=True), Column("records", Integer))
"""


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a later version of the program, whose archive has a column and a table more."""
    folder = tmp_path_factory.mktemp("later")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("*.so", "__pycache__")
        )
    schema = folder / "opendata" / "archive" / "schema.py"
    said = schema.read_text(encoding="utf-8")
    said = said.replace(f'REVISION = "{REVISION}"', 'REVISION = "0002"')
    said = said.replace('Column("readable", Id),', 'Column("readable", Id),\n    Column("note", Text),')
    schema.write_text(said + MARKS, encoding="utf-8")
    versions = folder / "opendata" / "archive" / "migrations" / "versions"
    (versions / "v0002_marks.py").write_text(LATER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with server() as running:
        yield running


@pytest.fixture(params=["file", "postgresql"])
def home(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A home with a release of twenty records, dumped; its archive in a file, or in a database."""
    folder = tmp_path / "home"
    done(folder, "init")
    if request.param == "postgresql":
        address = request.getfixturevalue("address")
        name = f"t{abs(hash(request.node.nodeid))}"
        with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        (folder / "opendata.toml").write_text(f'[archive]\nurl = "{address}{name}"\n', encoding="utf-8")
    elif "OPENDATA_TEST_POSTGRESQL" in os.environ:
        pytest.skip("about an archive in a file")
    (folder / "libraries" / "nlv.toml").write_text(LIBRARY, encoding="utf-8")
    write(folder, "Truyện Kiều", 20)
    for words in (["harvest"], ["publish"], ["dump", "--format", "nquads"]):
        done(folder, *words)
    return folder


def write(home: Path, title: str, count: int) -> None:
    books = "".join(RECORD.format(number=number, title=title) for number in range(count))
    (home / "books.xml").write_text(
        f'<collection xmlns="http://www.loc.gov/MARC21/slim">{books}</collection>', encoding="utf-8"
    )


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "--no-progress", *words])


def done(home: Path, *words: str) -> str:
    result = run(home, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def by(program: Path, home: Path, *words: str, kill: bool = False) -> subprocess.CompletedProcess[str]:
    """A command of another version of the program, which is killed in the midst of a migration on demand."""
    return subprocess.run(
        [sys.executable, "-m", "opendata", "--home", str(home), "--no-progress", *words],
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(program), "TEST_KILL": "1" if kill else ""},
        capture_output=True,
        text=True,
        check=False,
    )


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables of the archive."""
    engine = connect(load(home).archive_url)
    with engine.connect() as archive:
        found = {
            name: sorted(map(tuple, archive.execute(text(f'SELECT * FROM "{name}"'))), key=repr)
            for name in inspect(archive).get_table_names()
        }
    engine.dispose()
    return found


def execute(home: Path, *statements: str) -> None:
    """Changes the archive behind the program's back."""
    engine = connect(load(home).archive_url)
    with engine.begin() as archive:
        for statement in statements:
            archive.execute(text(statement))
    engine.dispose()


def test_the_newest_revision_is_that_of_the_tables() -> None:
    assert revisions()[-1] == REVISION
    assert revisions() == sorted(revisions())


def statements(archive: Path) -> set[str]:
    """What makes a file's tables and indexes, its blanks and its order of constraints aside."""
    with closing(sqlite3.connect(archive)) as opened:
        said = [sql for (sql,) in opened.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
    said = [sql for sql in said if "alembic_version" not in sql]
    return {re.sub(r'[\s"]+', " ", sql).replace("CREATE TABLE IF NOT EXISTS", "CREATE TABLE") for sql in said}


def migrated(url: str) -> list[str]:
    """What a database whose tables the migrations made has otherwise."""
    engine = connect(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        wrong = differences(connection)
    engine.dispose()
    return wrong


def test_the_migrations_make_the_tables_that_a_new_archive_has(tmp_path: Path) -> None:
    assert migrated(f"sqlite:///{tmp_path / 'migrated.db'}") == []
    Archive.open(tmp_path / "new.db").close()
    assert statements(tmp_path / "migrated.db") == statements(tmp_path / "new.db")


def test_in_postgresql_too(address: str, tmp_path: Path) -> None:
    names = ("migrated", "made")
    with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    urls = [f"{address}{name}".replace("://", "+psycopg://", 1) for name in names]
    assert migrated(urls[0]) == []
    with Archive.open(urls[1]) as archive, archive.engine.begin() as opened:
        assert differences(opened) == []
        opened.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(ArchiveError, match="is of revision none"):
        Archive.open(urls[1])
    assert upgrade(tmp_path, urls[1]) == ("", REVISION)
    Archive.open(urls[1]).close()


def test_an_archive_from_before_there_were_revisions(home: Path) -> None:
    before = rows(home)
    execute(home, "DROP TABLE alembic_version")
    refused = run(home, "status")
    assert refused.exit_code == 1
    assert f"is of revision none, this version of opendata wants {REVISION}" in refused.stderr
    assert "`opendata archive upgrade`" in refused.stderr
    assert done(home, "archive", "upgrade") == f"carried the archive from revision none to {REVISION}\n"
    assert rows(home) == before
    assert done(home, "archive", "upgrade") == f"the archive is of revision {REVISION} already\n"


@pytest.mark.parametrize("home", ["file"], indirect=True)
def test_tables_that_are_not_what_they_say_stay_as_they_are(home: Path) -> None:
    execute(home, "DROP TABLE alembic_version", "ALTER TABLE failures ADD COLUMN other TEXT")
    before = rows(home)
    refused = run(home, "archive", "upgrade")
    assert refused.exit_code == 1
    assert "is not what its revision says" in refused.stderr
    assert rows(home) == before


@pytest.mark.parametrize("home", ["file"], indirect=True)
def test_what_cannot_be_carried(home: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive at "):
        upgrade(tmp_path, f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(
        ArchiveError, match="there is no revision '0000'; this version of opendata knows 0001"
    ):
        downgrade(home, load(home).archive_url, "0000")
    execute(home, "UPDATE alembic_version SET version_num = '0999'")
    for words in (["status"], ["archive", "upgrade"]):
        refused = run(home, *words)
        assert refused.exit_code == 1
        assert "is of revision 0999, and this version of opendata knows" in refused.stderr


def test_a_later_version_of_the_program_and_back(home: Path, later: Path, tmp_path: Path) -> None:
    before = rows(home)
    dump = (home / "dumps" / "1" / "manifest.json").read_bytes()
    assert "is of revision 0001, this version of opendata wants 0002" in by(later, home, "status").stderr
    assert by(later, home, "archive", "upgrade", kill=True).returncode == -9
    assert rows(home) == before
    done(home, "status")
    assert by(later, home, "archive", "upgrade").stdout == "carried the archive from revision 0001 to 0002\n"
    assert rows(home)["marks"] == [("nlv", 20)]

    # This version leaves it alone, and says what to do.
    refused = run(home, "status")
    assert refused.exit_code == 1
    assert "knows only up to 0001" in refused.stderr
    assert "`opendata archive downgrade 0001`" in refused.stderr
    assert "knows only up to 0001" in run(home, "publish").stderr

    # The later version goes on with it: harvests, publishes, backs up.
    write(home, "Đoạn trường tân thanh", 21)
    for words in (["harvest"], ["publish"], ["verify"], ["backup", str(tmp_path / "backups")]):
        worked = by(later, home, *words)
        assert worked.returncode == 0, worked.stderr

    # Back: not where something would be lost, never by halves.
    execute(home, "UPDATE records SET note = 'x' WHERE identifier = '003'")
    used = rows(home)
    refused_by_it = by(later, home, "archive", "downgrade", "0001")
    assert (refused_by_it.returncode, rows(home)) == (1, used)
    assert "the notes of records would be lost" in refused_by_it.stderr
    execute(home, "UPDATE records SET note = NULL")
    used = rows(home)
    assert by(later, home, "archive", "downgrade", "0001", kill=True).returncode == -9
    assert rows(home) == used
    back = by(later, home, "archive", "downgrade", "0001")
    assert back.stdout == "carried the archive from revision 0002 to 0001\n", back.stderr
    assert "clean" in done(home, "verify")
    assert len(rows(home)["records"]) == 21
    assert (home / "dumps" / "1" / "manifest.json").read_bytes() == dump
    write(home, "Kim Vân Kiều", 21)
    assert "21 changed" in done(home, "harvest")
    done(home, "publish")
    assert "clean" in done(home, "verify")

    # A backup of the later version, restored: this one says what it is.
    if (home / "archive.db").exists():
        done(tmp_path / "restored", "restore", str(tmp_path / "backups"))
        assert "knows only up to 0001" in run(tmp_path / "restored", "status").stderr
