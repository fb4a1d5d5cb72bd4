import json
import logging
from pathlib import Path

import flask
import pytest

from opendata.doors.access_log import AccessLog, access_logger, shortened


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("", ""),
        ("unix", ""),
    ],
)
def test_addresses_are_shortened(address: str, network: str) -> None:
    assert shortened(address) == network


@pytest.fixture
def app() -> flask.Flask:
    app = flask.Flask("logged")

    @app.get("/<path:path>")
    def answer(path: str) -> str:
        if path == "broken":
            raise KeyError(path)
        flask.request.environ["sparql.lane"] = "fast"
        return "Truyện Kiều"

    return app


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_lines_hold_nothing_personal(app: flask.Flask, tmp_path: Path) -> None:
    logger = access_logger("access.log", tmp_path)
    assert logger
    app.wsgi_app = AccessLog(app.wsgi_app, logger)  # type: ignore[method-assign]
    client = app.test_client()
    said = {"User-Agent": "secret-agent", "Referer": "http://secret.example/", "Authorization": "Basic c2Vj"}
    client.get("/record/Đường?query=secret", headers=said, environ_overrides={"REMOTE_ADDR": "203.0.113.77"})
    client.get("/broken")
    logger.handlers[0].close()
    first, second = lines(tmp_path / "access.log")
    assert {**first, "at": "", "ms": 0} == {
        "at": "",
        "from": "203.0.113.0/24",
        "method": "GET",
        "path": "/record/Đường",
        "status": 200,
        "bytes": 15,
        "ms": 0,
        "lane": "fast",
    }
    assert (second["path"], second["status"]) == ("/broken", 500)
    assert "secret" not in (tmp_path / "access.log").read_text(encoding="utf-8")


def test_places_of_the_log(tmp_path: Path) -> None:
    assert access_logger("", tmp_path) is None
    logger = access_logger("-", tmp_path)
    assert logger
    assert isinstance(logger.handlers[0], logging.StreamHandler)


def test_a_full_disk_is_told_once_and_closes_no_door(
    app: flask.Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "access.log"
    file.symlink_to("/dev/full")
    logger = access_logger("access.log", tmp_path)
    assert logger
    app.wsgi_app = AccessLog(app.wsgi_app, logger)  # type: ignore[method-assign]
    client = app.test_client()
    assert [client.get(f"/{number}").status_code for number in range(3)] == [200] * 3
    assert capsys.readouterr().err == (
        "The access log cannot be written: [Errno 28] No space left on device\n"
    )
    file.unlink()
    client.get("/again")
    logger.handlers[0].close()
    assert capsys.readouterr().err == "The access log goes on; 3 lines are missing.\n"
    assert [line["path"] for line in lines(file)] == ["/again"]
