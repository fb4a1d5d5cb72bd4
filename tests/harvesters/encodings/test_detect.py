"""What was decoded in the wrong encoding is found and read rightly; what is sound stays."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import written

from harvesters.encodings.detect import mended, prior
from harvesters.encodings.detect_bytes import likely
from harvesters.repairs import KINDS

FIELDS = Path(__file__).with_name("vietnamese_fields.txt").read_text("utf-8").splitlines()
RECORDS = [FIELDS[start : start + 8] for start in range(0, len(FIELDS), 8)]


def misread(data: bytes) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize(
    ("came", "kind", "text"),
    [
        ("Hµ Néi", "encoding-tcvn3", "Hà Nội"),
        ("NguyÔn Tr−êng Giang … ChuÈn biªn môc", "encoding-tcvn3", "Nguyễn Trường Giang … Chuẩn biên mục"),
        ("CéNG HßA X· HéI", "encoding-tcvn3", "CỘNG HÒA XÃ HỘI"),
        ("Lòch söû Vieät Nam", "encoding-vni", "Lịch sử Việt Nam"),
        ("Böå tiïu àïì chuã àïì", "encoding-bkhcm2", "Bộ tiêu đề chủ đề"),
        ("Thý viêòn", "encoding-windows-1258", "Thư viện"),
        ("Tiªng Vi®t", "encoding-viscii", "Tiếng Việt"),
        ("Ti‰ng Vi\x8ct", "encoding-vps", "Tiếng Việt"),
        ("Tie^'ng Vie^.t", "encoding-viqr", "Tiếng Việt"),
        ("Ha` No^.i. - 2001", "encoding-viqr", "Hà Nội. - 2001"),
        ("Kinh te^'", "encoding-viqr", "Kinh tế"),
        ("DDo+`i mu+a gio'", "encoding-viqr", "Đời mưa gió"),
        ("Gia'o tri`nh trie^'t ho.c Le^nin", "encoding-viqr", "Giáo trình triết học Lênin"),
        ("Tiáº¿ng Viá»‡t", "encoding-utf-8", "Tiếng Việt"),
        ("Editions de lâ€™Ã‰toile", "encoding-utf-8", "Editions de l’Étoile"),
        ("Tie\u0301\u0302ng Việt", "mark-order", "Tiếng Việt"),
        ("\xd0ại học", "letter-d", "Đại học"),
        ("Nh&#224; xu&#7845;t b&#7843;n", "html-reference", "Nhà xuất bản"),
        ("Nh&amp;agrave; th&#417;", "html-reference", "Nhà thơ"),
        ("l&#8217;&#233;t&#233;", "html-reference", "l’été"),
        ("T&laquo;i th&Ecirc;y ViÖt Nam, th&not;", "encoding-tcvn3", "Tôi thấy Việt Nam, thơ"),
        ("§&Ecirc;t n&shy;&iacute;c Vi&Ouml;t Nam", "encoding-tcvn3", "Đất nước Việt Nam"),
    ],
)
def test_mended(came, kind, text):
    (change,) = mended([normalize("NFC", came)])
    assert (change.kind, change.text) == (kind, text)
    assert kind in KINDS


@pytest.mark.parametrize(
    "text",
    [
        "Hà Nội : Khoa học xã hội, 1998",
        "Cá, trà và bò",
        "Đắk Lắk",
        "Société française d'études",
        "Le thé vert où là",
        "Für Elise: Bücher für Mädchen",
        "Não só fé, pé",
        "El niño está más allá",
        "På gården då får vi gå",
        "METSÄTALOUS",
        "Příliš žluťoučký kůň",
        "Łódź; Iğdır; Þingvellir; verður",
        "Nepeña River Valley",
        "Yi ge nü ren, zhan lüe",
        "Naïveté de Noël à Haïti, Caïn",
        "al-Taʼrīkh ; Śāntideva ; Lao Tzŭ",
        "Москва ; Αθήνα ; 北京 ; القاهرة",
        "65.000₫ ; £4.99 ; 25 µm ; 20 °C ; ±3 % ; H₂SO₄ ; m²",
        "C++ a(n) x^2 O(n) ~user `ls` f'(x)",
        "https://example.org/~user/?a=1&amp;b=2&copy=3",
        "http://example.org/?x=a&not;b&para;c",
        "R&#xFFFD;evolution, a &copy; b &#38; c",
        "© 2001 Microsoft® — « guillemets » …",
        "Sonata in F# minor, op. 1, no. 2",
    ],
)
@pytest.mark.parametrize("told", ["auto", "auto:tcvn3", "auto:vni", "auto:viqr"])
def test_sound_text_stays(text, told):
    assert mended([text], told) == []


@pytest.mark.parametrize(
    "encoding", ["tcvn3", "tcvn-5712", "windows-1258", "vni", "viscii", "vps", "bkhcm2", "viqr"]
)
def test_records_of_each_encoding(encoding):
    wrong = []
    for texts in RECORDS:
        came = [misread(written(encoding, text)).replace("\\.", ".") for text in texts]
        got = list(came)
        for change in mended(came):
            got[change.place] = change.text
        pairs = [
            pair for pair, sent in zip(zip(texts, got, strict=True), came, strict=True) if sent.isprintable()
        ]
        lower = str.casefold if encoding == "tcvn3" else str
        wrong += [(text, found) for text, found in pairs if lower(text) != lower(found)]
    assert len(wrong) <= len(FIELDS) // (50 if encoding == "viqr" else 200), wrong


def test_sound_vietnamese_records_stay():
    for texts in RECORDS:
        for told in ("auto", "auto:tcvn3", "auto:viqr", "auto:vni", "vni"):
            assert mended(texts, told) == []


def test_a_field_that_reads_the_same_in_its_records_encoding_stays():
    # In VISCII `Cà` has the byte that it has in windows-1252; in TCVN 5712 that byte is another letter.
    texts = ["Đất rừng phương Nam", "Đoàn Giỏi", "Kim Đồng", "Cà Mau", "Rừng Na Uy", "Nhã Nam"]
    came = [misread(written("viscii", text)) for text in texts]
    got = list(came)
    for change in mended(came):
        got[change.place] = change.text
    assert got == texts


@pytest.mark.parametrize(
    ("came", "text"),
    [
        ("NguyÔn V¨n Kù", "Nguyễn Văn Kự"),
        ("Y Ng«ng Niª K®¨m", "Y Ngông Niê Kđăm"),
        ("§¨k T«, ViÖt Nam", "Đăk Tô, Việt Nam"),
        ("ViÖt Nam vµ Malmö", "Việt Nam và Malmö"),
    ],
)
def test_rare_words_follow_their_field(came, text):
    (change,) = mended([came])
    assert change.text == text


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps", "bkhcm2", "windows-1258"])
def test_one_legacy_field_takes_no_sound_one_along(encoding):
    title = "Nghiên cứu lịch sử nước Việt Nam và những vấn đề kinh tế"
    sound = ["Hoà Bình", "Hà Giang", "Gió mùa", "Sài Gòn", "Cà Mau", "Tô Hoài", "Nguyễn Văn Ngọc", "Đà Nẵng"]
    changes = mended([misread(written(encoding, title)), *sound])
    assert [(change.place, change.text) for change in changes] == [(0, title)]


@pytest.mark.parametrize("encoding", ["bkhcm2", "tcvn3", "vni", "viscii", "vps"])
def test_no_usual_encoding_wins_by_words_that_read_alike(encoding):
    texts = ["Malmö : Liber", "Hemsöborna", "Fjällräven på svenska", "Profª María, Srª Nº 1ª"]
    assert mended(texts, f"auto:{encoding}") == []


@pytest.mark.parametrize("encoding", ["tcvn3", "bkhcm2", "vni"])
def test_letters_that_windows_1252_lacks_speak_against_a_decision(encoding):
    assert mended(["Ősz és tavasz", "Lǐ Bái shī xuǎn", "Pe̍h-ōe-jī"], encoding) == []


def test_a_record_speaks_for_its_short_fields():
    assert mended(["Bót"]) == []
    assert [change.text for change in mended(["ViÖn H¸n N«m", "Bót"])] == ["Viện Hán Nôm", "Bút"]


@pytest.mark.parametrize(
    ("came", "text"),
    [
        ("Tha.ch Sanh", "Thạch Sanh"),
        ("Phan Huy Chu'", "Phan Huy Chú"),
        ("65000dd", "65000đ"),
        ("Gia': 25.000dd", "Giá: 25.000đ"),
        ("THA.CH LAM", "THẠCH LAM"),
        ("Tre?", "Trẻ"),
        ("Bi? vo?", "Bỉ vỏ"),
        ("159 tr. : tranh ve~ ; 19 cm", "159 tr. : tranh vẽ ; 19 cm"),
        ("Kro^ng Pa('c", "Krông Pắc"),
        ("DDa(k Glei", "Đăk Glei"),
        ("Y Ngo^ng Nie^ Kdda(m", "Y Ngông Niê Kđăm"),
        ("Y Moan E^nuo^l", "Y Moan Ênuôl"),
        ("Cu+ M'gar", "Cư M'gar"),
        ("Da^n to^.c Mno^ng", "Dân tộc Mnông"),
        ("Nguye^~n Va(n Ku+., Lu+u Hu`ng", "Nguyễn Văn Kự, Lưu Hùng"),
        ("A. A. Knopf, 48dd-8081", ""),
        ("Vol. 9, no. 1-v. 13, no. 3.", ""),
        ("ca. 1425-ca. 1502,", ""),
        ("v.25 no.1; v.26 no.5,8", ""),
        ("E.M.I., U.K., A.C. 8097, O.T., CO.LTD", ""),
        ("Ebook Central, DDA and DDI metadata", ""),
        ("Who's afraid of Xi'an? People's daily", ""),
        ("Towards a(n) theory of a(n) urban child", ""),
        ("The functions e^x and ln(x), O(n)", ""),
        ("I/O+CPU", ""),
        ("ho+me", ""),
        ("U+200f; <U+0308>", ""),
        ("Nha Trang, Gia Lai.", ""),
    ],
)
def test_a_record_in_viqr_speaks_for_its_weak_signs(came, text):
    changes = mended(["Tie^'ng Vie^.t", came])
    assert [change.text for change in changes if change.place] == ([text] if text else [])


@pytest.mark.parametrize(
    ("came", "text"),
    [
        ("Tu+` ddie^?n Anh - Vie^.t = English - Vietnamese dictionary of law",
         "Từ điển Anh - Việt = English - Vietnamese dictionary of law"),
        ("Thu+.c va^.t ru+`ng: Dipterocarpus alatus Roxb.", "Thực vật rừng: Dipterocarpus alatus Roxb."),
    ],
)  # fmt: skip
def test_a_field_in_viqr_with_as_many_words_of_another_language(came, text):
    (change,) = mended([came])
    assert change.text == text


def test_what_the_operator_decided_is_not_guessed():
    assert [change.text for change in mended(["Bót"], "tcvn3")] == ["Bút"]
    assert mended(["NguyÔn ViÖt"], "windows-1252") == []


def test_the_words_of_another_language_stay_in_a_field_that_is_mended():
    (change,) = mended(["Tõ ®iÓn ViÖt - Ph¸p = Dictionnaire vietnamien-français"])
    assert change.text == "Từ điển Việt - Pháp = Dictionnaire vietnamien-français"


def test_the_prior_of_a_file():
    legacy = [[misread(written("vni", text)) for text in texts] for texts in RECORDS[:5]]
    assert prior(legacy) == "vni"
    assert prior(RECORDS[:5]) == ""


@pytest.mark.parametrize("encoding", ["tcvn3", "windows-1258", "vni", "viscii", "vps", "bkhcm2", "marc-8"])
def test_bytes_of_each_encoding(encoding):
    for texts in RECORDS:
        assert likely([written(encoding, text) for text in texts], "auto", "marc-8") == encoding


@pytest.mark.parametrize(
    ("value", "encoding"),
    [
        (b"10\x1faSoci\xe2et\xe2e fran\xf0caise", "marc-8"),
        (b"10\x1faSoci\xe9t\xe9 fran\xe7aise d'\xe9tudes", "windows-1252"),
        (b"10\x1faM\xe8adchen f\xe8ur alles", "marc-8"),
        (b"10\x1faB\xfccher f\xfcr M\xe4dchen", "windows-1252"),
        ("10\x1faNguyễn Du : truyện".encode() + b"\xe1", "utf-8"),
    ],
)
def test_bytes_of_other_languages(value, encoding):
    assert likely([value], "auto", "marc-8") == encoding


@given(st.lists(st.text(), max_size=5), st.sampled_from(["auto", "auto:tcvn3", "vni", "auto:viqr", "viqr"]))
def test_any_text_at_all(texts, told):
    assert mended(texts, told) == mended(texts, told)
