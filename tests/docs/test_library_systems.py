"""docs/libraries/: the settings read each example, and it harvests from a server or files of its system."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from harvesters import transport
from harvesters.datestamps import from_oai
from harvesters.encodings.registry import DECODERS
from harvesters.errors import OaiError, SruError
from harvesters.readers.registry import READERS
from harvesters.records import NOTHING_HELD, HarvestedRecord, Known
from harvesters.registry import PROTOCOLS
from opendata.settings import load

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = sorted(file.stem for file in (DOCS / "libraries").glob("*.toml"))
PAGES = [DOCS / "library-systems.md", DOCS / "vi" / "library-systems.md"]

MARC = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
    '<controlfield tag="001">{0}</controlfield>{1}'
    '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Truyện Kiều</subfield></datafield></record>'
)
ITEM = '<datafield tag="952" ind1=" " ind2=" "><subfield code="p">TVQG{0}</subfield></datafield>'
HOLDING = '<datafield tag="852" ind1="4" ind2=" "><subfield code="b">BR{0}</subfield></datafield>'
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title xml:lang="vi">Truyện Kiều</dc:title>'
    "<dc:identifier>https://example.vn/{0}</dc:identifier></oai_dc:dc>"
)
DIM = (
    '<dim:dim xmlns:dim="http://www.dspace.org/xmlns/dspace/dim">'
    '<dim:field mdschema="dc" element="contributor" qualifier="author">Nguyễn Du</dim:field>'
    '<dim:field mdschema="dc" element="title" lang="vi">Truyện Kiều</dim:field></dim:dim>'
)


class System:
    """The OAI-PMH of a system: its prefixes, policies, identifiers, and how many records make a page."""

    def __init__(self, prefixes, identifier, *, deleted="no", size=2, stamp="2024-01-0{0}T00:00:00Z"):
        self.prefixes = prefixes
        self.identifier = identifier
        self.deleted = deleted
        self.size = size
        self.stamp = stamp
        self.gone = ()
        """Numbers that come as deleted."""
        self.numbers = [1, 2, 3, 4, 5]
        self.token = "{prefix}///{set}/{position}".format
        self.lost_tokens = []
        """Answers to the next resumption tokens in place of the list."""

    def __call__(self, query):
        verb = query["verb"]
        if verb == "Identify":
            granularity = "YYYY-MM-DDThh:mm:ssZ" if "T" in self.stamp else "YYYY-MM-DD"
            return self.answer(
                verb,
                f"<deletedRecord>{self.deleted}</deletedRecord><granularity>{granularity}</granularity>",
            )
        if verb == "ListMetadataFormats":
            formats = "".join(
                f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix></metadataFormat>"
                for prefix in self.prefixes
            )
            return self.answer(verb, formats)
        token = query.get("resumptionToken", "")
        if token and self.lost_tokens:
            return self.lost_tokens.pop(0)
        prefix = re.split("[/!]", token)[0] if token else query["metadataPrefix"]
        if prefix not in self.prefixes:
            return self.error("cannotDisseminateFormat")
        if verb == "GetRecord":
            number = next(n for n in self.numbers if self.identifier.format(n) == query["identifier"])
            return self.answer(verb, self.record(number, prefix))
        start = int(re.split("[/!]", token)[-1]) if token else 0
        chosen = self.numbers[start : start + self.size]
        if not chosen:
            return self.error("noRecordsMatch")
        show = self.record if verb == "ListRecords" else lambda number, _: self.header(number)
        content = "".join(show(number, prefix) for number in chosen)
        if start + self.size < len(self.numbers):
            following = self.token(prefix=prefix, set="", position=start + self.size)
            content += (
                f'<resumptionToken completeListSize="{len(self.numbers)}">{following}</resumptionToken>'
            )
        return self.answer(verb, content)

    def header(self, number):
        status = ' status="deleted"' if number in self.gone else ""
        return (
            f"<header{status}><identifier>{self.identifier.format(number)}</identifier>"
            f"<datestamp>{self.stamp.format(number)}</datestamp></header>"
        )

    def record(self, number, prefix):
        content = (
            "" if number in self.gone else f"<metadata>{self.prefixes[prefix].format(number, '')}</metadata>"
        )
        return f"<record>{self.header(number)}{content}</record>"

    def error(self, code):
        return self.answer("", f'<error code="{code}">No.</error>')

    def answer(self, verb, content):
        body = f"<{verb}>{content}</{verb}>" if verb else content
        return (
            "<?xml version='1.0' encoding='UTF-8'?>"
            "<?xml-stylesheet type='text/xsl' href='/oai2.xsl'?>"
            '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
            f"<responseDate>2024-02-01T00:00:00Z</responseDate><request>x</request>{body}</OAI-PMH>"
        ).encode()


def koha():
    return System({"marcxml": MARC, "marc21": MARC, "oai_dc": DC}, "KOHA-OAI:{0}", deleted="persistent")


def dspace():
    return System({"oai_dc": DC, "dim": DIM}, "oai:dspace.example.vn:123456789/{0}", deleted="transient")


SYSTEMS = {
    "koha": koha,
    "dspace-6": dspace,
    "dspace-7": dspace,
    "invenio": lambda: System({"oai_dc": DC, "marc21": MARC}, "oai:invenio.example.vn:{0}"),
    "ojs": lambda: System({"oai_dc": DC}, "oai:ojs.tapchi.example.vn:article/{0}", deleted="persistent"),
    "vufind": lambda: System(
        {"marc21": MARC, "oai_dc": DC}, "oai:vufind.example.vn:{0}", deleted="transient"
    ),
    "eprints": lambda: System({"oai_dc": DC}, "oai:eprints.example.vn:{0}", deleted="persistent"),
    "evergreen": lambda: System({"marcxml": MARC, "oai_dc": DC}, "oai:catalog.example.vn:{0}"),
}


@pytest.fixture
def home(tmp_path):
    """A home folder with one example in it, its address changed to that of a server if one is given."""

    def make(example, address=""):
        folder = tmp_path / "libraries"
        folder.mkdir(exist_ok=True)
        text = (DOCS / "libraries" / f"{example}.toml").read_text(encoding="utf-8")
        if address:
            url = re.search('^url = "(.*)"', text, re.MULTILINE)[1]
            text = text.replace(url, address + urlsplit(url).path)
        (folder / f"{example}.toml").write_text(text, encoding="utf-8")
        return load(tmp_path).libraries[example]

    return make


@pytest.fixture
def harvest(home, http):
    """Harvests an example from a system: its pages."""

    def run(example, system, checkpoint=None, held=NOTHING_HELD):
        library = home(example, http(system))
        return list(PROTOCOLS[library.protocol](library, checkpoint, held))

    return run


def names(pages):
    return [record.identifier for page in pages for record in page.records]


def test_every_example_is_read_and_named_on_both_pages(home):
    assert set(SYSTEMS) < set(EXAMPLES)
    for example in EXAMPLES:
        assert home(example).protocol in PROTOCOLS
        for page in PAGES:
            assert f"libraries/{example}.toml" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", SYSTEMS)
def test_an_example_harvests_everything_from_its_system(harvest, example):
    system = SYSTEMS[example]()

    pages = harvest(example, system)

    assert names(pages) == [system.identifier.format(number) for number in range(1, 6)]
    records = [record for page in pages for record in page.records]
    assert all(isinstance(record, HarvestedRecord) for record in records)
    assert "Truyện Kiều" in str(READERS[records[0].format](records[0].payload))


@pytest.mark.parametrize("example", ["koha", "dspace-7", "ojs", "eprints", "vufind"])
def test_tombstones_come_as_deletions(harvest, example):
    system = SYSTEMS[example]()
    system.gone = (2, 3)

    records = [record for page in harvest(example, system) for record in page.records]

    assert [record.deleted for record in records] == [False, True, True, False, False]


def test_items_that_koha_puts_into_its_records_are_kept(harvest):
    system = koha()
    system.prefixes["marcxml"] = MARC.replace("{1}", ITEM)

    record = harvest("koha", system)[0].records[0]

    assert "952" in [field.tag for field in READERS["marc21"](record.payload).fields]


def test_holdings_that_evergreen_puts_into_its_records_are_kept(harvest):
    system = SYSTEMS["evergreen"]()
    system.prefixes["marcxml"] = MARC.replace("{1}", HOLDING)

    record = harvest("evergreen", system)[0].records[0]

    assert "852" in [field.tag for field in READERS["marc21"](record.payload).fields]


def test_the_prefix_that_a_koha_does_not_have_is_an_error_with_advice(harvest):
    system = koha()
    system.prefixes.pop("marcxml")

    with pytest.raises(OaiError, match=r"metadata_prefix in the library's file to one of: marc21, oai_dc"):
        harvest("koha", system)


@pytest.mark.parametrize("status", [404, 422, 500, 200])
def test_a_token_that_is_gone_begins_the_list_again(harvest, status):
    system = SYSTEMS["invenio"]()
    gone = system.error("badResumptionToken") if status == 200 else (status, b"Not found")
    # A server's failure is asked again several times before it is believed.
    system.lost_tokens = [gone] * (6 if status == 500 else 1)

    assert set(names(harvest("invenio", system))) == {system.identifier.format(n) for n in range(1, 6)}


def test_a_dspace_that_drops_an_item_without_a_trace_is_found_out(harvest):
    system = dspace()
    *_, last = harvest("dspace-7", system)
    system.numbers.remove(3)

    class Holding:
        def known(self, identifiers):
            stamps = {system.identifier.format(n): system.stamp.format(n) for n in range(1, 6)}
            return {name: Known(False, from_oai(stamps[name])) for name in identifiers}

        def live(self):
            return 5

    pages = harvest("dspace-7", system, last.checkpoint, Holding())

    shown = {name for page in pages if page.listing for name in (*page.sighted, *names([page]))}
    assert pages[-1].listing
    assert shown == {system.identifier.format(n) for n in (1, 2, 4, 5)}


def test_an_empty_page_at_the_end_of_an_invenio_list_is_its_end(harvest):
    system = SYSTEMS["invenio"]()
    system.numbers = [1, 2, 3, 4]
    system.lost_tokens = []
    answer = system.__call__

    def with_one_token_too_many(query):
        body = answer(query)
        if query.get("resumptionToken", "").endswith("/2"):
            more = '<resumptionToken completeListSize="4">oai_dc////4</resumptionToken></ListRecords>'
            return body.replace(b"</ListRecords>", more.encode())
        if query.get("resumptionToken", "").endswith("/4"):
            return system.answer("ListRecords", '<resumptionToken completeListSize="4"/>')
        return body

    pages = harvest("invenio", with_one_token_too_many)

    assert names(pages) == [system.identifier.format(n) for n in range(1, 5)]
    assert pages[-1].finished


def sru(query, numbers, most=50, window=10_000):
    """The answer of an SRU server that shows *window* records of a result."""
    start, wanted = int(query["startRecord"]), min(int(query["maximumRecords"]), most)
    for boolean, bound in re.findall(r'(and|not) \S+ >= "(\d+)"', query["query"]):
        numbers = [n for n in numbers if (1900 + n >= int(bound)) == (boolean == "and")]
    shown = numbers[start - 1 : min(start - 1 + wanted, window)]
    records = "".join(
        f"<record><recordData>{MARC.format(number, '')}</recordData></record>" for number in shown
    )
    problem = (
        ""
        if shown or start == 1
        else '<diagnostics><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/">'
        "<uri>info:srw/diagnostic/1/61</uri></diagnostic></diagnostics>"
    )
    return (
        '<searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/">'
        f"<version>{query['version']}</version><numberOfRecords>{len(numbers)}</numberOfRecords>"
        f"<records>{records}</records>{problem}</searchRetrieveResponse>"
    ).encode()


def test_koha_by_sru_is_asked_as_its_zebra_understands(harvest):
    asked = []

    def zebra(query):
        asked.append(query)
        return sru(query, [1, 2, 3]) if "query" in query else b"<html/>"

    assert names(harvest("koha-sru", zebra)) == ["1", "2", "3"]
    assert {(q["query"], q["version"], q["recordSchema"]) for q in asked if "query" in q} == {
        ("rec.id>0", "1.1", "marcxml")
    }


def test_alma_is_taken_in_slices_where_it_shows_no_more(harvest):
    numbers = list(range(1, 121))

    def alma(query):
        return sru(query, numbers, window=70) if "query" in query else b"<html/>"

    assert set(names(harvest("alma", alma))) == {str(number) for number in numbers}


def test_alma_without_slices_says_how_many_came(home, http, tmp_path):
    address = http(
        lambda query: sru(query, list(range(1, 121)), window=70) if "query" in query else b"<html/>"
    )
    home("alma", address)
    file = tmp_path / "libraries" / "alma.toml"
    file.write_text(re.sub(", slices = .* }", " }", file.read_text(encoding="utf-8")), encoding="utf-8")
    library = load(tmp_path).libraries["alma"]

    with pytest.raises(SruError, match="70 of 120 records came"):
        list(PROTOCOLS["sru"](library, None, NOTHING_HELD))


@pytest.mark.parametrize(("example", "encoding"), [("libol", "tcvn3"), ("ilib", "vni")])
def test_a_folder_of_daily_exports_is_read_in_its_encoding(
    home, tmp_path, iso2709, encoded, example, encoding
):
    library = home(example)
    folder = Path(library.url)
    folder.mkdir(parents=True)
    titles = {"1": "Truyện Kiều của Nguyễn Du", "2": "Những người khốn khổ", "3": "Tắt đèn"}
    for day, (number, title) in enumerate(titles.items(), 1):
        (folder / f"2024-05-0{day}.mrc").write_bytes(iso2709(number, title, encoding))

    pages = list(PROTOCOLS["files"](library, None, NOTHING_HELD))

    read = {
        record.identifier: READERS["marc21"](record.payload, record.encoding)
        for page in pages
        for record in page.records
    }
    assert {name: record.fields[0].subfields[0][1] for name, record in read.items()} == titles


@pytest.fixture
def encoded():
    """Text in an encoding that Python does not write: by turning its decoder round, letter by letter."""

    def encode(text, encoding):
        decode = DECODERS[encoding]
        table = {}
        letters = [*range(0x41, 0x5B), *range(0x61, 0x7B)]
        for first in [*letters, 0x20, *range(0x80, 0x100)]:
            marks = range(0x80, 0x100) if encoding == "vni" else ()
            for data in (bytes([first]), *(bytes([first, second]) for second in marks)):
                try:
                    letter = decode(data)
                except ValueError:
                    continue
                if len(letter) == 1:
                    table.setdefault(letter, data)
        return b"".join(table[letter] for letter in text)

    return encode


@pytest.fixture
def iso2709(encoded):
    """A record with a number and a title, in an encoding."""

    def make(number, title, encoding):
        fields = [
            ("001", number.encode() + b"\x1e"),
            ("245", b"10\x1fa" + encoded(title, encoding) + b"\x1e"),
        ]
        directory = body = b""
        for tag, data in fields:
            directory += tag.encode() + b"%04d%05d" % (len(data), len(body))
            body += data
        base = 24 + len(directory) + 1
        leader = b"%05dnam  22%05d   4500" % (base + len(body) + 1, base)
        return leader + directory + b"\x1e" + body + b"\x1d"

    return make


@pytest.fixture
def http(monkeypatch):
    """Serves a function of the query on loopback; waiting costs no time."""
    monkeypatch.setattr(transport, "backoff", lambda attempt: 0.0)
    started = []

    def start(answer):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                reply = answer(dict(parse_qsl(urlsplit(self.path).query)))
                status, body = reply if isinstance(reply, tuple) else (200, reply)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in started:
        server.shutdown()
        server.server_close()
