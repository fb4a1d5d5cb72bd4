"""`opendata demo` as a user meets it: what it says, a second run, a taken port, Ctrl-C."""

import socket
import subprocess
from pathlib import Path

from running import Demo, command, end, free_port, start


def test_the_first_run_harvests_publishes_and_says_what_to_try(demo: Demo) -> None:
    text = "\n".join(demo.said)
    assert "release 1" in text
    assert "nothing changed" not in text
    for door in ("sparql", "oai?verb=", "dumps/", "record/tinh/"):
        assert f"{demo.address}{door}" in text


def test_a_second_run_changes_nothing_and_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    port = free_port()
    for run in (1, 2):
        process, said = start(tmp_path / "home", port)
        status, rest = end(process)
        assert status == 0
        assert "Traceback" not in rest
        assert "\n".join(said).count("nothing changed") == (0 if run == 1 else 3)


def test_a_port_in_use_is_one_line(demo: Demo) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run(
            command(demo.home.parent / "other", "demo", "--port", str(port)), capture_output=True, text=True
        )
    assert result.returncode == 1
    assert result.stderr.strip().splitlines() == [
        f"Error: port {port} is in use: stop what listens there, or PORT=8080 make demo"
    ]
    assert not (demo.home.parent / "other").exists()
