"""Real servers on this machine, to measure: a site of its own in a temporary folder, gunicorn, and wrk to ask it."""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server

import django

TOP = Path(__file__).parents[2]
WORKERS = 2
HOST = "raad.example"
Environment = dict[str, str]


@contextmanager
def site(filled_by: tuple[str, ...] = ("fill",)) -> Iterator[Environment]:
    """A site in a temporary folder, filled by this command; gives the variables it listens to.

    What DATABASE_URL names must be empty; without it there is a file of SQLite in the folder.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATA_DIR": folder,
            "SECRET_KEY": "only-for-measuring",
            "SITE_URL": f"http://{HOST}",
            "DEMO_PASSWORD": "alleen-om-te-meten",
            "DJANGO_SETTINGS_MODULE": "clientenraad.settings",
        }
        for command in (("migrate",), ("createcachetable",), ("collectstatic", "--noinput"), filled_by):
            manage(environment, *command)
        os.environ.update(environment)
        django.setup()
        yield environment


def manage(environment: Environment, *command: str) -> None:
    program = [sys.executable, "manage.py", *command]
    subprocess.run(program, cwd=TOP, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def served(environment: Environment, application: str = "clientenraad.wsgi:application") -> Iterator[tuple[int, int]]:
    """The application behind gunicorn, as ``./start`` runs it; gives its port and the number of its first process."""
    from clientenraad.management.commands.serve import server_command

    with create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    command = server_command(port, WORKERS, application)
    # A line a request, as on a real server, but not among the figures.
    server = subprocess.Popen(command, cwd=TOP, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            get(port, "/gezondheid/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def get(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, list[tuple[str, str]], bytes]:
    visitor = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        visitor.request("GET", path, headers={"Host": HOST} | (headers or {}))
        answer = visitor.getresponse()
        return answer.status, answer.getheaders(), answer.read()
    finally:
        visitor.close()


def asked(port: int, path: str, seconds: float = 2, connections: int = 16, *headers: str) -> tuple[float, int]:
    """How many requests wrk gets answered in a second, and in all; stops when one of them fails."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("Needs wrk, which is a package of Debian and most others.")
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-H", f"Host: {HOST}"]
    command += [word for header in headers for word in ("-H", header)]
    command += ["-H", "Accept-Encoding: gzip, br", f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{path} went wrong:\n{said}")
    return number(r"Requests/sec:\s+([\d.]+)", said), int(number(r"(\d+) requests in", said))


def number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    return float(found[1]) if found else 0.0


def family(pid: int) -> list[int]:
    """The processes of a server: the first one and its workers."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [pid, *map(int, children.split())]


def cpu_seconds(pid: int) -> float:
    """What a server took of the processors so far; unlike the time on a clock it hardly counts what others do."""
    stats = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in family(pid)]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def heading() -> str:
    database = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{datetime.now(UTC).date()}, {machine}, {database}, gunicorn with {WORKERS} workers"
