"""The files for systemd, containers and Prometheus: their syntax, and that what they name is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from opendata.cli import COMMANDS
from opendata.doors import metrics

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(file.name for file in DEPLOY.iterdir() if file.suffix in (".service", ".timer"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_unit(name: str, tmp_path: Path) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    # The programs are not installed here.
    (tmp_path / name).write_text(re.sub(r"/srv/opendata/venv/bin/opendata", "/bin/true", text))
    for other in UNITS:
        if not (tmp_path / other).exists():
            (tmp_path / other).write_text("[Service]\nExecStart=/bin/true\n" if ".service" in other else "")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if name in line] == []


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_units_run_commands_that_there_are(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    lines = re.findall(r"^ExecStart=-?\S+/opendata (?:--no-progress )?(\S+)", text, re.MULTILINE)
    assert lines
    assert set(lines) <= set(COMMANDS)
    assert "NoNewPrivileges=true" in text
    assert "ProtectSystem=strict" in text


def test_compose_names_what_it_defines() -> None:
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    for service in told["services"].values():
        assert {each.split(":")[0] for each in service["volumes"]} <= set(told["volumes"])
        assert set(service["secrets"]) <= set(told["secrets"])
        assert set(service.get("depends_on", {})) <= set(told["services"])
    build = told["services"]["opendata"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Containerfile"


def test_the_container_does_not_run_as_root() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    words = {line.split()[0] for line in lines if line and not line.startswith("#")}
    assert words <= {
        "FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "STOPSIGNAL",
        "CMD",
    }  # fmt: skip
    assert [line for line in lines if line.startswith("USER")] == ["USER opendata"]
    assert lines[-1].startswith('CMD ["opendata", "run"')


def test_alerts_are_about_figures_that_there_are() -> None:
    told = yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))
    source = Path(metrics.__file__).read_text(encoding="utf-8")
    rules = [rule for group in told["groups"] for rule in group["rules"]]
    names = {name for rule in rules for name in re.findall(r"opendata_\w+", rule["expr"])}
    assert names
    assert all(f'"{name}"' in source for name in names)
