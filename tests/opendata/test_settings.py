"""The files of settings: what is read from them, and what is said of a file that is wrong."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.encodings.registry import DECODERS
from harvesters.library import Library
from harvesters.registry import PROTOCOLS
from opendata.declared.declaration import declared
from opendata.declared.files import commented, markdown, toml
from opendata.declared.library_file import LibraryFile
from opendata.declared.schema import checked
from opendata.errors import HomeError, SettingsError
from opendata.settings import Publisher, Settings, SparqlSettings, load

LIBRARY = """
code = "nlv"
name = { vi = "Thư viện Quốc gia Việt Nam", en = "National Library of Vietnam" }
protocol = "oai-pmh"
url = "https://opac.example.vn/oai"
format = "marc21"
metadata_prefix = "marcxml"
set = "books"
encoding = "auto"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
expect = { min_records = 12 }
"""


def _home(folder: Path, settings: str = "", **libraries: str) -> Path:
    (folder / "libraries").mkdir()
    (folder / "opendata.toml").write_text(settings, encoding="utf-8")
    for code, text in libraries.items():
        (folder / "libraries" / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def test_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    settings = load(_home(tmp_path))
    assert settings == Settings(home=tmp_path)
    assert settings.base_iri == "http://127.0.0.1:8000/"
    assert (settings.sparql.timeout, settings.sparql.max_rows, settings.sparql.workers) == (10, 100_000, 0)
    assert settings.oai.page_size == 100
    assert settings.archive_url == f"sqlite:///{tmp_path}/archive.db"
    assert settings.dumps_path == tmp_path / "dumps"


def test_home_without_settings_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings(home=tmp_path)


def test_what_the_file_says_replaces_the_defaults(tmp_path: Path) -> None:
    text = """
        base_iri = "https://data.example.vn/"
        title = { vi = "Kho mở", en = "Open store" }
        [publisher]
        email = "mo@example.vn"
        [archive]
        url = "postgresql://reader@db.example.vn/archive"
        [sparql]
        timeout = 2.5
    """
    settings = load(_home(tmp_path, text))
    assert settings.base_iri == "https://data.example.vn/"
    assert settings.title.vi == "Kho mở"
    assert settings.publisher == Publisher(email="mo@example.vn")
    assert settings.archive_url == "postgresql+psycopg://reader@db.example.vn/archive"
    assert settings.sparql == SparqlSettings(timeout=2.5)


def test_library(tmp_path: Path) -> None:
    assert load(_home(tmp_path, nlv=LIBRARY)).libraries == {
        "nlv": Library(
            code="nlv",
            name={"vi": "Thư viện Quốc gia Việt Nam", "en": "National Library of Vietnam"},
            protocol="oai-pmh",
            url="https://opac.example.vn/oai",
            format="marc21",
            metadata_prefix="marcxml",
            set="books",
            encoding="auto",
            licence="https://creativecommons.org/publicdomain/zero/1.0/",
            expect_min_records=12,
            expect_max_deleted=10,
            files="full",
            reconcile_days=7,
        )
    }


@pytest.mark.parametrize("encoding", ["tcvn3", "ABC", "cp1258", "MARC-8", "VNI-WIN", "iso-8859-1"])
def test_an_encoding_goes_by_any_of_its_names(tmp_path: Path, encoding: str) -> None:
    text = LIBRARY.replace('encoding = "auto"', f'encoding = "{encoding}"')
    settings = load(_home(tmp_path, nlv=text))
    assert settings.libraries["nlv"].told() in DECODERS


def test_libraries_come_in_the_order_of_their_codes(tmp_path: Path) -> None:
    text = LIBRARY.replace('code = "nlv"\n', "")
    assert list(load(_home(tmp_path, tv=text, ctu=text, nlv=text)).libraries) == ["ctu", "nlv", "tv"]


@pytest.mark.parametrize(
    ("url", "resolved"),
    [
        ("exports/books.mrc", "{home}/exports/books.mrc"),
        ("/srv/exports", "/srv/exports"),
        ("https://opac.example.vn/books.mrc.gz", "https://opac.example.vn/books.mrc.gz"),
    ],
)
def test_a_path_of_a_files_library_goes_from_the_home_folder_on(
    tmp_path: Path, url: str, resolved: str
) -> None:
    text = LIBRARY.replace('"oai-pmh"', '"files"').replace("https://opac.example.vn/oai", url)
    assert load(_home(tmp_path, nlv=text)).libraries["nlv"].url == resolved.format(home=tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'base_iri = "http://x.vn"',
            'base_iri is "http://x.vn"; it must be an http or https address that ends in',
        ),
        ('base_iri = "http://x.vn"', '(write "http://x.vn/")'),
        ('base_iri = "ftp://x.vn/"', 'base_iri is "ftp://x.vn/"; it must be an http or https address'),
        ('base_iri = "http://x.vn/?a/"', "it must be an http or https address"),
        ('base_iri = "http:///"', "it must be an http or https address"),
        ('base_iri = "http://x.vn:port/"', "it must be an http or https address"),
        ("base_iri = 5", "base_iri is 5; it must be"),
        (
            'base_uri = "http://x.vn/"',
            "there is no setting base_uri (did you mean base_iri?); the settings here are",
        ),
        (
            "[sparql]\ntimeuot = 3",
            "there is no setting sparql.timeuot (did you mean timeout?); the settings of sparql",
        ),
        ('[sparql]\ntimeout = "5"', 'sparql.timeout is "5"; it must be a number of seconds above 0'),
        ("[sparql]\ntimeout = 0", "sparql.timeout is 0; it must be"),
        ("[sparql]\ntimeout = nan", "sparql.timeout is nan; it must be"),
        ("[sparql]\ntimeout = true", "sparql.timeout is true; it must be"),
        ("[sparql]\nworkers = 1.5", "sparql.workers is 1.5; it must be a whole number"),
        ("[sparql]\nmax_rows = []", "sparql.max_rows is a list; it must be a whole number"),
        ("sparql = 5", "sparql is 5; it must be a table with timeout"),
        ("[oai]\npage_size = -1", "oai.page_size is -1; it must be a whole number of records from 1 to 1000"),
        (
            '[oai]\npage_sizes = "bibframe"',
            'oai.page_sizes is "bibframe"; it must be metadataPrefixes of /oai',
        ),
        ('[oai]\npage_sizes = "rdf 5"', 'oai.page_sizes is "rdf 5"; it must be'),
        ('[oai]\npage_sizes = "mods 0"', 'oai.page_sizes is "mods 0"; it must be'),
        ('title = { vi = "Kho" }', "title.en is missing"),
        ('title = { vi = "", en = "Store" }', 'title.vi is ""; it must be text on one line, not empty'),
        ('title = "Store"', 'title is "Store"; it must be a table with vi and en'),
        ('[publisher]\nemail = "nobody"', 'publisher.email is "nobody"; it must be an e-mail address'),
        ('[publisher]\nname = { vi = "Kho" }', "publisher.name.en is missing"),
        (
            '[store]\nurl = "x.vn/sparql"',
            'store.url is "x.vn/sparql"; it must be an http or https address, or empty',
        ),
        (
            '[archive]\nurl = "mysql://x"',
            'archive.url is "mysql://x"; it must be empty (archive.db in the home folder)',
        ),
        ("a = 1\nb = 2", "(and 1 more in this file)"),
        ("base_iri = ", "is not valid TOML"),
        ("base_iri = 1999-01-01", "base_iri is 1999-01-01; it must be"),
    ],
)
def test_wrong_settings_say_file_key_and_what_is_allowed(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(_home(tmp_path, text))
    message = str(refused.value)
    assert message.startswith(f"{tmp_path / 'opendata.toml'}: ")
    assert problem in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('code = "nlv"', 'code = "tvqg"', 'code is "tvqg"; it must be "nlv", as the file is named'),
        ('code = "nlv"', 'code = "NLV!"', 'code is "NLV!"; it must be small letters'),
        (
            'protocol = "oai-pmh"',
            "",
            "protocol is missing: how its records are fetched; it must be one of oai-pmh",
        ),
        ('"oai-pmh"', '"srw"', "it must be one of oai-pmh, files, sru"),
        ('"oai-pmh"', '"oai_pmh"', "(did you mean oai-pmh?)"),
        (
            '"marc21"',
            '"marc"',
            'format is "marc"; it must be one of marc21, unimarc, oai_dc, oai_qdc, dim, xoai, etdms '
            "(did you mean marc21?)",
        ),
        ('"auto"', '"utf-9"', 'encoding is "utf-9"; it must be auto, or the name of an encoding'),
        ('"auto"', '"hex"', 'encoding is "hex"; it must be auto, or the name of an encoding'),
        ('"https://creativecommons', '"creativecommons', "licence is"),
        (
            "https://opac.example.vn/oai",
            "exports",
            'url is "exports"; for oai-pmh it must be an http or https address',
        ),
        ("https://opac.example.vn/oai", "", 'url is ""; it must be'),
        (
            "min_records = 12",
            "min_recs = 12",
            "there is no setting expect.min_recs (did you mean min_records?)",
        ),
        (
            "code = ",
            'province = "hn"\ncode = ',
            'province is "hn"; it must be empty, or a province of Vietnam',
        ),
        (', en = "National Library of Vietnam"', "", "name.en is missing"),
    ],
)
def test_wrong_library_says_file_key_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert old in LIBRARY
    with pytest.raises(SettingsError) as refused:
        load(_home(tmp_path, nlv=LIBRARY.replace(old, new)))
    message = str(refused.value)
    assert message.startswith(f"{tmp_path / 'libraries' / 'nlv.toml'}: ")
    assert problem in message


def test_file_of_a_library_must_be_named_as_a_code(tmp_path: Path) -> None:
    with pytest.raises(
        SettingsError, match="the file's name is the library's code; it must be small letters"
    ):
        load(_home(tmp_path, NLV=LIBRARY))


def test_settings_in_another_encoding(tmp_path: Path) -> None:
    _home(tmp_path)
    (tmp_path / "opendata.toml").write_bytes('title = { vi = "Thư", en = "" }'.encode("utf-16"))
    with pytest.raises(SettingsError, match="is not in UTF-8"):
        load(tmp_path)


def test_home_that_is_missing_or_a_file(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match=r"nowhere does not exist; `opendata --home \S+ init` makes one"):
        load(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(HomeError, match="is not a folder"):
        load(tmp_path / "file")


def test_written_files_say_the_defaults(tmp_path: Path) -> None:
    settings = load(
        _home(tmp_path, commented(Settings, "Settings."), example=commented(LibraryFile, "A library."))
    )
    libraries = settings.libraries
    assert settings == Settings(home=tmp_path, libraries=libraries)
    assert libraries["example"].name["en"] == "National Library of Vietnam"


@given(st.text())
def test_toml_text_reads_back(value: str) -> None:
    assert tomllib.loads(f"key = {toml(value)}")["key"] == value


@given(st.text(), st.integers() | st.text() | st.dictionaries(st.text(), st.integers()))
def test_unknown_key_is_named_with_the_known_ones(key: str, value: object) -> None:
    known = {member.key for member in declared(Settings)}
    if key in known:
        return
    with pytest.raises(SettingsError) as refused:
        checked(Path("opendata.toml"), {key: value}, Settings, home=Path("home"))
    assert str(refused.value).startswith(
        f"opendata.toml: there is no setting {key if key.isprintable() else ''}"
    )
    assert "\n" not in str(refused.value)
    assert all(name in str(refused.value) for name in known)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["vi", "en", "url"]), inner)
        ),
        max_leaves=5,
    ),
    st.sampled_from([member.key for member in declared(LibraryFile)]),
)
def test_a_value_is_taken_or_refused_in_one_error(value: object, key: str) -> None:
    found = {**tomllib.loads(LIBRARY), key: value}
    problem = ""
    try:
        library = checked(Path("libraries/nlv.toml"), found, LibraryFile)
    except SettingsError as error:
        problem = str(error)
    if problem:
        assert problem.startswith(
            (f"libraries/nlv.toml: {key}", f"libraries/nlv.toml: there is no setting {key}.")
        )
        assert "\n" not in problem
    else:
        assert library.protocol in PROTOCOLS


def test_docs_name_every_setting() -> None:
    docs = Path(__file__).parents[2] / "docs" / "operate.md"
    text = docs.read_text(encoding="utf-8")
    missing = [row for of in (Settings, LibraryFile) for row in markdown(of) if row not in text]
    assert not missing, "docs/operate.md lacks these rows:\n" + "\n".join(missing)
