"""How long ``./start`` takes until the site says that it is well: ``python -m tests.bench.start``.

The first time on an empty folder, so with all migrations, the static files and the demo; the second time on what the
first one left. With SQLite. What it installs is not among it: .venv must be there already.
"""

import hashlib
import os
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from socket import create_server
from statistics import median

from tests.bench.serving import TOP, get, heading

ROUNDS = 3
LONGEST = 120  # seconds
PAUSE = 0.01  # seconds
# What would make it another site than that of somebody who only says ./start.
UNSET = {"SECRET_KEY", "SECRET_KEY_FILE", "SITE_URL", "DATABASE_URL", "DATABASE_URL_FILE", "DJANGO_SETTINGS_MODULE"}


def refuse_to_install() -> None:
    """Stop where ``./start`` would install first: that takes a minute, and changes the .venv of who measures."""
    lock = TOP / "requirements.txt"
    stamp = TOP / ".venv" / f"{lock.name}.done"
    if not stamp.exists() or stamp.read_text() != hashlib.sha256(lock.read_bytes()).hexdigest():
        raise SystemExit("Let ./start make .venv first.")


def seconds_to_start(folder: Path) -> float:
    """From giving the command until ``/gezondheid/`` says ok; the site is stopped again."""
    port = free_port()
    own = {"DATA_DIR": str(folder), "PORT": str(port), "DEMO_PASSWORD": "alleen-om-te-meten"}
    environment = {name: value for name, value in os.environ.items() if name not in UNSET} | own
    begun = time.perf_counter()
    server = subprocess.Popen(["./start"], cwd=TOP, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not is_well(port):
            if server.poll() is not None or time.perf_counter() - begun > LONGEST:
                raise SystemExit("The site did not start.")
            time.sleep(PAUSE)
        return time.perf_counter() - begun
    finally:
        # It has become the server itself, which ends its workers.
        server.terminate()
        server.wait(30)


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def is_well(port: int) -> bool:
    with suppress(OSError):
        status, _, body = get(port, "/gezondheid/", {"Host": "localhost"})
        return status == 200 and body.strip() == b"ok"
    return False


def main() -> None:
    refuse_to_install()
    first, second = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as temporary:
            first.append(seconds_to_start(Path(temporary) / "var"))
            second.append(seconds_to_start(Path(temporary) / "var"))
    print(f"{heading()}\n\n| | wanted | median | longest |\n| --- | --- | --- | --- |")
    for what, wanted, times in (("the first time, with the demo", "", first), ("after that", "3 s", second)):
        print(f"| {what} | {wanted} | {median(times):.1f} s | {max(times):.1f} s |")


if __name__ == "__main__":
    main()
