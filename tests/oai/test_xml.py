"""Whatever the text, what is written is well-formed and reads back as the text that XML can carry."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from oai import xml

ANY = st.text(st.characters(codec=None))


@given(ANY)
def test_text_and_attributes_read_back(text: str) -> None:
    element = etree.fromstring(f"<x a={xml.attribute(text)}>{xml.escape(text)}</x>".encode())
    assert (element.text or "") == xml.strip(text) == element.get("a")


@given(ANY)
def test_what_is_legal_is_left_alone(text: str) -> None:
    assert xml.legal(xml.strip(text))
    assert xml.legal(text) == (xml.strip(text) == text)
