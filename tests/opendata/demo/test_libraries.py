"""The sample libraries' providers: that they answer, and that nothing of them is left when they end."""

import threading

import pytest
import requests

from opendata.demo.libraries import Provider, SampleLibrary, sample_libraries


@pytest.fixture(scope="module")
def library() -> SampleLibrary:
    return sample_libraries()[0]


def test_a_provider_answers_until_it_ends_and_leaves_no_thread(library: SampleLibrary) -> None:
    before = set(threading.enumerate())
    with requests.Session() as session:
        for _ in range(20):
            with Provider(library._replace(records=())) as provider:
                answer = session.get(f"{provider.url}?verb=Identify", timeout=5)
                assert f"<baseURL>{provider.url}</baseURL>" in answer.text
            assert set(threading.enumerate()) <= before
            with pytest.raises(requests.ConnectionError):
                session.get(provider.url, timeout=5)


def test_what_is_put_into_its_repository_is_in_its_next_answer(library: SampleLibrary) -> None:
    record = next(record for record in library.records if not record.deleted)
    with Provider(library._replace(records=())) as provider:
        address = f"{provider.url}?verb=ListIdentifiers&metadataPrefix=marc21"
        assert record.identifier not in requests.get(address, timeout=5).text
        provider.repository.put(record)
        assert record.identifier in requests.get(address, timeout=5).text
