"""The containers of Identify."""

from xml.etree import ElementTree

from oai.descriptions import branding, friends, rights_manifest

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def test_a_rights_manifest_names_each_licence_once() -> None:
    root = ElementTree.fromstring(rights_manifest([CC0, "http://l.example/a&b", CC0, ""]))
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/rights/}rightsManifest"
    assert root.get("appliesTo") == "http://www.openarchives.org/OAI/2.0/entity#metadata"
    assert (root.get(SCHEMA) or "").split()[1] == "http://www.openarchives.org/OAI/2.0/rightsManifest.xsd"
    assert [each.get("ref") for each in root.iter() if each.get("ref")] == ["http://l.example/a&b", CC0]


def test_branding_and_friends() -> None:
    root = ElementTree.fromstring(branding("https://x.example/i.png", "https://x.example/", "Thư viện <số>"))
    (icon,) = root
    assert [each.text for each in icon] == [
        "https://x.example/i.png",
        "https://x.example/",
        "Thư viện <số>",
    ]
    found = ElementTree.fromstring(friends(["http://b.example/oai", "http://a.example/oai"]))
    assert [each.text for each in found] == ["http://a.example/oai", "http://b.example/oai"]


def test_nothing_to_say_is_no_container() -> None:
    assert (rights_manifest([""]), branding("", "x", "y"), friends([])) == ("", "", "")
