"""A site of its own in a temporary folder, on a port of this machine, that may be killed and broken."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory

TOP = Path(__file__).parents[2]
SECRET = "only-for-drills"  # the drills seal forms with it, as the site does
SOMEBODY = "192.0.2.1"  # where a visitor comes from, as the proxy in front says it
LONGEST_START = 300  # seconds; other work may keep this machine busy
LOST = (OSError, HTTPException)  # what a visitor sees of a server that dies


class Answer:
    """What came back: ``status``, ``text``, ``headers``, and the ``seconds`` it took."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes, seconds: float) -> None:
        self.status, self.headers, self.seconds = status, headers, seconds
        self.text = body.decode(errors="replace")


class Site:
    """One council; ``folder`` is its DATA_DIR."""

    program: tuple[str, ...] = ("manage.py",)  # what runs its commands

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder, self.port = folder, free_port()
        unset = {"DATABASE_URL", "DATABASE_URL_FILE", "DJANGO_SETTINGS_MODULE"}
        self.environment = {name: value for name, value in os.environ.items() if name not in unset} | {
            "DATA_DIR": str(folder),
            "SECRET_KEY": SECRET,
            "SITE_URL": f"http://localhost:{self.port}",
            "PORT": str(self.port),
            "SECOND_STEP": "0",
            "TRUSTED_PROXIES": "1",
            **variables,
        }
        self.server: subprocess.Popen[bytes] | None = None
        self.thanked: list[int] = []  # who was told that the form has come
        self.broken_off = 0  # forms that were under way when their server died
        self.unkind: list[str] = []  # what visitors saw that nobody should

    @property
    def database(self) -> Path:
        return self.folder / "raad.sqlite3"

    def manage(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, *self.program, *command]
        whole = self.environment | environment
        return subprocess.run(program, cwd=TOP, env=whole, capture_output=True, text=True, check=False, timeout=300)

    def begin(self, *command: str) -> "subprocess.Popen[bytes]":
        """Start a command of manage.py and do not wait for it."""
        return self._begin([sys.executable, "-u", *self.program, *command])

    def _begin(self, program: list[str]) -> "subprocess.Popen[bytes]":
        """In a group of processes of its own, so that all of them can be killed at once."""
        with open(self.folder.parent / "log.txt", "ab") as log:
            return subprocess.Popen(
                program, cwd=TOP, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def start(self, application: str = "") -> None:
        """Serve as ``./start`` does, or only another application, and wait until it answers."""
        from clientenraad.management.commands.serve import server_command

        self.server = self._begin(server_command(self.port, 2, application)) if application else self.begin("serve")
        until = time.perf_counter() + LONGEST_START
        while time.perf_counter() < until:
            with suppress(*LOST):
                self.ask("/gezondheid/")
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"The site did not start: {self.log()[-500:]}")

    def log(self) -> str:
        return (self.folder.parent / "log.txt").read_text(errors="replace")

    def workers(self) -> list[int]:
        """The processes that serve."""
        if self.server is None:
            return []
        with suppress(FileNotFoundError):
            children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text()
            return [int(child) for child in children.split()]
        return []

    def kill(self) -> None:
        """Kill the server and all its workers at once, without a word."""
        if self.server is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def ask(
        self, path: str, form: str | bytes | None = None, *, headers: dict[str, str] | None = None, port: int = 0
    ) -> Answer:
        """Get a page, or send a form; raises one of ``LOST`` when no whole answer comes."""
        start = time.perf_counter()
        visitor = HTTPConnection("127.0.0.1", port or self.port, timeout=60)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        try:
            own = {"Host": f"localhost:{self.port}", "X-Forwarded-For": SOMEBODY, **kind, **(headers or {})}
            visitor.request("GET" if form is None else "POST", path, form, own)
            answer = visitor.getresponse()
            body = answer.read()
        finally:
            visitor.close()
        return Answer(answer.status, dict(answer.getheaders()), body, time.perf_counter() - start)


def free_port() -> int:
    """One that stays free while its server is dead: the system gives those above to whoever opens a connection."""
    while True:
        port = random.randint(20000, 32000)  # noqa: S311 (any will do)
        with suppress(OSError), create_server(("127.0.0.1", port)):
            return port


class Ground:
    """Where drills are held; ``number`` is how many people apply in the large ones."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.number = folder, number
        self._prepared = folder / "prepared"

    def prepare(self) -> None:
        """Make once what every drill begins with: a new council with a vacancy, and nobody in it."""
        self.new_site(self._prepared)

    def new_site(self, folder: Path, **variables: str) -> Site:
        """A new council in this folder, not served yet."""
        folder.mkdir()
        site = Site(folder, **variables)
        for command in (
            ("new_council", "Cliëntenraad Voorbeeldstad", "Voorbeeldstad", "beheer@raad.example"),
            ("createcachetable",),
            ("collectstatic", "--noinput"),
        ):
            done = site.manage(*command)
            if done.returncode:
                raise SystemExit(done.stderr)
        return site

    @contextmanager
    def folder_for_one(self) -> Iterator[Path]:
        with TemporaryDirectory(dir=self.folder) as temporary:
            yield Path(temporary)

    @contextmanager
    def site(self, *, served: bool = True, **variables: str) -> Iterator[Site]:
        """A copy of the prepared site, killed afterwards."""
        with self.folder_for_one() as folder:
            site = Site(self.fill(folder / "data"), **variables)
            try:
                if served:
                    site.start()
                yield site
            finally:
                site.kill()

    def fill(self, folder: Path) -> Path:
        shutil.copytree(self._prepared, folder, dirs_exist_ok=True)
        return folder
