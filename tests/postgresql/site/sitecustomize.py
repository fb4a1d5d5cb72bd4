"""On the path of every process of `make test-postgresql`: archives in files are databases of a server.

So the whole suite runs on PostgreSQL as it stands, child processes too. In a home's place for `archive.db` is
a file that names the database; where a home was copied, its archive is copied as well.
"""

import importlib.abc
import importlib.machinery
import os
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

_SERVER = os.environ["OPENDATA_TEST_POSTGRESQL"]
_PATCHED = "opendata.archive.database"


def _patch(module: ModuleType) -> None:
    opened = module.open_engine

    def open_engine(url: str, *rest: Any, **options: Any) -> Any:
        return opened(_url(url), *rest, **options)

    module.open_engine = open_engine  # type: ignore[attr-defined]


def _url(url: str) -> str:
    if not (url.startswith("sqlite:///") and url.endswith("/archive.db")):
        return url
    file = Path(url.removeprefix("sqlite:///"))
    if not file.parent.is_dir() or (file.exists() and not file.read_bytes().startswith(b"database ")):
        return url
    name = "a" + sha256(os.fsencode(file.resolve())).hexdigest()[:24]
    if _told(file) != name:
        _make(name, file)
    return f"{_SERVER.replace('://', '+psycopg://', 1)}{name}"


def _told(file: Path) -> str:
    """The database that a file names; "" where there is none."""
    return file.read_text().split()[1] if file.exists() else ""


def _make(name: str, file: Path) -> None:
    import psycopg

    with psycopg.connect(_SERVER + "postgres", autocommit=True) as connection:
        # Another process may be at it; and a folder that was removed may be there again.
        connection.execute("SELECT pg_advisory_lock(7)")
        told = _told(file)
        if told == name:
            return
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        if told:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s AND state = 'idle'",
                (told,),
            )
        template = f" TEMPLATE {told}" if told else " TEMPLATE template0"
        connection.execute(f"CREATE DATABASE {name}{template}")
        file.write_text(f"database {name}")


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname != _PATCHED:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            _patch(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


sys.meta_path.insert(0, _Finder())
