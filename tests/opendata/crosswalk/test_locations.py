"""Examples of each rule of locations.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import locations

EXAMPLES = [
    (
        """
        245 10 $aTruyện Kiều
        856 40 $uhttps://example.org/kieu.pdf$yToàn văn
        """,
        """
        <#Instance> bf:electronicLocator <https://example.org/kieu.pdf> ;
          bf:note [ a bf:Note ;
            rdfs:label "Toàn văn" ] .
        <#Work> bf:hasInstance [ a bf:Instance , bf:Electronic ;
            bf:instanceOf <#Work> ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Truyện Kiều" ] ;
            bf:electronicLocator <https://example.org/kieu.pdf> ;
            bf:note [ a bf:Note ;
              rdfs:label "Toàn văn" ] ] .
        """,
    ),
    (
        """
        008 190423s2019####vm######o#####000#1#vie#d
        856 40 $uhttps://example.org/kieu.pdf$zMiễn phí
        """,
        """
        <#Instance> bf:electronicLocator <https://example.org/kieu.pdf> ;
          bf:note [ a bf:Note ;
            rdfs:label "Miễn phí" ] .
        """,
    ),
    (
        """
        008 190423s2019####vm######o#####000#1#vie#d
        856 41 $uhttps://example.org/kieu.epub
        """,
        """
        <#Instance> bf:electronicLocator <https://example.org/kieu.epub> ;
          bf:hasItem [ a bf:Item ;
            bf:itemOf <#Instance> ;
            bf:electronicLocator <https://example.org/kieu.epub> ] .
        """,
    ),
    (
        "856 42 $3Bìa sách$uhttps://example.org/bia.jpg",
        """
        <#Instance> bf:supplementaryContent [ a bf:SupplementaryContent ;
            bf:electronicLocator <https://example.org/bia.jpg> ;
            bf:note [ a bf:Note ;
              rdfs:label "Bìa sách" ] ] .
        """,
    ),
    (
        "856 41 $3Table of contents$uhttps://example.org/mucluc",
        """
        <#Work> bf:tableOfContents <https://example.org/mucluc> .
        """,
    ),
    (
        "856 40 $3Tập 1$uhttps://example.org/tap1.pdf",
        """
        <#Instance> bf:electronicLocator <https://example.org/tap1.pdf> .
        <#Work> bf:hasInstance [ a bf:Instance , bf:Electronic ;
            bf:instanceOf <#Work> ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tập 1" ] ;
            bf:electronicLocator <https://example.org/tap1.pdf> ] .
        """,
    ),
    (
        "856 42 $uwww.nlv.gov.vn/bia.jpg$uhttps://nlv.gov.vn/tom-tat.html$zẢnh bìa",
        """
        <#Instance> bf:supplementaryContent [ a bf:SupplementaryContent ;
            bf:electronicLocator <http://www.nlv.gov.vn/bia.jpg> ;
            bf:note [ a bf:Note ;
              rdfs:label "Ảnh bìa" ] ] , [ a bf:SupplementaryContent ;
            bf:electronicLocator <https://nlv.gov.vn/tom-tat.html> ;
            bf:note [ a bf:Note ;
              rdfs:label "Ảnh bìa" ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(locations, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(locations, EXAMPLES) == []
