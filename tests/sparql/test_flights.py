from sparql.flights import Flights


def test_who_asks_the_same_waits_for_who_asked_first() -> None:
    flights = Flights(1)
    with flights.of("a") as first:
        assert first is None
        with flights.of("a") as second, flights.of("b") as other:
            assert other is None
            assert second is not None
            assert not second.is_set()
            with flights.of("a") as one_too_many:
                assert one_too_many is None
    assert second.is_set()
    with flights.of("a") as again:
        assert again is None
