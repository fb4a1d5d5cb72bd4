import gzip
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import zstandard

from opendata.dump import packed
from opendata.dump.content import DAMAGED, opened, proven
from opendata.dump.packed import Pieces, pack

CONTENT = [b"Truy\xe1\xbb\x87n Ki\xe1\xbb\x81u\n" * 50_000, b"", bytes(range(256)) * 300]
WHOLE = b"".join(CONTENT)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setattr(packed, "PIECE", 100_000)
    paths = [tmp_path / name for name in ("x.gz", "x.zst", "x")]
    with ThreadPoolExecutor(2) as executor:
        written = pack(CONTENT, paths, executor)
    plain = hashlib.sha256(WHOLE).hexdigest()
    for one, path in zip(written, paths, strict=True):
        assert (one.plain_bytes, one.plain_sha256) == (len(WHOLE), plain)
        assert (one.bytes, one.sha256) == (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    return paths


def test_each_file_is_read_by_its_own_library_and_by_ours(files: list[Path]) -> None:
    assert gzip.decompress(files[0].read_bytes()) == WHOLE
    assert zstandard.ZstdDecompressor().decompress(files[1].read_bytes(), len(WHOLE)) == WHOLE
    assert files[2].read_bytes() == WHOLE
    for file in files:
        with opened(file) as read:
            assert b"".join(iter(lambda: read(7777), b"")) == WHOLE


def test_frames_and_members_one_after_the_other(files: list[Path]) -> None:
    for file in files[:2]:
        file.write_bytes(2 * file.read_bytes())
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert proven(file) == (digest, 2 * len(WHOLE))


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d[:-3],
        lambda d: d + b"more",
        lambda d: d[: len(d) // 2] + b"\xff\0\xff" + d[len(d) // 2 + 3 :],
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_damage_is_noticed(files: list[Path], which: int, damage: Callable[[bytes], bytes]) -> None:
    files[which].write_bytes(damage(files[which].read_bytes()))
    with pytest.raises(DAMAGED):
        proven(files[which])


def test_what_was_compressed_once_is_taken_from_the_file_where_it_lies(tmp_path: Path) -> None:
    class Counted(ThreadPoolExecutor):
        tasks = 0

        def submit(self, *task: Any, **more: Any) -> Any:
            Counted.tasks += 1
            return super().submit(*task, **more)

    shared, own = [b"", b"shared " * 400_000, b""], [b"own " * 9]
    first, second, alone = (tmp_path / f"{name}.gz" for name in ("first", "second", "alone"))
    known = Pieces()
    with Counted(2) as executor:
        pack([*own, *shared], [first], executor, known)
        assert Counted.tasks == 4
        pack([*shared, *own, *own], [second], executor, known)
        assert Counted.tasks == 5
        pack([*shared, *own, *own], [alone], executor)
    assert gzip.decompress(second.read_bytes()) == b"".join([*shared, *own, *own])
    assert second.read_bytes() == alone.read_bytes()
