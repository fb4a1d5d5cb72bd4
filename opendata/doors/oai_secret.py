"""What signs resumption tokens; front ends that share it answer one another's tokens."""

import os
import secrets
from pathlib import Path

from opendata.settings import Settings


def secret_of(settings: Settings) -> bytes:
    """What signs resumption tokens: 32 random bytes in the home folder, made when there are none."""
    file = settings.home / "oai-secret"
    if not file.exists():
        fresh = Path(f"{file}.{os.getpid()}")
        fresh.write_bytes(secrets.token_bytes(32))
        fresh.chmod(0o600)
        try:
            os.link(fresh, file)
        except FileExistsError:  # another server of this home was quicker; its secret is the one
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()
