"""Containers: told by content, in one another, damaged, encrypted, hostile; what is in them comes out."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
import zstandard

from harvesters import containers
from harvesters.containers import members


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def found(data, name="x"):
    result = []
    for member in members(io.BytesIO(data), name, len(data)):
        content = b""
        while chunk := member.stream.read(100):
            content += chunk
        result.append((member.name, content, member.problem()))
    return result


ONE = b"one record" * 50
PACKERS = {
    "gzip": gzip.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_a_packed_file(pack):
    assert found(pack(ONE)) == [("x", ONE, "")]
    assert found(pack(ONE) + pack(b"two")) == [("x", ONE + b"two", "")]
    assert found(pack(pack(ONE))) == [("x", ONE, "")]


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_a_packed_file_that_is_cut_off_gives_what_it_can_and_says_so(pack):
    ((_, content, problem),) = found(pack(b"".join(b"%d " % n for n in range(50_000)))[:-20])
    assert content == b"" or b"1 2 3 4".startswith(content[:7]) or content.startswith(b"0 1 2")
    assert "damaged or cut off" in problem


FILES = {"a.mrc": ONE, "thư mục/b.xml": b"two", "empty.mrc": b""}


@pytest.mark.parametrize(
    "pack",
    [zipped, tarred, lambda f: tarred(f, "w:gz"), lambda f: gzip.compress(zipped(f))],
    ids=["zip", "tar", "tar.gz", "zip.gz"],
)
def test_containers_of_many_files(pack):
    assert found(pack(FILES)) == [(f"x!{name}", content, "") for name, content in FILES.items()]


def test_containers_in_containers():
    inner = gzip.compress(zipped({"deep.mrc": ONE}))
    assert found(tarred({"in.zip.gz": inner})) == [("x!in.zip.gz!deep.mrc", ONE, "")]
    data = ONE
    for _ in range(containers.DEEPEST + 1):
        data = gzip.compress(data)
    ((_, content, problem),) = found(data)
    assert (content, "containers in each other" in problem) == (b"", True)


def test_one_damaged_member_spoils_no_other():
    data = bytearray(zipped({"a": bytes(range(256)) * 40, "b": b"two"}))
    place = data.index(b"PK\x03\x04") + 60
    data[place : place + 20] = b"\xff" * 20
    (_, _, problem), other = found(bytes(data))
    assert "damaged" in problem
    assert other == ("x!b", b"two", "")


def test_a_zip_whose_names_are_damaged():
    whole = zipped({"sách": b"one", "b": b"two"})
    assert whole.count("sách".encode()) == 2
    ((_, content, problem),) = found(whole.replace("sách".encode(), b"s\xff\xff\xffh"))
    assert (content, "damaged or cut off" in problem) == (b"", True)
    nameless = whole.replace("sách".encode(), bytes(5))
    assert [problem for _, _, problem in found(nameless)] == ["", ""]


def test_a_zip_without_its_list():
    ((_, content, problem),) = found(zipped(FILES)[:-30])
    assert (content, "damaged or cut off" in problem) == (b"", True)


def test_a_tar_that_breaks_off_gives_what_came_before():
    data = tarred({"a": ONE, "b": b"x" * 5000})
    result = found(data[:4000])
    assert result[0] == ("x!a", ONE, "")
    assert any(problem for _, _, problem in result[1:])


def test_an_encrypted_member_is_told():
    data = bytearray(zipped({"a": ONE}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    ((name, content, problem),) = found(bytes(data))
    assert (name, content, "encrypted" in problem) == ("x!a", b"", True)


def test_names_never_leave_the_container():
    assert [name for name, _, _ in found(zipped({"../../etc/passwd": b"x"}))] == ["x!../../etc/passwd"]


def test_a_bomb_is_not_believed(monkeypatch):
    monkeypatch.setattr(containers, "_BOMB", 1 << 20)
    data = gzip.compress(bytes(5 << 20))
    ((_, content, problem),) = found(data)
    assert len(content) <= max(1 << 20, len(data) * 1000)
    assert len(content) == 5 << 20 or "not believed" in problem
    monkeypatch.setattr(containers, "_BOMB_RATIO", 10)
    ((_, content, problem),) = found(data)
    assert len(content) <= 1 << 20
    assert "not believed" in problem


def test_what_is_no_container_is_itself():
    for data in (b"", b"P", b"<xml/>", b"00024nam"):
        assert found(data) == [("x", data, "")]
