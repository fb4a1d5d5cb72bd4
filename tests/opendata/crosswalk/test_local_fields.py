"""Examples of each rule of local_fields.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import local_fields

EXAMPLES = [
    (
        "092 ## $a895.9221$bT527K$222",
        """
        <#Work> bf:classification [ a bf:ClassificationDdc ;
            bf:classificationPortion "895.9221" ; bf:itemPortion "T527K" ;
            bf:source [ a bf:Source ; bf:code "22" ] ] .
        """,
    ),
    ("082 04 $a895.9221$222\n092 ## $a895.9221$bT527K", ""),
    ("092 ## $aecol", ""),
    (
        "590 ## $aSách có chữ ký của tác giả.$5VN-HaNLV",
        """
        <#Instance> bf:note [ a bf:Note ; rdfs:label "Sách có chữ ký của tác giả" ;
            <http://id.loc.gov/ontologies/bflc/applicableInstitution> organizations:vnhanlv ] .
        """,
    ),
    ("590 ## $aKIRJA", ""),
    (
        "690 ## $aVăn học địa phương",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:Topic ; rdfs:label "Văn học địa phương" ;
            madsrdf:authoritativeLabel "Văn học địa phương" ;
            bf:source subjectSchemes:local ;
            madsrdf:isIdentifiedByAuthority _:heading ] .
        _:heading a madsrdf:Topic ; madsrdf:authoritativeLabel "Văn học địa phương" .
        """,
    ),
    (
        "691 #7 $aThừa Thiên Huế$2btdcd",
        """
        <#Work> bf:subject [ a bf:Place , madsrdf:Geographic ; rdfs:label "Thừa Thiên Huế" ;
            madsrdf:authoritativeLabel "Thừa Thiên Huế" ;
            bf:source subjectSchemes:btdcd ;
            madsrdf:isIdentifiedByAuthority _:heading ] .
        _:heading a madsrdf:Geographic ; madsrdf:authoritativeLabel "Thừa Thiên Huế" .
        """,
    ),
    *[
        (
            f"{tag} {ind1}# $a{name}$4dnr",
            f"""
            <#Work> bf:contribution [ a bf:Contribution ; bf:role relators:dnr ;
                bf:agent [ a bf:Agent , bf:{of_class} ; rdfs:label "{name}" ;
                  bflc:marcKey "{as_tag}{ind1} $a{name}$4dnr" ;
                  madsrdf:isIdentifiedByAuthority _:heading ] ] .
            _:heading a madsrdf:{mads} ; madsrdf:authoritativeLabel "{name}" .
            """,
        )
        for tag, as_tag, ind1, name, of_class, mads in (
            ("790", "700", "0", "Trần Văn Giáp", "Person", "PersonalName"),
            ("791", "710", "2", "Quỹ Châu Á", "Organization", "CorporateName"),
            ("792", "711", "2", "Hội nghị Việt Nam học", "Meeting", "ConferenceName"),
        )
    ],
    # SBN writes variants of names there
    (r"790 #1 $aStept, Samuel Howard$3IT\ICCU\UFEV\413679$zStept, Sammy", ""),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(local_fields, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(local_fields, EXAMPLES) == []
