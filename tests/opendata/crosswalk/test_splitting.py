"""Records of several carriers: which Instances they become, and what each is told of."""

from collections.abc import Callable

import pytest

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk import description, linked_fields, physical_forms, splitting, titles
from opendata.crosswalk.convert import MarcConverter
from opendata.crosswalk.registry import marc_converter
from opendata.crosswalk.target import Context

IRI = "http://example.org/record/tv/1"

DISC_AND_BOOKLET = """
    007 sd#fungnnmmneu
    007 ta
    245 00 $aDân ca quan họ
    300 ## $a1 audio disc ;$c12 cm
    300 ## $a24 tr. ;$c21 cm
    337 ## $aaudio$bs$2rdamedia
    337 ## $aunmediated$bn$3Sách
    338 ## $bsd$3audio disc
    500 ## $aGhi chú.
"""


@pytest.fixture
def instances(record_of: Callable[[str], MarcRecord]) -> Callable[[str], dict[str, list[str]]]:
    """The Instances of a record's text, each with what is said of it."""

    def of(text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in marc_converter().statements(record_of(text), IRI):
            subject, predicate, value = line.split(" ", 2)
            if subject.startswith(f"<{IRI}#Instance"):
                name = predicate.rpartition("/")[2].rpartition("#")[2].rstrip(">")
                found.setdefault(subject[len(IRI) + 2 : -1], []).append(
                    f"{name} {value.rpartition('/')[2].rstrip('>')}"
                )
        return found

    return of


def _part(found: dict[str, list[str]]) -> list[str]:
    [part] = [about for name, about in found.items() if name != "Instance"]
    return part


def test_each_carrier_is_an_instance_with_what_is_about_it(
    instances: Callable[[str], dict[str, list[str]]],
) -> None:
    found = instances(DISC_AND_BOOKLET)
    assert "carrier sd" in found["Instance"]
    assert "media s" in found["Instance"]
    assert 'dimensions "12 cm"' in found["Instance"]
    assert any(about.startswith("note ") for about in found["Instance"])
    part = _part(found)
    assert part[:3] == ["type Instance", "type SecondaryInstance", "instanceOf 1#Work"]
    assert 'dimensions "21 cm"' in part
    assert not any(about.startswith(("carrier", "note", "provisionActivity")) for about in part)


def test_a_part_becomes_turtle(
    record_of: Callable[[str], MarcRecord], graph_becomes: Callable[..., None]
) -> None:
    converter = MarcConverter([*description.RULES, *titles.RULES], physical_forms.RECORD_RULES, ())
    record = record_of("""
        245 00 $aGói tài liệu
        300 ## $a1 bản đồ
        300 ## $3Video$a1 videodisc :$bmàu ;$c12 cm
        337 ## $aunmediated$bn
        338 ## $bvd$3Video
    """)
    [name] = [part.instance[:-1].rpartition("#")[2] for part in splitting.split(Context(record))[1]]
    graph_becomes(
        converter.statements(record, IRI),
        f"""
        <#Work> bf:title [ a bf:Title ; bf:mainTitle "Gói tài liệu" ] ;
          bf:hasInstance <#{name}> .
        <#Instance> bf:title [ a bf:Title ; bf:mainTitle "Gói tài liệu" ] ;
          bf:extent [ a bf:Extent ; rdfs:label "1 bản đồ" ] ;
          bf:media mediaTypes:n .
        <#{name}> a bf:Instance , bflc:SecondaryInstance ;
          bf:instanceOf <#Work> ;
          bf:title [ a bf:Title ; bf:mainTitle "[1 videodisc]" ] ;
          bf:extent [ a bf:Extent ; rdfs:label "1 videodisc" ;
            bflc:appliesTo [ a bflc:AppliesTo ; rdfs:label "Video" ] ;
            bf:note [ a bf:Note , mnotetype:physical ; rdfs:label "màu" ] ] ;
          bf:dimensions "12 cm" ;
          bf:carrier carriers:vd ;
          bf:media mediaTypes:v .
        """,
    )


@pytest.mark.parametrize(
    "more", ["020 ## $a9786040000019", "300 ## $a1 tờ áp phích", "338 ## $bnb$3tờ áp phích", "007 co"]
)
def test_a_further_field_renames_no_instance(
    instances: Callable[[str], dict[str, list[str]]], more: str
) -> None:
    assert instances(DISC_AND_BOOKLET).keys() <= instances(DISC_AND_BOOKLET + more).keys()


def test_the_same_extent_twice_is_two_instances(instances: Callable[[str], dict[str, list[str]]]) -> None:
    names = sorted(instances("300 ## $a1 đĩa\n300 ## $a24 tr.\n300 ## $a24 tr."))
    assert len(names) == 3
    assert names[2] == f"{names[1]}.2"


@pytest.mark.parametrize(
    "text",
    [
        "300 ## $a1 đĩa +$e1 tập (24 tr.)",
        "007 ta\n007 cr\n300 ## $a24 tr.",
        "006 a\n006 m\n007 ta\n300 ## $a24 tr.",
        "007 ta",
    ],
)
def test_one_carrier_is_one_instance(instances: Callable[[str], dict[str, list[str]]], text: str) -> None:
    assert list(instances(text)) == ["Instance"]


def test_accompanying_material_has_the_further_007(instances: Callable[[str], dict[str, list[str]]]) -> None:
    found = instances("007 sd#f\n007 vd#c\n300 ## $a1 đĩa$e1 DVD video (50 phút : màu ; 12 cm)")
    assert any(about.startswith("note ") for about in found["Instance"])  # the statement stays as catalogued
    part = _part(found)
    assert "carrier vd" in part
    assert 'dimensions "12 cm"' in part


def test_accompanying_material_without_a_colon(record_of: Callable[[str], MarcRecord]) -> None:
    record = record_of("007 ta\n007 vd#c\n300 ## $a24 tr. +$e1 DVD (màu ; 12 cm) + 1 áp phích")
    parts = splitting.split(Context(record))[1]
    assert [part.record.fields[1].subfields for part in parts] == [
        (("a", "1 DVD (màu ; 12 cm)"), ("b", "màu"), ("c", "12 cm)")),
        (("a", "1 áp phích"),),
    ]


def test_a_007_without_extent_has_its_kind_as_title(
    record_of: Callable[[str], MarcRecord],
) -> None:
    statements = marc_converter().statements(record_of("007 ta\n007 vd#c\n300 ## $a24 tr."), IRI)
    assert any(line.endswith('mainTitle> "[Videorecording]"') for line in statements)


def test_an_electronic_007_goes_with_its_extent(instances: Callable[[str], dict[str, list[str]]]) -> None:
    found = instances("007 ta\n007 co#c\n300 ## $a24 tr.\n300 ## $a1 CD-ROM")
    assert any("cd" in about for about in _part(found) if about.startswith("carrier"))
    assert not any("cd" in about for about in found["Instance"] if about.startswith("carrier"))


def test_linked_fields_go_with_their_partners(record_of: Callable[[str], MarcRecord]) -> None:
    record = record_of("""
        300 ## $a1 đĩa
        300 ## $6880-02$a24 tr.
        880 ## $6300-02/$1$a二十四頁
    """)
    principal, [part] = splitting.split(Context(record))
    assert [field.tag for field in principal.fields] == ["300"]
    fields = linked_fields.linked_fields(part.record.fields, Context(part.record))
    assert [linked.tag for linked in fields if linked.partner is not None] == ["300"]


def test_what_a_007_says_of_the_work_stays_the_works(record_of: Callable[[str], MarcRecord]) -> None:
    codes = "007 ta\n", "007 vd#cvaizm\n"
    ones, both = ([line for line in marc_converter().statements(record_of(text), IRI) if "#Work> " in line]
                  for text in (codes[1] + "300 ## $a1", "".join(codes) + "300 ## $a1"))  # fmt: skip
    told = [line for line in ones if "genreForm" in line or "content" in line]
    assert told
    assert set(told) <= set(both)


def test_a_record_of_many_empty_extents_is_converted(record_of: Callable[[str], MarcRecord]) -> None:
    record = record_of("007 \n007 x\n300 ## $a")
    record = record._replace(fields=(*record.fields, MarcField("300", " ", " ", ())))
    assert marc_converter().statements(record, IRI)
