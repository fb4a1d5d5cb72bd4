"""Whole UNIMARC records: what several fields say together, and the BIBFRAME that they become."""

from collections.abc import Callable, Iterable

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.registry import NQUADS, convert_unimarc
from opendata.crosswalk.unimarc.record import to_marc21
from opendata.crosswalk.unimarc.table import TABLE

IRI = "http://example.org/record/tv/1"

RECORD = """
LDR 00000nam##2200000###450#
001 VN0001
003 http://catalogue.bnf.fr/ark:/12148/cb37815591n
005 20190423101112.0
100 ## $a20190423d2019    km y0viey50      ba
101 0# $avie
102 ## $aVN
801 #0 $aVN$bVN-HaNLV$gRDA
801 #2 $aVN$bVN-HoTTV
200 1# $aTruyện Kiều
"""


def test_control_fields_and_sources(record_of: Callable[[str], MarcRecord]) -> None:
    record = to_marc21(record_of(RECORD))
    assert record.control == (
        ("001", "VN0001"),
        ("005", "20190423101112.0"),
        ("008", "190423s2019    vm     e            vie  "),
    )
    assert (
        record.fields[:2]
        == record_of(
            "035 ## $ahttp://catalogue.bnf.fr/ark:/12148/cb37815591n\n040 ## $aVN-HaNLV$erda$dVN-HoTTV$bvie"
        ).fields
    )


def test_an_agency_in_003_stays_there(record_of: Callable[[str], MarcRecord]) -> None:
    told = to_marc21(record_of("001 VN1\n003 VN-HaNLV"))
    assert told.control[:2] == (("001", "VN1"), ("003", "VN-HaNLV"))
    assert told.fields == ()


EXAMPLES = [
    (
        "200 1# $aTruyện Kiều$etruyện thơ$fNguyễn Du",
        """
        <#Work> bf:title [ a bf:Title ; bf:mainTitle "Truyện Kiều : truyện thơ" ] .
        <#Instance> bf:title [ a bf:Title ; bf:mainTitle "Truyện Kiều" ; bf:subtitle "truyện thơ" ] ;
            bf:responsibilityStatement "Nguyễn Du" .
        """,
    ),
    (
        "200 1# $6a01$7ba$aHong lou meng\n200 1# $6a01$7ea$a红楼梦",
        """
        <#Work> bf:title [ a bf:Title ; bf:mainTitle "Hong lou meng", "红楼梦"@und-Hani ] .
        <#Instance> bf:title [ a bf:Title ; bf:mainTitle "Hong lou meng", "红楼梦"@und-Hani ] .
        """,
    ),
    (
        "200 1# $a\x98Les\x9c Annamites\n010 ## $a978-604-55-1234-5$bbìa mềm",
        """
        <#Work> bf:title [ a bf:Title ; bf:mainTitle "Les Annamites" ; bflc:nonSortNum "4" ] .
        <#Instance> bf:title [ a bf:Title ; bf:mainTitle "Les Annamites" ; bflc:nonSortNum "4" ] ;
            bf:identifiedBy [ a bf:Isbn ; rdf:value "978-604-55-1234-5" ; bf:qualifier "bìa mềm" ] .
        """,
    ),
    (
        "330 ## $aCuộc đời nàng Kiều",
        """
        <#Work> bf:summary [ a bf:Summary ; rdfs:label "Cuộc đời nàng Kiều" ] .
        """,
    ),
    (
        "101 1# $avie$cchi",
        """
        <#Work> bf:language <http://id.loc.gov/vocabulary/languages/vie> ;
            bf:note [ a bf:Note, resourceComponents:otx ;
                bf:language <http://id.loc.gov/vocabulary/languages/chi> ] .
        """,
    ),
    (
        "610 0# $aKiều\n676 ## $a895.92212$v23",
        """
        <#Work> bf:subject [ a bf:Topic, bflc:Uncontrolled ; rdfs:label "Kiều" ] ;
            bf:classification [ a bf:ClassificationDdc ; bf:classificationPortion "895.92212" ;
                bf:source [ a bf:Source ; bf:code "23" ] ; bf:edition "full" ] .
        """,
    ),
    (
        "702 #1 $aĐào$bDuy Anh$4340",
        """
        <#Work> bf:contribution [ a bf:Contribution ; bf:role relators:edt ;
            bf:agent [ a bf:Agent, bf:Person ; rdfs:label "Đào, Duy Anh" ;
                bflc:marcKey "7001 $aĐào, Duy Anh$4edt" ;
                madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                    madsrdf:authoritativeLabel "Đào, Duy Anh" ] ] ] .
        """,
    ),
    (
        "430 #0 $tNam phong$x0866-7349",
        """
        <#Work> bf:relation [ a bf:Relation ; bf:relationship relationship:continuationof ;
            bf:associatedResource _:work ] .
        _:work a bf:Work ; bf:title [ a bf:Title ; bf:mainTitle "Nam phong" ] ;
            bf:identifiedBy [ a bf:Issn ; rdf:value "0866-7349" ] ;
            bf:hasInstance [ a bf:Instance ; bf:instanceOf _:work ;
                bf:title [ a bf:Title ; bf:mainTitle "Nam phong" ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("unimarc", "turtle"), EXAMPLES)
def test_fields_become(
    record_of: Callable[[str], MarcRecord],
    graph_becomes: Callable[[Iterable[str], str], None],
    unimarc: str,
    turtle: str,
) -> None:
    of_any_record = set(convert_unimarc(record_of(""), IRI))
    graph_becomes(
        [line for line in convert_unimarc(record_of(unimarc), IRI) if line not in of_any_record], turtle
    )


@pytest.mark.parametrize(
    ("title", "clean", "count"),
    [
        ("\x98Les\x9c Annamites", "Les Annamites", "4"),
        ("\x88L'\x89Indochine", "L'Indochine", "2"),
        ("<Os >países", "Os países", "3"),
        ("<O >país", "O país", "2"),
        ("<15=quinze> histórias", "15 histórias", "3"),
        ("¬Der¬ Tod", "Der Tod", "4"),
        ("Toán: a ≠ b, b ≠ c", "Toán: a ≠ b, b ≠ c", "0"),
        ("Ezra Pound em <The Cantos>", "Ezra Pound em <The Cantos>", "0"),
        ("Truyện Kiều", "Truyện Kiều", "0"),
    ],
)
def test_marks_of_what_sorting_passes_over(title: str, clean: str, count: str) -> None:
    field = to_marc21(MarcRecord(" " * 24, (), (MarcField("200", "1", " ", (("a", title),)),))).fields[0]
    assert (field.subfields[0][1], field.ind2) == (clean, count)


@pytest.mark.parametrize(
    ("source", "number", "iri"),
    [
        (
            "http://catalogue.bnf.fr/ark:/12148/cb330745922",
            "12026592",
            "http://data.bnf.fr/ark:/12148/cb120265925",
        ),
        ("http://www.sudoc.fr/012345678", "026845687", "http://www.idref.fr/026845687/id"),
        ("", "12026592", "12026592"),
    ],
)
def test_number_of_an_authority(
    record_of: Callable[[str], MarcRecord], source: str, number: str, iri: str
) -> None:
    told = to_marc21(record_of(f"003 {source}\n700 #1 $3{number}$aLee$bPeter H."))
    assert next(field for field in told.fields if field.tag == "100").subfields[-1] == ("0", iri)


def test_a_210_that_says_what_a_214_says_is_left_out(record_of: Callable[[str], MarcRecord]) -> None:
    told = to_marc21(record_of("210 ## $aHuế$d2020\n214 #0 $aHuế$d2020\n210 ## $aHà Nội$d2021"))
    assert [(field.tag, field.subfields[0][1]) for field in told.fields] == [
        ("260", "Hà Nội"),
        ("264", "Huế"),
    ]


@pytest.mark.parametrize(("level", "tag"), [("a", "773"), ("m", "774")])
def test_a_piece_contains_an_article_and_is_in_a_set(
    record_of: Callable[[str], MarcRecord], level: str, tag: str
) -> None:
    told = to_marc21(record_of(f"LDR 00000na{level}##2200000###450#\n463 #0 $tTạp chí Văn học$vSố 1"))
    assert [field.tag for field in told.fields] == [tag]


WHOLE = """
010 ## $a978-604-55-1234-5
101 1# $afre$cvie
200 1# $aKim-Vân-Kiêu$fNguyên-Du$gtraduit par Xuân-Viêt et Xuân-Phuc
205 ## $a2e éd.
210 ## $aParis$cGallimard$d1961
214 #0 $aParis$cGallimard$d1961
225 0# $aConnaissance de l'Orient
410 #0 $12001 $aConnaissance de l'Orient
454 #1 $12001 $aTruyện Kiều
500 10 $aTruyện Kiều$mfrançais
606 ## $aPoésie vietnamienne$2rameau
700 #1 $aNguyễn$bDu$f1765-1820$4070
702 #0 $aXuân Phúc$4730
995 ## $bVN-HaNLV$kV93
"""


@pytest.mark.parametrize("place", range(14))
def test_a_field_that_is_inserted_changes_no_other(
    record_of: Callable[[str], MarcRecord], place: int
) -> None:
    record = record_of(WHOLE)
    fewer = record._replace(fields=record.fields[:place] + record.fields[place + 1 :])
    repeated = ("260",) if record.fields[place].tag == "214" else ()
    told = [field for field in to_marc21(fewer).fields if field.tag not in repeated]
    assert len(told) >= 11
    assert [field for field in told if field not in to_marc21(record).fields] == []


@pytest.mark.parametrize("general", ["", "x", "20190423", "20190423d20"])
def test_short_coded_data_harms_nothing(record_of: Callable[[str], MarcRecord], general: str) -> None:
    statements = convert_unimarc(record_of(f"100 ## $a{general}\n200 1# $aTruyện Kiều"), IRI)
    assert any('"Truyện Kiều"' in line for line in statements)


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\x88\x89\x98\x9c")),
    st.text("abcdxyz0123456789 |#", max_size=36),
    st.text("\"\\<>{}|^`[]() .:;,/=≠¬-$%\t\n\u2028\x98\x9c", max_size=10),
    st.sampled_from([
        "", " ", "001VN1", "2001 ", "700 1", "500", "a01", "a99", "880", "ea", "ba", "rameau", "lcsh",
        "rdacontent", "rdafrCarrier", "marc21", "384", "070", "0070", "ISNI0000000110324197", "12026592",
        "http://example.org/a b", "VN", "vie", "20190423d2019    km y0viey50      ba",
        "<Os >países", "<<Der>> Tod",
        "+* 1900-:", "Truyện Kiều",
    ]),
)  # fmt: skip
characters = st.sampled_from(" 0123456789abdx|#é")
fields = st.builds(
    MarcField,
    st.sampled_from(sorted(TABLE)),
    characters,
    characters,
    st.lists(st.tuples(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), texts), max_size=6).map(
        tuple
    ),
)
records = st.builds(
    MarcRecord,
    st.text("abcdefgijklmnoprsu |0123", min_size=24, max_size=24),
    st.lists(
        st.tuples(st.sampled_from(["001", "003", "005"]), st.one_of(texts, st.just("http://www.sudoc.fr/1"))),
        max_size=3,
    ).map(tuple),
    st.lists(fields, max_size=8).map(tuple),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records)
def test_any_record_is_told_in_marc21(record: MarcRecord) -> None:
    told = to_marc21(record)
    assert len(told.leader) == 24
    assert [len(value) for tag, value in told.control if tag == "008"] == [40]
    for field in told.fields:
        assert field.tag.isdigit()
        assert len(field.tag) == 3
        assert len(field.ind1) == len(field.ind2) == 1
        assert all(len(code) == 1 for code, _ in field.subfields)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records)
def test_any_record_gives_valid_statements(record: MarcRecord) -> None:
    statements = convert_unimarc(record, IRI)
    document = "".join(f"{statement} .\n" for statement in statements)
    parsed = list(pyoxigraph.parse(document, format=pyoxigraph.RdfFormat.N_TRIPLES))
    assert len(parsed) == len(statements) == len(set(parsed))
    assert not any(isinstance(term, pyoxigraph.BlankNode) for triple in parsed for term in triple)
    assert NQUADS["unimarc"](record, IRI).decode() == "".join(f"{line} <{IRI}> .\n" for line in statements)
