# ruff: noqa: E501
"""Examples of each rule of physical_forms.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import physical_forms

EXAMPLES = [
    # a coloured map on paper, an atlas
    (
        "007 aj#canzn",
        """
        <#Instance> bf:media mediaTypes:n ;
          bf:genreForm genreForms:gf2011026387 ;
          bf:carrier carriers:nb ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/mul> ;
          bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/pap> .
        <#Work> bf:content contentTypes:cri .
        """,
    ),
    (
        """
        LDR 00000nam#a2200000#i#4500
        007 ad#afzfaa
        """,
        """
        <#Instance> bf:media mediaTypes:n ;
          bf:genreForm genreForms:gf2011026058 ;
          bf:carrier carriers:nc ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/one> ;
          bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/ski> ;
          bf:generation <http://id.loc.gov/vocabulary/mgeneration/mixedgen> ;
          bf:polarity <http://id.loc.gov/vocabulary/mpolarity/pos> .
        <#Work> bf:content contentTypes:cri .
        """,
    ),
    (
        "007 cr#cna",
        """
        <#Instance> bf:media mediaTypes:c ;
          bf:carrier carriers:cr ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/mul> ;
          bf:soundContent <http://id.loc.gov/vocabulary/msoundcontent/sound> .
        """,
    ),
    (
        "007 da#cen",
        """
        <#Instance> bf:media mediaTypes:n ;
          bf:carrier carriers:nr ;
          bf:genreForm genreForms:gf2011026117 ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/mul> ;
          bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/syn> .
        <#Work> bf:content contentTypes:crf .
        """,
    ),
    (
        "007 gs#cjafjj",
        """
        <#Instance> bf:media mediaTypes:g ;
          bf:carrier carriers:gs ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/mul> ;
          bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/saf> ;
          bf:soundContent <http://id.loc.gov/vocabulary/msoundcontent/sound> ;
          bf:soundCharacteristic <http://id.loc.gov/vocabulary/mrecmedium/mag> ;
          bf:dimensions "2x2 in. or 5x5 cm." ;
          bf:mount <http://id.loc.gov/vocabulary/mmaterial/mtl> , <http://id.loc.gov/vocabulary/mmaterial/gls> .
        <#Work> bf:content contentTypes:sti .
        """,
    ),
    (
        "007 hd#afb024baca",
        """
        <#Instance> bf:media mediaTypes:h ;
          bf:carrier carriers:hd ;
          bf:polarity <http://id.loc.gov/vocabulary/mpolarity/pos> ;
          bf:dimensions "35 mm." ;
          bf:reductionRatio <http://id.loc.gov/vocabulary/mreductionratio/normal> , <#007-ratio-024> ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/blw> ;
          bf:emulsion <http://id.loc.gov/vocabulary/mmaterial/slh> ;
          bf:generation <http://id.loc.gov/vocabulary/mgeneration/servcopy> ;
          bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/saf> .
        <#007-ratio-024> a bf:ReductionRatio ;
          rdfs:label "024" .
        """,
    ),
    (
        "007 kf#co#",
        """
        <#Instance> bf:media mediaTypes:n ;
          bf:carrier carriers:nb ;
          bf:genreForm <http://id.loc.gov/vocabulary/graphicMaterials/tgm007730> ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/mul> ;
          bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/pap> .
        <#Work> bf:content contentTypes:sti .
        """,
    ),
    (
        "007 mr#baaaducmfa",
        """
        <#Instance> bf:media mediaTypes:g ;
          bf:carrier carriers:mr ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/blw> ;
          bf:projectionCharacteristic <http://id.loc.gov/vocabulary/mpresformat/sound> ;
          bf:soundContent <http://id.loc.gov/vocabulary/msoundcontent/sound> ;
          bf:soundCharacteristic <http://id.loc.gov/vocabulary/mrecmedium/opt> ;
          bf:dimensions "16 mm." ;
          bf:genreForm genreForms:gf2011026435 ;
          bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/saf> .
        <#Work> bf:content contentTypes:tdi .
        """,
    ),
    (
        "007 sd#fsngnnmmned",
        """
        <#Instance> bf:media mediaTypes:s ;
          bf:carrier carriers:sd ;
          bf:soundCharacteristic <http://id.loc.gov/vocabulary/mplayback/ste> , <http://id.loc.gov/vocabulary/mrectype/digital> , <http://id.loc.gov/vocabulary/mplayspeed/f> , <http://id.loc.gov/vocabulary/mcapturestorage/dist> ;
          bf:dimensions "4 3/4 in." ;
          bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/pla> , <http://id.loc.gov/vocabulary/mmaterial/mtl> .
        """,
    ),
    (
        "007 ss#lsnjlmmned",
        """
        <#Instance> bf:media mediaTypes:s ;
          bf:carrier carriers:ss ;
          bf:soundCharacteristic <http://id.loc.gov/vocabulary/mplayback/ste> , <http://id.loc.gov/vocabulary/mspecplayback/dbx> , <http://id.loc.gov/vocabulary/mplayspeed/l> ;
          bf:dimensions "3 7/8 x 2 1/2 in." , "1/8 in. tape width" .
        """,
    ),
    (
        "007 sd#ismgnhhnn#",
        """
        <#Instance> bf:media mediaTypes:s ;
          bf:carrier carriers:sd ;
          bf:soundCharacteristic <http://id.loc.gov/vocabulary/mplayback/ste> , <http://id.loc.gov/vocabulary/mplayspeed/i> , <http://id.loc.gov/vocabulary/mgroove/finepitch> ;
          bf:dimensions "4 3/4 in." .
        """,
    ),
    (
        "007 vf#cbahos",
        """
        <#Instance> bf:media mediaTypes:v ;
          bf:carrier carriers:vf ;
          bf:colorContent <http://id.loc.gov/vocabulary/mcolor/mul> ;
          bf:videoCharacteristic <http://id.loc.gov/vocabulary/mvidformat/vhs> ;
          bf:soundContent <http://id.loc.gov/vocabulary/msoundcontent/sound> ;
          bf:soundCharacteristic <http://id.loc.gov/vocabulary/mrecmedium/mag> , <http://id.loc.gov/vocabulary/mplayback/ste> ;
          bf:dimensions "1/2 in." .
        <#Work> bf:content contentTypes:tdi .
        """,
    ),
    # what other fields say, 007 does not say again
    (
        """
        007 vd#csaizq
        300 ## $a1 DVD$c12 cm
        336 ## $atwo-dimensional moving image$btdi
        337 ## $bv
        338 ## $bvd
        344 ## $boptical$gsurround
        347 ## $bBlu-ray video
        """,
        """
        <#Instance> bf:colorContent <http://id.loc.gov/vocabulary/mcolor/mul> ;
          bf:soundContent <http://id.loc.gov/vocabulary/msoundcontent/sound> .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(physical_forms, marc, turtle)
