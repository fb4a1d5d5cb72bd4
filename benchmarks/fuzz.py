"""`make soak SOAK=fuzz`: every parser that meets the outside, on inputs grown towards code not yet reached.

libFuzzer grows them, by way of Atheris. `SECONDS=60` is the time of each target, `TARGET=iso2709` only that;
`SEEDS=folder` gives files to begin from beside our own. What was learnt stays in bench-out/fuzz, and the next
run goes on from there. An input that breaks something is kept there too, and printed. `make pure` first lets
it see into the modules that are compiled.
"""

import os
import re
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

LONGEST = 16_384
"""Bytes of an input."""
SLOWEST = 20
"""Seconds for one."""
MEMORY = 2048
"""MiB for all."""
ONE = "--one"


def main() -> int:
    """0 where nothing broke."""
    from fuzzing.registry import TARGETS
    from measured import OUT

    if find_spec("atheris") is None:
        print("atheris is not installed (there is none for this Python or machine); nothing was fuzzed")
        return 0
    seconds, only = int(os.environ.get("SECONDS", "30")), os.environ.get("TARGET", "")
    if only and only not in TARGETS:
        print(f"there is no target {only}; there are {', '.join(TARGETS)}")
        return 2
    broken = 0
    for name in [only] if only else TARGETS:
        broken += not held(name, seconds, OUT / "fuzz" / name)
    print(f"\n{broken} broken" if broken else "\nnothing broke")
    return int(bool(broken))


def held(name: str, seconds: int, folder: Path) -> bool:
    """Fuzzes a target in a process of its own, and says what came of it."""
    from fuzzing.registry import TARGETS

    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in [*TARGETS[name].seeds(), *given()]:
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed[:LONGEST])
    words = folder / "words"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in TARGETS[name].words), encoding="utf-8")
    before = set(folder.iterdir())
    done = subprocess.run(
        [
            *(sys.executable, __file__, ONE, name, corpus),
            *(f"-max_total_time={seconds}", f"-max_len={LONGEST}"),
            *(f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", "-seed=1"),
            *([f"-dict={words}"] if TARGETS[name].words else []),
            f"-artifact_prefix={folder}/",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    runs = re.search(r"Done (\d+) runs", said)
    reached = re.findall(r"cov: (\d+)", said)
    held_ = done.returncode == 0
    print(
        f"{name:14} {'held' if held_ else 'BROKE':6} {f'{int(runs[1]):,}' if runs else '?':>10} inputs, "
        f"{len(list(corpus.iterdir())):,} kept, {reached[-1] if reached else '?'} places reached",
        flush=True,
    )
    if not held_:
        print(said[said.find("=== Uncaught") :][-4000:])
        for file in sorted(set(folder.iterdir()) - before):
            print(f"{file}:\n{file.read_bytes()[:2000]!r}")
    return held_


def given() -> list[bytes]:
    """The files of the folder in SEEDS."""
    folder = os.environ.get("SEEDS", "")
    return [file.read_bytes() for file in sorted(Path(folder).rglob("*")) if file.is_file()] if folder else []


def escaped(word: str) -> str:
    """As libFuzzer's dictionaries write it."""
    plain = range(0x20, 0x7F)
    return "".join(
        chr(byte) if byte in plain and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word.encode()
    )


def one(name: str, options: list[str]) -> None:
    """Fuzzes a target until libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["harvesters", "opendata", "sparql", "oai", "vocabularies"]):
        from fuzzing.registry import TARGETS
    atheris.Setup([name, *options], TARGETS[name].check)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == [ONE]:
        one(sys.argv[2], sys.argv[3:])
    sys.exit(main())
