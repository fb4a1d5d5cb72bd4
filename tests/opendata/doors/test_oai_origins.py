"""From an origin's response to what `/oai` gives on of it: sets of origin, earlier places, holdings."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from harvesters import oai_response
from harvesters.library import Library
from harvesters.records import Page
from opendata.archive.archive import Archive
from opendata.doors.application import application
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.release.executor import in_process
from opendata.release.publish import Outcome, publish
from opendata.settings import Settings, load

OAI = "{http://www.openarchives.org/OAI/2.0/}"
PROVENANCE = "{http://www.openarchives.org/OAI/2.0/provenance}"
DC = "{http://purl.org/dc/elements/1.1/}"
FOLDER = """name = {{ vi = "Thư viện {code}", en = "Library {code}" }}
protocol = "oai-pmh"
url = "https://user:secret@{code}.example.vn/oai?key=secret"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
province = "{province}"
"""
DESCRIPTION = """<originDescription harvestDate="2024-05-06T07:08:09Z" altered="{altered}">
<baseURL>{base}</baseURL><identifier>oai:far:{number}</identifier><datestamp>2024-05-01</datestamp>
<metadataNamespace>http://www.loc.gov/MARC21/slim</metadataNamespace>{inside}</originDescription>"""


def record(number: int, *sets: str, shelf: str = "", chain: tuple[str, ...] = ()) -> str:
    inside = ""
    for base in reversed(chain):
        inside = DESCRIPTION.format(base=base, number=number, altered="false", inside=inside)
    about = f'<about><provenance xmlns="{PROVENANCE[1:-1]}">{inside}</provenance></about>' if chain else ""
    held = f'<datafield tag="852" ind1=" " ind2=" ">{shelf}</datafield>' if shelf else ""
    return (
        f"<record><header><identifier>oai:x:{number}</identifier><datestamp>2024-06-01</datestamp>"
        + "".join([f"<setSpec>{spec}</setSpec>" for spec in sets])
        + '</header><metadata><record xmlns="http://www.loc.gov/MARC21/slim">'
        "<leader>00000nam a2200000 a 4500</leader>"
        f'<controlfield tag="001">{number}</controlfield>'
        '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Tắt đèn</subfield></datafield>'
        f"{held}</record></metadata>{about}</record>"
    )


class Network:
    """Two libraries, their archive, and the doors over it."""

    def __init__(self, home: Path) -> None:
        (home / "libraries").mkdir(parents=True)
        (home / "opendata.toml").write_text('base_iri = "http://data.example.vn/"\n[sparql]\nworkers = 1\n')
        self.home = home
        self.province("nlv", "ha-noi")
        self.province("dh", "")
        self.archive = Archive.open(self.settings.archive_url)
        self.published = datetime(2026, 11, 1, tzinfo=UTC)

    @property
    def settings(self) -> Settings:
        return load(self.home)

    def province(self, code: str, province: str) -> None:
        file = self.home / "libraries" / f"{code}.toml"
        file.write_text(FOLDER.format(code=code, province=province), encoding="utf-8")

    def harvest(self, code: str, *records: str, **names: str) -> None:
        document = (
            '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
            "<responseDate>2024-06-02T00:00:00Z</responseDate>"
            f"<ListRecords>{''.join(records)}</ListRecords></OAI-PMH>"
        )
        member: Library = self.settings.libraries[code]
        found = oai_response.listed(document.encode(), "ListRecords", member).records
        self.archive.store_page(code, Page(found, {}, True, set_names=names), self.published)

    def publish(self) -> Outcome:
        self.published += timedelta(hours=1)
        with in_process() as executor:
            return publish(self.settings, self.archive, executor=executor, now=lambda: self.published)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    opened = Network(tmp_path / "home")
    opened.harvest(
        "nlv",
        record(
            1,
            "com_1",
            "col:số 2",
            chain=("http://u:secret@near.example/oai?key=secret", "http://far.example/"),
        ),
        record(2, "com_1", shelf='<subfield code="a">Thư viện tỉnh Nam Định</subfield>'),
        record(3),
        com_1="Khoa Sử & Địa",
    )
    opened.harvest("dh", record(1), record(2, "journal:ART"))
    opened.publish()
    yield opened
    opened.archive.close()


@pytest.fixture
def client(network: Network) -> Iterator[FlaskClient]:
    settings = network.settings
    published = Published(settings, network.archive)
    pool = PoolOfRelease(settings, published)
    try:
        yield application(settings, published, pool).test_client()
    finally:
        pool.close()


def asked(client: FlaskClient, **arguments: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get("/oai", query_string=arguments).data)


def listed(client: FlaskClient, **arguments: str) -> dict[str, list[str]]:
    """The setSpecs by identifier, but those of the licence and the type."""
    headers = asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **arguments).iter(f"{OAI}header")
    return {
        (each.findtext(f"{OAI}identifier") or "").rpartition("vn:")[2]: [
            spec.text or ""
            for spec in each.iter(f"{OAI}setSpec")
            if not (spec.text or "").startswith(("licence:", "type:"))
        ]
        for each in headers
    }


def test_sets_of_origin_and_of_holding(client: FlaskClient) -> None:
    assert listed(client) == {
        "dh/oai:x:1": ["dh"],
        "dh/oai:x:2": ["dh", "collection:dh:journal:ART"],
        "nlv/oai:x:1": [
            "nlv",
            "collection:nlv:col:s~E1~BB~91~202",
            "collection:nlv:com_1",
            "province-of-holding:ha-noi",
        ],
        "nlv/oai:x:2": ["nlv", "collection:nlv:com_1", "province-of-holding:ninh-binh:nam-dinh"],
        "nlv/oai:x:3": ["nlv", "province-of-holding:ha-noi"],
    }
    assert listed(client, set="collection:nlv").keys() == {"nlv/oai:x:1", "nlv/oai:x:2"}
    assert listed(client, set="collection:dh:journal").keys() == {"dh/oai:x:2"}
    assert listed(client, set="province-of-holding:ninh-binh").keys() == {"nlv/oai:x:2"}


def test_their_names(client: FlaskClient) -> None:
    told = {
        each.findtext(f"{OAI}setSpec"): [text.text for text in each.iter() if text.tag.startswith(DC)]
        for each in asked(client, verb="ListSets").iter(f"{OAI}set")
    }
    assert told["collection:nlv"] == ["Bộ sưu tập của Thư viện nlv", "Collections of Library nlv"]
    assert told["collection:nlv:com_1"] == [
        "Khoa Sử & Địa",
        "Khoa Sử & Địa",
        "Bộ sưu tập “Khoa Sử & Địa” ở Thư viện nlv.",
        "The collection “Khoa Sử & Địa” at Library nlv.",
    ]
    assert told["collection:nlv:col:s~E1~BB~91~202"][:1] == ["col:số 2"]
    assert told["province-of-holding:ninh-binh:nam-dinh"] == [
        "Nam Định (trước 1/7/2025)",
        "Nam Định (before July 2025)",
    ]


@pytest.mark.parametrize("prefix", ["marc21", "oai_dc"])
def test_the_chain_of_earlier_places(client: FlaskClient, prefix: str) -> None:
    root = asked(
        client, verb="GetRecord", metadataPrefix=prefix, identifier="oai:data.example.vn:nlv/oai:x:1"
    )
    places = list(root.iter(f"{PROVENANCE}originDescription"))
    assert [each.findtext(f"{PROVENANCE}baseURL") for each in places] == [
        "https://nlv.example.vn/oai",
        "http://near.example/oai",
        "http://far.example/",
    ]
    assert places[1] in places[0]
    assert places[2] in places[1]
    assert [each.get("altered") for each in places[1:]] == ["false", "false"]
    assert places[1].get("harvestDate") == "2024-05-06T07:08:09Z"
    assert "secret" not in ElementTree.tostring(root, encoding="unicode")
    plain = asked(
        client, verb="GetRecord", metadataPrefix=prefix, identifier="oai:data.example.vn:nlv/oai:x:3"
    )
    assert len(list(plain.iter(f"{PROVENANCE}originDescription"))) == 1


def test_a_record_that_leaves_a_set_of_its_origin_is_an_update(network: Network, client: FlaskClient) -> None:
    network.harvest(
        "nlv", record(2, "com_9", shelf='<subfield code="a">Thư viện tỉnh Nam Định</subfield>'), record(3)
    )
    outcome = network.publish()
    assert (outcome.changed, outcome.deleted) == (1, 0)
    since = network.published.strftime("%Y-%m-%dT%H:%M:%SZ")
    changed = listed(client, **{"from": since})
    assert changed == {
        "nlv/oai:x:2": ["nlv", "collection:nlv:com_9", "province-of-holding:ninh-binh:nam-dinh"]
    }
    assert listed(client, set="collection:nlv:com_1").keys() == {"nlv/oai:x:1"}


def test_another_province_of_the_library_publishes_everything_anew(
    network: Network, client: FlaskClient
) -> None:
    assert network.publish().changed == 0
    network.province("dh", "hue")
    assert network.publish().changed == 5
    assert listed(client, set="province-of-holding:hue").keys() == {"dh/oai:x:1", "dh/oai:x:2"}
