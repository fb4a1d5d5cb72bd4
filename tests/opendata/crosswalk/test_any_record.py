"""Whatever a library sends: converting never fails, always gives valid statements, everywhere the same."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.dublin_core import RULES as DUBLIN_CORE_RULES
from opendata.crosswalk.registry import CONVERTERS, SHEETS, marc_converter

IRI = "http://example.org/record/tv/1"
TAGS = sorted(
    {rule.tag for sheet in SHEETS for rule in getattr(sheet, "RULES", ())} | {"260", "264", "880", "950"}
)

# the readers drop control characters; quotes, marks and blanks of every kind come in
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), max_size=12),
    st.text('"\\<>{}|^`[]() .:;,/=-$%@#©\t\n\u00a0\u2028\ufffe', max_size=10),
    st.sampled_from(
        [
            "", " ", "880-01", "245-01/$1", "650-02/(N/r", "264-00/Hani", "http://example.org/a b", "(uri)http://[",
            "(OCoLC)fst", "(VN)", "http://\ud7ff", "vie", "txt", "rda", "lcgft", "20190423", "Truyện Kiều /",
            "https://id.loc.gov/authorities/names/n1", "table of contents", "%", "@vi",
            "001-01", "DLC", "isni",
        ]
    ),
)  # fmt: skip
characters = st.sampled_from(" 0123456789abdz|#$?é")
fields = st.builds(
    MarcField,
    st.sampled_from(TAGS),
    characters,
    characters,
    st.lists(st.tuples(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), texts), max_size=5).map(
        tuple
    ),
)
leaders = st.one_of(
    st.just("00000nam a2200000 i 4500"),
    st.builds("00000{}{}{} a2200000{}{} 4500".format, *[characters] * 5),
    st.text("abcdefgijkmoprst |01", min_size=24, max_size=24),
)
coded = st.one_of(
    st.text(st.sampled_from("0123456789abcdefgimnopqstuvr| #u"), max_size=40),
    st.builds("190423{}{}{}".format, characters, st.text("0129u| ", min_size=8, max_size=8), texts),
)
controls = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["001", "003", "005"]), texts),
        st.tuples(st.sampled_from(["005", "006", "007", "008"]), coded),
    ),
    max_size=5,
).map(tuple)
marc_records = st.builds(MarcRecord, leaders, controls, st.lists(fields, max_size=6).map(tuple))
dublin_core_texts = st.one_of(
    st.text("0123456789-/.[]?X~ TZ:c", max_size=14),
    st.text("a1,;|- &.", max_size=14),
    st.sampled_from(
        ["ISBN 978-604-2-12345-0", "0866-7349", "10.1000/182", "hdl:123456789/1", "urn:nbn:x", "&#1;&#2;",
         "&lt;",
         "31/02/2019", "start=1998; end=x;", "Luận văn thạc sĩ",
         "http://purl.org/dc/dcmitype/Text", ";", "--"]
    ),
)  # fmt: skip
dublin_core_records = st.builds(
    DublinCoreRecord,
    st.lists(
        st.tuples(
            st.sampled_from([*DUBLIN_CORE_RULES, "abstract", "local.x.y", "title.", ".", "date.x"]),
            st.one_of(texts, dublin_core_texts),
            st.sampled_from(["", "vi", "en_GB", "not a tag", "x" * 9]),
        ),
        max_size=6,
    ).map(tuple),
)


def check(statements: list[str]) -> None:
    document = "".join(f"{statement} .\n" for statement in statements)
    parsed = list(pyoxigraph.parse(document, format=pyoxigraph.RdfFormat.N_TRIPLES))
    assert len(parsed) == len(statements) == len(set(statements)) == len(set(parsed))
    assert not any(isinstance(term, pyoxigraph.BlankNode) for triple in parsed for term in triple)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marc_records)
@example(MarcRecord("00313nz  a2200121o  4500", (), ()))
def test_any_marc_record_gives_valid_statements(record: MarcRecord) -> None:
    check(CONVERTERS["marc21"](record, IRI))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marc_records)
def test_any_unimarc_record_gives_valid_statements(record: MarcRecord) -> None:
    check(CONVERTERS["unimarc"](record, IRI))


@settings(max_examples=150, deadline=None)
@given(dublin_core_records)
def test_any_dublin_core_record_gives_valid_statements(record: DublinCoreRecord) -> None:
    check(CONVERTERS["oai_dc"](record, IRI))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marc_records)
def test_lines_of_nquads_are_the_statements_in_the_records_graph(record: MarcRecord) -> None:
    statements = marc_converter().statements(record, IRI)
    assert marc_converter().nquads(record, IRI).decode() == "".join(
        f"{line} <{IRI}> .\n" for line in statements
    )


_NODE_OF_852 = re.compile(r"#852-[0-9a-f]{12}(?:\.\d+)?[-0-9a-z]*")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marc_records, st.sampled_from(["245", "300", "500", "650", "700", "866", "876", "952"]), texts)
def test_a_field_that_is_inserted_renames_no_copy(record: MarcRecord, tag: str, text: str) -> None:
    shelves = tuple(field._replace(tag="852") for field in record.fields)
    before = record._replace(fields=shelves)
    after = record._replace(fields=(MarcField(tag, " ", " ", (("a", text), ("p", "X"))), *shelves))
    named = [set(_NODE_OF_852.findall("\n".join(CONVERTERS["marc21"](one, IRI)))) for one in (before, after)]
    assert named[0] <= named[1]


_RECORD = """
from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.dublin_core import RULES as DUBLIN_CORE_RULES
from opendata.crosswalk.registry import convert_marc
tags = {tags!r}
fields = tuple(
    MarcField(tag, "1", "0", tuple((code, f"{{tag}} {{code}} Truyện Kiều") for code in "abcdefgnptvxyz0134"))
    for tag in tags
)
control = (("008", "190423s2019    vm ab  j bk  f111 pbvie d"),)
record = MarcRecord("00000nam a2200000 i 4500", control, fields)
print("\\n".join(convert_marc(record, "http://example.org/record/tv/1")))
"""


@pytest.fixture(scope="module")
def outputs() -> list[bytes]:
    root = Path(__file__).parents[3]
    return [
        subprocess.run(
            [sys.executable, "-c", _RECORD.format(tags=TAGS)],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": _path(root),
                "PYTHONIOENCODING": "utf-8",
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]


def _path(root: Path) -> str:
    return os.pathsep.join(str(part) for part in _parts(root))


def _parts(root: Path) -> Iterable[str | Path]:
    return [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]


def test_the_hash_seed_changes_no_byte(outputs: list[bytes]) -> None:
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") > 1000
