"""0XX: numbers that identify the resource and its record."""

from collections.abc import Mapping

from opendata.crosswalk.unimarc.line import line

_KIND_OF_071: Mapping[str, str] = {"0": "0", "1": "1", "2": "2", "3": "3", "4": "4", "": "5"}

LINES = [
    line("010", "ISBN", "020", "a b:q d:c z"),
    line("011", "ISSN", "022", "a f:l g:m y:z z:y"),
    line("012", "Fingerprint", "026", "a:e 2 5"),
    line("013", "ISMN", "024", "a b:q d:c z", "2"),
    line("014", "Article identifier", "024", "a z 2", "7"),
    line("015", "ISRN", "027", "a b:q z"),
    line("016", "ISRC", "024", "a b:q d:c z", "0"),
    line("017", "Other standard identifier", "024", "a b:q d:c z 2", {"7": "7", "": "8"}),
    line("020", "National bibliography number", "015", "a:2 b:a z"),
    line("021", "Legal deposit number", "017", "a:b b:a z"),
    line("022", "Government publication number", "086", "b:a z"),
    line("029", "Number of a document (France: of a thesis)", "088", "b:a z"),
    line("033", "Persistent identifier of a record elsewhere", "035", "a z"),
    line("035", "Number of the record elsewhere", "035", "a z"),
    line("040", "CODEN", "030", "a z"),
    line("071", "Publisher's number", "028", "a b c:q", _KIND_OF_071, "0"),
    line("072", "UPC", "024", "a b:q c:d d:c z", "1"),
    line("073", "EAN", "024", "a b:q c:d d:c z", "3"),
]
