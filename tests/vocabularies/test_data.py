"""The data files: complete, unique, in both languages, and their sources stated."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unicodedata import is_normalized

import pytest

import vocabularies.codes
from vocabularies.codes import code_maps, terms
from vocabularies.registry import CODED_TERMS, VOCABULARIES

DATA = Path(vocabularies.codes.__file__).with_name("data")
FILES = sorted(path.name for path in DATA.glob("*.tsv"))
LABELLED = [name for name in FILES if "\ten\tvi" in (DATA / name).read_text("utf-8").partition("\n")[0]]
WITHOUT_CODES = {"ontology.tsv"}
KEYS = {"coordinates.tsv": ("kind", "code"), "code_maps.tsv": ("map", "code"), "ontology.tsv": ("term",)}
IRI = re.compile(r"http://id\.loc\.gov/[A-Za-z0-9/_-]*[A-Za-z0-9]")
FOREIGN_WORDS = re.compile(r"\b(languages?|other|unknown|and|of|the|with)\b")


def table(name: str) -> Iterator[dict[str, str]]:
    head, *lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")
    for line in lines:
        cells = line.split("\t")
        assert len(cells) == len(columns), line
        yield dict(zip(columns, cells, strict=True))


def test_every_file_is_registered_or_the_code_maps() -> None:
    files = {entry.file for entry in VOCABULARIES.values()}
    assert files | {"code_maps.tsv", "coordinates.tsv", "provinces.tsv"} | WITHOUT_CODES == set(FILES)


def test_the_sources_name_every_file_and_no_other() -> None:
    named = re.findall(
        r"^\| `(\w+\.tsv)` \| .+ \| .+ \|$", (DATA / "SOURCES.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(named) == FILES


@pytest.mark.parametrize("name", FILES)
class TestFile:
    def test_is_nfc_and_ends_in_a_newline(self, name: str) -> None:
        text = (DATA / name).read_text(encoding="utf-8")
        assert is_normalized("NFC", text)
        assert text.endswith("\n")
        assert not text.startswith("\ufeff")

    def test_every_cell_is_trimmed(self, name: str) -> None:
        assert [row for row in table(name) for cell in row.values() if cell != " ".join(cell.split())] == []

    def test_codes_are_unique_and_sorted(self, name: str) -> None:
        keys = [tuple(row[column] for column in KEYS.get(name, ("code",))) for row in table(name)]
        assert all(all(key) for key in keys)
        assert [key for key, count in Counter(keys).items() if count > 1] == []
        assert keys == sorted(keys)


@pytest.mark.parametrize("name", LABELLED)
class TestLabels:
    def test_every_term_has_both_labels(self, name: str) -> None:
        assert [row for row in table(name) if not row["en"] or not row["vi"]] == []

    def test_no_vietnamese_label_is_half_translated(self, name: str) -> None:
        assert [row["vi"] for row in table(name) if FOREIGN_WORDS.search(row["vi"])] == []

    def test_iris_are_those_of_the_library_of_congress(self, name: str) -> None:
        iris = [row["iri"] for row in table(name) if row["iri"]]
        assert [iri for iri in iris if not IRI.fullmatch(iri)] == []


@pytest.mark.parametrize(
    "name", [name for name, entry in VOCABULARIES.items() if entry.iri_base and name != "subject_thesauri"]
)
def test_an_iri_is_the_base_and_the_code(name: str) -> None:
    base = VOCABULARIES[name].iri_base
    assert [term for code, term in terms(name).items() if term.iri != base + code] == []


def test_terms_of_scripts_have_no_iri() -> None:
    assert {term.iri for term in terms("scripts").values()} == {""}


def test_coded_terms_begin_as_iris_of_the_code_maps_do() -> None:
    found = {term.iri.rpartition("/")[0] + "/" for codes in code_maps().values() for term in codes.values()}
    assert set(CODED_TERMS) <= found


@pytest.mark.parametrize(
    ("name", "size"),
    [("languages", 515), ("countries", 380), ("relators", 300), ("geographic_areas", 540), ("scripts", 203)],
)
def test_lists_are_whole(name: str, size: int) -> None:
    assert len(terms(name)) >= size


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("countries", "vm vn vs cb ls th cc ch ja ko xx xxu xxk nyu enk onc xna cs yu gw ge wb ur"),
        ("languages", "vie eng fre chi rus hmn khm tai cmc mkh lat pli san mul und zxx scr scc"),
        ("relators", "aut trl edt ill com ctb pbl prt ths dgg cre oth fmo isb prf"),
        ("content_types", "txt sti prm cri tdi ntm cod cop spw tdf tct zzz tcf snd xxx"),
        ("media_types", "n c s h v z g p e x"),
        ("carriers", "nc cr sd vd hd nb he cd nz cb zu cz ss se nr hj st mr"),
        ("geographic_areas", "a-vt a-vn a-vs a as a-cb a-ls a-th aopf aoxp e-fr n-us n-us-ny e-uk-en"),
        ("issuance", "mono serl mulm intg"),
    ],
)
def test_codes_that_vietnamese_libraries_use_are_there(name: str, codes: str) -> None:
    assert set(codes.split()) - set(terms(name)) == set()


def test_replaced_languages_name_a_current_one() -> None:
    rows = {row["code"]: row["now"] for row in table("languages.tsv")}
    assert {now for now in rows.values() if now and (now not in rows or rows[now])} == set()


def test_language_tags_and_scripts_are_well_formed() -> None:
    bad = [
        row
        for row in table("languages.tsv")
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", row["tag"])
        or (row["script"] and row["script"] not in terms("scripts"))
    ]
    assert bad == []


def test_by_names_belong_to_one_relator() -> None:
    names = Counter(
        name for row in table("relators.tsv") for name in (row["en"], *filter(None, row["also"].split("; ")))
    )
    assert [name for name, count in names.items() if count > 1] == []
