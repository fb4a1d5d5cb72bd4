"""The lines of a report."""

import json
from collections.abc import Callable
from io import BytesIO

from harvesters.marc import MarcRecord
from opendata.quality.kinds import KINDS, LEFT_OUT, SEVERITIES
from opendata.quality.marc21 import examine
from opendata.quality.report import failure, line, write


def test_a_line_says_what_took_part_and_what_did_not(sound: Callable[[str], MarcRecord]) -> None:
    record = sound("020 ## $a978-604-2-12345-0\n998 ## $aA\n998 ## $aB")
    assert line(7, "vn 1", "http://example.org/record/tv/vn-1", examine(record)) == {
        "number": 7,
        "id": "vn 1",
        "iri": "http://example.org/record/tv/vn-1",
        "fields": {"took_part": 4, "left_out": 2},
        "subfields": {"took_part": 2, "left_out": 2},
        "took_part": {"001": "", "008": "", "245": "a", "020": "a"},
        "left_out": [{"field": "998", "why": "local-field", "count": 2}],
        "counts": {"bad-isbn-check-digit": 1, "local-field": 2},
        "findings": [
            {
                "code": "bad-isbn-check-digit",
                "severity": "warning",
                "field": "020",
                "occurrence": 1,
                "subfield": "a",
                "value": "978-604-2-12345-0",
                "en": "The check digit of this ISBN is wrong: 978-604-2-12345-0.",
                "vi": "Số kiểm tra của ISBN này sai: 978-604-2-12345-0.",
            },
            *(
                {
                    "code": "local-field",
                    "severity": "info",
                    "field": "998",
                    "occurrence": occurrence,
                    "subfield": "",
                    "value": "",
                    "en": "998 is a local field: what it means is known to its library only.",
                    "vi": "998 là trường cục bộ: chỉ thư viện tạo ra nó biết ý nghĩa.",
                }
                for occurrence in (1, 2)
            ),
        ],
    }


def test_a_record_that_failed_has_a_line() -> None:
    found = failure(3, "bad-1", "unreadable-record", "no\nend")
    assert found["counts"] == {"unreadable-record": 1}
    assert found["findings"][0]["en"] == "The record cannot be read: no end"


def test_a_line_is_a_line_of_json() -> None:
    out = BytesIO()
    write(failure(3, "a\nb\ud800", "unreadable-record", "{value}\u2028"), out)
    text = out.getvalue().decode()
    assert text.endswith("\n")
    assert text.count("\n") == 1
    assert json.loads(text)["number"] == 3


def test_kinds_are_fit_to_be_shown() -> None:
    for code, kind in KINDS.items():
        assert code == kind.code
        assert code.replace("-", "").isalnum()
        assert code.islower()
        assert kind.severity in SEVERITIES
        for sentence in (kind.en, kind.vi):
            assert sentence.format(field="245", subfield="a", value="x")
            for name in ("{field}", "{subfield}", "{value}"):
                assert (name in kind.en) == (name in sentence)
    assert set(KINDS) >= LEFT_OUT
