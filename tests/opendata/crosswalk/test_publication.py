"""Examples of each rule of publication.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import publication

EXAMPLES = [
    (
        """
        008 190401s1971####ja#############000#0#eng#d
        260 ## $aTokyo :$bIgaku Shoin ;$aNew York :$bElsevier,$c1971.
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "Tokyo" ;
            bflc:simpleAgent "Igaku Shoin" ] , [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "New York" ;
            bflc:simpleAgent "Elsevier" ;
            bflc:simpleDate "1971" ;
            bf:date "1971"^^datatypes:edtf ;
            bf:place countries:ja ] ;
          bf:publicationStatement "Tokyo: Igaku Shoin" , "New York: Elsevier, 1971" .
        """,
    ),
    (
        """
        008 190401m1957####vm############000#1#vie#d
        260 ## $a[Hà Nội :$bHội Nhà văn,$c1957]
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "[Hà Nội]" ;
            bflc:simpleAgent "[Hội Nhà văn]" ;
            bflc:simpleDate "[1957]" ] , <#008-publication> ;
          bf:publicationStatement "[Hà Nội]: [Hội Nhà văn], [1957]" .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bflc:simplePlace "[Hà Nội]" ;
          bflc:simpleAgent "[Hội Nhà văn]" ;
          bflc:simpleDate "[1957]" ;
          bf:date "1957"^^datatypes:edtf ;
          bf:place countries:vm .
        """,
    ),
    (
        """
        008 190401s1993####vm############000#1#vie#d
        260 ## $aHà Nội :$bVăn học,$c1993$e(Hà Nam :$fXí nghiệp in,$g1994)
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "Hà Nội" ;
            bflc:simpleAgent "Văn học" ;
            bflc:simpleDate "1993" ] , [ a bf:ProvisionActivity , bf:Manufacture ;
            bflc:simplePlace "Hà Nam" ;
            bflc:simpleAgent "Xí nghiệp in" ;
            bflc:simpleDate "1994" ] , <#008-publication> ;
          bf:publicationStatement "Hà Nội: Văn học, 1993" ;
          bf:manufactureStatement "Hà Nam: Xí nghiệp in, 1994" .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bflc:simplePlace "Hà Nội" ;
          bflc:simpleAgent "Văn học" ;
          bflc:simpleDate "1993" ;
          bf:date "1993"^^datatypes:edtf ;
          bf:place countries:vm .
        """,
    ),
    (
        """
        008 190401t20192018vm############000#1#vie#d
        264 #1 $a[Thành phố Hồ Chí Minh] :$bNhà xuất bản Trẻ,$c[2019]
        264 #4 $c©2018
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "[Thành phố Hồ Chí Minh]" ;
            bflc:simpleAgent "Nhà xuất bản Trẻ" ;
            bflc:simpleDate "[2019]" ] , <#008-publication> ;
          bf:publicationStatement "[Thành phố Hồ Chí Minh]: Nhà xuất bản Trẻ, [2019]" ;
          bf:copyrightDate "2018"^^datatypes:edtf .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bflc:simplePlace "[Thành phố Hồ Chí Minh]" ;
          bflc:simpleAgent "Nhà xuất bản Trẻ" ;
          bflc:simpleDate "[2019]" ;
          bf:date "2019"^^datatypes:edtf ;
          bf:place countries:vm .
        """,
    ),
    # without 008's year
    (
        """
        264 #1 $aHuế :$aHà Nội :$bThuận Hóa
        264 #4 $c©2018
        264 #2 $bFahasa$3Tập 1
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "Huế" , "Hà Nội" ;
            bflc:simpleAgent "Thuận Hóa" ] , [ a bf:ProvisionActivity , bf:Distribution ;
            bflc:simpleAgent "Fahasa" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:publicationStatement "Huế; Hà Nội: Thuận Hóa" ;
          bf:copyrightDate "2018" ;
          bf:distributionStatement "Fahasa" .
        """,
    ),
    # one transcribed word alone: 008 and the field are one activity
    (
        """
        008 190401s1993####vm############000#1#vie#d
        264 #1 $c1993
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simpleDate "1993" ;
            bf:date "1993"^^datatypes:edtf ;
            bf:place countries:vm ] ;
          bf:publicationStatement "1993" .
        """,
    ),
    (
        """
        LDR 00000cas#a2200000#i#4500
        008 190401c19179999vm#m##p#o##########vie#d
        264 #1 $aHà Nội :$bĐông Kinh
        264 31 $aSài Gòn :$bNam Phong
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "Hà Nội" ;
            bflc:simpleAgent "Đông Kinh" ;
            bf:status mstatus:earliest ] , [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "Sài Gòn" ;
            bflc:simpleAgent "Nam Phong" ;
            bf:status mstatus:current ] , <#008-publication> ;
          bf:publicationStatement "Hà Nội: Đông Kinh" , "Sài Gòn: Nam Phong" .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bflc:simplePlace "Sài Gòn" ;
          bflc:simpleAgent "Nam Phong" ;
          bf:date "1917/.."^^datatypes:edtf ;
          bf:status mstatus:current ;
          bf:place countries:vm .
        """,
    ),
    (
        """
        008 190401i19001950vm############000#1#vie#d
        264 #0 $aHà Nội
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Production ;
            bflc:simplePlace "Hà Nội" ;
            bf:date "1900/1950"^^datatypes:edtf ;
            bf:place countries:vm ;
            bf:note [ a bf:Note ;
              rdfs:label "inclusive collection dates" ] ] ;
          bf:productionStatement "Hà Nội" .
        """,
    ),
    (
        "008 190401p20191998vm############000#1#vie#d",
        """
        <#Instance> bf:provisionActivity <#008-distribution> , <#008-production> .
        <#008-distribution> a bf:ProvisionActivity , bf:Distribution ;
          bf:date "2019"^^datatypes:edtf ;
          bf:place countries:vm .
        <#008-production> a bf:ProvisionActivity , bf:Production ;
          bf:date "1998"^^datatypes:edtf .
        """,
    ),
    (
        "008 190401e20190423vm############000#1#vie#d",
        """
        <#Instance> bf:provisionActivity <#008-publication> .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bf:date "2019-04-23"^^datatypes:edtf ;
          bf:place countries:vm .
        """,
    ),
    (
        "008 190401q19001910vm############000#1#vie#d",
        """
        <#Instance> bf:provisionActivity <#008-publication> .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bf:date "1900~/1910~"^^datatypes:edtf ;
          bf:place countries:vm .
        """,
    ),
    (
        "008 190401n########vm############000#1#vie#d",
        """
        <#Instance> bf:provisionActivity <#008-publication> .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bf:date "XXXX"^^datatypes:edtf ;
          bf:place countries:vm .
        """,
    ),
    (
        "008 190401d19171934vm############000#1#vie#d",
        """
        <#Instance> bf:provisionActivity <#008-publication> .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bf:date "1917/1934"^^datatypes:edtf ;
          bf:status mstatus:ceased ;
          bf:place countries:vm .
        """,
    ),
    (
        "262 ## $aHà Nội,$bHãng phim,$c1995",
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "Hà Nội" ;
            bflc:simpleAgent "Hãng phim" ;
            bflc:simpleDate "1995" ] ;
          bf:publicationStatement "Hà Nội: Hãng phim, 1995" .
        """,
    ),
    (
        "261 ## $aHãng phim truyện$b1980$fHà Nội",
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Production ;
            bflc:simpleAgent "Hãng phim truyện" , "1980" ;
            bflc:simplePlace "Hà Nội" ] ;
          bf:productionStatement "Hà Nội: Hãng phim truyện, 1980" .
        """,
    ),
    (
        """
        008 190401s1993####vm############000#1#chi#d
        260 ## $6880-01$aBeijing :$bRen min wen xue,$c1993
        880 ## $6260-01/{dollar}1$a北京 :$b人民文学,$c1993
        """,
        """
        <#Instance> bf:provisionActivity [ a bf:ProvisionActivity , bf:Publication ;
            bflc:simplePlace "Beijing" , "北京"@zh-Hani ;
            bflc:simpleAgent "Ren min wen xue" , "人民文学"@zh-Hani ;
            bflc:simpleDate "1993" , "1993"@zh-Hani ] , <#008-publication> ;
          bf:publicationStatement "Beijing: Ren min wen xue, 1993" , "北京: 人民文学, 1993"@zh-Hani .
        <#008-publication> a bf:ProvisionActivity , bf:Publication ;
          bflc:simplePlace "Beijing" , "北京"@zh-Hani ;
          bflc:simpleAgent "Ren min wen xue" , "人民文学"@zh-Hani ;
          bflc:simpleDate "1993" , "1993"@zh-Hani ;
          bf:date "1993"^^datatypes:edtf ;
          bf:place countries:vm .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(publication, marc, turtle)
