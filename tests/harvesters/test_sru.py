"""SRU: whatever a server does, no record is lost, nothing is deleted on a doubt, errors say what to do."""

import itertools
import re
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pytest

from harvesters import sru
from harvesters.errors import HarvestError, MalformedResponse, ServerRefused, SruError
from harvesters.library import Sru
from harvesters.records import HarvestedRecord, RejectedRecord
from harvesters.sru_cql import narrowed
from harvesters.sru_explain import Schema, schemas_for
from harvesters.transport import Limits, Transport

OLD = "http://www.loc.gov/zing/srw/"
NEW = "http://docs.oasis-open.org/ns/search-ws/sruResponse"
MARC = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
    '<controlfield tag="001">{0}</controlfield><controlfield tag="005">20240506070809.0</controlfield>'
    '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Số đỏ {1}</subfield></datafield></record>'
)
DC = (
    '<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Số đỏ</dc:title><dc:identifier>{0}</dc:identifier></srw_dc:dc>"
)
NOW = datetime(2026, 5, 1, tzinfo=UTC)


def diagnostic(code, details="", message="No."):
    uri = f"info:srw/diagnostic/1/{code}"
    return (
        '<d:diagnostic xmlns:d="http://www.loc.gov/zing/srw/diagnostic/">'
        f"<d:uri>{uri}</d:uri><d:details>{details}</d:details><d:message>{message}</d:message></d:diagnostic>"
    )


class Engine:
    """A correct server of *size* records, numbered from 1; tests change what it answers."""

    def __init__(self, reply, size=7):
        self.reply = reply
        self.numbers = list(range(1, size + 1))
        self.most = 3
        self.window = None
        self.versions = ("1.1", "1.2")
        self.schemas = {"marcxml": MARC}
        self.queries = ("cql.allRecords=1",)
        self.explain = True
        self.packing = "xml"
        self.data = {}
        """What stands in recordData in place of the usual, by number."""
        self.beside = lambda number: ""
        """What stands beside recordData."""
        self.next_position = lambda position: ""
        self.count = len
        """What numberOfRecords says of a result."""
        self.faults = []
        """Called with each search and its answer; what they return, if anything, is answered instead."""

    def __call__(self, request):
        query = request.query
        if "query" not in query:
            return self.reply(self.explained() if self.explain else b"<html>Welcome</html>")
        body = self.searched(query)
        for fault in self.faults:
            changed = fault(query, body)
            if changed is not None:
                return changed if isinstance(changed, self.reply) else self.reply(changed)
        return self.reply(body)

    def explained(self):
        schemas = "".join(f'<schema name="{name}" identifier="info:x/{name}"/>' for name in self.schemas)
        return (
            f'<explainResponse xmlns="{OLD}"><record><recordData>'
            '<explain xmlns="http://explain.z3950.org/dtd/2.0/"><serverInfo protocol="SRU"/>'
            f"<schemaInfo>{schemas}</schemaInfo></explain></recordData></record></explainResponse>"
        ).encode()

    def searched(self, query):
        version = query.get("version", "")
        if version not in self.versions:
            return self.answer(diagnostics=diagnostic(5, self.versions[-1]), version=version)
        found = self.found(query["query"])
        if found is None:
            return self.answer(diagnostics=diagnostic(16), version=version)
        start, most = int(query["startRecord"]), min(int(query["maximumRecords"]), self.most)
        if query.get("recordSchema", next(iter(self.schemas))) not in self.schemas:
            return self.answer(self.count(found), diagnostics=diagnostic(66), version=version)
        if start > max(len(found), 1) or start > (self.window or start):
            return self.answer(self.count(found), diagnostics=diagnostic(61), version=version)
        template = self.schemas[query.get("recordSchema", next(iter(self.schemas)))]
        end = min(start - 1 + most, self.window or len(found))
        chosen = list(enumerate(found[start - 1 : end], start))
        records = "".join(self.record(number, position, template) for position, number in chosen)
        return self.answer(self.count(found), records, self.next_position(end + 1), version=version)

    def found(self, query):
        """The numbers that *query* finds; None where it is not served."""
        base = re.split(" (?:and|not) ", query)[0].strip("()")
        if base not in self.queries:
            return None
        numbers = self.numbers
        for boolean, bound in re.findall(r'(and|not) rec\.id >= "(\d+)"', query):
            numbers = [n for n in numbers if (n >= int(bound)) == (boolean == "and")]
        return numbers

    def record(self, number, position, template):
        data = self.data.get(number, template.format(number, number))
        if self.packing != "xml":
            data = escape(data)
        kind = f"<recordPacking>{self.packing}</recordPacking>"
        return (
            f"<record><recordSchema>x</recordSchema>{kind}<recordData>{data}</recordData>"
            f"<recordPosition>{position}</recordPosition>{self.beside(number)}</record>"
        )

    def answer(self, total=None, records="", next_position="", diagnostics="", version="1.1"):
        space = NEW if version == "2.0" else OLD
        count = "" if total is None else f"<numberOfRecords>{total}</numberOfRecords>"
        following = f"<nextRecordPosition>{next_position}</nextRecordPosition>" if next_position else ""
        body = f"<records>{records}</records>" if records else ""
        problem = f"<diagnostics>{diagnostics}</diagnostics>" if diagnostics else ""
        return (
            f'<?xml version="1.0"?>\n<searchRetrieveResponse xmlns="{space}"><version>{version}</version>'
            f"{count}{body}{following}{problem}</searchRetrieveResponse>"
        ).encode()


@pytest.fixture
def engine(reply):
    return Engine(reply)


@pytest.fixture
def harvest(serve, library, engine):
    """Harvests from the server; its requests are in `harvest.server`."""

    def run(checkpoint=None, now=NOW, format="marc21", **keys):
        url = run.server.url + "/biblios"
        member = library(url, protocol="sru", format=format, sru=Sru(**keys))
        transport = Transport("nlv", url, limits=Limits(tries=2), sleep=run.slept.append, environment={})
        return sru.harvest(member, checkpoint, transport=transport, sleep=run.slept.append, now=lambda: now)

    run.server, run.slept = serve(engine), []
    run.asked = lambda: [request.query for request in run.server.requests if "query" in request.query]
    return run


def identifiers(pages):
    return [record.identifier for page in pages for record in page.records]


def broken_off(pages):
    """The pages that came before an error, and the error."""
    came = []
    try:
        for page in pages:
            came.append(page)
    except HarvestError as error:
        return came, error
    raise AssertionError("it came to its end")


def numbers(*values):
    return [str(value) for value in values]


ALL = numbers(*range(1, 8))


def test_everything_comes_once_and_is_a_listing_of_everything(harvest):
    pages = list(harvest())

    assert identifiers(pages) == ALL
    assert [page.finished for page in pages] == [False, False, False, True]
    assert {page.listing for page in pages} == {NOW.isoformat()}
    assert pages[-1].total == 7


def test_a_record_keeps_its_bytes_date_and_title(harvest):
    record = next(harvest()).records[0]

    assert record.payload.decode() == MARC.format(1, 1)
    assert record[:5] == ("nlv", "1", datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC), False, "marc21")


@pytest.mark.parametrize(
    ("versions", "wanted", "spoken"),
    [
        (("1.1",), "auto", "1.1"),
        (("1.1", "1.2"), "auto", "1.2"),
        (("2.0",), "auto", "2.0"),
        (("1.1", "1.2", "2.0"), "2.0", "2.0"),
        (("1.1", "1.2"), "1.1", "1.1"),
    ],
)
def test_the_version_is_agreed(harvest, engine, versions, wanted, spoken):
    engine.versions = versions

    assert identifiers(harvest(version=wanted)) == ALL
    last = harvest.asked()[-1]
    assert last["version"] == spoken
    assert last.get("operation", "") == ("" if spoken == "2.0" else "searchRetrieve")


def test_a_version_that_is_refused_with_a_status_of_http_is_not_the_last_word(harvest, engine, reply):
    engine.versions = ("1.1", "1.2")
    engine.faults = [lambda query, body: reply(b"No.", 400) if query["version"] == "1.2" else None]

    assert identifiers(harvest()) == ALL


def test_a_server_without_explain_is_asked_all_the_same(harvest, engine):
    engine.explain = False

    assert identifiers(harvest()) == ALL


@pytest.mark.parametrize("packing", ["xml", "string"])
@pytest.mark.parametrize(("format", "schema"), [("marc21", MARC), ("oai_dc", DC)])
def test_records_packed_as_xml_or_as_a_string(harvest, engine, packing, format, schema):
    engine.packing = packing
    engine.schemas = {"marcxml" if schema is MARC else "dc": schema}

    pages = list(harvest(format=format))

    assert identifiers(pages) == ALL
    assert not [record for page in pages for record in page.records if isinstance(record, RejectedRecord)]


def test_a_lone_record_in_a_collection_is_taken_out_of_it(harvest, engine):
    wrapped = f'<collection xmlns="http://www.loc.gov/MARC21/slim">{MARC.format(1, 1)}</collection>'
    engine.data = {1: wrapped}

    assert identifiers(harvest()) == ALL


def test_the_identifier_that_the_server_gives_goes_before_that_of_the_record(harvest, engine):
    engine.beside = lambda number: f"<recordIdentifier>nlv:{number}</recordIdentifier>"

    assert identifiers(harvest()) == [f"nlv:{number}" for number in ALL]


def test_two_records_with_one_identifier_are_both_kept(harvest, engine):
    engine.data = {3: MARC.format(2, "another")}

    assert identifiers(harvest()) == numbers(1, 2, "2#2", 4, 5, 6, 7)


def test_a_record_without_identifier_is_named_by_its_content(harvest, engine):
    engine.data = {2: MARC.format("", 2)}

    first, second = identifiers(harvest()), identifiers(harvest())

    assert first == second
    assert first[1].startswith("unnamed-")


@pytest.mark.parametrize(
    "wrong", [lambda position: "1", lambda position: str(position + 2), lambda position: "soon"]
)
def test_a_wrong_next_record_position_leads_nowhere(harvest, engine, wrong):
    engine.next_position = wrong

    assert identifiers(harvest()) == ALL


@pytest.mark.parametrize(
    ("queries", "kept"),
    [(("rec.id>0",), "rec.id>0"), (("cql.serverChoice=*",), "cql.serverChoice=*")],
)
def test_a_server_that_does_not_know_all_records_is_asked_in_another_way(harvest, engine, queries, kept):
    engine.queries = queries

    pages = list(harvest())

    assert identifiers(pages) == ALL
    assert pages[-1].checkpoint["query"] == kept


def test_the_query_of_the_library_is_asked_and_no_other(harvest, engine):
    engine.queries = ("dc.language=vie",)

    assert identifiers(harvest(query="dc.language=vie")) == ALL
    assert {request["query"] for request in harvest.asked()} == {"dc.language=vie"}


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("1", "harvest again later"),
        ("3", "OPENDATA_{CODE}_USER"),
        ("4", "check the url"),
        ("6", "sru.page_size"),
        ("10", "sru.query"),
        ("66", "sru.schema"),
        ("235", "its database does not exist"),
        ("999", "tell the library"),
    ],
)
def test_what_to_do_about_a_diagnostic(harvest, engine, code, advice):
    engine.faults = [lambda query, body: engine.answer(diagnostics=diagnostic(code, "x", "No such thing"))]

    with pytest.raises(SruError, match=re.escape(advice)) as caught:
        list(harvest())
    assert f"nlv: the library answers with diagnostic {code} (No such thing: x)" in str(caught.value)


def test_a_diagnostic_that_comes_with_a_status_of_http_is_read(harvest, engine, reply):
    refusal = engine.answer(diagnostics=diagnostic(3))
    engine.faults = [lambda query, body: reply(refusal, 401)]

    with pytest.raises(SruError, match="diagnostic 3"):
        list(harvest())


def test_an_unknown_schema_names_those_that_are_offered(harvest, engine):
    engine.schemas = {"mods": MARC, "marcxml": MARC}

    with pytest.raises(SruError, match="one that it offers: marcxml, mods"):
        list(harvest(schema="unimarc"))


def test_a_server_in_trouble_for_a_moment_is_asked_again(harvest, engine):
    troubles = iter([engine.answer(diagnostics=diagnostic(2))] * 2)
    engine.faults = [lambda query, body: next(troubles, None)]

    assert identifiers(harvest()) == ALL


def test_a_record_that_is_withheld_is_rejected_and_nothing_is_taken_as_gone(harvest, engine):
    engine.data = {4: diagnostic(64, "", "Record temporarily unavailable")}

    pages = list(harvest())

    rejected = [r for page in pages for r in page.records if isinstance(r, RejectedRecord)]
    assert [r.identifier for r in rejected] == ["position-4"]
    assert "diagnostic 64 (Record temporarily unavailable)" in rejected[0].reason
    assert pages[-1].listing == ""


def test_a_record_that_is_withheld_under_its_name_leaves_the_listing_whole(harvest, engine):
    engine.data = {4: diagnostic(64)}
    engine.beside = lambda number: f"<recordIdentifier>{number}</recordIdentifier>"

    assert list(harvest())[-1].listing == NOW.isoformat()


def test_a_record_of_another_format_is_rejected_with_its_bytes(harvest, engine):
    engine.data = {2: "<mods xmlns='http://www.loc.gov/mods/v3'/>"}

    record = next(harvest()).records[1]

    assert isinstance(record, RejectedRecord)
    assert b"mods" in record.payload


def test_a_page_cut_off_once_is_fetched_again(harvest, engine):
    cuts = iter([None, True])
    engine.faults = [lambda query, body: body[:-40] if next(cuts, None) else None]

    assert identifiers(harvest()) == ALL


@pytest.mark.parametrize("damage", [" & ", "\x1f", "&nbsp;", "&#x1F;"])
def test_a_damaged_record_is_taken_by_itself_in_its_own_bytes(harvest, engine, damage):
    engine.data = {5: MARC.format(5, damage)}

    pages = list(harvest())

    records = {record.identifier: record for page in pages for record in page.records}
    assert sorted(records) == ALL
    assert isinstance(records["5"], HarvestedRecord)
    assert damage.encode() in records["5"].payload
    assert records["5"].repairs
    assert not records["4"].repairs
    assert pages[-1].listing


def test_a_record_that_cannot_be_read_at_all_does_not_stop_the_rest(harvest, engine):
    engine.faults = [lambda query, body: body[:-30] if b'<controlfield tag="001">5<' in body else None]

    came, error = broken_off(harvest())

    assert "6 of 7 records came, in two passes" in str(error)
    assert identifiers(came)[:7] == ["1", "2", "3", "4", "position-5", "6", "7"]


def test_a_server_that_always_fails_at_one_record_does_not_stop_the_rest(harvest, engine, reply):
    engine.faults = [
        lambda query, body: reply(b"oops", 500) if b'<controlfield tag="001">5<' in body else None
    ]

    came, error = broken_off(harvest())

    assert isinstance(error, SruError)
    assert re.search("6 of 7", str(error))
    assert set(ALL) - {"5"} <= set(identifiers(came))
    assert came[-1].finished
    assert came[-1].listing == ""


def test_a_server_that_breaks_down_ends_the_run_and_it_goes_on_from_there(harvest, engine, reply):
    engine.numbers = list(range(1, 21))
    down = [True]
    engine.faults = [
        lambda query, body: reply(b"oops", 500) if down[0] and int(query["startRecord"]) > 3 else None
    ]

    came, error = broken_off(harvest())

    assert isinstance(error, ServerRefused)
    down[0] = False

    rest = list(harvest(came[-1].checkpoint))

    assert identifiers(came + rest) == numbers(*engine.numbers)
    assert {page.listing for page in came} == {rest[0].listing}


def test_an_answer_that_is_no_sru_says_so(harvest, engine):
    engine.explain = False
    engine.faults = [lambda query, body: b"<html><body>Please log in</body></html>"]

    with pytest.raises(MalformedResponse, match="<html>, not <searchRetrieveResponse>; check the address"):
        list(harvest())


def test_a_harvest_that_was_cut_goes_on_behind_its_last_page(harvest):
    first = next(harvest())

    rest = list(harvest(first.checkpoint, now=NOW + timedelta(days=1)))

    assert identifiers(rest) == numbers(4, 5, 6, 7)
    assert {page.listing for page in rest} == {first.listing}


def test_a_checkpoint_of_another_query_counts_as_none(harvest, engine):
    engine.queries = ("a=1", "b=1")
    first = next(harvest(query="a=1"))

    assert identifiers(harvest(first.checkpoint, query="b=1")) == ALL


def test_a_result_that_shifts_is_passed_over_again(harvest, engine):
    removed = []

    def remove_first(query, body):
        if int(query["startRecord"]) > 3 and not removed:
            removed.append(engine.numbers.pop(0))
            return engine.searched(query)
        return None

    engine.faults = [remove_first]

    pages = list(harvest())

    # Record 4 slipped to position 3 after that had been read.
    assert set(identifiers(pages)) == set(ALL)
    assert pages[-1].listing == NOW.isoformat()


def test_a_result_that_grows_is_read_to_its_new_end(harvest, engine):
    def add(query, body):
        if query["startRecord"] == "4" and 8 not in engine.numbers:
            engine.numbers.append(8)
            return engine.searched(query)
        return None

    engine.faults = [add]

    assert set(identifiers(harvest())) == {*ALL, "8"}


def test_fewer_records_than_are_counted_is_an_error_and_deletes_nothing(harvest, engine):
    engine.count = lambda found: len(found) + 2

    came, error = broken_off(harvest())

    assert isinstance(error, SruError)
    assert re.search("7 of 9 records came", str(error))
    assert set(identifiers(came)) == set(ALL)
    assert came[-1].finished
    assert came[-1].listing == ""


def test_one_position_that_the_server_leaves_out_does_not_end_the_result(harvest, engine):
    def leave_out(query, body):
        empty = engine.answer(7)
        position, most = int(query["startRecord"]), int(query["maximumRecords"])
        return empty if position == 4 or position < 4 < position + min(most, 1) else None

    engine.faults = [leave_out]

    came, error = broken_off(harvest())

    assert isinstance(error, SruError)
    assert re.search("6 of 7", str(error))
    assert set(identifiers(came)) >= {"5", "6", "7", "position-4"}


def test_a_server_that_does_not_count_is_read_until_nothing_comes(harvest, engine):
    engine.count = lambda found: ""

    pages = list(harvest())

    assert identifiers(pages) == ALL
    # Whether everything came cannot be said.
    assert pages[-1].listing == ""


def test_an_empty_library_ends_at_once(harvest, engine):
    engine.numbers = []

    pages = list(harvest())

    assert identifiers(pages) == []
    assert pages[-1].finished


def test_a_server_that_always_shows_the_first_page_is_noticed(harvest, engine):
    original = engine.searched

    def stuck(query):
        return original(query | {"startRecord": "1"})

    engine.searched = stuck

    with pytest.raises(SruError, match="3 of 7 records came"):
        list(harvest())


@pytest.mark.parametrize("size", [20, 21, 37])
def test_a_result_that_is_not_shown_to_its_end_is_taken_in_slices(harvest, engine, size):
    engine.numbers = list(range(1, size + 1))
    engine.window = 5

    pages = list(harvest(slices="rec.id", slices_first=1, slices_last=40))

    assert set(identifiers(pages)) == set(numbers(*engine.numbers))
    assert pages[-1].listing == NOW.isoformat()
    assert pages[-1].checkpoint["cap"] == "5"


def test_the_next_harvest_knows_that_slices_are_needed(harvest, engine):
    engine.numbers = list(range(1, 21))
    engine.window = 5
    keys = {"slices": "rec.id", "slices_first": 1, "slices_last": 20}
    *_, last = harvest(**keys)
    before = len(harvest.asked())

    pages = list(harvest(last.checkpoint, now=NOW + timedelta(days=9), **keys))

    assert set(identifiers(pages)) == set(numbers(*engine.numbers))
    assert not [q for q in harvest.asked()[before:] if " and " not in q["query"] and q["startRecord"] != "1"]
    assert pages[-1].listing


def test_a_sliced_harvest_goes_on_where_it_was_cut(harvest, engine):
    engine.numbers = list(range(1, 21))
    engine.window = 5
    keys = {"slices": "rec.id", "slices_first": 1, "slices_last": 20}
    whole = list(harvest(**keys))

    for cut in range(1, len(whole)):
        start = list(itertools.islice(harvest(**keys), cut))
        rest = list(harvest(start[-1].checkpoint, **keys))
        assert set(identifiers(start + rest)) == set(numbers(*engine.numbers))
        assert rest[-1].finished


def test_without_an_index_for_slices_the_error_says_how_many_came(harvest, engine):
    engine.window = 5

    came, error = broken_off(harvest())

    assert isinstance(error, SruError)
    assert re.search(r"5 of 7 records came: the server shows no more.*than 5.*sru\.slices", str(error))
    assert identifiers(came) == numbers(1, 2, 3, 4, 5)
    assert came[-1].listing == ""


def test_a_slice_that_cannot_be_made_smaller_is_an_error(harvest, engine):
    engine.numbers = list(range(1, 31))
    engine.window = 5

    with pytest.raises(SruError, match=r"sru\.slices_first and sru\.slices_last"):
        list(harvest(slices="rec.id", slices_first=1, slices_last=9))


def test_too_many_matches_are_taken_in_slices_from_the_beginning(harvest, engine):
    engine.numbers = list(range(1, 21))

    def refuse(query, body):
        found = engine.found(query["query"])
        return engine.answer(diagnostics=diagnostic(60)) if len(found) > 6 else None

    engine.faults = [refuse]

    pages = list(harvest(slices="rec.id", slices_first=1, slices_last=20))

    assert set(identifiers(pages)) == set(numbers(*engine.numbers))


def test_what_changed_is_asked_for_where_the_server_has_an_index_of_it(harvest, engine):
    *_, last = harvest(since="rec.lastModificationDate")
    engine.numbers = [3, 9]

    pages = list(harvest(last.checkpoint, NOW + timedelta(days=2), since="rec.lastModificationDate"))

    assert identifiers(pages) == numbers(3, 9)
    assert harvest.asked()[-1]["query"] == 'cql.allRecords=1 and rec.lastModificationDate >= "2026-04-30"'
    assert {page.listing for page in pages} == {""}


def test_everything_is_listed_anew_from_time_to_time(harvest, engine):
    since = "rec.lastModificationDate"
    *_, last = harvest(since=since)
    *_, last = harvest(last.checkpoint, NOW + timedelta(days=2), since=since)

    pages = list(harvest(last.checkpoint, NOW + timedelta(days=8), since=since))

    assert identifiers(pages) == ALL
    assert pages[-1].listing


def test_dates_are_written_as_the_index_has_them(harvest):
    keys = {"since": "bib.changed", "since_form": "YYYYMMDD"}
    *_, last = harvest(**keys)
    list(harvest(last.checkpoint, NOW, **keys))

    assert harvest.asked()[-1]["query"].endswith('bib.changed >= "20260430"')


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ("a=1", 'a=1 and b >= "2" not b >= "3"'),
        ("a=1 or c=2", '(a=1 or c=2) and b >= "2" not b >= "3"'),
        ("a=1 OR c=2", '(a=1 OR c=2) and b >= "2" not b >= "3"'),
        ('(a=1)and(c="x")', '((a=1)and(c="x")) and b >= "2" not b >= "3"'),
        ('a="this or that"', 'a="this or that" and b >= "2" not b >= "3"'),
        (r'a="say \" or "', r'a="say \" or " and b >= "2" not b >= "3"'),
        ("a=1 sortBy t/descending", 'a=1 and b >= "2" not b >= "3" sortBy t/descending'),
        ('a=" sortBy "', 'a=" sortBy " and b >= "2" not b >= "3"'),
    ],
)
def test_a_query_is_narrowed_by_further_clauses(query, whole):
    assert narrowed(query, ['and b >= "2"', 'not b >= "3"']) == whole
    assert narrowed(query, []) == query


@pytest.mark.parametrize(
    ("format", "offered", "first"),
    [
        ("marc21", [("mods", "x"), ("MARC21-xml", "x")], "MARC21-xml"),
        ("marc21", [("default", "info:srw/schema/1/marcxml-v1.1")], "default"),
        ("marc21", [("", "http://www.loc.gov/MARC21/slim/")], "http://www.loc.gov/MARC21/slim/"),
        ("marc21", [], "marcxml"),
        ("unimarc", [("marcxml", "x"), ("unimarcXchange", "y")], "unimarcXchange"),
        ("oai_dc", [("dc", "info:srw/schema/1/dc-v1.1")], "dc"),
        ("dim", [("dim", "x")], "dim"),
    ],
)
def test_the_schema_for_a_format(format, offered, first):
    assert schemas_for(format, [Schema(*schema) for schema in offered])[0] == first
