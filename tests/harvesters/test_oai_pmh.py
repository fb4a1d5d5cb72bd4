"""OAI-PMH: whatever a provider does, no record is lost, no harvest is endless, errors say what to do."""

import itertools
import re
from datetime import UTC, datetime, timedelta

import pytest

from harvesters import oai_pmh
from harvesters.errors import MalformedResponse, OaiError, RedirectRefused, ServerRefused, TokenLoop
from harvesters.readers.registry import READERS
from harvesters.records import NOTHING_HELD, HarvestedRecord, Known, RejectedRecord
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
        self.deleted = "persistent"
        self.items = {}
        self.single = {}
        """What GetRecord brings in place of the same as the list, by number."""
        self.identify = []
        self.sets = []
        """Answers to ListSets; where there are none it fails."""
        self.listed = []
        """Answers to ListIdentifiers in place of the usual ones."""
        self.changed = {}
        """Answers in place of the usual ones, by the token asked with (`""`: the first page); each once."""

    def __call__(self, request):
        verb, query = request.query["verb"], request.query
        if verb == "Identify" and self.identify:
            return self.reply(self.identify.pop(0))
        if verb == "Identify":
            content = (
                f"<deletedRecord>{self.deleted}</deletedRecord><granularity>{self.granularity}</granularity>"
            )
            return self.reply(envelope(f"<Identify>{content}</Identify>"))
        if verb == "GetRecord":
            number = int(query["identifier"].removeprefix("oai:x:"))
            content = self.single.get(number, self.items.get(number, item(number)))
            return self.reply(
                envelope(f"<GetRecord>{content}</GetRecord>") if content else error("idDoesNotExist")
            )
        if verb == "ListSets":
            return self.reply(self.sets.pop(0)) if self.sets else self.reply(b"", 503)
        if verb == "ListMetadataFormats":
            content = "<metadataFormat><metadataPrefix>{}</metadataPrefix></metadataFormat>"
            formats = "".join(content.format(prefix) for prefix in ("oai_dc", "marc"))
            return self.reply(envelope(f"<ListMetadataFormats>{formats}</ListMetadataFormats>"))
        token = query.get("resumptionToken", "")
        if verb == "ListIdentifiers":
            if self.listed:
                return self.reply(self.listed.pop(0))
            page = self.page(int(token.removeprefix("at ") or 0)).decode()
            page = re.sub("<record>(<header.*?</header>).*?</record>", r"\1", page, flags=re.DOTALL)
            return self.reply(page.replace("ListRecords", verb).encode())
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

    def run(since=None, held=NOTHING_HELD, now=lambda: datetime.now(UTC), **keys):
        url = run.server.url + "/oai"
        member = library(url, **{"protocol": "oai-pmh", "metadata_prefix": "marc21"} | keys)
        transport = Transport("nlv", url, limits=Limits(tries=2), sleep=run.slept.append, environment={})
        return oai_pmh.harvest(member, since, held, transport=transport, sleep=run.slept.append, now=now)

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
    assert harvest.asked()[1]["from"] == "2024-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("stamps", "since"),
    [
        (["2024-01-01T00:00:00Z", "2024-02-02T10:00:00Z"], "2024-02-02T10:00:00Z"),
        (["2024-02-02T10:00:00Z", "2024-01-01T00:00:00Z"], None),
    ],
)
@pytest.mark.parametrize("refusal", ["error", 500, 404])
def test_a_list_that_broke_off_goes_on_from_the_last_datestamp_if_records_come_in_their_order(
    harvest, provider, reply, stamps, since, refusal
):
    provider.items = {number: item(number, stamp) for number, stamp in enumerate(stamps)}
    refused = error("badResumptionToken") if refusal == "error" else reply(status=refusal)
    provider.changed["at 2"] = [refused] * (2 if refusal == 500 else 1)
    assert sorted(set(identifiers(harvest()))) == ALL
    begun = [asked.get("from") for asked in harvest.asked() if "metadataPrefix" in asked]
    assert begun == [None, since]


def test_a_token_that_is_never_taken_ends_in_an_error(harvest, provider):
    provider.changed["at 2"] = [error("badResumptionToken")] * 10
    with pytest.raises(OaiError, match=r"nlv: .*badResumptionToken"):
        list(harvest())


def test_a_list_that_comes_further_each_time_is_taken_up_as_often_as_it_needs(harvest, provider):
    provider.size = 60
    provider.changed = {f"at {place}": [error("badResumptionToken")] for place in range(10, 60, 10)}
    assert len(set(identifiers(harvest()))) == 60


@pytest.mark.parametrize("keys", [{"set": "other"}, {"metadata_prefix": "marc"}])
def test_another_set_or_format_is_another_harvest(harvest, keys):
    *_, last = harvest()
    harvest.server.requests.clear()
    list(harvest(last.checkpoint, **keys))
    assert harvest.asked()[0] == {"verb": "Identify"}
    assert "from" not in harvest.asked()[1]


LOST = [
    b"",
    b"<html><body>Sorry",
    b"<html><body>Sorry</body></html>",
    envelope("<ListRecords>" + item(2))[:-30],
    envelope("<Identify/>"),
    envelope("<ListRecords/>", date="now"),
]


@pytest.mark.parametrize("damaged", LOST)
def test_a_page_that_cannot_be_read_for_a_while(harvest, provider, damaged):
    provider.changed["at 2"] = [damaged] * 4
    assert identifiers(harvest()) == ALL


@pytest.mark.parametrize("damaged", LOST)
def test_a_page_that_can_never_be_read_is_gone_round_by_identifiers(harvest, provider, damaged):
    provider.changed["at 2"] = [damaged] * 99
    pages = list(harvest())
    assert sorted(set(identifiers(pages))) == ALL
    assert pages[-1].finished
    verbs = [asked["verb"] for asked in harvest.asked()]
    assert verbs[-1] == "GetRecord"
    assert verbs.count("ListIdentifiers") == 3


def test_where_nothing_can_be_read_the_error_says_so_and_what_came_is_kept(harvest, provider):
    provider.changed["at 2"] = [b"<html>"] * 99
    provider.listed = [b"<html>"] * 99
    running = harvest()
    kept = [next(running)]
    with pytest.raises(MalformedResponse, match="What came before is kept"):
        next(running)
    provider.changed, provider.listed = {}, []
    assert identifiers(kept + list(harvest(kept[-1].checkpoint))) == ALL


def page_with(record, before=b"", encoding="UTF-8"):
    document = envelope(
        f"<ListRecords>{record}{item(3)}<resumptionToken>at 4</resumptionToken></ListRecords>"
    )
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + before
    return declaration + document.split(b"?>", 1)[1]


TITLED = RECORD.replace("</marc:record>", '<marc:datafield tag="245" ind1="0" ind2="0">') + (
    '<marc:subfield code="a">TITLE</marc:subfield></marc:datafield></marc:record>'
)


@pytest.mark.parametrize(
    ("title", "doctype", "encoding", "read"),
    [
        ("ký\x0btự", "", "UTF-8", "kýtự"),
        ("ký&#x1F;tự \ufffe", "", "UTF-8", "kýtự "),
        ("Nhạc & hoạ", "", "UTF-8", "Nhạc & hoạ"),
        ("a < b", "", "UTF-8", "a < b"),
        ("Việt", "", "windows-1258", "Việt"),
        ("\udce9t\udce9 Việt", "", "UTF-8", "été Việt"),
        ("&nxb; Trẻ", '<!DOCTYPE x [<!ENTITY nxb "Nhà xuất bản">]>', "UTF-8", "Nhà xuất bản Trẻ"),
        ("&e;", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', "UTF-8", "&e;"),
    ],
)
def test_a_damaged_page_is_mended_and_its_records_keep_their_own_bytes(
    harvest, provider, title, doctype, encoding, read
):
    spoilt = item(2, metadata=TITLED.replace("TITLE", title))
    page = page_with("SPOILT", doctype.encode(), encoding)
    page = page.replace(b"SPOILT", spoilt.encode("utf-8", "surrogateescape"))
    provider.changed["at 2"] = [page] * 99
    provider.single = {2: None}
    records = [record for page in harvest() for record in page.records]
    assert [record.identifier for record in records] == ALL
    assert READERS["marc21"](records[2].payload).fields[0].subfields == (("a", read),)
    if encoding == "UTF-8":
        assert title.encode("utf-8", "surrogateescape") in records[2].payload
        assert records[2].repairs == READERS["marc21"](records[2].payload).repairs != ()
    assert records[3].payload == RECORD.format(3).encode()


def test_a_record_that_the_list_brings_damaged_is_taken_from_get_record_if_that_has_it_sound(
    harvest, provider
):
    provider.items = {1: item(1, metadata=None), 2: item(2, metadata="<x/>"), 4: item(4, metadata=None)}
    provider.single = {1: item(1), 2: item(2, metadata="<y/>"), 4: None}
    records = [record for page in harvest() for record in page.records]
    assert [isinstance(record, RejectedRecord) for record in records] == [False, False, True, False, True]
    assert records[1].payload == RECORD.format(1).encode()
    assert records[2].payload.startswith(b"<x ")


def test_where_get_record_never_helps_it_is_not_asked_for_ever(harvest, provider):
    provider.size = 100
    provider.items = {number: item(number, metadata=None) for number in range(100)}
    assert len(identifiers(harvest())) == 100
    assert sum(asked["verb"] == "GetRecord" for asked in harvest.asked()) == 20


def test_a_damaged_identify(harvest, provider):
    provider.identify = [b"<html>"] * 4
    assert identifiers(harvest()) == ALL
    provider.identify = [b"<html>"] * 5
    with pytest.raises(MalformedResponse, match="nlv: the answer to Identify"):
        list(harvest())


def test_servers_that_fail_for_a_while(harvest, provider, reply):
    provider.changed[""] = [reply(status=503, headers={"Retry-After": "7"})]
    provider.changed["at 2"] = [reply(provider.page(2), cut=50)]
    assert identifiers(harvest()) == ALL
    assert harvest.slept[0] == 7


def test_servers_that_fail_for_good(harvest, provider, reply):
    provider.changed["at 2"] = [reply(status=500)] * 99
    with pytest.raises(ServerRefused, match="500"):
        list(harvest())
    provider.changed[""] = [reply(status=403)]
    with pytest.raises(ServerRefused, match="403"):
        list(harvest())


@pytest.mark.parametrize("status", [200, 400, 404, 422])
def test_an_error_of_the_protocol_is_understood_whatever_the_status_beside_it(
    harvest, provider, reply, status
):
    *_, last = harvest()
    provider.changed[""] = [reply(error("noRecordsMatch"), status=status)]
    assert [page.finished for page in harvest(last.checkpoint)] == [True]


def test_an_unknown_error_passes_or_is_told(harvest, provider):
    provider.changed["at 2"] = [error("internalError")] * 3
    assert identifiers(harvest()) == ALL


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
    provider.changed[""] = [error(code)] * 99
    with pytest.raises(OaiError, match=f"nlv: .*{code}.*{advice}") as caught:
        list(harvest())
    assert caught.value.code == code


def listing(numbers, token, size=""):
    content = "".join(item(number) for number in numbers)
    content += f'<resumptionToken completeListSize="{size}">{token}</resumptionToken>'
    return envelope(f"<ListRecords>{content}</ListRecords>")


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


class Holding:
    """A Held with these records, all as old as the provider's."""

    def __init__(self, numbers, live=None):
        self.names = {f"oai:x:{number}" for number in numbers}
        self.count = live if live is not None else len(self.names)

    def known(self, identifiers):
        return {
            name: Known(False, datetime(2024, 1, 1, tzinfo=UTC)) for name in self.names & set(identifiers)
        }

    def live(self):
        return self.count


def test_a_harvest_of_everything_is_a_listing_and_an_incremental_one_is_not(harvest):
    pages = list(harvest())
    assert len({page.listing for page in pages}) == 1
    assert pages[0].listing
    resumed = list(harvest(pages[0].checkpoint))
    assert {page.listing for page in resumed} == {pages[0].listing}
    assert {page.listing for page in harvest(pages[-1].checkpoint)} == {""}


def test_a_list_that_left_records_out_is_compared_with_the_identifiers(harvest, provider):
    provider.changed["at 2"] = [listing([3], "at 4", size=5)]
    provider.changed[""] = [listing([0, 1], "at 2", size=5)]
    pages = list(harvest(held=Holding([0, 1, 3, 4])))
    assert identifiers(pages) == ["oai:x:0", "oai:x:1", "oai:x:3", "oai:x:4", "oai:x:2"]
    assert [name for page in pages for name in page.sighted] == ["oai:x:0", "oai:x:1", "oai:x:3", "oai:x:4"]
    assert len({page.listing for page in pages}) == 1
    # The comparison of the next run must find nothing more before all is believed.
    harvest.server.requests.clear()
    *_, last = harvest(pages[-1].checkpoint, held=Holding(range(5)))
    assert harvest.asked()[-1]["verb"] == "ListIdentifiers"
    harvest.server.requests.clear()
    list(harvest(last.checkpoint, held=Holding(range(5))))
    assert {asked["verb"] for asked in harvest.asked()} == {"ListRecords"}


@pytest.mark.parametrize(
    ("deleted", "live", "days", "compared"),
    [
        ("persistent", 5, 100, False),
        ("no", 5, 0, True),
        ("transient", 5, 0, True),
        ("no", 10_001, 0, False),
        ("no", 10_001, 8, True),
    ],
)
def test_what_a_library_deletes_without_a_word_is_found_by_comparison(
    harvest, provider, deleted, live, days, compared
):
    provider.deleted = deleted
    *_, full = harvest()
    *_, first = harvest(full.checkpoint, held=Holding(range(6)))
    assert ("compared" in first.checkpoint) is (deleted != "persistent")
    later = datetime.now(UTC) + timedelta(days=days)
    pages = list(harvest(first.checkpoint, held=Holding(range(6), live), now=lambda: later))
    sighted = [name for page in pages for name in page.sighted]
    assert sighted == (ALL if compared else [])
    assert bool(pages[-1].listing) is compared
    assert pages[0].listing == ""


def test_a_comparison_that_is_cut_short_or_refused_deletes_nothing(harvest, provider):
    provider.deleted = "no"
    *_, full = harvest()
    whole = listing([0, 1], "", size=5).replace(b"ListRecords", b"ListIdentifiers")
    for answer in (whole, error("badArgument"), error("badVerb")):
        provider.listed = [answer]
        *_, last = harvest(full.checkpoint, held=Holding(range(6)))
        assert (last.finished, last.listing) == (True, "")
    provider.listed = [b"<html>"] * 99
    with pytest.raises(MalformedResponse):
        list(harvest(full.checkpoint, held=Holding(range(6))))


def test_a_library_that_comes_back_empty_is_a_listing_of_nothing(harvest, provider):
    provider.changed[""] = [error("noRecordsMatch")]
    (page,) = harvest(held=Holding(range(5)))
    assert (page.records, page.finished, bool(page.listing)) == ((), True, True)
    provider.deleted = "no"
    *_, full = harvest()
    provider.listed = [error("noRecordsMatch")]
    *_, last = harvest(full.checkpoint, held=Holding(range(5)))
    assert (last.sighted, last.finished, bool(last.listing)) == ((), True, True)


def test_from_in_the_granularity_that_the_library_takes(harvest, provider):
    *_, last = harvest()
    provider.changed[""] = [error("badArgument")]
    *_, after = harvest(last.checkpoint)
    assert [asked["from"] for asked in harvest.asked() if "from" in asked] == [
        "2024-05-06T07:07:09Z",
        "2024-05-06",
    ]
    assert after.checkpoint["from"] == "2024-05-05"


def test_a_clock_that_runs_ahead_leaves_nothing_out(harvest, provider):
    noon = datetime(2024, 1, 1, 12, tzinfo=UTC)
    *_, last = harvest(now=lambda: noon)
    assert last.checkpoint["from"] == "2024-01-01T11:59:00Z"


def in_set(number, spec):
    return item(number).replace("</header>", f"<setSpec>{spec}</setSpec></header>")


def list_of_sets(*sets, token=""):
    content = "".join(
        [f"<set><setSpec>{spec}</setSpec><setName>{name}</setName></set>" for spec, name in sets]
    )
    return envelope(f"<ListSets>{content}<resumptionToken>{token}</resumptionToken></ListSets>")


@pytest.mark.parametrize(
    ("answers", "names", "asked"),
    [
        ([list_of_sets(("col_2", " Luận  án "))], {"col_2": "Luận án"}, 1),
        ([list_of_sets(("a", "A"), token="2"), list_of_sets(("b", "B"))], {"a": "A", "b": "B"}, 2),
        ([list_of_sets(("a", "A"), token="2")] * 3, {"a": "A"}, 2),
        ([error("noSetHierarchy")], {}, 1),
        ([b"<html>"], {}, 1),
        ([list_of_sets(("a", "A"), token="2"), b"<html>"], {"a": "A"}, 2),
        ([list_of_sets(("a", "A" * 400))], {"a": "A" * 299 + "…"}, 1),
    ],
)
def test_what_the_library_calls_its_sets_is_asked_once(harvest, provider, answers, names, asked):
    for number in range(5):
        provider.items[number] = in_set(number, "col_2") if number else item(number)
    provider.sets = list(answers)
    pages = list(harvest())
    assert identifiers(pages) == ALL
    assert [page.set_names for page in pages] == [names, {}, {}]
    assert sum(query["verb"] == "ListSets" for query in harvest.asked()) == asked
    assert "named" in pages[0].checkpoint
    assert "named" not in pages[-1].checkpoint


def test_a_server_that_fails_at_list_sets_is_not_asked_again(harvest, provider):
    provider.items[0] = in_set(0, "col_2")
    assert identifiers(harvest()) == ALL
    assert sum(query["verb"] == "ListSets" for query in harvest.asked()) == 1
    assert harvest.slept == []


def test_a_harvest_that_goes_on_does_not_ask_for_names_again(harvest, provider):
    provider.items = {number: in_set(number, "col_2") for number in range(5)}
    provider.sets = [list_of_sets(("col_2", "Luận án"))]
    first = next(iter(harvest()))
    assert [page.set_names for page in harvest(since=first.checkpoint)] == [{}, {}]
