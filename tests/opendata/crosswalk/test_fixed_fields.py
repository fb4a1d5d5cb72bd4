# ruff: noqa: E501
"""Examples of each rule of fixed_fields.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import fixed_fields

EXAMPLES = [
    # a book with a computer file for specialists, and with maps of its own
    (
        """
        006 m####fo##d########
        006 ab#############0#0
        """,
        """
        <#Work> bf:genreForm <http://id.loc.gov/vocabulary/marcgt/doc> ;
            bf:intendedAudience <http://id.loc.gov/vocabulary/maudience/spe> ;
            bf:illustrativeContent <http://id.loc.gov/vocabulary/millus/map> .
        """,
    ),
    (
        "008 190401s2019####vm#ab##j#bk##f111#pbvie#d",
        """
        <#Work> bf:language languages:vie ;
          bf:illustrativeContent <http://id.loc.gov/vocabulary/millus/ill> , <http://id.loc.gov/vocabulary/millus/map> ;
          bf:intendedAudience <http://id.loc.gov/vocabulary/maudience/juv> ;
          bf:supplementaryContent <http://id.loc.gov/vocabulary/msupplcont/bibliography> , <http://id.loc.gov/vocabulary/msupplcont/discography> , <http://id.loc.gov/vocabulary/msupplcont/index> ;
          bf:genreForm genreForms:gf2014026481 , genreForms:gf2014026049 , genreForms:gf2014026068 , genreForms:gf2016026082 ;
          bflc:governmentPubType <http://id.loc.gov/vocabulary/mgovtpubtype/f> .
        <#Instance> bf:media mediaTypes:n .
        """,
    ),
    (
        """
        LDR 00000cem#a2200000#i#4500
        008 190401s2019####vm#ac##bh#a##f##1#aavie#d
        """,
        """
        <#Work> bf:language languages:vie ;
          bf:cartographicAttributes <#008-map-18-a> , <#008-map-19-c> , <#008-map-22-bh> ;
          bflc:governmentPubType <http://id.loc.gov/vocabulary/mgovtpubtype/f> ;
          bf:supplementaryContent <http://id.loc.gov/vocabulary/msupplcont/index> .
        <#008-map-18-a> a bf:Cartographic ;
          bf:relief <http://id.loc.gov/vocabulary/mrelief/cont> .
        <#008-map-19-c> a bf:Cartographic ;
          bf:relief <http://id.loc.gov/vocabulary/mrelief/grad> .
        <#008-map-22-bh> a bf:Cartographic ;
          bf:projection <http://id.loc.gov/vocabulary/mprojection/bh> .
        """,
    ),
    (
        """
        LDR 00000cjm#a2200000#i#4500
        008 190401s2019####vm#sgc#b#abc###ab###vie#d
        """,
        """
        <#Work> bf:language languages:vie ;
          bf:intendedAudience <http://id.loc.gov/vocabulary/maudience/pri> ;
          bf:supplementaryContent <http://id.loc.gov/vocabulary/msupplcont/discography> , <http://id.loc.gov/vocabulary/msupplcont/bibliography> , <http://id.loc.gov/vocabulary/msupplcont/thematicindex> ;
          bf:genreForm genreForms:gf2014027103 , genreForms:gf2014026047 , genreForms:gf2014026049 ;
          bf:musicFormat <http://id.loc.gov/vocabulary/mmusicformat/pianoscore> .
        """,
    ),
    (
        """
        LDR 00000cjm#a2200000#i#4500
        008 190401s2019####vm#sga#bqabc###d####vie#d
        """,
        """
        <#Work> bf:language languages:vie ;
          bf:intendedAudience <http://id.loc.gov/vocabulary/maudience/pri> ;
          bf:supplementaryContent <http://id.loc.gov/vocabulary/msupplcont/discography> , <http://id.loc.gov/vocabulary/msupplcont/bibliography> , <http://id.loc.gov/vocabulary/msupplcont/thematicindex> ;
          bf:genreForm genreForms:gf2014027103 , genreForms:gf2014026297 ;
          bf:musicFormat <http://id.loc.gov/vocabulary/mmusicformat/score> .
        <#Instance> bf:carrier carriers:cz .
        """,
    ),
    (
        """
        LDR 00000cas#a2200000#i#4500
        008 190401s2019####vm#mn#pbo#b##f1###b0vie#d
        """,
        """
        <#Work> bf:language languages:vie ;
          bflc:serialPubType <http://id.loc.gov/vocabulary/mserialpubtype/periodical> ;
          bf:supplementaryContent <http://id.loc.gov/vocabulary/msupplcont/bibliography> ;
          bf:notation <http://id.loc.gov/vocabulary/mscript/b> ;
          bflc:governmentPubType <http://id.loc.gov/vocabulary/mgovtpubtype/f> ;
          bf:genreForm genreForms:gf2014026068 .
        <#Instance> bf:frequency frequencies:mon , frequencies:irr ;
          bf:note <#008-22-b> ;
          bf:carrier carriers:cr .
        <#008-22-b> a bf:Note , mnotetype:orig ;
          rdfs:label "Microfiche" .
        <#AdminMetadata> bf:note <#008-entry> .
        <#008-entry> a bf:Note , mnotetype:metaentry ;
          rdfs:label "0 - successive" .
        """,
    ),
    (
        """
        LDR 00000cgm#a2200000#i#4500
        008 190401s2019####vm#095#g#####fo####vvie#d
        """,
        """
        <#Work> bf:language languages:vie ;
          bf:intendedAudience <http://id.loc.gov/vocabulary/maudience/gen> ;
          bflc:governmentPubType <http://id.loc.gov/vocabulary/mgovtpubtype/f> ;
          bf:duration "PT1H35M"^^xsd:duration .
        <#Instance> bf:carrier carriers:cr .
        """,
    ),
    (
        """
        LDR 00000cgm#a2200000#i#4500
        008 190401s2019####vm#000##############vie#d
        """,
        """
        <#Work> bf:language languages:vie ;
          bf:duration "more than 999 minutes" .
        """,
    ),
    (
        """
        LDR 00000cmm#a2200000#i#4500
        008 190401s2019####vm#####j#o#d#f######vie#d
        """,
        """
        <#Work> bf:language languages:vie ;
          bf:intendedAudience <http://id.loc.gov/vocabulary/maudience/juv> ;
          bf:genreForm <http://id.loc.gov/vocabulary/marcgt/doc> ;
          bflc:governmentPubType <http://id.loc.gov/vocabulary/mgovtpubtype/f> .
        """,
    ),
    (
        """
        LDR 00000cpm#a2200000#i#4500
        008 190401s2019####vm######o###########vie#d
        """,
        """
        <#Work> bf:language languages:vie .
        <#Instance> bf:carrier carriers:cr .
        """,
    ),
    (
        "008 190401s2019####vm######d###########vie#d",
        """
        <#Work> bf:language languages:vie .
        <#Instance> bf:carrier carriers:nc ;
          bf:media mediaTypes:n ;
          bf:fontSize <http://id.loc.gov/vocabulary/mfont/lp> .
        """,
    ),
    (
        "008 190401s2019####vm######f###########vie#d",
        """
        <#Work> bf:language languages:vie .
        <#Instance> bf:carrier carriers:nc ;
          bf:media mediaTypes:n ;
          bf:notation <http://id.loc.gov/vocabulary/mtactile/brail> .
        """,
    ),
    (
        "008 190401s2019####vm######s###########vie#d",
        """
        <#Work> bf:language languages:vie .
        <#Instance> bf:carrier carriers:cz ;
          bf:media mediaTypes:c .
        """,
    ),
    # what 655, 353, 340, 337, 338 say already, 008 does not say again
    (
        """
        008 190401r20191925vm#a####ob####1#1#1#vie#d
        337 ## $bn
        338 ## $bcr
        353 ## $aindex
        340 ## $0http://id.loc.gov/vocabulary/millus/ill
        655 #7 $aConference papers and proceedings.$2lcgft
        """,
        """
        <#Work> bf:language languages:vie ;
          bf:originDate "1925"^^datatypes:edtf ;
          bf:supplementaryContent <http://id.loc.gov/vocabulary/msupplcont/bibliography> ;
          bf:genreForm genreForms:gf2014026339 .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(fixed_fields, marc, turtle)
