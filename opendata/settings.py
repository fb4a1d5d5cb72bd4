"""The settings of an installation: `opendata.toml` and `libraries/*.toml`, each setting declared once."""

# A declaration is a dataclass field, which ruff cannot see.
# ruff: noqa: RUF009

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from harvesters.library import Library, Sru
from opendata.declared import allowed, defaults
from opendata.declared.declaration import inline_table, setting, table
from opendata.declared.library_file import LibraryFile, Translated
from opendata.declared.schema import read
from opendata.errors import HomeError, SettingsError

SETTINGS_FILE = "opendata.toml"
LIBRARIES_FOLDER = "libraries"


@dataclass(frozen=True)
class Publisher:
    """Who publishes."""

    name: Translated = inline_table(
        Translated("Mạng lưới thư viện", "Library network"), "the publisher's name"
    )
    email: str = setting("opendata@example.org", allowed.EMAIL, "where users and harvesters can write to")
    homepage: str = setting("", allowed.OPTIONAL_WEB_ADDRESS, "the publisher's own site")


@dataclass(frozen=True)
class ArchiveSettings:
    """Where records are kept as they came."""

    url: str = setting(
        "",
        allowed.ARCHIVE,
        "the archive's database; PostgreSQL wants the extra `postgresql`",
    )


@dataclass(frozen=True)
class StoreSettings:
    """Where publishing writes the RDF."""

    url: str = setting(
        "",
        allowed.OPTIONAL_WEB_ADDRESS,
        "a SPARQL 1.1 engine that answers /sparql; empty is Oxigraph in the home folder",
    )
    update_url: str = setting("", allowed.OPTIONAL_WEB_ADDRESS, "where it takes updates; empty is url")
    graph_store_url: str = setting(
        "", allowed.OPTIONAL_WEB_ADDRESS, "its Graph Store Protocol; empty: everything goes by updates"
    )
    authentication: str = setting(
        "basic",
        allowed.one_of(("basic", "digest")),
        "how it is told $OPENDATA_STORE_USER and $OPENDATA_STORE_PASSWORD, where these are set",
    )


@dataclass(frozen=True)
class SparqlSettings:
    """What one query may take."""

    timeout: float = setting(10, allowed.seconds(3600), "seconds before a query is ended")
    max_rows: int = setting(100_000, allowed.whole(1, 100_000_000, "rows"), "rows or triples in an answer")
    workers: int = setting(
        0,
        allowed.whole(0, 1024, "processes"),
        "twice so many queries run at a time in each lane; 0 is one a core",
    )
    memory: int = setting(2048, allowed.whole(256, 1_048_576, "MiB"), "MiB of memory that a query may take")
    cache: int = setting(
        128,
        allowed.whole(0, 1_048_576, "MiB"),
        "MiB of short answers kept for who asks again; of long ones eight times as much, in files",
    )


@dataclass(frozen=True)
class OaiSettings:
    """How others harvest from here."""

    page_size: int = setting(100, allowed.whole(1, 1000, "records"), "records in one answer of /oai")
    page_sizes: str = setting(
        "bibframe 25, edm 50, mods 50",
        allowed.PAGE_SIZES,
        "the same for heavy formats, by metadataPrefix; page_size where that is less",
    )
    requests_a_minute: int = setting(
        0,
        allowed.whole(0, 1_000_000, "requests"),
        "requests that one address may make a minute; 0 is any number, and so it is for this machine's own",
    )
    icon: str = setting("", allowed.OPTIONAL_WEB_ADDRESS, "a picture that stands for the collection")


@dataclass(frozen=True)
class ServeSettings:
    """How the doors are served."""

    proxies: str = setting(
        "",
        allowed.NETWORKS,
        "proxies in front, whose X-Forwarded-For tells who asks; apart by commas",
    )
    access_log: str = setting(
        "access.log",
        allowed.ANY_TEXT,
        'where requests are logged, without personal data; "-" is standard error, empty nowhere',
    )


@dataclass(frozen=True)
class DumpSettings:
    """When dumps are due."""

    every: float = setting(
        0,
        allowed.days(3660),
        "days after a release within which it must be dumped, or status and /health say so; 0 is never",
    )
    keep: int = setting(
        30,
        allowed.whole(0, 100_000, "dumps"),
        "so many of the newest full dumps stay; of older ones the first of each month, for a year, and of "
        "each year; deltas stay; 0: all stay",
    )


@dataclass(frozen=True)
class WorkSettings:
    """Where records are converted."""

    dask: str = setting(
        "",
        allowed.CLUSTER,
        "a Dask scheduler, tcp://HOST:8786, whose workers see the home; empty: this machine",
    )


@dataclass(frozen=True)
class RunSettings:
    """What `opendata run` does when; in the manner of cron, in the machine's time zone."""

    harvest: str = setting("15 1 * * *", allowed.SCHEDULE, "when libraries are harvested; empty: never")
    publish: str = setting("0 4 * * *", allowed.SCHEDULE, "when a release is made")
    dump: str = setting("0 5 * * *", allowed.SCHEDULE, "when it is dumped")
    verify: str = setting("0 6 * * sun", allowed.SCHEDULE, "when everything is verified")
    backup: str = setting("30 5 * * *", allowed.SCHEDULE, "when everything is backed up")
    backup_to: str = setting("", allowed.ANY_TEXT, "the folder that back-ups go to; empty: none are made")
    backups: int = setting(7, allowed.whole(1, 10_000, "back-ups"), "how many of them stay there")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """An installation: its home folder, what `opendata.toml` says, and its member libraries."""

    home: Path
    """Absolute."""
    base_iri: str = setting(
        defaults.BASE_IRI,
        allowed.BASE,
        "what every IRI begins with: the address readers reach; never change it",
    )
    title: Translated = inline_table(
        Translated("Dữ liệu mở thư viện", "Library open data"), "the title of the whole catalogue"
    )
    publisher: Publisher = table(Publisher(), "who publishes, as the catalogue and /oai say")
    archive: ArchiveSettings = table(ArchiveSettings(), "where records are kept as they came")
    store: StoreSettings = table(StoreSettings(), "where publishing writes the RDF")
    sparql: SparqlSettings = table(SparqlSettings(), "what one query may take at /sparql")
    oai: OaiSettings = table(OaiSettings(), "how others harvest from /oai")
    serve: ServeSettings = table(ServeSettings(), "how `opendata serve` serves")
    dumps: DumpSettings = table(DumpSettings(), "when dumps are due")
    work: WorkSettings = table(WorkSettings(), "where records are converted")
    run: RunSettings = table(RunSettings(), "what `opendata run` does when, in the manner of cron")
    libraries: Mapping[str, Library] = field(default_factory=dict)
    """The member libraries by code, in the codes' order."""

    @property
    def archive_url(self) -> str:
        """The archive's database, as SQLAlchemy names it."""
        url = self.archive.url
        if not url:
            return f"sqlite:///{self.home / 'archive.db'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def store_path(self) -> Path:
        """The RDF store that publishing writes."""
        return self.home / "store"

    @property
    def releases_path(self) -> Path:
        """The snapshots that the doors read."""
        return self.home / "releases"

    @property
    def archives_path(self) -> Path:
        """On a front end: the archives that came with releases."""
        return self.home / "archives"

    @property
    def search_path(self) -> Path:
        """The folder of the index of words."""
        return self.home / "search"

    @property
    def dumps_path(self) -> Path:
        """What `opendata dump` wrote."""
        return self.home / "dumps"

    @property
    def libraries_path(self) -> Path:
        """The files of the member libraries."""
        return self.home / LIBRARIES_FOLDER


def load(home: Path) -> Settings:
    """The settings in the folder *home*; raises HomeError and SettingsError.

    Without an `opendata.toml` every setting has its default.
    """
    home = home.absolute()
    if not home.is_dir():
        what = "is not a folder" if home.exists() else "does not exist"
        raise HomeError(f"the home folder {home} {what}; `opendata --home {home} init` makes one")
    file = home / SETTINGS_FILE
    libraries = {library.code: library for library in _libraries(home)}
    if not file.exists():
        return Settings(home=home, libraries=libraries)
    settings = read(file, Settings, home=home, libraries=libraries)
    contact = settings.publisher.email
    if contact == Publisher().email:
        return settings
    found = {code: replace(library, contact=contact) for code, library in libraries.items()}
    return replace(settings, libraries=found)


def _libraries(home: Path) -> list[Library]:
    folder = home / LIBRARIES_FOLDER
    return [_library(file, home) for file in sorted(folder.glob("*.toml"))]


def _library(file: Path, home: Path) -> Library:
    code = file.stem
    if not allowed.LIBRARY_CODE.accepts(code):
        raise SettingsError(
            file, f"the file's name is the library's code; it must be {allowed.LIBRARY_CODE.words}"
        )
    found = read(file, LibraryFile)
    if found.code not in ("", code):
        raise SettingsError(file, f'code is "{found.code}"; it must be "{code}", as the file is named')
    return Library(
        code=code,
        name={"vi": found.name.vi, "en": found.name.en},
        protocol=found.protocol,
        url=_place(found, file, home),
        format=found.format,
        metadata_prefix=found.metadata_prefix,
        set=found.set,
        sru=Sru(**asdict(found.sru)),
        encoding=found.encoding,
        files=found.files,
        reconcile_days=found.reconcile_days,
        licence=found.licence,
        province=found.province,
        schedule=found.schedule,
        expect_min_records=found.expect.min_records,
        expect_max_deleted=found.expect.max_deleted,
    )


def _place(found: LibraryFile, file: Path, home: Path) -> str:
    """The library's address; for files, a path becomes absolute, from the home folder on."""
    if allowed.is_web_address(found.url):
        return found.url
    if found.protocol == "files" and "://" not in found.url:
        return str(home / Path(found.url).expanduser())
    raise SettingsError(
        file, f'url is "{found.url}"; for {found.protocol} it must be {allowed.WEB_ADDRESS.words}'
    )
