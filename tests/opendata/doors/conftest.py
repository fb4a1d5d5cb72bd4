"""A small home that is harvested, published twice and dumped, and clients of the doors on it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

sys.path.insert(0, str(Path(__file__).parent))

from browsing import BROWSERS

from opendata.archive.archive import Archive
from opendata.doors.application import application
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.dump.write import dump
from opendata.harvest import harvest
from opendata.release.executor import in_process
from opendata.release.publish import Outcome, publish
from opendata.settings import Settings, load

BASE = "http://data.example.vn/"
SETTINGS = f"""
base_iri = "{BASE}"
title = {{ vi = "Dữ liệu mở <thử>", en = "Open data <test>" }}

[sparql]
workers = 1
"""
LIBRARY = """
name = {{ vi = "{vi}", en = "{en}" }}
protocol = "files"
url = "{file}"
format = "{format}"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""

SCRIPT = "<script>alert('kiều')</script>"
"""A title that would run in a page that does not escape it."""

MARC = """<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">{number}</controlfield>
<controlfield tag="008">000000s{year}    vm            000 0 vie  </controlfield>
<datafield tag="100" ind1="0" ind2=" "><subfield code="a">{author}</subfield></datafield>
{uniform}<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{title}</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="a">Hà Nội</subfield>
<subfield code="c">{year}</subfield></datafield>
<datafield tag="650" ind1=" " ind2="4"><subfield code="a">Văn học Việt Nam</subfield></datafield>
<datafield tag="650" ind1=" " ind2="4"><subfield code="a">{subject}</subfield></datafield>
<datafield tag="856" ind1="4" ind2="0"><subfield code="u">{link}</subfield></datafield></record>"""
UNIFORM_TITLE = """<datafield tag="240" ind1="1" ind2="0">
<subfield code="a">Đoạn trường tân thanh</subfield></datafield>"""
BOOKS = (
    ("kieu", "Truyện Kiều", "Nguyễn Du", "1933"),
    ("de men/1", "Dế mèn phiêu lưu ký", "Tô Hoài", "1941"),
    ("so-do", "Số đỏ", "Vũ Trọng Phụng", "1938"),
    ("script", SCRIPT.replace("<", "&lt;"), "&lt;b&gt;Nguyễn Du&lt;/b&gt;", "2000"),
)
BROKEN = b'<record><controlfield tag="001">broken</controlfield><datafield></record>'
"""A record that no reader takes: the archive keeps it as rejected, and nothing is published of it."""

THESES = (
    ("oai:dh.example.vn:1", "Gr-catégories", "Hoàng Xuân Sính", "1975"),
    ("oai:dh.example.vn:2", "Việt Nam văn hoá sử cương", "Đào Duy Anh", "1938"),
)
DELETED = "oai:dh.example.vn:2"


def _marc_file() -> bytes:
    records = []
    for number, title, author, year in BOOKS:
        link = "javascript:alert(1)" if number == "script" else "http://books.example.vn/1"
        subject = "VĂN HOÁ" if number == "kieu" else "Văn hóa"
        filled = MARC.format(
            number=number,
            title=title,
            author=author,
            year=year,
            uniform=UNIFORM_TITLE if number == "kieu" else "",
            subject=subject,
            link=link,
        )
        records.append(filled.encode())
    collection = b'<collection xmlns="http://www.loc.gov/MARC21/slim">', *records, BROKEN, b"</collection>"
    return b"".join(collection)


def _oai_file(deleted: str = "") -> str:
    """A saved answer to ListRecords."""
    records = []
    for identifier, title, author, year in THESES:
        status = ' status="deleted"' if identifier == deleted else ""
        metadata = (
            '<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:date>{year}</dc:date>"
            "</oai_dc:dc></metadata>"
        )
        records.append(
            f"<record><header{status}><identifier>{identifier}</identifier>"
            f"<datestamp>2026-01-0{2 if status else 1}</datestamp></header>"
            f"{'' if status else metadata}</record>"
        )
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-03T00:00:00Z</responseDate>'
        "<request>http://dh.example.vn/oai</request>"
        f"<ListRecords>{''.join(records)}</ListRecords></OAI-PMH>"
    )


def empty_home(folder: Path) -> Path:
    """A home with two libraries, of which nothing is harvested."""
    (folder / "libraries").mkdir()
    (folder / "opendata.toml").write_text(SETTINGS, encoding="utf-8")
    for code, file, format_, vi, en in (
        ("nlv", "books.xml", "marc21", "Thư viện Quốc gia", "National Library"),
        ("dh", "theses.xml", "oai_dc", "Thư viện Đại học", "University Library"),
    ):
        text = LIBRARY.format(vi=vi, en=en, file=file, format=format_)
        (folder / "libraries" / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def _published(settings: Settings, archive: Archive, executor: Executor, day: int) -> Outcome:
    """A release of a day that is over: what is of this second is not listed yet."""
    return publish(settings, archive, executor=executor, now=lambda: datetime(2026, 2, day, tzinfo=UTC))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two releases, both dumped; the second has a record deleted."""
    folder = empty_home(tmp_path_factory.mktemp("home"))
    settings = load(folder)
    (folder / "books.xml").write_bytes(_marc_file())
    with Archive.open(settings.archive_url) as archive, in_process() as executor:
        for day, deleted in enumerate(("", DELETED), 1):
            (folder / "theses.xml").write_text(_oai_file(deleted), encoding="utf-8")
            for library in settings.libraries.values():
                done = harvest(library, archive, folder)
                assert not done.problem
                assert done.outcome.rejected == (library.code == "nlv" and not deleted)
            assert _published(settings, archive, executor, day).failed == 0
            dump(settings, archive, executor=executor)
    return folder


@pytest.fixture(scope="session")
def settings(home: Path) -> Settings:
    return load(home)


def _opened(settings: Settings) -> Iterator[Flask]:
    with Archive.open(settings.archive_url) as archive:
        published = Published(settings, archive)
        pool = PoolOfRelease(settings, published)
        try:
            yield application(settings, published, pool)
        finally:
            pool.close()


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The application over the home's second release."""
    yield from _opened(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def unpublished_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over a home in which nothing was published yet."""
    yield from _opened(load(empty_home(tmp_path_factory.mktemp("unpublished"))))


@pytest.fixture
def unpublished(unpublished_app: Flask) -> FlaskClient:
    return unpublished_app.test_client()


@pytest.fixture(scope="session")
def leaks(home: Path) -> Callable[[str], list[str]]:
    """What of the inside of the server a text gives away."""
    inside = (str(home), "Traceback", "opendata/doors", "sqlite", 'File "', "site-packages")
    return lambda text: [each for each in inside if each in text]


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[str]:
    """The address of a server on a free port of this machine; ends in a slash."""
    command = [sys.executable, "-m", "opendata", "--home", str(home), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def browser() -> str:
    """The browser's program; without one the tests are skipped, in CI they fail."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        words = f"no browser on this machine (looked for {', '.join(BROWSERS)}); install Debian's chromium"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    return found


@pytest.fixture
def unharvested(tmp_path: Path) -> tuple[Settings, Callable[[str], None]]:
    """A home of its own, and what writes its library `dh` with this title for the first record."""
    folder = empty_home(tmp_path)

    def write(title: str) -> None:
        (folder / "theses.xml").write_text(_oai_file().replace(THESES[0][1], title), encoding="utf-8")

    return load(folder), write
