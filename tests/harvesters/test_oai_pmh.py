"""OAI-PMH: whatever a provider does, no record is lost, no harvest is endless, errors say what to do."""

import itertools
from datetime import UTC, datetime

import pytest

from harvesters import oai_pmh
from harvesters.errors import MalformedResponse, OaiError, RedirectRefused, ServerRefused, TokenLoop
from harvesters.records import HarvestedRecord, RejectedRecord
from harvesters.transport import Limits, Transport

RECORD = (
    '<marc:record xmlns:marc="http://www.loc.gov/MARC21/slim">'
    "<marc:leader>00000nam a2200000 a 4500</marc:leader>"
    '<marc:controlfield tag="001">{0}</marc:controlfield></marc:record>'
)


def envelope(content, date="2024-05-06T07:08:09Z"):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">'
        f"<responseDate>{date}</responseDate><request>x</request>{content}</OAI-PMH>"
    ).encode()


def error(code):
    return envelope(f'<error code="{code}">No.</error>')


def item(number, stamp="2024-01-01T00:00:00Z", metadata=RECORD, status=""):
    body = "" if metadata is None else f"<metadata>\n {metadata.format(number)}\n </metadata>"
    return (
        f"<record><header{status}><identifier> oai:x:{number} </identifier>"
        f"<datestamp>{stamp}</datestamp></header>"
        f"{body}</record>"
    )


class Provider:
    """A correct provider of *size* records, a page of two at a time; tests change what it answers."""

    def __init__(self, reply, size=5, granularity="YYYY-MM-DDThh:mm:ssZ"):
        self.reply = reply
        self.size = size
        self.granularity = granularity
        self.items = {}
        self.identify = []
        self.changed = {}
        """Answers in place of the usual ones, by the token asked with (`""`: the first page); each once."""

    def __call__(self, request):
        verb, query = request.query["verb"], request.query
        if verb == "Identify" and self.identify:
            return self.reply(self.identify.pop(0))
        if verb == "Identify":
            content = f"<Identify><granularity>{self.granularity}</granularity></Identify>"
            return self.reply(envelope(content))
        if verb == "ListMetadataFormats":
            content = "<metadataFormat><metadataPrefix>{}</metadataPrefix></metadataFormat>"
            formats = "".join(content.format(prefix) for prefix in ("oai_dc", "marc"))
            return self.reply(envelope(f"<ListMetadataFormats>{formats}</ListMetadataFormats>"))
        token = query.get("resumptionToken", "")
        if self.changed.get(token):
            answer = self.changed[token].pop(0)
            return answer if isinstance(answer, self.reply) else self.reply(answer)
        return self.reply(self.page(int(token.removeprefix("at ") or 0)))

    def page(self, start):
        numbers = range(start, min(start + 2, self.size))
        content = "".join(self.items.get(number, item(number)) for number in numbers)
        following = start + 2
        token = f"at {following}" if following < self.size else ""
        content += f'<resumptionToken completeListSize="{self.size}">{token}</resumptionToken>'
        return envelope(f"<ListRecords>{content}</ListRecords>")


@pytest.fixture
def provider(reply):
    return Provider(reply)


@pytest.fixture
def harvest(serve, library, provider):
    """Harvests from the provider; the server's requests are in `harvest.server`."""

    def run(since=None, **keys):
        url = run.server.url + "/oai"
        member = library(url, **{"protocol": "oai-pmh", "metadata_prefix": "marc21"} | keys)
        transport = Transport("nlv", url, limits=Limits(tries=2), sleep=run.slept.append, environment={})
        return oai_pmh.harvest(member, since, transport=transport, sleep=run.slept.append)

    run.server, run.slept = serve(provider), []
    run.asked = lambda: [request.query for request in run.server.requests]
    return run


def identifiers(pages):
    return [record.identifier for page in pages for record in page.records]


ALL = [f"oai:x:{number}" for number in range(5)]


def test_everything(harvest):
    pages = list(harvest(set="books"))
    assert identifiers(pages) == ALL
    assert [page.finished for page in pages] == [False, False, True]
    assert {page.total for page in pages} == {5}
    assert harvest.asked() == [
        {"verb": "Identify"},
        {"verb": "ListRecords", "metadataPrefix": "marc21", "set": "books"},
        {"verb": "ListRecords", "resumptionToken": "at 2"},
        {"verb": "ListRecords", "resumptionToken": "at 4"},
    ]


def test_a_record_as_it_comes(harvest):
    record = next(harvest()).records[0]
    assert record == HarvestedRecord(
        "nlv",
        "oai:x:0",
        datetime(2024, 1, 1, tzinfo=UTC),
        False,
        "marc21",
        RECORD.format(0).encode(),
    )


@pytest.mark.parametrize(
    ("granularity", "since"),
    [("YYYY-MM-DDThh:mm:ssZ", "2024-05-06T07:07:09Z"), ("YYYY-MM-DD", "2024-05-05"), ("?", "2024-05-05")],
)
def test_the_next_harvest_begins_a_little_before_this_one(harvest, provider, granularity, since):
    provider.granularity = granularity
    *_, last = harvest()
    harvest.server.requests.clear()
    assert identifiers(harvest(last.checkpoint)) == ALL
    assert harvest.asked()[0] == {"verb": "ListRecords", "metadataPrefix": "marc21", "from": since}


def test_nothing_new(harvest, provider):
    *_, last = harvest()
    provider.changed[""] = [error("noRecordsMatch")]
    (page,) = harvest(last.checkpoint)
    assert (page.records, page.finished, page.checkpoint) == ((), True, last.checkpoint)


def test_an_empty_library(harvest, provider):
    provider.changed[""] = [error("noRecordsMatch")]
    (page,) = harvest()
    assert page.finished
    assert identifiers(harvest(page.checkpoint)) == ALL


@pytest.mark.parametrize("kept", [1, 2])
def test_a_harvest_that_was_cut_goes_on_where_it_was(harvest, kept):
    before = list(itertools.islice(harvest(), kept))
    after = list(harvest(before[-1].checkpoint))
    assert identifiers(before + after) == ALL
    *_, whole = harvest()
    assert after[-1].checkpoint == whole.checkpoint


def test_a_token_that_expired_begins_the_list_again(harvest, provider):
    *_, last = harvest()
    first = next(harvest(last.checkpoint))
    provider.changed["at 2"] = [error("badResumptionToken")]
    harvest.server.requests.clear()
    assert identifiers(harvest(first.checkpoint)) == ALL
    assert harvest.asked()[1]["from"] == last.checkpoint["from"]


def test_a_token_that_is_never_taken_ends_in_an_error(harvest, provider):
    provider.changed["at 2"] = [error("badResumptionToken")] * 10
    with pytest.raises(OaiError, match=r"nlv: .*badResumptionToken"):
        list(harvest())


@pytest.mark.parametrize("keys", [{"set": "other"}, {"metadata_prefix": "marc"}])
def test_another_set_or_format_is_another_harvest(harvest, keys):
    *_, last = harvest()
    harvest.server.requests.clear()
    list(harvest(last.checkpoint, **keys))
    assert harvest.asked()[0] == {"verb": "Identify"}
    assert "from" not in harvest.asked()[1]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"<html><body>Sorry",
        b"<html><body>Sorry</body></html>",
        envelope("<ListRecords>" + item(2))[:-30],
        envelope("<ListRecords>" + item("\x0b") + "</ListRecords>"),
        envelope("<Identify/>"),
        envelope("<ListRecords/>", date="now"),
        b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
        + envelope("<ListRecords/>").split(b"?>", 1)[1],
    ],
)
def test_a_damaged_page(harvest, provider, damaged):
    provider.changed["at 2"] = [damaged] * 3
    assert identifiers(harvest()) == ALL
    provider.changed["at 2"] = [damaged] * 4
    running = harvest()
    kept = [next(running)]
    with pytest.raises(MalformedResponse, match="What came before is kept"):
        next(running)
    assert identifiers(kept + list(harvest(kept[-1].checkpoint))) == ALL


def test_a_damaged_identify(harvest, provider):
    provider.identify = [b"<html>"] * 3
    assert identifiers(harvest()) == ALL
    provider.identify = [b"<html>"] * 4
    with pytest.raises(MalformedResponse, match="nlv: the answer to Identify"):
        list(harvest())


def test_servers_that_fail_for_a_while(harvest, provider, reply):
    provider.changed[""] = [reply(status=503, headers={"Retry-After": "7"})]
    provider.changed["at 2"] = [reply(provider.page(2), cut=50)]
    assert identifiers(harvest()) == ALL
    assert harvest.slept[0] == 7


def test_servers_that_fail_for_good(harvest, provider, reply):
    provider.changed["at 2"] = [reply(status=500)] * 2
    with pytest.raises(ServerRefused, match="500"):
        list(harvest())


def test_a_redirect_to_a_file(harvest, provider, reply):
    provider.changed[""] = [reply(status=302, headers={"Location": "file:///etc/hostname"})]
    with pytest.raises(RedirectRefused):
        list(harvest())


def test_deleted_records(harvest, provider):
    provider.items[1] = item(1, metadata=None, status=' status="deleted"')
    provider.items[3] = item(3, status=' status="deleted"')
    records = [record for page in harvest() for record in page.records]
    assert [record.deleted for record in records] == [False, True, False, True, False]
    assert (records[1].payload, records[3].payload) == (b"", b"")


DC = '<dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/"><title>x</title></dc>'


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        (None, "no metadata"),
        ("", "no metadata"),
        ("text", "no metadata"),
        (RECORD + RECORD, "2 elements"),
        (DC, "not a MARCXML"),
        ('<record xmlns="http://www.loc.gov/MARC21/slim"/>', "no leader"),
    ],
)
def test_a_record_that_cannot_be_read_is_rejected_and_spoils_no_other(harvest, provider, metadata, reason):
    provider.items[2] = item(2, metadata=metadata)
    records = [record for page in harvest() for record in page.records]
    assert [record.identifier for record in records] == ALL
    assert isinstance(records[2], RejectedRecord)
    assert reason in records[2].reason
    assert records[2].payload


def test_a_record_without_identifier_is_rejected_under_a_name_of_its_content(harvest, provider):
    provider.items[2] = item(2).replace("oai:x:2", "")
    names = [page.records[0].identifier for _ in range(2) for page in harvest()][1::3]
    assert names[0] == names[1]
    assert names[0].startswith("unnamed-")


@pytest.mark.parametrize("stamp", ["", "soon"])
def test_a_record_without_datestamp_counts_as_old(harvest, provider, stamp):
    provider.items[0] = item(0, stamp=stamp)
    assert next(harvest()).records[0].datestamp == datetime(1970, 1, 1, tzinfo=UTC)


def test_oai_dc(harvest, provider):
    provider.items = {number: item(number, metadata=DC) for number in range(5)}
    assert next(harvest(format="oai_dc", metadata_prefix="")).records[0].payload == DC.encode()
    assert harvest.asked()[1]["metadataPrefix"] == "oai_dc"


DIM = (
    '<dim:dim xmlns:dim="http://www.dspace.org/xmlns/dspace/dim">'
    '<dim:field mdschema="dc" element="title" lang="vi">x</dim:field></dim:dim>'
)
QDC = '<qualifieddc xmlns="http://dspace.org/qualifieddc/"><title>x</title></qualifieddc>'
XOAI = (
    '<metadata xmlns="http://www.lyncode.com/xoai"><element name="dc"><element name="title">'
    '<element name="vi"><field name="value">x</field></element></element></element></metadata>'
)
THESIS = '<thesis xmlns="http://www.ndltd.org/standards/metadata/etdms/1.0/"><title>x</title></thesis>'


@pytest.mark.parametrize(
    ("name", "prefix", "metadata"),
    [
        ("dim", "", DIM),
        ("xoai", "", XOAI),
        ("oai_qdc", "qdc", QDC),
        ("etdms", "oai_etdms", THESIS),
    ],
)
def test_dialects_of_dublin_core(harvest, provider, name, prefix, metadata):
    provider.items = {number: item(number, metadata=metadata) for number in range(5)}
    records = [record for page in harvest(format=name, metadata_prefix=prefix) for record in page.records]
    assert {(record.format, record.payload) for record in records} == {(name, metadata.encode())}
    assert len(records) == 5
    assert harvest.asked()[1]["metadataPrefix"] == (prefix or name)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("cannotDisseminateFormat", "metadata_prefix .*: marc, oai_dc"),
        ("noSetHierarchy", "leave set empty"),
        ("badArgument", "check set and metadata_prefix"),
        ("badVerb", "base URL"),
        ("somethingNew", "check the library's file"),
        ("badResumptionToken", "harvest again"),
    ],
)
def test_errors_say_what_to_do(harvest, provider, code, advice):
    provider.changed[""] = [error(code)]
    with pytest.raises(OaiError, match=f"nlv: .*{code}.*{advice}") as caught:
        list(harvest())
    assert caught.value.code == code


def listing(numbers, token):
    content = "".join(item(number) for number in numbers)
    return envelope(f"<ListRecords>{content}<resumptionToken>{token}</resumptionToken></ListRecords>")


@pytest.mark.parametrize("circle", [1, 2, 3, 7])
def test_tokens_in_a_circle(harvest, provider, circle):
    for number in range(circle + 2):
        following = number + 1 if number < circle + 1 else 2
        provider.changed[f"at {number}" if number else ""] = [listing([number], f"at {following}")] * 99
    with pytest.raises(TokenLoop, match="circle"):
        list(harvest())
    assert len(harvest.server.requests) < 60


def test_new_tokens_that_bring_nothing_new(harvest, provider):
    numbers = itertools.count()
    provider.page = lambda _: listing([1, 2], f"at {next(numbers)}")
    with pytest.raises(TokenLoop, match="no new record"):
        list(harvest())


def test_empty_pages_and_repeated_records_are_no_circle(harvest, provider):
    provider.changed[""] = [listing([], "at 2")]
    provider.changed["at 2"] = [listing([0, 1], "at a")]
    provider.changed["at a"] = [listing([1, 2], "at b")]
    provider.changed["at b"] = [listing([], "")]
    assert identifiers(harvest()) == ["oai:x:0", "oai:x:1", "oai:x:1", "oai:x:2"]
