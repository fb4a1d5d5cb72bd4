"""Records that spell what they share in several ways: any history ends where a new installation begins."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tiny import T0, clock, gone, library, live, page_of, settings, statements_in

import opendata.release.publish
from harvesters.readers.registry import READERS
from opendata.archive.archive import Archive
from opendata.crosswalk.registry import CONVERTERS
from opendata.release.conversion import Converter
from opendata.release.publish import publish

AUTHORITY = "http://id.loc.gov/authorities/subjects/sh85143326"
FIELDS = (
    ("100", "Nguyễn Minh Châu"),
    ("100", "Nguyễn, Minh Châu,"),
    ("700", "NGUYỄN MINH CHÂU"),
    ("700", "Nguyễn, Minh Châu$tTruyện ngắn"),
    ("700", "Nguyễn Minh Châu$tTruyện Ngắn."),
    ("130", "Kinh Thi"),
    ("130", "Kinh thi."),
    ("650", "Văn hoá"),
    ("650", "Văn hóa"),
    ("650", f"Văn hóa$0{AUTHORITY}"),
    ("650", f"Văn hoá Việt Nam$0{AUTHORITY}"),
)
HEAD = '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'


def marcxml(fields: frozenset[tuple[str, str]]) -> bytes:
    text = HEAD
    for tag, values in (*sorted(fields), ("245", "Sách")):
        text += f'<datafield tag="{tag}" ind1="0" ind2="4">'
        for code, value in (("a", values.split("$")[0]), *((v[0], v[1:]) for v in values.split("$")[1:])):
            text += f'<subfield code="{code}">{value}</subfield>'
        text += "</datafield>"
    return f"{text}</record>".encode()


Live = Mapping[int, frozenset[tuple[str, str]] | None]
states = st.none() | st.frozensets(st.sampled_from(FIELDS), max_size=4)
histories = st.lists(st.dictionaries(st.integers(0, 4), states, min_size=1), min_size=2, max_size=4)


def vocabularies() -> list[str]:
    """Statements beside the records, one of which records may make too."""
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    return [f'<{AUTHORITY}> {label} "Văn hóa"', f'<{AUTHORITY}> {label} "Vietnam"@en']


class Publisher:
    """An installation that publishes batches of records."""

    def __init__(self, home: Path) -> None:
        self.settings = settings(home, library("a"))
        self.archive = Archive.open(self.settings.archive_url)
        self.now = clock()

    def release(self, batch: Live) -> set[str]:
        """Publishes the batch; what the store of the current release holds."""
        records = [
            gone(str(number))
            if fields is None
            else live(str(number), "")._replace(format="marc21", payload=marcxml(fields))
            for number, fields in batch.items()
        ]
        self.archive.store_page("a", page_of(*records), T0)
        converter = Converter(READERS, CONVERTERS, "1", vocabularies)
        with ThreadPoolExecutor(1) as executor:
            publish(self.settings, self.archive, converter=converter, executor=executor, now=self.now)
        numbers = [int(folder.name) for folder in self.settings.releases_path.iterdir()]
        return statements_in(self.settings.releases_path / str(max(numbers)) / "store")


@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=histories)
def test_after_any_history_a_release_is_what_a_new_one_would_be(
    history: list[Live], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opendata.release.publish, "WHOLE_FROM", 0)
    alive: Live = MappingProxyType({9: frozenset()})
    with TemporaryDirectory() as folder:
        changed = Publisher(Path(folder) / "changed")
        changed.release(alive)
        for count, batch in enumerate(history):
            alive = {**alive, **batch}
            found = changed.release(batch)
            anew = Publisher(Path(folder) / str(count))
            assert found == anew.release(alive)
            anew.archive.close()
        changed.archive.close()
