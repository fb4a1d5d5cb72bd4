"""`opendata apply-delta`: a full dump and deltas become the next full dump, as it was published."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from opendata.dump import content
from opendata.dump.lines import Lines, UnsortedLinesError, WrongDeltaError, lines, patched, proven
from opendata.dump.packed import Packed, pack
from opendata.dump.sections import sections
from opendata.errors import InputError
from opendata.release.executor import in_process

_PARTS = ("-added.nq", "-removed.nq")


class Delta(NamedTuple):
    """The two files of a delta that say which quads changed."""

    added: Path
    removed: Path


def deltas(paths: Sequence[Path]) -> list[Delta]:
    """The deltas that files belong to, each once, in their order; either file of a delta may be named.

    Raises InputError where a file is no delta's, or the other file of the delta is not beside it.
    """
    found: dict[Delta, None] = {}
    for path in paths:
        part = next((each for each in _PARTS if each in path.name), None)
        if part is None:
            raise InputError(
                f"{path} is no delta: its name must hold `-added.nq` or `-removed.nq`, "
                "as it does in the folder of dumps"
            )
        delta = Delta(*(path.with_name(path.name.replace(part, each)) for each in _PARTS))
        for each in delta:
            if not each.is_file():
                raise InputError(f"{each} is missing: a delta is two files, and both must be in one folder")
        found[delta] = None
    return list(found)


def apply(full: Path, chain: Sequence[Delta], out: Path, expected: str = "") -> Packed:
    """Writes *full* with all deltas of the *chain* applied, one after the other, to *out*.

    It is compressed as the name of *out* says. *expected* is the SHA-256 of what the content must be, in
    hexadecimal digits. Raises InputError, and leaves *out* as it was, when it is not that, when a file is
    damaged, or when a delta was not made for what it is applied to.
    """
    digest = sha256()

    def whole(stream: Lines) -> Iterator[bytes]:
        for data in sections(stream):
            digest.update(data)
            yield data
        if expected and digest.hexdigest() != expected.lower():
            raise InputError(
                f"applying {_named(chain)} to {full} gives content with SHA-256 {digest.hexdigest()}, "
                f"and {expected.lower()} was expected; is a delta of the chain missing?"
            )

    try:
        with ExitStack() as stack, in_process() as executor:
            stream = _read(full, stack)
            for delta in chain:
                stream = patched(stream, _read(delta.removed, stack), _read(delta.added, stack))
            return pack(whole(stream), [out], executor)[0]
    except content.DAMAGED as error:
        raise InputError(f"{full} or {_named(chain)} is damaged: {error}; download it again") from error
    except UnsortedLinesError as error:
        raise InputError(
            f"{full} or {_named(chain)} is not in canonical order: {error}; `LC_ALL=C sort -u` makes it so"
        ) from error
    except WrongDeltaError as error:
        raise InputError(
            f"{_named(chain)} was not made for {full}: {error}; a delta's name says which release "
            "it starts from (-from-…), and a full dump's which one it is"
        ) from error


def _read(path: Path, stack: ExitStack) -> Lines:
    return proven(lines(stack.enter_context(content.opened(path))))


def _named(chain: Sequence[Delta]) -> str:
    return ", ".join(delta.added.name.replace(_PARTS[0], "-*.nq") for delta in chain)
