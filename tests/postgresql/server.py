"""A PostgreSQL server of the tests' own, on loopback: Debian's, or whichever `pg_config` knows."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USERS = ("postgres", "nobody")
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    # What a crash of the machine would take is the tests' own.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "autovacuum_naptime": "10min",
}


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`; None where there is none."""
    found = shutil.which("postgres")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """Runs a server on an empty cluster; its address, without a database: `postgresql://…/`.

    As another user where this is root, whom PostgreSQL refuses. Raises OSError or CalledProcessError.
    """
    bin_folder = programs()
    if bin_folder is None:
        raise FileNotFoundError("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    user = _other_user() if os.getuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    ids = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    cluster, port = folder / "cluster", _free_port()
    try:
        subprocess.run(
            [
                bin_folder / "initdb",
                "-D",
                cluster,
                "-U",
                "opendata",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            **ids,  # type: ignore[call-overload]
        )
        settings = [word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [bin_folder / "postgres", "-D", cluster, "-p", str(port), *settings],
                stdout=log,
                stderr=log,
                cwd=folder,
                **ids,  # type: ignore[call-overload]
            )
        try:
            _wait(bin_folder, port)
            yield f"postgresql://opendata@127.0.0.1:{port}/"
        finally:
            # Immediate: connections of killed processes would hold an orderly end up.
            subprocess.run(
                [bin_folder / "pg_ctl", "stop", "-D", cluster, "-m", "immediate"], capture_output=True, **ids
            )  # type: ignore[call-overload]
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> pwd.struct_passwd:
    for name in _USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise FileNotFoundError("PostgreSQL refuses root, and there is neither a user postgres nor nobody")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(bin_folder: Path, port: int) -> None:
    command = [bin_folder / "pg_isready", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(200):
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
    raise TimeoutError("the PostgreSQL server does not answer")
