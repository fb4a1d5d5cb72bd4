"""What a library's server answers: taken, or refused by an error that the harvester knows."""

from collections.abc import Iterator

from fuzzing.target import Target, told

from harvesters import oai_response, sru_explain, sru_response
from harvesters.errors import HarvestError
from harvesters.library import Library
from harvesters.records import HarvestedRecord, RejectedRecord
from harvesters.sru_records import record

LIBRARY = Library("nlv", {"vi": "Thư viện", "en": "Library"}, "oai-pmh", "http://x.vn/oai", "oai_dc")
MARC = Library("nlv", {"vi": "Thư viện", "en": "Library"}, "sru", "http://x.vn/sru", "marc21")
_DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kiều</dc:title></oai_dc:dc>'
)
_MARC = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
    '<controlfield tag="001">1</controlfield><datafield tag="245" ind1="1" ind2="0">'
    '<subfield code="a">Kiều</subfield></datafield></record>'
)


def oai() -> Iterator[bytes]:
    """Pages of records and headers, an error, one with an entity that is not declared."""

    def answer(inner: str) -> bytes:
        return (
            '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
            f"<responseDate>2026-01-03T00:00:00Z</responseDate><request>http://x.vn/oai</request>{inner}</OAI-PMH>"
        ).encode()

    head = "<identifier>oai:x.vn:1</identifier><datestamp>2026-01-01</datestamp><setSpec>a:b</setSpec>"
    whole = f"<record><header>{head}</header><metadata>{_DC}</metadata></record>"
    gone = f'<record><header status="deleted">{head}</header></record>'
    token = '<resumptionToken completeListSize="9" cursor="0">a|b</resumptionToken>'
    yield answer(f"<ListRecords>{whole}{gone}{token}</ListRecords>")
    yield answer(f"<ListRecords>{whole.replace('Kiều', 'Ki&ecirc;u & <b')}{whole}</ListRecords>")
    yield answer(f"<ListIdentifiers><header>{head}</header></ListIdentifiers>")
    yield answer('<error code="noRecordsMatch">none</error>')


def check_oai(data: bytes) -> None:
    """Both ways of reading, strict and mending; records are records."""
    for verb in ("ListRecords", "ListIdentifiers"):
        for mend in (False, True):
            try:
                found = oai_response.listed(data, verb, LIBRARY, mend=mend)
            except HarvestError as error:
                refused(error)
                continue
            assert all(isinstance(each, HarvestedRecord | RejectedRecord) for each in found.records)
            assert all(header.identifier for header in found.headers)
    try:
        oai_response.got_record(data, LIBRARY)
    except HarvestError as error:
        refused(error)


def sru() -> Iterator[bytes]:
    """Answers of 1.1 and 2.0, as XML and as text; a diagnostic; an explain record."""
    old, new = "http://www.loc.gov/zing/srw/", "http://docs.oasis-open.org/ns/search-ws/sruResponse"
    for namespace, data in ((old, _MARC), (new, _MARC.replace("<", "&lt;"))):
        yield (
            f'<searchRetrieveResponse xmlns="{namespace}"><version>1.1</version><numberOfRecords>1'
            f"</numberOfRecords><records><record><recordSchema>marcxml</recordSchema><recordPacking>xml"
            f"</recordPacking><recordData>{data}</recordData></record></records></searchRetrieveResponse>"
        ).encode()
    yield (
        f'<searchRetrieveResponse xmlns="{old}"><numberOfRecords>0</numberOfRecords><diagnostics>'
        '<diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>info:srw/diagnostic/1/61</uri>'
        "<message>First record position out of range</message></diagnostic></diagnostics>"
        "</searchRetrieveResponse>"
    ).encode()
    yield (
        f'<explainResponse xmlns="{old}"><record><recordData>'
        '<explain xmlns="http://explain.z3950.org/dtd/2.0/"><serverInfo version="1.1"/>'
        '<schemaInfo><schema name="marcxml" identifier="info:srw/schema/1/marcxml"/>'
        '</schemaInfo><configInfo><setting type="maximumRecords">50</setting></configInfo></explain>'
        "</recordData></record></explainResponse>"
    ).encode()


def check_sru(data: bytes) -> None:
    """Results, strictly and mended, and explain records."""
    for mend in (False, True):
        try:
            for place, item in enumerate(sru_response.searched(data, mend=mend).items, 1):
                assert isinstance(record(item, MARC, place), HarvestedRecord | RejectedRecord)
        except HarvestError as error:
            refused(error)
    try:
        sru_explain.explained(data)
    except HarvestError as error:
        refused(error)


def refused(error: HarvestError) -> None:
    told(bool(str(error).strip()))
    told(len(str(error)) < 2000)


_WORDS = ("</record>", "<metadata>", "<error code=", "]]>", "&amp;", "<!DOCTYPE", "<resumptionToken>")
TARGETS = {
    "oai_response": Target(check_oai, oai, _WORDS),
    "sru_response": Target(check_sru, sru, ("<recordData>", "<diagnostic", "recordPacking", *_WORDS)),
}
