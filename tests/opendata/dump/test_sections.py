"""Where N-Quads are cut, however the lines come in blocks."""

import pytest

from opendata.dump.sections import sections

LINES = [
    b"<http://d.example/heading/1> <p> <o> .",
    b"<http://d.example/hub/record/> <p> <o> .",
    b"<http://d.example/record/a/1#Work> <p> <o> .",
    b"<http://d.example/record/a/2#Work> <p> <o> .",
    b"<http://d.example/record/a-b/1#Work> <p> <o> .",
    b"<http://d.example/record/b/1#Work> <p> <o> .",
    b"<http://id.loc.gov/x> <http://d.example/record/b/1> <o> .",
]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_cut_is_where_the_records_of_another_library_begin(size: int) -> None:
    lines = sorted(LINES)
    blocks = (lines[low : low + size] for low in range(0, len(lines), size))
    parts = b"\0".join(sections(blocks)).split(b"\0\0")
    found = [part.replace(b"\0", b"") for part in parts]
    assert [part.count(b"\n") for part in found if part] == [2, 1, 2, 1, 1]
    assert b"".join(found) == b"\n".join(lines) + b"\n"
