"""One demo for all the tests here: two sample libraries, and every door on a loopback port."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from running import Demo, end, free_port, start, until_listed


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    home = tmp_path_factory.mktemp("demo") / "home"
    port = free_port()
    process, said = start(home, port)
    address = f"http://127.0.0.1:{port}/"
    try:
        until_listed(address)
        yield Demo(address, home, port, said)
    finally:
        end(process)
