"""Makes the site ready and serves it; what ``./start`` ends in."""

import hashlib
import os
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from clientenraad import mark, upgrades
from clientenraad.management.commands.demo import COUNCILS, refuse_unless_empty
from clientenraad.page_cache import triggers
from clientenraad.settings import env

# Where workers show that they are alive: on a slow disk the server would take them for dead.
MEMORY = "/dev/shm"  # noqa: S108
# The system's allocator would give each thread a pool of its own, and hardly ever take anything back.
FRUGAL = ["MALLOC_ARENA_MAX=1", "MALLOC_MMAP_THRESHOLD_=131072"]


class Command(BaseCommand):
    help = "Maakt de website klaar en start die op 127.0.0.1."

    def handle(self, **options: object) -> None:
        # All that can be wrong first: making things ready may take a while.
        port = number("PORT", default=8000, most=65535)
        workers = number("WEB_CONCURRENCY", default=2, most=64)
        demo = chosen_demo()
        refuse_taken(port)
        try:
            prepare(demo)
        except KeyboardInterrupt:
            sys.exit(130)
        except upgrades.DatabaseRefused as refused:
            raise CommandError(str(refused)) from refused
        except OperationalError as error:
            raise CommandError(f"De database werkt niet mee. Klopt DATABASE_URL? ({error})") from error
        self.stdout.write(f"De website staat op {settings.SITE_URL} (stoppen: Ctrl-C).")
        self.stdout.flush()
        serve(port, workers)


def number(name: str, *, default: int, most: int) -> int:
    """The whole number in a variable, from 1 up to and including ``most``."""
    text = env(name, default="").strip() or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise CommandError(f"{name} moet een getal zijn van 1 tot en met {most}. Er staat: {text}")
    return int(text)


def refuse_taken(port: int) -> None:
    with socket.socket() as door:
        # Like the server itself: a port that somebody has just left is free.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError as error:
            text = f"Poort {port} is bezet of niet toegestaan. Kies een andere, zoals: PORT=8080 ./start"
            raise CommandError(text) from error


def prepare(demo: str) -> None:
    """Bring the database and the static files up to date; each step does nothing when nothing is to be done."""
    prepare_database()
    collect_static()
    load_demo(demo)
    # Nothing of this process is of use to the workers.
    connection.close()


def prepare_database() -> None:
    """Have all tables, as this version of the software wants them."""
    upgrades.refuse_unfit()
    executor = MigrationExecutor(connection)
    # The mark is missing when the last start was broken off after the last migration, before all was ready.
    if executor.migration_plan(executor.loader.graph.leaf_nodes()) or mark.state() != upgrades.finished():
        call_command("migrate", verbosity=0, interactive=False)
    triggers.install_where_needed()
    call_command("createcachetable", verbosity=0)


def chosen_demo() -> str:
    name = env("DEMO_COUNCIL", default="").strip() or "groningen"
    if name not in COUNCILS:
        raise CommandError(f"DEMO_COUNCIL moet {' of '.join(COUNCILS)} zijn. Er staat: {name}")
    return name


def load_demo(name: str) -> None:
    """Fill an empty database with the demo council; one that holds anything stays as it is."""
    try:
        refuse_unless_empty()
    except CommandError:
        return
    call_command("demo", name)


def collect_static() -> None:
    """Collect the static files when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = static_state()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    # Only now: a collecting that was broken off must start again.
    stamp.write_text(state)


def static_state() -> str:
    """Stands for the names, sizes and times of all static files; other files, another state."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            file = os.stat(storage.path(path))
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def serve(port: int, workers: int) -> None:
    """Become the server: from here on this process is gunicorn."""
    command = server_command(port, workers)
    os.execv(command[0], command)


def server_command(port: int, workers: int, application: str = "clientenraad.wsgi:application") -> list[str]:
    command = ["/usr/bin/env", *FRUGAL, sys.executable, "-m", "gunicorn", application]
    command += ["--config", "python:clientenraad.serving"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--worker-class", "gthread"]
    # Its control socket would be a file outside the data folder.
    command += ["--threads", "24", "--log-level", "warning", "--no-control-socket"]
    return [*command, "--worker-tmp-dir", MEMORY] if os.access(MEMORY, os.W_OK) else command
