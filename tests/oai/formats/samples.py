"""Real publications, catalogued for these tests: what every format is tried with."""

from dataclasses import replace

from oai.memory import MemoryRecord
from tests.oai.formats.fields import dublin_core_record, marc_record
from tests.oai.formats.mods_examples import EXAMPLES

_OTHERS = {
    "address": "https://data.example.vn/record/nlv/1",
    "library": "Thư viện mẫu",
    "gathered_by": "Mạng lưới mẫu",
}

KIEU = marc_record(
    "020 __ $a 978-604-1-00001-2 (bìa cứng) : $c 50.000đ",
    "040 __ $a VN-TVQG $b vie $e aacr2",
    "041 0_ $a vie",
    "043 __ $a a-vt---",
    "044 __ $a vm",
    "082 04 $a 895.922/1 $2 23",
    "084 __ $a V5(1)4 $2 bbk",
    "100 0_ $a Nguyễn Du, $d 1766-1820, $e tác giả. $4 aut",
    "240 10 $a Đoạn trường tân thanh. $l Tiếng Việt",
    "245 10 $a Truyện Kiều : $b thơ / $c Nguyễn Du ; Đào Duy Anh hiệu đính.",
    "246 3_ $i Tên khác: $a Đoạn trường tân thanh",
    "250 __ $a Tái bản lần thứ 3.",
    "260 __ $a Hà Nội : $b Văn học, $c 1979.",
    "300 __ $a 204 tr. : $b minh họa ; $c 19 cm.",
    "336 __ $a text $b txt $2 rdacontent",
    "337 __ $a unmediated $b n $2 rdamedia",
    "338 __ $a volume $b nc $2 rdacarrier",
    "490 1_ $a Văn học cổ điển Việt Nam ; $v 3",
    "500 __ $a Tên sách ngoài bìa: Kiều.",
    "504 __ $a Thư mục: tr. 200-204.",
    "505 0_ $a Lời giới thiệu -- Truyện Kiều -- Chú giải.",
    "520 3_ $a Truyện thơ lục bát về nàng Vương Thúy Kiều.",
    "521 2_ $a Học sinh trung học.",
    "546 __ $a Chính văn tiếng Việt.",
    "600 04 $a Nguyễn Du, $d 1766-1820 $v Tiểu sử.",
    "650 _7 $a Văn học cổ điển $x Thơ $y Thế kỷ 19 $z Việt Nam. $2 btkkhcn",
    "651 _4 $a Việt Nam $x Lịch sử.",
    "653 __ $a Thơ lục bát $a Truyện Nôm",
    "655 _7 $a Truyện thơ. $2 lcgft",
    "700 0_ $a Đào Duy Anh, $d 1904-1988, $e hiệu đính.",
    "830 _0 $a Văn học cổ điển Việt Nam ; $v 3.",
    "852 __ $a Thư viện mẫu $b Kho đọc $h 895.9221 $i NG-D",
    "856 40 $u https://x.vn/kieu.pdf $q application/pdf $y Toàn văn",
    _001="kieu-1979",
    _003="VN-TVQG",
    _005="20250102030405.0",
    _008="250101s1979    vm a   e      000 p vie d",
    more=_OTHERS,
)
"""Nguyễn Du's poem, with nearly every field that a book has."""

TOAN_THU = marc_record(
    "066 __ $c $1",
    "100 1_ $6 880-01 $a Ngô, Sĩ Liên, $d thế kỷ 15.",
    "245 10 $6 880-02 $a Đại Việt sử ký toàn thư. $n Tập 1 / $c Ngô Sĩ Liên.",
    "264 _1 $6 880-03 $a Hà Nội : $b Khoa học xã hội, $c 1993.",
    "264 _4 $c ©1993",
    "300 __ $a 4 tập ; $c 27 cm.",
    "534 __ $p Bản in mộc: $c Nội các quan bản, 1697.",
    "651 _0 $a Vietnam $x History $y To 1858.",
    "880 1_ $6 100-01/$1 $a 吳士連.",
    "880 10 $6 245-02/$1 $a 大越史記全書.",
    "880 _1 $6 264-03/$1 $a 河內 : $b 社會科學.",
    _008="250101m19931998vm            001 0 vie d",
    more=_OTHERS,
)
"""A chronicle with its title in Han characters (880)."""

HAN_NOM = marc_record(
    "022 0_ $a 0866-8639 $y 0866-8630",
    "110 2_ $a Viện Nghiên cứu Hán Nôm.",
    "210 0_ $a Tạp chí Hán Nôm",
    "222 _0 $a Tạp chí Hán Nôm",
    "245 00 $a Tạp chí Hán Nôm.",
    "260 __ $a Hà Nội : $b Viện, $c 1986-",
    "310 __ $a Hai tháng một số, $b 1995-",
    "362 0_ $a Số 1 (1986)-",
    "780 00 $t Nghiên cứu Hán Nôm $x 0866-0001 $w (VN)123",
    "785 07 $t Thông báo Hán Nôm",
    leader="00000nas a2200000 a 4500",
    _008="250101c19869999vm br p       0   a0vie d",
    more=_OTHERS,
)
"""A journal."""

MAP = marc_record(
    "034 1_ $a a $b 1000000 $d E1020000 $e E1100000 $f N0240000 $g N0080000",
    "110 2_ $a Cục Đo đạc và Bản đồ Việt Nam.",
    "245 10 $a Bản đồ hành chính Việt Nam $h [bản đồ].",
    "255 __ $a Tỷ lệ 1:1.000.000 ; $b Phép chiếu UTM $c (Đ 102°--Đ 110°/B 24°--B 8°).",
    "752 __ $a Việt Nam $b Thừa Thiên Huế $d Huế",
    leader="00000nem a2200000 a 4500",
    _007="aj canzn",
    _008="250101s1999    vm        a  0  0   vie d",
    more=_OTHERS,
)
ARTICLE = marc_record(
    "100 1_ $a Trần, Văn Giáp, $d 1898-1973, $e tác giả.",
    "245 12 $a A contribution on Vietnamese Buddhism = $b Le bouddhisme en Annam / $c Trần Văn Giáp.",
    "506 1_ $a Chỉ đọc tại chỗ.",
    "540 __ $a CC BY 4.0 $u https://creativecommons.org/licenses/by/4.0/",
    "773 0_ $t Bulletin de l'École française d'Extrême-Orient $g T. 32 (1932), tr. 191-268 $x 0336-1519",
    "880 1_ $6 700-00 $a 陳文玾",
    leader="00000naa a2200000 a 4500",
    _008="250101s1932    vm            000 0 fre d",
    more=_OTHERS,
)
UNIMARC_KIEU = replace(
    marc_record(
        "010 __ $a 2-07-036822-X",
        "100 __ $a 20250101d1979    m  y0viey0103    ba",
        "101 0_ $a vie",
        "200 1_ $a Truyện Kiều $e thơ $f Nguyễn Du",
        "210 __ $a Hà Nội $c Văn học $d 1979",
        "215 __ $a 204 tr. $d 19 cm",
        "606 __ $a Văn học $x Lịch sử",
        "700 _1 $a Nguyễn $b Du $f 1766-1820 $4 070",
        more=_OTHERS,
    ),
    format="unimarc",
    told_in_marc21=marc_record(
        "020 __ $a 207036822X",
        "245 10 $a Truyện Kiều : $b thơ / $c Nguyễn Du",
        "264 _1 $a Hà Nội : $b Văn học, $c 1979",
        "700 1_ $a Nguyễn, Du, $d 1766-1820 $4 aut",
        _008="250101s1979    vm            000 0 vie d",
    ).fields,
)
THESIS = dublin_core_record(
    ("title", "Gr-catégories", "fr"),
    ("title.alternative", "Phạm trù Gr", "vi"),
    ("creator", "Hoàng Xuân Sính", ""),
    ("contributor.advisor", "Grothendieck, Alexander", ""),
    ("date.issued", "1975", ""),
    ("description.abstract", "Thèse de doctorat d'État", "fr"),
    ("subject", "Algèbre", "fr"),
    ("publisher", "Université Paris VII", ""),
    ("language", "fre", ""),
    ("identifier.uri", "https://x.vn/handle/1/1", ""),
    ("type", "Thesis", ""),
    ("rights.uri", "http://rightsstatements.org/vocab/InC/1.0/", ""),
    ("date.accessioned", "2025-01-01T00:00:00Z", ""),
    **_OTHERS,
)
"""Hoàng Xuân Sính's thesis, as DSpace has such records."""

BARE = dublin_core_record(("title", "\x0b <&> ", "not a language!"), ("creator", "", ""))

EVERY_FIELD = marc_record(
    *(line for line, _ in EXAMPLES), _008="250101s1979    vm a   e      000 p vie d", more=_OTHERS
)
"""No record at all, but a field for each rule."""

GRAPH = (
    b"<https://x.vn/1#Work> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    b"<http://id.loc.gov/ontologies/bibframe/Work> .\n"
)

SAMPLES: tuple[MemoryRecord, ...] = tuple(
    replace(record, statements=GRAPH)
    for record in (KIEU, TOAN_THU, HAN_NOM, MAP, ARTICLE, UNIMARC_KIEU, THESIS, BARE, EVERY_FIELD)
)
