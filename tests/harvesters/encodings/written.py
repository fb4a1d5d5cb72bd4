"""Vietnamese text as each encoding writes it: the other direction, from charts of the tests' own."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from unicodedata import normalize

from harvesters.encodings.registry import DECODERS

GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
TONES = (ACUTE, GRAVE, HOOK, TILDE, DOT)
SMALL = "đ" + "".join(
    normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", *TONES)
    if base not in "aeiouy" or tone
)
LETTERS = SMALL + SMALL.upper()
"""The 134 letters of Vietnamese that ASCII does not have."""

TITLES = (
    "Truyện Kiều / Nguyễn Du ; Đào Duy Anh khảo đính",
    "Dế Mèn phiêu lưu ký / Tô Hoài",
    "Số đỏ : tiểu thuyết / Vũ Trọng Phụng",
    "Đất rừng phương Nam / Đoàn Giỏi",
    "Nỗi buồn chiến tranh / Bảo Ninh",
    "Lịch sử Việt Nam từ nguồn gốc đến giữa thế kỷ XX / Lê Thành Khôi",
    "Cơ sở văn hoá Việt Nam / Trần Ngọc Thêm",
    "Khung phân loại thập phân Dewey và bảng chỉ mục quan hệ",
    "Giáo trình kinh tế chính trị Mác - Lênin",
    "Tuyển tập thơ văn Nguyễn Đình Chiểu",
    "Hướng dẫn sử dụng khổ mẫu MARC 21 cho dữ liệu thư mục",
    "Ngữ pháp tiếng Việt / Uỷ ban Khoa học xã hội",
    "Bước đường cùng / Nguyễn Công Hoan",
    "Chuyện người con gái Nam Xương / Nguyễn Dữ",
    "Đường Kách mệnh / Nguyễn Ái Quốc",
    "Quốc triều hình luật : luật hình triều Lê",
    "Mỹ thuật thời Lý, thời Trần, thời Mạc",
    "Sổ tay thuỷ văn : đo đạc, chỉnh lý số liệu",
)
"""Real books, as their records begin."""


def written(encoding: str, text: str) -> bytes:
    """*text* in *encoding*; capitals that only another font shows have the bytes of small letters."""
    return WRITERS[encoding](normalize("NFC", text))


def _single_bytes(encoding: str) -> dict[str, int]:
    table = {}
    for byte in range(256):
        try:
            table[DECODERS[encoding](bytes([byte]))] = byte
        except ValueError:
            continue
    return table


def _in_one_byte(encoding: str, text: str) -> bytes:
    table = _single_bytes(encoding)
    return bytes(table[letter] if letter in table else table[letter.lower()] for letter in text)


Chart = tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str], Mapping[str, str]]


def _chart(
    plain: str, circumflex: str, breve: str, letters: str, bytes_: str, more: Mapping[str, str] = {}
) -> Chart:
    """The marks behind plain letters, with circumflex and with breve, by tone; and letters of one byte."""
    shaped = ("", *TONES)
    return (
        dict(zip(TONES, plain, strict=True)),
        dict(zip(shaped, circumflex.replace("-", "\0"), strict=True)),
        dict(zip(shaped, breve.replace("-", "\0"), strict=True)),
        {**dict(zip(letters, bytes_, strict=True)), **more},
    )


CHARTS: Mapping[str, Chart] = {
    "vni": _chart("ùøûõï", "âáàåãä", "êéèúüë", "íìỉĩịỵđơư", "íìæóòîñôö"),
    "bkhcm2": _chart("áâãäå", "-ëìíîå", "-æçèéå", "íìỉĩịđâêôăơư", "ñòóôõàêïöùúû"),
    "vietware-x": _chart("ïìíîû", "-úöøùû", "-õòóôû", "íìỉĩịđâêôăơư", "êçèéëâáãäàåæ", {"ỵ": "yñ"}),
}


def _in_two_bytes(encoding: str, text: str) -> bytes:
    return (
        "".join(_two_bytes(letter, *CHARTS[encoding]) for letter in text).replace("\0", "").encode("cp1252")
    )


def _two_bytes(
    letter: str,
    plain: Mapping[str, str],
    circumflex: Mapping[str, str],
    breve: Mapping[str, str],
    letters: Mapping[str, str],
) -> str:
    small = letter.lower()
    if letter not in LETTERS:
        return letter
    if small in letters:
        result = letters[small]
    else:
        base, *marks = normalize("NFD", small)
        tone = next((mark for mark in marks if mark in TONES), "")
        shape = next((mark for mark in marks if mark not in TONES), "")
        carrier = normalize("NFC", base + shape)
        table = circumflex if shape == CIRCUMFLEX else breve if shape == BREVE else plain
        result = letters.get(carrier, base) + table[tone]
    return result.upper() if letter.isupper() else result


def _parts(letter: str) -> tuple[str, list[str]]:
    """The letter with its shape, and its tone: as they are typed."""
    base, *marks = normalize("NFD", letter)
    tone = [mark for mark in marks if mark in TONES]
    return normalize("NFC", base + "".join(mark for mark in marks if mark not in TONES)), tone


def _windows_1258(text: str) -> bytes:
    return "".join(letter + "".join(tone) for letter, tone in map(_parts, text)).encode("cp1258")


VIQR = {ACUTE: "'", GRAVE: "`", HOOK: "?", TILDE: "~", DOT: ".", CIRCUMFLEX: "^", BREVE: "(", HORN: "+"}


def _viqr(text: str) -> bytes:
    def pieces() -> Iterator[str]:
        for letter in text:
            if letter in "đĐ":
                yield "dd" if letter == "đ" else "DD"
            elif letter in "'`?~.^(+*\\":
                yield "\\" + letter
            else:
                shaped, tone = _parts(letter)
                yield from (VIQR.get(mark, mark) for mark in (*normalize("NFD", shaped), *tone))

    return "".join(pieces()).encode("ascii")


def _marks_first(marks: Mapping[str, int], letters: Mapping[str, int], text: str) -> bytes:
    def pieces() -> Iterator[int]:
        for letter in text:
            shaped, tone = _parts(letter)
            base, *shape = [shaped] if shaped in letters else normalize("NFD", shaped)
            yield from (marks[mark] for mark in (*shape, *tone))
            yield letters[base] if base in letters else ord(base)

    return bytes(pieces())


ANSEL_MARKS = {HOOK: 0xE0, GRAVE: 0xE1, ACUTE: 0xE2, CIRCUMFLEX: 0xE3, TILDE: 0xE4, BREVE: 0xE6, DOT: 0xF2}
ANSEL_LETTERS = {"đ": 0xB3, "Đ": 0xA3, "ơ": 0xBC, "Ơ": 0xAC, "ư": 0xBD, "Ư": 0xAD}
ISO_5426_MARKS = {
    HOOK: 0xC0, GRAVE: 0xC1, ACUTE: 0xC2, CIRCUMFLEX: 0xC3, TILDE: 0xC4, BREVE: 0xC6, HORN: 0xCE, DOT: 0xD6,
}  # fmt: skip
ISO_5426_LETTERS = {"đ": 0xF2, "Đ": 0xE2}

WRITERS: Mapping[str, Callable[[str], bytes]] = {
    **{
        name: partial(_in_one_byte, name)
        for name in ("tcvn3", "tcvn-5712", "viscii", "vps", "bkhcm1", "vietware-f")
    },
    **{name: partial(_in_two_bytes, name) for name in CHARTS},
    "windows-1258": _windows_1258,
    "viqr": _viqr,
    "marc-8": partial(_marks_first, ANSEL_MARKS, ANSEL_LETTERS),
    "iso-5426": partial(_marks_first, ISO_5426_MARKS, ISO_5426_LETTERS),
    "utf-8": str.encode,
}
