"""What a code stands for, and which code a cataloguer's word means."""

import pytest

from vocabularies.codes import (
    abbreviations,
    area_code,
    code_map,
    code_maps,
    default_script,
    iso_639_1,
    label,
    label_of_iri,
    language_code,
    relator_code,
    script_by_number,
    term_iri,
    terms,
)

LOC = "http://id.loc.gov/vocabulary/"


@pytest.mark.parametrize(
    ("vocabulary", "code", "iri"),
    [
        ("languages", "vie", LOC + "languages/vie"),
        ("countries", "vm", LOC + "countries/vm"),
        ("relators", "trl", LOC + "relators/trl"),
        ("carriers", "nc", LOC + "carriers/nc"),
        ("geographic_areas", "a-vt", LOC + "geographicAreas/a-vt"),
        ("subject_thesauri", "0", "http://id.loc.gov/authorities/subjects"),
        ("languages", "nld", None),
        ("countries", "VN", None),
        ("scripts", "Latn", None),
    ],
)
def test_iri_of_a_code(vocabulary: str, code: str, iri: str | None) -> None:
    assert term_iri(vocabulary, code) == iri


@pytest.mark.parametrize(
    ("vocabulary", "code", "english", "vietnamese"),
    [
        ("languages", "vie", "Vietnamese", "tiếng Việt"),
        ("languages", "cmc", "Chamic languages", "nhóm ngôn ngữ Chăm"),
        ("countries", "vm", "Vietnam", "Việt Nam"),
        ("countries", "pf", "Paracel Islands", "Quần đảo Hoàng Sa"),
        ("relators", "aut", "author", "tác giả"),
        ("relators", "trl", "translator", "người dịch"),
        ("content_types", "txt", "text", "văn bản"),
        ("media_types", "n", "unmediated", "không cần thiết bị trung gian"),
        ("carriers", "cd", "computer disc", "đĩa máy tính"),
        ("scripts", "Hani", "Han (Hanzi, Kanji, Hanja)", "chữ Hán"),
    ],
)
def test_labels_of_a_code(vocabulary: str, code: str, english: str, vietnamese: str) -> None:
    assert label(vocabulary, code, "en") == english
    assert label(vocabulary, code, "vi") == vietnamese
    assert label(vocabulary, code, "fr") == english


def test_an_unknown_code_has_no_label_and_an_unknown_vocabulary_is_an_error() -> None:
    assert label("languages", "qqq", "vi") is None
    with pytest.raises(KeyError):
        terms("colours")


@pytest.mark.parametrize(
    ("name", "code", "iri", "english", "vietnamese"),
    [
        ("millus", "a", LOC + "millus/ill", "illustrations", "minh họa"),
        ("marcgt", "5", "http://id.loc.gov/authorities/genreForms/gf2014026055", "Calendars", "lịch"),
        ("frequency", "m", LOC + "frequencies/mon", "monthly", "hằng tháng"),
        ("mstatus", "n", LOC + "mstatus/n", "new", "mới"),
        ("menclvl", "7", LOC + "menclvl/7", "minimal", "tối thiểu"),
        ("crorigform", "f", "", "Braille", "chữ nổi Braille"),
        ("musicFormat", "j", LOC + "mmusicformat/perfconpt", "performer-conductor part", None),
    ],
)
def test_code_map(name: str, code: str, iri: str, english: str, vietnamese: str | None) -> None:
    term = code_map(name)[code]
    assert (term.iri, term.en) == (iri, english)
    assert vietnamese is None or term.vi == vietnamese


def test_one_iri_in_the_code_maps_has_one_vietnamese_label_within_a_list() -> None:
    for codes in code_maps().values():
        pairs = {(term.iri, term.en): term.vi for term in codes.values()}
        assert all(pairs[term.iri, term.en] == term.vi for term in codes.values())


@pytest.mark.parametrize(
    ("iri", "vietnamese", "english"),
    [
        (LOC + "languages/fre", "tiếng Pháp", "French"),
        (LOC + "millus/map", "bản đồ", "maps"),
        ("http://id.loc.gov/authorities/genreForms/gf2014026481", "thơ", "Poetry"),
        (LOC + "carriers/cz", "vật mang máy tính khác", "other computer carrier"),
        (LOC + "languages/qqq", "", ""),
        ("", "", ""),
    ],
)
def test_label_of_an_iri(iri: str, vietnamese: str, english: str) -> None:
    assert label_of_iri(iri, "vi") == vietnamese
    assert label_of_iri(iri, "en") == english


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("vi", "vie"),
        ("vi_VN", "vie"),
        ("vi-VN", "vie"),
        ("VIE", "vie"),
        ("Vietnamese", "vie"),
        ("Tiếng Việt", "vie"),
        ("Tiê\u0301ng Viê\u0323t", "vie"),
        ("  tiếng   Anh ", "eng"),
        ("Anh", "eng"),
        ("zh", "chi"),
        ("zho", "chi"),
        ("Tiếng Hoa", "chi"),
        ("deu", "ger"),
        ("Castilian", "spa"),
        ("Ê Đê", "cmc"),
        ("tiếng Mường", "mkh"),
        ("tiếng Thái", "tha"),
        ("Khmer", "khm"),
        ("Galician", "glg"),
        ("scr", "hrv"),
        ("gal", "orm"),
        ("tiếng Nôm", ""),
        ("N/A", ""),
        ("", ""),
    ],
)
def test_language_code(text: str, code: str) -> None:
    assert language_code(text) == code


def test_every_current_language_is_known_by_its_own_code() -> None:
    assert all(term_iri("languages", language_code(code)) for code in terms("languages"))


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("vie", "vi"),
        ("eng", "en"),
        ("scr", "hr"),
        ("ace", "ace"),
        ("xyz", "xyz"),
        ("   ", ""),
        ("|||", ""),
        (" e ", ""),
    ],
)
def test_bcp_47_tag(code: str, tag: str) -> None:
    assert iso_639_1(code) == tag


@pytest.mark.parametrize(("code", "script"), [("vie", "Latn"), ("rus", "Cyrl"), ("tha", "Thai"), ("xyz", "")])
def test_default_script(code: str, script: str) -> None:
    assert default_script(code) == script


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("author", "aut"),
        ("Author,", "aut"),
        ("author (aut)", "aut"),
        ("composer (expression)", "cmp"),
        ("joint author.", "aut"),
        ("ed.", "edt"),
        ("film_editor", "flm"),
        ("director of photography", "cng"),
        ("Tác giả", "aut"),
        ("dịch giả", "trl"),
        ("Người dịch.", "trl"),
        ("chủ biên", "edt"),
        ("minh hoạ", "ill"),
        ("coolest kid on the block", ""),
        ("", ""),
        ("()", ""),
    ],
)
def test_relator_code(term: str, code: str) -> None:
    assert relator_code(term) == code


def test_every_relator_is_known_by_its_english_label() -> None:
    assert [code for code, term in terms("relators").items() if relator_code(term.en) != code] == []


@pytest.mark.parametrize(
    ("code", "stem"), [("a-vt---", "a-vt"), ("n-us-ny", "n-us-ny"), ("as-----", "as"), ("", "")]
)
def test_area_code(code: str, stem: str) -> None:
    assert area_code(code) == stem


@pytest.mark.parametrize(("number", "code"), [("215", "Latn"), ("500", "Hani"), ("358", "Cham"), ("001", "")])
def test_script_by_number(number: str, code: str) -> None:
    assert script_by_number(number) == code


def test_abbreviations_end_in_a_full_stop() -> None:
    assert "ill." in abbreviations()
    assert all(text.endswith(".") for text in abbreviations())
