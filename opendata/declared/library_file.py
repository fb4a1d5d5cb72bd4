"""What a file in `libraries/` says about one member library."""

# A declaration is a dataclass field, which ruff cannot see.
# ruff: noqa: RUF009

from dataclasses import dataclass

from harvesters.readers.registry import READERS
from harvesters.registry import PROTOCOLS
from opendata.declared import allowed
from opendata.declared.declaration import inline_table, required, required_inline_table, setting


@dataclass(frozen=True)
class Translated:
    """The same words in Vietnamese and in English."""

    vi: str = setting("", allowed.TEXT, "in Vietnamese")
    en: str = setting("", allowed.TEXT, "in English")


@dataclass(frozen=True)
class Expectation:
    """What a harvest must bring to be believed."""

    min_records: int = setting(
        0, allowed.whole(0, 10_000_000_000, "records"), "fewer live records than this make `harvest` fail"
    )
    max_deleted: int = setting(
        10,
        allowed.whole(0, 100, "percent"),
        "when more of the live records than this are no longer listed, they stay until somebody accepts it",
    )


@dataclass(frozen=True)
class SruSettings:
    """How a library's SRU server is asked."""

    query: str = setting("", allowed.ANY_TEXT, "CQL for the records that are wanted; empty is all")
    schema: str = setting(
        "", allowed.ANY_TEXT, "the library's name for its format; empty is what its server offers"
    )
    version: str = setting("auto", allowed.one_of(("auto", "1.1", "1.2", "2.0")), "the version of SRU")
    page_size: int = setting(100, allowed.whole(1, 10_000, "records"), "records asked for at a time")
    since: str = setting(
        "", allowed.ANY_TEXT, "an index of each record's last change; empty: every harvest takes everything"
    )
    since_form: str = setting(
        "YYYY-MM-DD", allowed.one_of(("YYYY-MM-DD", "YYYYMMDD")), "how the dates of that index are written"
    )
    slices: str = setting(
        "",
        allowed.ANY_TEXT,
        "an index of numbers or years to slice by, for servers that do not show a result to its end",
    )
    slices_first: int = setting(
        0, allowed.whole(0, 10**15, "values"), "the number from which on that index is sliced"
    )
    slices_last: int = setting(
        0, allowed.whole(0, 10**15, "values"), "the number up to which that index is sliced"
    )


@dataclass(frozen=True, kw_only=True)
class LibraryFile:
    """One member library as its file describes it."""

    code: str = setting(
        "", allowed.OPTIONAL_CODE, "part of every record's IRI; the file's name without .toml"
    )
    name: Translated = required_inline_table(
        Translated("Thư viện Quốc gia Việt Nam", "National Library of Vietnam"), "the library's name"
    )
    protocol: str = required("oai-pmh", allowed.one_of(PROTOCOLS), "how its records are fetched")
    url: str = required(
        "https://opac.example.vn/oai",
        allowed.PLACE,
        "the base URL; for files a file or folder (from the home folder on) or an http(s) address",
    )
    format: str = required("marc21", allowed.one_of(READERS), "the format of its records")
    metadata_prefix: str = setting(
        "", allowed.ANY_TEXT, "OAI-PMH only: the library's name for that format; empty is the same as format"
    )
    set: str = setting("", allowed.ANY_TEXT, "OAI-PMH only: harvest this set and no other")
    sru: SruSettings = inline_table(SruSettings(), "SRU only: how the server is asked", whole=False)
    files: str = setting(
        "full",
        allowed.one_of(("full", "deltas")),
        "files only: full, what they lack is gone; deltas, they hold what changed, in the order of names",
    )
    reconcile_days: int = setting(
        7,
        allowed.whole(1, 365, "days"),
        "OAI-PMH, SRU: how often a large library that does not tell what it deleted is compared as a whole",
    )
    encoding: str = setting(
        "auto", allowed.ENCODING, "the encoding of its records' text; auto finds it, field by field"
    )
    licence: str = required(
        "https://creativecommons.org/publicdomain/zero/1.0/",
        allowed.WEB_ADDRESS,
        "the IRI of the licence under which its records are published",
    )
    schedule: str = setting("", allowed.SCHEDULE, "when `opendata run` harvests it; empty is [run] harvest")
    province: str = setting(
        "",
        allowed.PROVINCE,
        "where its copies are, as records do not say otherwise: ha-noi, ninh-binh:nam-dinh …; empty: unsaid",
    )
    expect: Expectation = inline_table(
        Expectation(), "what must be there, so that a broken feed is noticed", whole=False
    )
