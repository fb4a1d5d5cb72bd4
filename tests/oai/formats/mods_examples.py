"""Fields of MARC 21 and what they are in MODS, in the order of the Library of Congress's mapping."""

AUT = (
    '<role><roleTerm type="code" authority="marcrelator" '
    'authorityURI="http://id.loc.gov/vocabulary/relators" '
    'valueURI="http://id.loc.gov/vocabulary/relators/aut">aut</roleTerm>'
)
EXAMPLES = [
    # titles
    (
        "245 10 $a Truyện Kiều : $b thơ. $n Tập 1, $p Kiều ra đi / $c Nguyễn Du.",
        "<titleInfo><title>Truyện Kiều</title><subTitle>thơ</subTitle><partNumber>Tập 1</partNumber>"
        "<partName>Kiều ra đi</partName></titleInfo>"
        '<note type="statement of responsibility">Nguyễn Du</note>',
    ),
    (
        "245 14 $a The tale of Kiều",
        '<titleInfo><nonSort xml:space="preserve">The </nonSort><title>tale of Kiều</title></titleInfo>',
    ),
    (
        "245 12 $a L'Annam",
        '<titleInfo><nonSort xml:space="preserve">L\'</nonSort><title>Annam</title></titleInfo>',
    ),
    ("245 13 $a Truyện Kiều", "<titleInfo><title>Truyện Kiều</title></titleInfo>"),
    (
        "245 00 $a Bản đồ Hà Nội = $b Map of Hanoi : 2005",
        "<titleInfo><title>Bản đồ Hà Nội</title></titleInfo>"
        '<titleInfo type="translated"><title>Map of Hanoi</title><subTitle>2005</subTitle></titleInfo>',
    ),
    (
        "880 10 $6 245-02/$1 $a 大越史記全書",
        '<titleInfo altRepGroup="02" script="Hani"><title>大越史記全書</title></titleInfo>',
    ),
    ("880 10 $6 245-00/$1 $a かな", '<titleInfo script="Jpan"><title>かな</title></titleInfo>'),
    (
        "880 10 $6 245-03/(N $a Война",
        '<titleInfo altRepGroup="03" script="Cyrl"><title>Война</title></titleInfo>',
    ),
    (
        "130 0_ $a Kinh Thánh. $p Cựu ước",
        '<titleInfo type="uniform"><title>Kinh Thánh</title><partName>Cựu ước</partName></titleInfo>',
    ),
    ("210 0_ $a Tạp chí Hán Nôm", '<titleInfo type="abbreviated"><title>Tạp chí Hán Nôm</title></titleInfo>'),
    (
        "222 _0 $a Tạp chí Hán Nôm $b (Hà Nội)",
        '<titleInfo type="alternative" otherType="key title"><title>Tạp chí Hán Nôm</title>'
        "<subTitle>(Hà Nội)</subTitle></titleInfo>",
    ),
    (
        "242 10 $a The tale of Kiều $y eng",
        '<titleInfo type="translated" xml:lang="en"><title>The tale of Kiều</title></titleInfo>',
    ),
    (
        "246 14 $a Kiều",
        '<titleInfo type="alternative" displayLabel="Cover title"><title>Kiều</title></titleInfo>',
    ),
    ("246 11 $a Kieu", '<titleInfo type="translated"><title>Kieu</title></titleInfo>'),
    (
        "247 10 $a Thông báo",
        '<titleInfo type="alternative" displayLabel="Former title"><title>Thông báo</title></titleInfo>',
    ),
    # names
    (
        "100 0_ $a Nguyễn Du, $c thi hào, $d 1766-1820, $e tác giả.",
        '<name type="personal" usage="primary"><namePart>Nguyễn Du</namePart>'
        '<namePart type="termsOfAddress">thi hào</namePart><namePart type="date">1766-1820</namePart>'
        f'{AUT}<roleTerm type="text">tác giả</roleTerm></role></name>',
    ),
    (
        "100 3_ $a Nguyễn (dòng họ)",
        '<name type="family" usage="primary"><namePart>Nguyễn (dòng họ)</namePart></name>',
    ),
    (
        "110 2_ $a Việt Nam. $b Bộ Văn hóa. $b Cục Di sản",
        '<name type="corporate" usage="primary"><namePart>Việt Nam</namePart>'
        "<namePart>Bộ Văn hóa</namePart><namePart>Cục Di sản</namePart></name>",
    ),
    (
        "711 2_ $a Hội thảo Việt Nam học $n (2 : $d 2004 : $c TP. Hồ Chí Minh) $j ban tổ chức",
        '<name type="conference"><namePart>Hội thảo Việt Nam học (2 : TP. Hồ Chí Minh)</namePart>'
        '<namePart type="date">2004</namePart><role><roleTerm type="text">ban tổ chức</roleTerm>'
        "</role></name>",
    ),
    (
        "700 1_ $a Đào, Duy Anh $4 aut $0 (isni)0000000123456789 $1 http://viaf.org/viaf/1",
        '<name type="personal" valueURI="http://viaf.org/viaf/1"><namePart>Đào, Duy Anh</namePart>'
        f'{AUT}<roleTerm type="text" authority="marcrelator">author</roleTerm></role>'
        '<nameIdentifier type="isni">0000000123456789</nameIdentifier></name>',
    ),
    ("720 __ $a Nhóm Cánh Buồm", "<name><namePart>Nhóm Cánh Buồm</namePart></name>"),
    # origin
    (
        "260 __ $a [Hà Nội] : $b [s.n.], $c c1955.",
        '<originInfo><place supplied="yes"><placeTerm type="text">Hà Nội</placeTerm></place>'
        "<copyrightDate>1955</copyrightDate></originInfo>",
    ),
    (
        "264 _2 $a Huế : $b Thuận Hóa, $c 2001",
        '<originInfo eventType="distribution"><place><placeTerm type="text">Huế</placeTerm></place>'
        "<publisher>Thuận Hóa</publisher><dateIssued>2001</dateIssued></originInfo>",
    ),
    (
        "250 __ $a In lần 2 / $b có bổ sung",
        "<originInfo><edition>In lần 2 / có bổ sung</edition></originInfo>",
    ),
    ("310 __ $a Hai tháng một số", "<originInfo><frequency>Hai tháng một số</frequency></originInfo>"),
    (
        "033 2_ $a 19990101 $a 19991231",
        '<originInfo><dateCaptured encoding="iso8601" point="start">19990101</dateCaptured>'
        '<dateCaptured encoding="iso8601" point="end">19991231</dateCaptured></originInfo>',
    ),
    (
        "044 __ $a vm $c vn",
        '<originInfo><place><placeTerm type="code" authority="marccountry">vm</placeTerm></place>'
        '<place><placeTerm type="code" authority="iso3166">vn</placeTerm></place></originInfo>',
    ),
    # language
    (
        "041 1_ $a viefre $h chi $b eng $a xyz",
        '<language><languageTerm type="code" authority="iso639-2b">vie</languageTerm></language>'
        '<language><languageTerm type="code" authority="iso639-2b">fre</languageTerm></language>'
        '<language objectPart="summary">'
        '<languageTerm type="code" authority="iso639-2b">eng</languageTerm></language>',
    ),
    (
        "041 07 $a vi $2 rfc3066",
        '<language><languageTerm type="code" authority="rfc3066">vi</languageTerm></language>',
    ),
    # physical description
    (
        "300 __ $a 204 tr. : $b minh họa ; $c 19 cm + $e 1 CD",
        "<physicalDescription><extent>204 tr. : minh họa ; 19 cm + 1 CD</extent></physicalDescription>",
    ),
    (
        "245 00 $a Huế $h [bản ghi hình]",
        "<titleInfo><title>Huế</title></titleInfo><physicalDescription>"
        '<form authority="gmd">bản ghi hình</form></physicalDescription>',
    ),
    (
        "338 __ $a volume $b nc $2 rdacarrier",
        '<physicalDescription><form type="carrier" authority="rdacarrier">volume</form>'
        "</physicalDescription>",
    ),
    (
        "340 __ $a giấy dó $d khắc gỗ",
        '<physicalDescription><form type="material">giấy dó</form>'
        '<form type="technique">khắc gỗ</form></physicalDescription>',
    ),
    (
        "351 __ $a Xếp theo năm.",
        '<physicalDescription><note type="arrangement">Xếp theo năm</note></physicalDescription>',
    ),
    # genres and notes
    ("047 __ $a sg", '<genre authority="marcmuscomp" type="musical composition">sg</genre>'),
    ("336 __ $a text $2 rdacontent", '<genre authority="rdacontent">text</genre>'),
    ("655 _7 $a Truyện thơ $z Việt Nam. $2 lcgft", '<genre authority="lcgft">Truyện thơ--Việt Nam</genre>'),
    ("500 __ $a Bìa ghi: Kiều.", "<note>Bìa ghi: Kiều.</note>"),
    ("502 __ $a Luận án tiến sĩ.", '<note type="thesis">Luận án tiến sĩ.</note>'),
    ("504 __ $a Thư mục: tr. 200.", '<note type="bibliography">Thư mục: tr. 200.</note>'),
    ("511 0_ $a Thanh Lam.", '<note type="performers">Thanh Lam.</note>'),
    ("541 0_ $a Mua của ông A $h 5 triệu", ""),
    (
        "505 1_ $a Chương 1 -- Chương 2",
        '<tableOfContents type="incomplete contents">Chương 1 -- Chương 2</tableOfContents>',
    ),
    (
        "520 1_ $a Điểm sách. $u https://x.vn/a b",
        '<abstract type="Review">Điểm sách.</abstract>',
    ),
    ("520 3_ $a Tóm tắt.", '<abstract type="Abstract">Tóm tắt.</abstract>'),
    ("521 __ $a Học sinh.", "<targetAudience>Học sinh.</targetAudience>"),
    (
        "540 __ $a CC BY $u https://creativecommons.org/licenses/by/4.0/",
        '<accessCondition type="use and reproduction" '
        'xlink:href="https://creativecommons.org/licenses/by/4.0/">CC BY</accessCondition>',
    ),
    (
        "506 __ $a Chỉ đọc tại chỗ.",
        '<accessCondition type="restriction on access">Chỉ đọc tại chỗ.</accessCondition>',
    ),
    ("362 0_ $a Số 1 (1986)-", '<note type="date/sequential designation">Số 1 (1986)-</note>'),
    # subjects
    (
        "650 _0 $a Poetry $x History $y 19th century $z Vietnam $v Bibliography $0 http://id.loc.gov/a",
        '<subject authority="lcsh" valueURI="http://id.loc.gov/a"><topic>Poetry</topic><topic>History</topic>'
        "<temporal>19th century</temporal><geographic>Vietnam</geographic>"
        "<genre>Bibliography</genre></subject>",
    ),
    (
        "600 17 $a Nguyễn, Du, $d 1766-1820. $t Truyện Kiều $x Từ ngữ. $2 btkkhcn",
        '<subject authority="btkkhcn"><name type="personal"><namePart>Nguyễn, Du</namePart>'
        '<namePart type="date">1766-1820</namePart></name><titleInfo><title>Truyện Kiều</title></titleInfo>'
        "<topic>Từ ngữ</topic></subject>",
    ),
    (
        "610 24 $a Viện Hán Nôm",
        '<subject><name type="corporate"><namePart>Viện Hán Nôm</namePart></name></subject>',
    ),
    ("630 04 $a Kinh Dịch", "<subject><titleInfo><title>Kinh Dịch</title></titleInfo></subject>"),
    ("648 _4 $a Thế kỷ 19", "<subject><temporal>Thế kỷ 19</temporal></subject>"),
    ("651 _4 $a Huế $x Lịch sử", "<subject><geographic>Huế</geographic><topic>Lịch sử</topic></subject>"),
    (
        "653 _1 $a Nguyễn Du",
        '<subject><name type="personal"><namePart>Nguyễn Du</namePart></name></subject>',
    ),
    ("653 _5 $a Huế", "<subject><geographic>Huế</geographic></subject>"),
    ("656 _7 $a Thủ thư $2 nghe", '<subject authority="nghe"><occupation>Thủ thư</occupation></subject>'),
    (
        "752 __ $a Việt Nam $b Thừa Thiên Huế $d Huế",
        "<subject><hierarchicalGeographic><country>Việt Nam</country><state>Thừa Thiên Huế</state>"
        "<city>Huế</city></hierarchicalGeographic></subject>",
    ),
    (
        "043 __ $a a-vt--- $a q-qq---",
        '<subject><geographicCode authority="marcgac">a-vt---</geographicCode></subject>',
    ),
    (
        "045 2_ $b d1802 $b d1945",
        '<subject><temporal encoding="w3cdtf" point="start">1802</temporal>'
        '<temporal encoding="w3cdtf" point="end">1945</temporal></subject>',
    ),
    (
        "255 __ $a Tỷ lệ 1:50.000 ; $b UTM $c (Đ 102°--Đ 110°)",
        "<subject><cartographics><scale>Tỷ lệ 1:50.000</scale><projection>UTM</projection>"
        "<coordinates>Đ 102°--Đ 110°</coordinates></cartographics></subject>",
    ),
    # classification
    ("082 04 $a 895.922/1 $2 23", '<classification authority="ddc" edition="23">895.9221</classification>'),
    ("080 __ $a 821(597)", '<classification authority="udc">821(597)</classification>'),
    ("050 _4 $a PL4378 $b .N5", '<classification authority="lcc">PL4378 .N5</classification>'),
    ("084 __ $a V5(1)4 $2 bbk", '<classification authority="bbk">V5(1)4</classification>'),
    # related items
    (
        "490 0_ $a Văn học cổ ; $v 3 $x 1859-0357",
        '<relatedItem type="series"><titleInfo><title>Văn học cổ</title><partNumber>3</partNumber>'
        "</titleInfo>"
        '<identifier type="issn">1859-0357</identifier></relatedItem>',
    ),
    (
        "800 1_ $a Tô Hoài. $t Tuyển tập ; $v 2.",
        '<relatedItem type="series"><titleInfo><title>Tuyển tập</title><partNumber>2</partNumber></titleInfo>'
        '<name type="personal"><namePart>Tô Hoài</namePart></name></relatedItem>',
    ),
    (
        "700 12 $a Nguyễn Du, $d 1766-1820. $t Văn chiêu hồn.",
        '<relatedItem type="constituent"><titleInfo><title>Văn chiêu hồn</title></titleInfo>'
        '<name type="personal"><namePart>Nguyễn Du</namePart>'
        '<namePart type="date">1766-1820</namePart></name>'
        "</relatedItem>",
    ),
    (
        "730 0_ $a Kinh Thi",
        '<titleInfo type="uniform"><title>Kinh Thi</title></titleInfo>',
    ),
    (
        "730 02 $i Có trong: $a Kinh Thi",
        '<relatedItem type="constituent" otherType="Có trong"><titleInfo type="uniform">'
        "<title>Kinh Thi</title>"
        "</titleInfo></relatedItem>",
    ),
    (
        "740 0_ $a Đoạn trường tân thanh",
        '<titleInfo type="alternative"><title>Đoạn trường tân thanh</title></titleInfo>',
    ),
    (
        "765 0_ $t The tale of Kiều",
        '<relatedItem type="otherVersion"><titleInfo><title>The tale of Kiều</title></titleInfo>'
        "</relatedItem>",
    ),
    (
        "773 0_ $t Tạp chí Hán Nôm $g Số 1 (1986), tr. 5-9 $q 1:2<5 $x 0866-8639 $w (VN)12",
        '<relatedItem type="host"><titleInfo><title>Tạp chí Hán Nôm</title></titleInfo>'
        '<identifier type="issn">0866-8639</identifier><identifier type="local">(VN)12</identifier>'
        '<part><text>Số 1 (1986), tr. 5-9</text><detail type="volume"><number>1</number></detail>'
        '<detail type="issue"><number>2</number></detail><extent unit="page"><start>5</start></extent></part>'
        "</relatedItem>",
    ),
    (
        "780 00 $a Viện Hán Nôm. $t Nghiên cứu Hán Nôm $d Hà Nội",
        '<relatedItem type="preceding"><titleInfo><title>Nghiên cứu Hán Nôm</title></titleInfo>'
        "<name><namePart>Viện Hán Nôm</namePart></name><originInfo><publisher>Hà Nội</publisher></originInfo>"
        "</relatedItem>",
    ),
    (
        "785 00 $t Thông báo Hán Nôm",
        '<relatedItem type="succeeding"><titleInfo><title>Thông báo Hán Nôm</title></titleInfo>'
        "</relatedItem>",
    ),
    (
        "776 08 $i Bản điện tử: $t Kiều $z 9786041000012",
        '<relatedItem type="otherFormat" otherType="Bản điện tử"><titleInfo><title>Kiều</title>'
        "</titleInfo>"
        '<identifier type="isbn">9786041000012</identifier></relatedItem>',
    ),
    (
        "534 __ $p Bản gốc: $c Huế : Quốc sử quán, 1841 $e 40 quyển",
        '<relatedItem type="original" displayLabel="Bản gốc"><originInfo><publisher>Huế : Quốc sử quán, 1841'
        "</publisher></originInfo><physicalDescription><extent>40 quyển</extent>"
        "</physicalDescription></relatedItem>",
    ),
    (
        "510 4_ $a Thư mục Hán Nôm, $c số 12",
        '<relatedItem type="isReferencedBy"><titleInfo><title>Thư mục Hán Nôm</title></titleInfo>'
        '<part><detail type="part"><number>số 12</number></detail></part></relatedItem>',
    ),
    # numbers and places
    (
        "020 __ $a 978-604-1-00001-2 (bìa cứng) : $c 50.000đ",
        '<identifier type="isbn">9786041000012</identifier>',
    ),
    ("020 __ $z 604-x", '<identifier type="isbn" invalid="yes">604-x</identifier>'),
    ("022 0_ $a 0866-8639", '<identifier type="issn">0866-8639</identifier>'),
    (
        "022 __ $l 0866-8639 $m 0866-8630",
        '<identifier type="issn-l">0866-8639</identifier>'
        '<identifier type="issn-l" invalid="yes">0866-8630</identifier>',
    ),
    (
        "037 __ $a KV-12 $b Xunhasaba $c 50.000đ",
        '<identifier type="stock number" displayLabel="50.000đ">KV-12 Xunhasaba</identifier>',
    ),
    ("024 7_ $a 10.1000/182 $2 doi", '<identifier type="doi">10.1000/182</identifier>'),
    ("024 2_ $a M571100511", '<identifier type="ismn">M571100511</identifier>'),
    ("028 32 $a 12 $b Dihavina", '<identifier type="music publisher">12 Dihavina</identifier>'),
    ("035 __ $a (OCoLC)123", '<identifier type="oclc">123</identifier>'),
    (
        "852 __ $a Thư viện tỉnh $b Kho đọc $h 895.9221 $i NG-D",
        "<location><physicalLocation>Thư viện tỉnh, Kho đọc</physicalLocation>"
        "<shelfLocator>895.9221 NG-D</shelfLocator></location>",
    ),
    (
        "856 40 $u https://x.vn/Kiều.pdf $y Toàn văn $q application/pdf",
        "<physicalDescription><internetMediaType>application/pdf</internetMediaType></physicalDescription>"
        '<location><url displayLabel="Toàn văn">https://x.vn/Ki%E1%BB%81u.pdf</url></location>',
    ),
    ("856 40 $u xem kho 2", ""),
    (
        "856 40 $u https://doi.org/10.1000/182",
        '<identifier type="doi">10.1000/182</identifier><location>'
        "<url>https://doi.org/10.1000/182</url></location>",
    ),
    (
        "856 42 $3 Bìa $u www.x.vn/bia",
        '<relatedItem displayLabel="Bìa"><location><url>http://www.x.vn/bia</url></location></relatedItem>',
    ),
    ("999 __ $a local", ""),
]
"""`(field, its MODS)`."""
