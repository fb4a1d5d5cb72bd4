"""How many fields in legacy encodings are repaired rightly, how many sound ones are changed, and how fast.

    python benchmarks/encodings.py [tune|report] [--wrong]

Vietnamese fields are written in each encoding by the tests' own charts and taken for windows-1252, as a
system that knew no better did; sound fields are those of the corpus. Figures are given for a field alone (of
one syllable, two, three to five, six and more), for records of eight fields, and for a library whose encoding
is known. What is tuned on is every second field; `report` counts the others.
"""

import gzip
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from measured import ROOT

sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "harvesters" / "encodings"))

from written import WRITERS, written

from harvesters.encodings.detect import mended
from harvesters.marc import MarcRecord
from harvesters.readers import marcxml

FIELDS = ROOT / "tests" / "harvesters" / "encodings" / "vietnamese_fields.txt"
CORPUS = ROOT.parent / "shared" / "corpus" / "bib.marcxml.gz"
LEGACY = ("tcvn3", "tcvn-5712", "windows-1258", "vni", "viscii", "vps", "bkhcm2", "vietware-x", "vietware-f")
A_RECORD = 8
LENGTHS = ((1, "1"), (2, "2"), (5, "3-5"), (1000, "6+"))


def misread(data: bytes) -> str:
    """*data* as windows-1252 shows it; its five undefined bytes as ISO 8859-1 does."""
    return "".join([bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data])


def damaged(name: str, text: str) -> str:
    """*text* as it comes from a system that took the encoding *name* for another."""
    match name:
        case "utf-8":
            return misread(text.encode())
        case "utf-8 twice":
            return misread(misread(text.encode()).encode())
        case "mark order":
            decomposed = normalize("NFD", text)
            swapped = re.sub("([\u0302\u0306])([\u0300\u0301\u0303\u0309])", r"\2\1", decomposed)
            return normalize("NFC", swapped)
        case "viqr":
            return written("viqr", text).decode().replace("\\", "")
    return misread(written(name, text))


def same(got: str, wanted: str, name: str) -> bool:
    """Whether the repair is right; capital fonts' letters may be small ones."""
    if name in ("tcvn3", "vietware-f", "vietware-x"):
        return got.casefold() == wanted.casefold()
    return got == normalize("NFC", wanted)


def repaired(texts: list[str], told: str) -> list[str]:
    """The texts of one record as they are read."""
    result = list(texts)
    for change in mended(texts, told):
        result[change.place] = change.text
    return result


def fields(half: str) -> list[str]:
    """The half of the fields that is tuned on, or the other."""
    lines = FIELDS.read_text("utf-8").splitlines()
    return lines[0::2] if half == "tune" else lines[1::2]


def measured_one(name: str, texts: list[str], size: int, told: str, wrong: list[str]) -> Counter[str]:
    """Right and wrong fields, by length, of records of *size* fields."""
    counts: Counter[str] = Counter()
    for start in range(0, len(texts), size):
        record = texts[start : start + size]
        sent = [damaged(name, text) for text in record]
        for text, before, got in zip(record, sent, repaired(sent, told), strict=True):
            if before == text or any(char < " " for char in before):
                # Capitals in the places of control characters, which XML has not.
                continue
            syllables = len(text.split())
            length = next(label for most, label in LENGTHS if syllables <= most)
            right = same(got, text, name)
            counts[f"{length} {'right' if right else 'wrong'}"] += 1
            if not right:
                wrong.append(f"{name:13} {told:18} {text!r}: {before!r} -> {got!r}")
    return counts


def shares(counts: Counter[str]) -> str:
    """The shares that are right, by length and in all."""
    cells = []
    for label in (*(label for _, label in LENGTHS), ""):
        right = sum(n for key, n in counts.items() if key.endswith("right") and key.startswith(label))
        all_ = sum(n for key, n in counts.items() if key.startswith(label))
        cells.append(f"{right / all_:7.2%}" if all_ else "      -")
    return " ".join(cells)


def texts_of(record: MarcRecord) -> list[str]:
    """All texts of a record."""
    return [value for field in record.fields for _, value in field.subfields]


def sound_records() -> Iterator[list[str]]:
    """The corpus's records."""
    with gzip.open(CORPUS) as stream:
        for piece in marcxml.split(stream):
            yield texts_of(marcxml.read(piece.payload))


def false_repairs(records: Iterable[list[str]], told: str) -> tuple[int, int, list[str]]:
    """Fields, changed ones, and those."""
    total, changed = 0, []
    for texts in records:
        total += len(texts)
        for place, kind, text in mended(texts, told):
            changed.append(f"{kind:22} {texts[place]!r} -> {text!r}")
    return total, len(changed), changed


def main() -> None:
    half = next((word for word in sys.argv[1:] if word in ("tune", "report")), "report")
    texts = fields(half)
    wrong: list[str] = []
    print(f"{len(texts)} fields ({half}); right, by syllables in the field: 1, 2, 3-5, 6+, all")
    for name in (*LEGACY, "viqr", "utf-8", "utf-8 twice", "mark order"):
        assert name not in LEGACY or name in WRITERS
        usual = f"auto:{name}"
        for label, size, told in (
            ("field alone", 1, "auto"),
            ("alone, usual", 1, usual),
            ("record", A_RECORD, "auto"),
            ("record, usual", A_RECORD, usual),
            ("record, told", A_RECORD, name),
        ):
            print(f"{name:13} {label:14}", shares(measured_one(name, texts, size, told, wrong)))
    sound = [texts[n : n + A_RECORD] for n in range(0, len(texts), A_RECORD)]
    for label, records in (
        ("Vietnamese", sound),
        ("corpus", list(sound_records()) if CORPUS.exists() else []),
    ):
        for told in ("auto", "auto:tcvn3", "auto:vni", "auto:viqr"):
            total, count, changed = false_repairs(records, told)
            print(f"sound {label:10} {told:11} changed {count} of {total} ({count / max(total, 1):.4%})")
            if "--wrong" in sys.argv:
                print("   ", "\n    ".join(changed))
    if "--wrong" in sys.argv:
        print("\n".join(wrong))
    for label, records in (("ASCII", [["The history of printing"] * 60]), ("Vietnamese", [(texts * 2)[:60]])):
        for _ in range(2):
            start = time.perf_counter()
            for _ in range(2000):
                mended(records[0])
            spent = time.perf_counter() - start
        print(f"{label} record of 60 texts: {spent / 2000 * 1e6:.1f} µs")


if __name__ == "__main__":
    main()
