"""`/health`, with something published and without."""

from flask.testing import FlaskClient


def test_every_door_answers(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    found = answer.get_json()
    assert found["ok"] is True
    assert {name: door["ok"] for name, door in found["doors"].items()} == {
        "archive": True,
        "dumps": True,
        "oai": True,
        "sparql": True,
    }
    assert found["doors"]["dumps"]["releases"] == 2
    client.get("/oai?verb=Identify")
    answered = client.get("/health").get_json()["doors"]["oai"]["answered"]
    assert answered == found["doors"]["oai"]["answered"] + 1
    assert found["release"]["number"] == 2
    assert found["doors"]["sparql"]["so_far"]["answered"] >= 1
    assert found["doors"]["sparql"]["now"].keys() == {"waiting", "fast", "slow", "stopped"}


def test_nothing_published_is_not_healthy_and_says_why(unpublished: FlaskClient) -> None:
    answer = unpublished.get("/health")
    assert answer.status_code == 503
    found = answer.get_json()
    assert (found["ok"], found["release"]) == (False, None)
    assert found["doors"]["sparql"] == {"ok": False, "error": "nothing published yet"}
    assert found["doors"]["archive"] == {"ok": True}
