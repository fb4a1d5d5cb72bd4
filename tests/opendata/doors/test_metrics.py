import re

from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

_LINE = re.compile(r'[a-z_]+(_total|_bucket|_sum|_count)?(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+')


def figures(client: FlaskClient) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    found = {}
    for line in answer.text.splitlines():
        if line.startswith("#"):
            assert re.match(r"# (HELP|TYPE) [a-z_]+ \S", line)
            continue
        assert _LINE.fullmatch(line), line
        name, value = line.rsplit(" ", 1)
        assert name not in found
        found[name] = float(value)
    return found


def test_figures_follow_what_happens(client: FlaskClient) -> None:
    before = figures(client)
    query = {"query": "SELECT ?metrics { ?metrics ?p ?o } LIMIT 1"}
    assert client.get("/sparql", query_string=query).status_code == 200
    assert client.get("/sparql", query_string=query).status_code == 200
    assert client.get("/sparql", query_string={"query": "SELECT * {"}).status_code == 400
    assert client.get("/sparql", query_string={"query": "CLEAR ALL"}).status_code == 400
    after = figures(client)

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert more('sparql_queries_total{outcome="answered"}') == 1
    assert more('sparql_queries_total{outcome="malformed"}') == 1
    assert more("sparql_refused_total") == 1
    assert more("sparql_cache_hits_total") == 1
    assert more('sparql_query_seconds_count{lane="cache"}') == 1
    assert more('opendata_answers_total{door="sparql",status="200"}') == 2
    assert after['sparql_query_seconds_bucket{lane="fast",le="+Inf"}'] >= 1
    assert after["opendata_release"] == 2


def test_before_the_first_release(unpublished: FlaskClient) -> None:
    assert 'oai_requests{state="running"}' in figures(unpublished)


def test_a_scraper_reads_every_stage_with_its_type(client: FlaskClient) -> None:
    families = {each.name: each for each in text_string_to_metric_families(client.get("/metrics").text)}
    types = {
        "opendata_harvest_confirmed_seconds": "gauge",
        "opendata_records": "gauge",
        "opendata_release_seconds": "gauge",
        "opendata_lag_versions": "gauge",
        "opendata_published_records": "gauge",
        "opendata_statements": "gauge",
        "opendata_dumped_release": "gauge",
        "opendata_disk_free_bytes": "gauge",
        "opendata_alarms": "gauge",
        "oai_requests": "counter",
        "sparql_query_seconds": "histogram",
    }
    assert {name: families[name].type for name in types if name in families} == types
    states = {sample.labels["state"] for sample in families["opendata_records"].samples}
    assert [sample.value for sample in families["opendata_dumped_release"].samples] == [2]
    assert sum(sample.value for sample in families["opendata_published_records"].samples) > 3
    assert states == {"live", "deleted", "rejected", "failed"}
