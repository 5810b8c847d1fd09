"""The files for a real server (docs/server) are what their own programs understand, and say the same as each other."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

SERVER = settings.BASE_DIR / "docs" / "server"


def needs(program: str) -> str:
    """The path of the program; without it the test is left out, but never in continuous integration."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found and os.environ.get("CI") != "true":
        pytest.skip(f"{program} is not on this machine")
    assert found, program
    return found


def outcome(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """The units of a council called ‘voorbeeld’, for software that lies here."""
    for file in [*SERVER.glob("*.service"), *SERVER.glob("*.timer")]:
        text = file.read_text().replace("/opt/raad", str(settings.BASE_DIR))
        (tmp_path / file.name.replace("@", "@voorbeeld")).write_text(text)
    return sorted(map(str, tmp_path.iterdir()))


def test_systemd_understands_the_units(units):
    assert len(units) == 5
    assert outcome(needs("systemd-analyze"), "verify", "--man=no", *units) == (0, "")


def test_systemd_names_a_mistake_in_a_unit(units):
    Path(units[0]).write_text("[Service]\nExecStart=relative\n")
    code, said = outcome(needs("systemd-analyze"), "verify", "--man=no", *units)
    assert code != 0
    assert "relative" in said


@pytest.mark.parametrize("sabotage", ["", "nonsense on;"])
def test_nginx_understands_its_file(tmp_path, sabotage):
    site, whole = tmp_path / "site.conf", tmp_path / "nginx.conf"
    site.write_text((SERVER / "nginx.conf").read_text().replace("/var/log/nginx", str(tmp_path)))
    whole.write_text(f"pid {tmp_path}/pid; error_log /dev/null; events {{}} http {{ {sabotage} include {site}; }}")
    code, said = outcome(needs("nginx"), "-t", "-c", str(whole))
    assert (code == 0) == (sabotage == ""), said


def test_caddy_understands_its_file():
    code, said = outcome(needs("caddy"), "validate", "--adapter", "caddyfile", "--config", str(SERVER / "Caddyfile"))
    assert code == 0, said


def test_the_servers_pass_on_to_the_port_of_the_example():
    port = re.search(r"^PORT=(\d+)$", (SERVER / "voorbeeld.env").read_text(), re.MULTILINE)[1]
    for name in ("nginx.conf", "Caddyfile"):
        assert f"127.0.0.1:{port}" in (SERVER / name).read_text()


def test_every_variable_of_the_example_is_explained():
    names = re.findall(r"^([A-Z_]+)=", (SERVER / "voorbeeld.env").read_text(), re.MULTILINE)
    explained = (settings.BASE_DIR / "docs" / "variables.md").read_text()
    assert [name for name in names if f"`{name}`" not in explained] == []


def test_every_file_is_named_in_the_manual():
    manual = (settings.BASE_DIR / "docs" / "installeren.md").read_text()
    assert [file.name for file in SERVER.iterdir() if file.name not in manual] == []
