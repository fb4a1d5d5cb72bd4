"""Each line of the UNIMARC table: a field as cataloguers write it, and the MARC 21 that tells the same."""

from collections.abc import Callable, Iterator

import pytest

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.unimarc.record import to_marc21
from opendata.crosswalk.unimarc.table import TABLE

EXAMPLES = [
    ("010 ## $a978-604-55-1234-5$bbìa mềm$d85000đ", "020 ## $a978-604-55-1234-5$qbìa mềm$c85000đ"),
    ("011 ## $a0866-7349$y1234-5679", "022 ## $a0866-7349$z1234-5679"),
    (
        "012 2# $au-m, s.t. I,n* cado (3) 1743 (R)$2fei$5FR-751131010",
        "026 ## $eu-m, s.t. I,n* cado (3) 1743 (R)$2fei$5FR-751131010",
    ),
    ("013 ## $a979-0-56025-002-1$bbr.$d20 EUR", "024 2# $a979-0-56025-002-1$qbr.$c20 EUR"),
    ("014 ## $aS0024-9319(94)01-0015-3$2sici", "024 7# $aS0024-9319(94)01-0015-3$2sici"),
    ("015 ## $aNRC 12345", "027 ## $aNRC 12345"),
    ("016 ## $aFR-Z03-91-01231", "024 0# $aFR-Z03-91-01231"),
    ("017 70 $a10.1000/182$2doi", "024 7# $a10.1000/182$2doi"),
    ("020 ## $aVN$bVN-2019.1", "015 ## $2VN$aVN-2019.1"),
    ("021 ## $aVN$b1234/QĐ", "017 ## $bVN$a1234/QĐ"),
    ("022 ## $aUS$bHE 20.6209:13/45", "086 ## $aHE 20.6209:13/45"),
    ("029 ## $aFR$b2005PA010001", "088 ## $a2005PA010001"),
    (
        "033 ## $ahttp://catalogue.bnf.fr/ark:/12148/cb37815591n",
        "035 ## $ahttp://catalogue.bnf.fr/ark:/12148/cb37815591n",
    ),
    ("035 ## $a(VN)123$z(VN)122", "035 ## $a(VN)123$z(VN)122"),
    ("040 ## $aXVNSDQ", "030 ## $aXVNSDQ"),
    ("071 01 $a6459012$bCharisma", "028 00 $a6459012$bCharisma"),
    ("072 #0 $a012345678905$d12.99 USD", "024 1# $a012345678905$c12.99 USD"),
    ("073 #0 $a9790560250021", "024 3# $a9790560250021"),
    ("101 1# $avie$cchi$dfre", "041 1# $avie$hchi$bfre"),
    ("122 1# $ad17890714", "045 1# $bd17890714"),
    (
        "123 1# $aa$b25000$dE1054500$eE1060000$fN0210500$gN0205500",
        "034 1# $aa$b25000$dE1054500$eE1060000$fN0210500$gN0205500",
    ),
    ("127 ## $a0013 5", "306 ## $a001305"),
    ("128 ## $asu $bpf$cva", "047 ## $asu\n048 ## $apf$bva"),
    ("181 ## $ctxt$2rdacontent", "336 ## $btxt$2rdacontent"),
    ("181 #0 $ai $bxxxe  ", "336 ## $btxt$2rdacontent"),
    ("182 ## $cn$2rdamedia", "337 ## $bn$2rdamedia"),
    ("182 #0 $ag", "337 ## $bv$2rdamedia"),
    ("183 ## $anc$2rdacarrier", "338 ## $bnc$2rdacarrier"),
    (
        "200 1# $aTruyện Kiều$etruyện thơ$fNguyễn Du$gĐào Duy Anh hiệu khảo$hQuyển 1$iPhần một",
        "245 10 $aTruyện Kiều :$btruyện thơ.$nQuyển 1,$pPhần một$cNguyễn Du ; Đào Duy Anh hiệu khảo",
    ),
    (
        "200 1# $aViệt Nam$eđất nước$d= Vietnam$ea country$fHoàng Minh",
        "245 10 $aViệt Nam :$bđất nước$cHoàng Minh\n246 11 $aVietnam$ba country",
    ),
    (
        "200 0# $aThơ$aKịch$fThế Lữ$cVăn xuôi$fNhất Linh",
        "245 00 $aThơ$cThế Lữ ; Nhất Linh\n740 02 $aKịch\n740 02 $aVăn xuôi",
    ),
    (
        "205 ## $aTái bản lần 2$bcó bổ sung$fNguyễn Thạch Giang",
        "250 ## $aTái bản lần 2, có bổ sung$bNguyễn Thạch Giang",
    ),
    (
        "206 ## $aTỷ lệ 1:25000$cLưới chiếu Gauss$dĐ 105°-106°",
        "255 ## $aTỷ lệ 1:25000$bLưới chiếu Gauss$cĐ 105°-106°",
    ),
    ("207 #0 $aSố 1 (1917)-số 210 (1934)", "362 0# $aSố 1 (1917)-số 210 (1934)"),
    ("208 ## $aTổng phổ", "254 ## $aTổng phổ"),
    (
        "210 ## $aHà Nội$cVăn học$d2019$eNam Định$gNhà in Nam Định",
        "260 ## $aHà Nội$bVăn học$c2019$eNam Định$fNhà in Nam Định",
    ),
    ("211 ## $a202612", "263 ## $a202612"),
    ("214 #0 $aHuế$cThuận Hóa$d2020", "264 #1 $aHuế$bThuận Hóa$c2020"),
    ("214 #4 $dc2020", "264 #4 $cc2020"),
    ("215 ## $a365 tr.$cminh họa$d21 cm$e1 CD", "300 ## $a365 tr.$bminh họa$c21 cm$e1 CD"),
    (
        "225 1# $aVăn học cổ điển$evăn xuôi$hTập 2$v12$x0866-7349",
        "490 0# $aVăn học cổ điển : văn xuôi. Tập 2$v12$x0866-7349",
    ),
    ("230 ## $aDữ liệu điện tử (1 tệp: 2 MB)", "256 ## $aDữ liệu điện tử (1 tệp: 2 MB)"),
    ("283 ## $anga$2rdafrCarrier", "338 ## $bnc$2rdacarrier"),
    ("300 ## $aIn theo bản 1866", "500 ## $aIn theo bản 1866"),
    ("301 ## $aSố ISBN in sai", "500 ## $aSố ISBN in sai"),
    ("302 ## $aChính văn chữ Nôm", "546 ## $aChính văn chữ Nôm"),
    ("303 ## $aGhi chú mô tả", "500 ## $aGhi chú mô tả"),
    ("304 ## $aNhan đề ngoài bìa", "500 ## $aNhan đề ngoài bìa"),
    ("305 ## $aBản in lần đầu năm 1820", "500 ## $aBản in lần đầu năm 1820"),
    ("306 ## $aGiấy phép số 12", "500 ## $aGiấy phép số 12"),
    ("307 ## $aKèm bản đồ", "500 ## $aKèm bản đồ"),
    ("308 ## $aTủ sách cũ", "500 ## $aTủ sách cũ"),
    ("310 ## $aĐóng bìa cứng", "500 ## $aĐóng bìa cứng"),
    ("311 ## $aTiếp theo: Nam phong", "580 ## $aTiếp theo: Nam phong"),
    ("312 ## $aTên khác: Đoạn trường tân thanh", "500 ## $aTên khác: Đoạn trường tân thanh"),
    ("313 ## $aGhi chú chủ đề", "500 ## $aGhi chú chủ đề"),
    ("314 ## $aTác giả: Nguyễn Du (1765-1820)", "500 ## $aTác giả: Nguyễn Du (1765-1820)"),
    ("315 ## $aDữ liệu bản đồ", "500 ## $aDữ liệu bản đồ"),
    ("316 ## $aCó chữ ký tác giả$5VN-HaNLV", "500 ## $aCó chữ ký tác giả$5VN-HaNLV"),
    ("317 ## $aThư viện Đông Dương$5VN-HaNLV", "561 ## $aThư viện Đông Dương$5VN-HaNLV"),
    ("318 ## $aTu bổ$c2019$5VN-HaNLV", "583 ## $aTu bổ$c2019$5VN-HaNLV"),
    ("320 ## $aThư mục: tr. 301-305", "504 ## $aThư mục: tr. 301-305"),
    ("321 0# $aIndex medicus$x0019-3879", "510 0# $aIndex medicus$x0019-3879"),
    ("322 ## $aĐạo diễn: Trần Văn Thủy", "508 ## $aĐạo diễn: Trần Văn Thủy"),
    ("323 ## $aTrà Giang, Lâm Tới", "511 ## $aTrà Giang, Lâm Tới"),
    ("324 ## $aSao lại bản in: Hà Nội, 1943", "534 ## $nSao lại bản in: Hà Nội, 1943"),
    (
        "325 ## $aBản chụp. Hà Nội : Thư viện Quốc gia, 1998",
        "533 ## $nBản chụp. Hà Nội : Thư viện Quốc gia, 1998",
    ),
    ("326 ## $aHàng tháng$b1917-1934", "310 ## $aHàng tháng$b1917-1934"),
    ("327 1# $aPhần 1$aPhần 2", "505 0# $aPhần 1 -- Phần 2"),
    (
        "328 #0 $bLuận án tiến sĩ$cVăn học$eĐại học Hà Nội$d2005",
        "502 ## $bLuận án tiến sĩ$gVăn học$cĐại học Hà Nội$d2005",
    ),
    ("330 ## $aTóm tắt nội dung", "520 ## $aTóm tắt nội dung"),
    ("332 ## $aNguyễn Du, Truyện Kiều", "524 ## $aNguyễn Du, Truyện Kiều"),
    ("333 ## $aThiếu nhi", "521 ## $aThiếu nhi"),
    ("334 ## $bGiải thưởng Hồ Chí Minh$c1996", "586 ## $aGiải thưởng Hồ Chí Minh, 1996"),
    ("336 ## $aCơ sở dữ liệu", "516 ## $aCơ sở dữ liệu"),
    ("337 ## $aCần máy tính", "538 ## $aCần máy tính"),
    ("345 ## $a100 Tràng Thi$b123$c1 CD$d50000đ", "037 ## $b100 Tràng Thi$a123$f1 CD$c50000đ"),
    ("359 2# $bPhần 1$bPhần 2", "505 0# $aPhần 1 -- Phần 2"),
    ("371 0# $aĐọc tại chỗ", "506 ## $aĐọc tại chỗ"),
    ("410 #0 $12001 $aTủ sách Hán Nôm$v12", "830 #0 $aTủ sách Hán Nôm$v12"),
    ("411 #0 $tPhụ san văn nghệ", "762 0# $tPhụ san văn nghệ"),
    ("412 #0 $tTạp chí Văn học", "787 0# $iOffprint from$tTạp chí Văn học"),
    ("413 #0 $tBản in riêng", "787 0# $iOffprint$tBản in riêng"),
    ("421 #0 $tPhụ trương", "770 0# $tPhụ trương"),
    ("422 #0 $tBáo Nhân dân", "772 0# $tBáo Nhân dân"),
    ("423 #0 $tThơ mới", "777 0# $tThơ mới"),
    ("424 #0 $tLuật sửa đổi 2014", "787 0# $iUpdated by$tLuật sửa đổi 2014"),
    ("425 #0 $tLuật 2005", "787 0# $iUpdates$tLuật 2005"),
    ("430 #0 $tNam phong$x0866-7349", "780 00 $tNam phong$x0866-7349"),
    ("431 #0 $tNam phong", "780 01 $tNam phong"),
    ("432 #0 $tNam phong", "780 02 $tNam phong"),
    ("433 #0 $tNam phong", "780 03 $tNam phong"),
    ("434 #0 $tNam phong", "780 05 $tNam phong"),
    ("435 #0 $tNam phong", "780 06 $tNam phong"),
    ("436 #0 $tNam phong", "780 04 $tNam phong"),
    ("437 #0 $tNam phong", "780 07 $tNam phong"),
    ("440 #0 $tTri tân", "785 00 $tTri tân"),
    ("441 #0 $tTri tân", "785 01 $tTri tân"),
    ("442 #0 $tTri tân", "785 02 $tTri tân"),
    ("443 #0 $tTri tân", "785 03 $tTri tân"),
    ("444 #0 $tTri tân", "785 04 $tTri tân"),
    ("445 #0 $tTri tân", "785 05 $tTri tân"),
    ("446 #0 $tTri tân", "785 06 $tTri tân"),
    ("447 #0 $tTri tân", "785 07 $tTri tân"),
    ("448 #0 $tTri tân", "785 08 $tTri tân"),
    ("451 #0 $tTruyện Kiều$cHà Nội$nVăn học$d1979", "775 0# $tTruyện Kiều$dHà Nội : Văn học, 1979"),
    ("452 #0 $tBản vi phim", "776 0# $tBản vi phim"),
    ("453 #0 $tKim Vân Kiều (tiếng Pháp)", "767 0# $tKim Vân Kiều (tiếng Pháp)"),
    (
        "454 #1 $1001VN123$1500 1$aKim Vân Kiều truyện$1700 1$aThanh Tâm$bTài Nhân",
        "765 0# $aThanh Tâm, Tài Nhân$wVN123$sKim Vân Kiều truyện",
    ),
    ("455 #0 $tBản gốc 1866", "776 0# $iReproduction of$tBản gốc 1866"),
    ("456 #0 $tBản chụp 1998", "776 0# $iReproduced as$tBản chụp 1998"),
    ("461 #0 $tTạp chí Văn học$vSố 1", "773 0# $tTạp chí Văn học$gSố 1"),
    ("462 #0 $tTập 2", "773 0# $tTập 2"),
    ("463 #0 $tTạp chí Văn học$vSố 1", "774 0# $tTạp chí Văn học$gSố 1"),
    ("464 #0 $tĐoạn trích$fNguyễn Du", "774 0# $tĐoạn trích$nNguyễn Du"),
    ("470 #0 $tTruyện Kiều", "787 0# $iReview of$tTruyện Kiều"),
    ("481 #0 $tThơ mới", "777 0# $tThơ mới"),
    ("482 #0 $tThơ mới", "777 0# $tThơ mới"),
    ("488 #0 $tThơ mới", "787 0# $tThơ mới"),
    ("500 10 $aTruyện Kiều$mtiếng Anh", "240 10 $aTruyện Kiều$ltiếng Anh"),
    ("501 10 $aTác phẩm. Trích", "240 10 $aTác phẩm. Trích"),
    ("503 1# $aHiến pháp$j1946", "730 0# $aHiến pháp$f1946"),
    ("506 ## $aKim Vân Kiều$325", "240 10 $aKim Vân Kiều$025"),
    ("507 ## $aKim Vân Kiều$mtiếng Pháp", "240 10 $aKim Vân Kiều$ltiếng Pháp"),
    ("510 1# $aThe tale of Kieu", "246 11 $aThe tale of Kieu"),
    ("511 1# $aKiều", "246 1# $iHalf title$aKiều"),
    ("512 1# $aKiều", "246 14 $aKiều"),
    ("513 1# $aKiều", "246 15 $aKiều"),
    ("514 1# $aKiều", "246 16 $aKiều"),
    ("515 1# $aKiều", "246 17 $aKiều"),
    ("516 1# $aKiều", "246 18 $aKiều"),
    ("517 1# $aKim Vân Kiều", "246 1# $aKim Vân Kiều"),
    ("518 1# $aTruyện Kiều", "246 1# $aTruyện Kiều"),
    ("520 1# $aNam phong", "247 10 $aNam phong"),
    ("530 0# $aNam phong$b(Hà Nội)", "222 #0 $aNam phong$b(Hà Nội)"),
    ("531 ## $aNam phong t.c.$b(Hà Nội)", "210 00 $aNam phong t.c.$b(Hà Nội)"),
    ("532 12 $aMột trăm bài thơ", "246 1# $aMột trăm bài thơ"),
    ("540 1# $aKiều", "246 1# $aKiều"),
    ("541 1# $aThe tale of Kieu", "242 10 $aThe tale of Kieu"),
    ("545 ## $aPhụ trương", "246 1# $aPhụ trương"),
    ("560 1# $aKiều", "246 1# $aKiều"),
    ("600 #1 $aNguyễn$bDu$f1765-1820$xPhê bình", "600 14 $aNguyễn, Du,$d1765-1820$xPhê bình"),
    ("601 02 $aViện Văn học", "610 24 $aViện Văn học"),
    ("602 ## $aTrần (dòng họ)", "600 34 $aTrần (dòng họ)"),
    ("604 ## $1700 1$aNguyễn$bDu$150010$aTruyện Kiều", "600 14 $aNguyễn, Du$tTruyện Kiều"),
    (
        "604 ## $1700 1$aNguyễn$bDu$f1765-1820$150010$aTruyện Kiều$xLịch sử và phê bình$2rameau",
        "600 17 $aNguyễn, Du,$d1765-1820$tTruyện Kiều$xLịch sử và phê bình$2ram",
    ),
    ("605 ## $aKinh Thánh$iCựu ước", "630 04 $aKinh Thánh$pCựu ước"),
    (
        "606 ## $aThơ Nôm$yViệt Nam$zThế kỷ 19$xLịch sử$2btkkhcn",
        "650 #7 $aThơ Nôm$zViệt Nam$yThế kỷ 19$xLịch sử$2btkkhcn",
    ),
    (
        "606 ## $311976554$aHistoire religieuse$z+* 1900......- 1999......+:20e siècle:$2rameau",
        "650 #7 $aHistoire religieuse$y20e siècle$2ram$011976554",
    ),
    ("607 ## $aHuế", "651 #4 $aHuế"),
    ("608 ## $aTruyện thơ", "655 #4 $aTruyện thơ"),
    ("610 0# $aKiều$aThơ", "653 ## $aKiều$aThơ"),
    ("615 ## $aToán học$n510$2udc", "072 #7 $a510$2udc\n650 #7 $aToán học$2udc"),
    ("616 ## $aVinamilk", "653 ## $aVinamilk"),
    ("617 ## $aViệt Nam$dHuế", "662 ## $aViệt Nam$dHuế"),
    ("620 ## $aViệt Nam$dHà Nội", "752 ## $aViệt Nam$dHà Nội"),
    ("620 3# $dHà Nội$eNhà hát Lớn$f20190423", "033 00 $a20190423$pHà Nội, Nhà hát Lớn"),
    ("626 ## $aIBM PC$bPascal$cDOS 5.1", "753 ## $aIBM PC$bPascal$cDOS 5.1"),
    ("660 ## $aa-vt---", "043 ## $aa-vt---"),
    ("661 ## $ax0x9", "045 ## $ax0x9"),
    ("675 ## $a895.922$v2001", "080 ## $a895.922$22001"),
    ("676 ## $a895.92212$v23", "082 04 $a895.92212$223"),
    ("680 ## $aPL4378$bN5", "050 #4 $aPL4378$bN5"),
    ("681 ## $a863.1", "084 ## $a863.1$2ncsclt"),
    ("686 ## $aV6$2bbk", "084 ## $aV6$2bbk"),
    ("690 ## $aI333.25", "084 ## $aI333.25$2clc"),
    ("700 #1 $aNguyễn$bDu$f1765-1820$4070", "100 1# $aNguyễn, Du,$d1765-1820$4aut"),
    ("701 #1 $aĐào$bDuy Anh$4340", "700 1# $aĐào, Duy Anh$4edt"),
    ("702 #0 $aVô danh$4730", "700 0# $aVô danh$4trl"),
    ("710 02 $aViện Văn học$bPhòng tư liệu", "110 2# $aViện Văn học$bPhòng tư liệu"),
    ("711 12 $aHội nghị Việt Nam học$d1$f1998$eHà Nội", "711 2# $aHội nghị Việt Nam học$n1$d1998$cHà Nội"),
    ("712 02 $aNhà xuất bản Văn học$4650", "710 2# $aNhà xuất bản Văn học$4pbl"),
    ("716 ## $aCharisma$f1969$cGrande-Bretagne", "720 ## $aCharisma, 1969, Grande-Bretagne$etrademark"),
    ("720 ## $aNguyễn (dòng họ)", "100 3# $aNguyễn (dòng họ)"),
    ("721 ## $aLê (dòng họ)", "700 3# $aLê (dòng họ)"),
    ("722 ## $aTrần (dòng họ)", "700 3# $aTrần (dòng họ)"),
    ("730 ## $aVô danh thị$4070", "720 ## $aVô danh thị$4aut"),
    ("801 #0 $aVN$bVN-HaNLV$gAACR2$h123", "035 ## $a(VN-HaNLV)123\n040 ## $aVN-HaNLV$eaacr"),
    ("852 ## $aVN-HaNLV$bKho đọc$jV93", "852 ## $aVN-HaNLV$bKho đọc$hV93"),
    ("856 40 $uhttp://example.org/kieu.pdf$2Toàn văn", "856 40 $uhttp://example.org/kieu.pdf$yToàn văn"),
    ("886 2# $2marc21$a384$b0 $aRé mineur", "384 0# $aRé mineur"),
    (
        "930 ## $5FR-751131007:36957840001001$a1999-57272$b759999999$cTolbiac",
        "852 ## $h1999-57272$b759999999$cTolbiac",
    ),
    ("966 ## $lBMFV$a14777$s82-31", "852 ## $bBMFV$p14777$h82-31"),
    ("995 ## $bVN-HaNLV$cKho đọc$fVV001$kV93", "852 ## $bVN-HaNLV$cKho đọc$pVV001$hV93"),
    ("071 61 $aVN-456$bFPT", "028 50 $aVN-456$bFPT"),
    ("181 #0 $ab $bxb2e  ", "336 ## $bsti$2rdacontent"),
    ("181 #0 $ad $bbxxa  ", "336 ## $bprm$2rdacontent"),
    ("181 #0 $ab $bca2e  ", "336 ## $bcri$2rdacontent"),
    (
        "410 #0 $139626436$tMusica Britannica$x0580-2954$v29",
        "830 #0 $aMusica Britannica$w39626436$x0580-2954$v29",
    ),
    ("410 #0 $1700 1$aNguyễn$bDu$12001 $aToàn tập$v3", "800 1# $aNguyễn, Du$tToàn tập$v3"),
    (
        "461 #1 $12001 $aTạp chí Hán Nôm$vSố 1$1011  $a0866-8639$1210  $aHà Nội$cViện Hán Nôm$d1998",
        "773 0# $tTạp chí Hán Nôm$gSố 1$x0866-8639$dHà Nội : Viện Hán Nôm, 1998",
    ),
    ("700 ## $aHồ Chí Minh$f1890-1969$40070", "100 0# $aHồ Chí Minh,$d1890-1969$4aut"),
    (
        "700 #1 $aLee$bPeter H.$f1929-....$oISNI0000000110324197$4070",
        "100 1# $aLee, Peter H.,$d1929-$4aut$1https://isni.org/isni/0000000110324197",
    ),
    ("700 #1 $a毛$b泽东$4070", "100 1# $a毛泽东$4aut"),
    (
        "700 #1 $aThích$bNhất Hạnh$cthiền sư$f1926-2022$gNguyễn Xuân Bảo$4http://id.loc.gov/vocabulary/relators/aut",
        "100 1# $aThích, Nhất Hạnh$q(Nguyễn Xuân Bảo),$cthiền sư,$d1926-2022$4http://id.loc.gov/vocabulary/relators/aut",
    ),
    ("702 ## $aLingens$bPeter Michael$4nrt$4vre", "700 1# $aLingens, Peter Michael$4nrt$evre"),
    ("700 #1 $aNguyễn$bDu$4999", "100 1# $aNguyễn, Du"),
    (
        "710 01 $aViệt Nam$bBộ Giáo dục$cHà Nội$4dịch giả",
        "110 1# $aViệt Nam$bBộ Giáo dục$g(Hà Nội)$edịch giả",
    ),
    (
        "711 12 $aHội thảo Kiều học$bTiểu ban 1$f2015$4360",
        "711 2# $aHội thảo Kiều học$eTiểu ban 1$d2015$4etr",
    ),
    ("801 #2 $aVN$bVN-HaNLV", "040 ## $dVN-HaNLV"),
    ("856 4# $2http$uhttp://example.org/kieu.pdf", "856 4# $uhttp://example.org/kieu.pdf"),
]


@pytest.mark.parametrize(("unimarc", "marc21"), EXAMPLES)
def test_field_is_told_in_marc21(record_of: Callable[[str], MarcRecord], unimarc: str, marc21: str) -> None:
    assert to_marc21(record_of(unimarc)).fields == record_of(marc21).fields


def test_every_field_of_the_table_has_an_example() -> None:
    coded = {tag for tag, line in TABLE.items() if line.to.startswith("00") or tag == "100"}
    assert {unimarc[:3] for unimarc, _ in EXAMPLES} == set(TABLE) - coded


_EMBEDDED = (("1", "001VN1"), ("1", "2001 "), ("a", "Tạp chí"), ("1", "210  "), ("c", "Văn học"))
_AUTHOR = (("1", "700 1"), ("a", "Nguyễn"))
_BODY = (("1", "71002"), ("a", "Viện Văn học"))
_TEXTS = ("Huế", "070", "ISNI0000000110324197", "http://example.org/1", "rameau", "200 1")
_CODES = "abcdefghijklmnopqrstuvwxyz0123456789"


def _variants(field: MarcField, code: str) -> Iterator[MarcField]:
    """*field* without its subfields *code*, and with such a one of each kind of text, before or behind."""
    rest = tuple(pair for pair in field.subfields if pair[0] != code)
    yield field._replace(subfields=rest)
    for text in _TEXTS:
        yield field._replace(subfields=((code, text), *rest))
        yield field._replace(subfields=(*field.subfields, (code, text)))


def _told(field: MarcField, level: str) -> tuple[MarcField, ...]:
    return to_marc21(MarcRecord(f"00000na{level}  2200000   450 ", (), (field,))).fields


@pytest.mark.parametrize("tag", [tag for tag, line in TABLE.items() if not line.to.startswith("00")])
def test_the_subfields_that_a_line_names_are_those_that_take_part(
    record_of: Callable[[str], MarcRecord], tag: str
) -> None:
    fields = [record_of(unimarc).fields[0] for unimarc, _ in EXAMPLES if unimarc[:3] == tag]
    if "1" in TABLE[tag].codes:
        fields += [fields[0]._replace(subfields=one) for one in (_EMBEDDED + _AUTHOR, _AUTHOR, _BODY)]
    taking_part = {
        code
        for code in _CODES
        for level in ("ms" if tag == "410" else "m")
        for field in fields
        if any(_told(field, level) != _told(variant, level) for variant in _variants(field, code))
    }
    assert taking_part == set(TABLE[tag].codes)


@pytest.mark.parametrize(
    "line",
    [
        "999 ## $aNgoài bảng",
        "606 ## $9mã riêng",
        "801 #0 $aVN",
        "886 2# $2marc21$a001$b##$aX",
        "700 #1 $4070",
    ],
)
def test_what_the_table_does_not_know_is_left_to_the_archive(
    record_of: Callable[[str], MarcRecord], line: str
) -> None:
    assert to_marc21(record_of(line)).fields == ()
