"""The files for a real server (docs/server) are what their own programs understand, and say the same as each other."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from fnmatch import fnmatch
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socket import create_connection, create_server
from threading import Thread
from typing import Any

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


def of_a_second_council(text: str) -> str:
    """A copy, with another address and another port, as the manual tells."""
    changed = text.replace("raad.voorbeeldstad.example", "raad.andere.example").replace(":8001", ":8002")
    assert changed.count("raad.andere.example") == changed.count(":8002") == 1
    return changed


def test_nginx_takes_a_copy_of_the_file_as_a_second_council(tmp_path):
    file = (SERVER / "nginx.conf").read_text().replace("/var/log/nginx", str(tmp_path))
    both = f"{file}\n{of_a_second_council(file)}"
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; error_log /dev/null; events {{}} http {{ {both} }}")
    code, said = outcome(needs("nginx"), "-t", "-c", str(tmp_path / "nginx.conf"))
    assert (code, "warn" in said) == (0, False), said


@pytest.mark.parametrize(("copied", "understood"), [("block", True), ("file", False)])
def test_caddy_takes_a_copy_of_the_block_as_a_second_council_and_not_of_the_file(tmp_path, copied, understood):
    file = (SERVER / "Caddyfile").read_text()
    copies = {"file": file, "block": file[file.index("raad.voorbeeldstad.example {") :]}
    (tmp_path / "Caddyfile").write_text(file + of_a_second_council(copies[copied]))
    command = (needs("caddy"), "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile"))
    code, said = outcome(*command)
    assert (code == 0) == understood, said


@contextmanager
def running(command: list[str], port: int, site: "Site", environment: dict[str, str] | None = None) -> Iterator[None]:
    """The server of this command on its port, and the stand-in behind it; both stop afterwards."""
    Thread(target=site.serve_forever, daemon=True).start()
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait(20)
        site.shutdown()
        site.server_close()


@contextmanager
def behind_nginx(tmp_path: Path, **changes: str) -> Iterator[tuple[int, "Site"]]:
    """nginx with our file on a port of its own, in front of a stand-in for the site; ``changes`` are of variables."""
    nginx, site = needs("nginx"), Site(("127.0.0.1", 0), Answers)
    with create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    text = (SERVER / "nginx.conf").read_text().replace("/var/log/nginx", str(tmp_path)).replace("listen [::]:80;", "")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(":8001;", f":{site.server_port};")
    for old, new in changes.items():
        text = text.replace(f"${old};", f"${new};")
    whole = f"daemon off; master_process off; pid {tmp_path}/pid; error_log /dev/null; events {{}} http {{ {text} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    with running([nginx, "-c", str(tmp_path / "nginx.conf")], port, site):
        yield port, site


def test_nginx_passes_on_the_address_that_the_browser_named_and_no_header_that_pretends(tmp_path):
    pretended = dict.fromkeys(("X_Forwarded_For", "X-Forwarded-For", "X-Forwarded-Proto"), "verzonnen")
    with behind_nginx(tmp_path) as (port, site):
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as browser:
            browser.request("POST", "/aanmelden/", b"ab", headers=pretended)
            assert browser.getresponse().status == 204
        [(path, headers)] = site.asked
    assert (path, headers["Host"]) == ("/aanmelden/", f"127.0.0.1:{port}")
    assert (headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]) == ("127.0.0.1", "http")
    assert "verzonnen" not in str(headers)


def test_behind_a_balancer_nginx_adds_to_what_that_says_as_the_manual_tells(tmp_path):
    manual = (settings.BASE_DIR / "docs" / "installeren.md").read_text()
    changes = {old: new for new, old in re.findall(r"`\$(\w+)`\s+in\s+plaats\s+van\s+`\$(\w+)`", manual)}
    said = {"X-Forwarded-For": "verzonnen, 203.0.113.7", "X-Forwarded-Proto": "https"}
    with behind_nginx(tmp_path, **changes) as (port, site):
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as balancer:
            balancer.request("POST", "/aanmelden/", b"ab", headers=said)
            assert balancer.getresponse().status == 204
        [(_, headers)] = site.asked
    # Of the two proxies in front, the second from the end named the visitor (TRUSTED_PROXIES=2).
    assert headers["X-Forwarded-For"].split(", ")[-2] == "203.0.113.7"
    assert headers["X-Forwarded-Proto"] == "https"


@contextmanager
def behind_caddy(tmp_path: Path) -> Iterator[tuple[int, "Site"]]:
    """Caddy with our file on a port of its own, in front of a stand-in for the site."""
    caddy, site = needs("caddy"), Site(("127.0.0.1", 0), Answers)
    with create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    text = (SERVER / "Caddyfile").read_text().replace("{\n\tservers", "{\n\tadmin off\n\tservers", 1)
    text = text.replace("raad.voorbeeldstad.example", f"http://localhost:{port}")
    (tmp_path / "Caddyfile").write_text(text.replace("127.0.0.1:8001", f"127.0.0.1:{site.server_port}"))
    own = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    with running(command, port, site, environment=own):
        yield port, site


class Site(HTTPServer):
    """A stand-in for the site; keeps the path and the headers of each request."""

    def __init__(self, *args: Any) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        super().__init__(*args)


class Answers(BaseHTTPRequestHandler):
    server: Site

    def do_POST(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing: the tests look at what was asked."""


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            create_connection(("localhost", port)).close()
        except OSError:
            time.sleep(0.05)  # it starts
        else:
            return
    raise AssertionError("the server did not start")


def test_caddy_passes_on_what_is_whole_and_no_header_that_pretends(tmp_path):
    pretended = dict.fromkeys(("Script_Name", "X_Forwarded_For", "X-Forwarded-For"), "verzonnen")
    with behind_caddy(tmp_path) as (port, site):
        with closing(HTTPConnection("localhost", port, timeout=10)) as slow:
            slow.request("POST", "/traag/", headers=pretended | {"Content-Length": "2"})
            slow.send(b"a")
            with closing(HTTPConnection("localhost", port, timeout=10)) as quick:
                quick.request("POST", "/vlot/", b"ab")
                assert quick.getresponse().status == 204
            assert [path for path, _ in site.asked] == ["/vlot/"]
            slow.send(b"b")
            assert slow.getresponse().status == 204
        path, headers = site.asked[1]
        assert path == "/traag/"
        assert headers["X-Forwarded-For"] in {"127.0.0.1", "::1"}
        assert "verzonnen" not in str(headers)


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


def test_no_timer_runs_while_a_new_version_comes_and_each_runs_afterwards():
    manual = (settings.BASE_DIR / "docs" / "installeren.md").read_text()
    chapter = manual.partition("## Een nieuwe versie")[2].partition("\n## ")[0]
    asked = [line.split() for line in chapter.splitlines() if line.startswith(("systemctl", "cd /opt/raad"))]
    assert [words[:2] for words in asked] == [
        ["systemctl", "stop"],
        ["cd", "/opt/raad"],
        ["systemctl", "restart"],
        ["systemctl", "start"],
    ]
    timers = {timer.name for timer in SERVER.glob("*.timer")}
    assert {name for name in timers if fnmatch(name, asked[0][2].strip("'"))} == timers
    assert {name.replace("@voorbeeld", "@") for name in asked[3][2:]} == timers


@pytest.fixture
def give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Gives a command with ``docs/server/raad``, and returns what systemd would have been asked."""
    (tmp_path / "voorbeeld.env").touch()
    (tmp_path / "systemd-run").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (tmp_path / "systemd-run").chmod(0o755)
    script = tmp_path / "raad"
    script.write_text((SERVER / "raad").read_text().replace("/etc/raad", str(tmp_path)))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return lambda *words: outcome("sh", str(script), *words)


def test_a_command_runs_as_the_council_that_it_is_for(give, tmp_path):
    code, said = give("voorbeeld", "new_council", "Raad met spaties", "Stad")
    asked = said.splitlines()
    assert code == 0
    assert asked[asked.index("/opt/raad/start") :] == ["/opt/raad/start", "new_council", "Raad met spaties", "Stad"]
    assert {"--uid=raad-voorbeeld", f"--property=EnvironmentFile={tmp_path}/voorbeeld.env"} <= set(asked)
    service = (SERVER / "raad@.service").read_text().replace("%i", "voorbeeld")
    for line in ("StateDirectory", "StateDirectoryMode", "UMask"):
        assert f"--property={re.search(rf'^{line}=.*$', service, re.MULTILINE)[0]}" in asked
    assert f"--setenv={re.search('^Environment=(.*)$', service, re.MULTILINE)[1]}" in asked


@pytest.mark.parametrize("words", [(), ("voorbeeld",), ("onbekend", "backup")])
def test_a_command_for_no_council_is_refused_in_words(give, words):
    code, said = give(*words)
    assert (code, said.splitlines()[0][:28]) == (2, "Zo geeft u een opdracht: raa")
