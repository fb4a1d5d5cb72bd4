"""The index of words over generated titles: filling, bytes a record, and the time of searches.

    python benchmarks/search.py [RECORDS]

Beside it tantivy (PyPI), where it is installed, on the same words: filled once, asked for all words.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import median, quantiles

from measured import ROOT, fresh

sys.path.insert(0, str(ROOT))

from opendata.search.document import Document
from opendata.search.index import SearchIndex
from opendata.search.queries import understood
from opendata.search.texts import Texts
from vocabularies.words import folded, words

RECORDS = 100_000
ASKED = 400
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")


def documents(count: int) -> Iterable[Document]:
    """Records with titles of 3 to 12 syllables as frequent as in Vietnamese, two names, three subjects."""
    chance = Random(7)
    lines = (
        (ROOT / "vocabularies" / "data" / "vietnamese_syllables.txt").read_text(encoding="utf-8").splitlines()
    )
    syllables = [line.removesuffix("*") for line in lines]
    chance.shuffle(syllables)
    weights = [1 / (rank + 10) for rank in range(len(syllables))]
    for number in range(1, count + 1):
        some = chance.choices(syllables, weights, k=24)
        length = chance.randint(3, 12)
        names = [
            f"{chance.choice(_FAMILIES)} {some[20].title()} {some[21].title()}",
            f"{some[22]} {some[23]}",
        ]
        subjects = [" ".join(some[12:14]), " ".join(some[14:17]), " ".join(some[17:19])]
        texts = Texts([" ".join(some[:length]).capitalize()], names, subjects, [f"978604{number:07}"], 1950)
        yield Document(number, "nlv", f"r{number}", ("language:vie", "nlv", "type:text"), texts)


def searches(count: int) -> list[str]:
    """What people type: two to four words of a title, with marks or without; names; identifiers."""
    chance = Random(11)
    chosen = set(chance.sample(range(1, count + 1), ASKED))
    found = []
    for document in documents(count):
        if document.id not in chosen:
            continue
        title = document.texts.titles[0].split()
        few = title[: chance.randint(2, 4)]
        found.append(" ".join(few))
        found.append(" ".join(map(folded, words(" ".join(chance.sample(title, min(3, len(title))))))))
        found.append(document.texts.names[0])
        found.append(document.texts.identifiers[0])
        found.append(few[0])
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    folder = fresh("search")
    path = folder / "1.db"
    made = SearchIndex.create(path)
    started = time.perf_counter()
    made.fill(1, documents(count))
    taken = time.perf_counter() - started
    print(f"{count} records: filled in {taken:.1f} s, {count / taken:.0f} a second, ", end="")
    print(f"{path.stat().st_size / count:.0f} bytes each")
    asked = searches(count)
    index = SearchIndex.open(path)
    report("FTS5, this index", asked, lambda text: index.search(understood(text)))
    index.close()
    changed = SearchIndex.open(path, writing=True)
    started = time.perf_counter()
    with changed.change(2):
        changed.add(document for document in documents(1000))
    print(f"  1,000 records changed in {time.perf_counter() - started:.2f} s")
    changed.close()
    beside(folder, count, asked)


def report(name: str, asked: list[str], search: Callable[[str], object]) -> None:
    taken = []
    for text in asked:
        started = time.perf_counter()
        search(text)
        taken.append(1000 * (time.perf_counter() - started))
    print(
        f"  {name:18} median {median(taken):6.2f} ms   95 % within {quantiles(taken, n=20)[-1]:6.2f} ms",
        end="",
    )
    print(f"   slowest {max(taken):6.2f} ms")


def beside(folder: Path, count: int, asked: list[str]) -> None:
    try:
        import tantivy
    except ImportError:
        print("  tantivy is not installed and left out (pip install tantivy)")
        return
    schema = tantivy.SchemaBuilder()
    for column in ("exact", "folded"):
        schema.add_text_field(column, stored=False, tokenizer_name="whitespace")
    schema.add_unsigned_field("number", stored=True)
    place = folder / "tantivy"
    place.mkdir()
    index = tantivy.Index(schema.build(), path=str(place))
    writer = index.writer(100_000_000, 1)
    started = time.perf_counter()
    for document in documents(count):
        every = words(" ".join([*document.texts.titles, *document.texts.names, *document.texts.subjects]))
        every += document.texts.identifiers
        plain = " ".join(map(folded, every))
        writer.add_document(tantivy.Document(exact=" ".join(every), folded=plain, number=document.id))
    writer.commit()
    writer.wait_merging_threads()
    taken = time.perf_counter() - started
    size = sum(file.stat().st_size for file in place.iterdir())
    print(f"  tantivy: {count / taken:.0f} records a second, {size / count:.0f} bytes each (texts not kept)")
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> object:
        plain = " ".join(f"+{folded(word)}" for word in words(text))
        return searcher.search(index.parse_query(plain, ["folded"]), 500).hits

    report("tantivy", asked, search)
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
