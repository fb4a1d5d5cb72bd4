"""Files that an operator or a reader hands in: settings, libraries' files, dumps and deltas."""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fuzzing.target import Target, told

from opendata.declared.files import commented
from opendata.dump.apply import apply, deltas
from opendata.errors import HomeError, InputError, SettingsError
from opendata.settings import Settings, load

_LIBRARY = """name = { vi = "Thư viện", en = "Library" }
protocol = "oai-pmh"
url = "http://x.vn/oai"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
reconcile_days = 7
expect = { min_records = 0, max_deleted = 50 }
"""
_SPLIT = b"\n---\n"


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-files-"))


def settings() -> Iterator[bytes]:
    """The commented file of a new home, and a library's."""
    yield commented(Settings, "Settings").encode() + _SPLIT + _LIBRARY.encode()
    yield b'base_iri = "http://x.vn/"\n[serve]\nhost = "0.0.0.0"\nport = 80\n' + _SPLIT + _LIBRARY.encode()


def check_settings(data: bytes) -> None:
    """Loaded, or refused with the file's name."""
    ours, _, library = data.partition(_SPLIT)
    (_folder() / "libraries").mkdir(exist_ok=True)
    (_folder() / "opendata.toml").write_bytes(ours)
    (_folder() / "libraries" / "nlv.toml").write_bytes(library)
    try:
        load(_folder())
    except (SettingsError, HomeError) as error:
        told(".toml" in str(error))


def dumps() -> Iterator[bytes]:
    """A full dump, what goes, and what comes."""
    lines = [b'<http://x/%d> <http://x/p> "%d" <http://x/g> .\n' % (each, each) for each in range(6)]
    yield _SPLIT.join([b"".join(lines[:4]), lines[1], b"".join(lines[4:])])
    yield _SPLIT.join([b"".join(lines), b"", b""])


def check_delta(data: bytes) -> None:
    """Applied, and then in order; or refused, and nothing written."""
    full, removed, added, *_ = [*data.split(_SPLIT), b"", b"", b""]
    names = {"full.nq": full, "delta-removed.nq": removed, "delta-added.nq": added}
    for name, content in names.items():
        (_folder() / name).write_bytes(content)
    out = _folder() / "out.nq"
    out.unlink(missing_ok=True)
    try:
        apply(_folder() / "full.nq", deltas([_folder() / "delta-added.nq"]), out)
    except InputError:
        assert not out.exists()
        return
    whole = _lines(out.read_bytes())
    assert whole == sorted(set(whole))
    assert set(whole) == set(_lines(full)) - set(_lines(removed)) | set(_lines(added))


def _lines(content: bytes) -> list[bytes]:
    return content.removesuffix(b"\n").split(b"\n") if content else []


TARGETS = {
    "settings": Target(check_settings, settings, ("[serve]", "[[", "'''", "base_iri", "= {", "nan", "-1")),
    "delta": Target(check_delta, dumps, ("\n---\n", " .\n", "<http://x/")),
}
