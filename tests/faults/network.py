"""Visitors who send a byte a second: they hold up nobody behind the nginx of docs/server, and everybody without it."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Event, Thread

from tests.faults.findings import Finding, at_most, left_out, noticed, same
from tests.faults.sign_ups import crowd, judged
from tests.faults.sites import LOST, TOP, Ground, Site, free_port

SLOW = 100  # more than the server has threads
PATIENCE = 3  # seconds that others wait for a page


def slow_visitors(ground: Ground) -> Iterator[Finding]:
    """A hundred forms that come a byte a second; others ask for a page and apply."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        yield left_out("nginx is not on this machine")
        return
    with ground.site() as site, _nginx(program, site) as port:
        with _slow(port):
            waits = [_wait(site, port) for _ in range(10)]
            yield at_most("longest wait behind nginx", PATIENCE, max(waits))
            site.port, own = port, site.port
            told = crowd(site, range(5))  # nginx names the true address, and one may send no more
            site.port = own
            yield same("acknowledged behind nginx, of 5", 5, len(told))
        yield from judged(site, told)
        with _slow(site.port):
            yield noticed("without nginx others wait", max(_wait(site, site.port) for _ in range(6)) > PATIENCE)


@contextmanager
def _nginx(program: str, site: Site) -> Iterator[int]:
    """The server with the file of docs/server, on a port of its own; gives that port."""
    folder, port = site.folder.parent / "nginx", free_port()
    folder.mkdir()
    text = (TOP / "docs" / "server" / "nginx.conf").read_text()
    text = text.replace("listen [::]:80;", "").replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = text.replace("127.0.0.1:8001", f"127.0.0.1:{site.port}").replace("/var/log/nginx", str(folder))
    (folder / "site.conf").write_text(text)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    kept = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    head = f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}"
    whole = f"{head} http {{ {kept} include {folder}/site.conf; }}"
    (folder / "nginx.conf").write_text(whole)
    server = subprocess.Popen([program, "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        _wait_until_open(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_until_open(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise SystemExit("nginx did not start.")


@contextmanager
def _slow(port: int) -> Iterator[None]:
    """Visitors who each begin a form and then send a byte a second."""
    stop = Event()
    with ExitStack() as stack:
        doors = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(SLOW)]
        for door in doors:
            door.sendall(b"POST /vacatures/lid/aanmelden/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n")

        def drip() -> None:
            while not stop.wait(1):
                for door in doors:
                    with suppress(OSError):
                        door.send(b"x")

        thread = Thread(target=drip, daemon=True)
        thread.start()
        stop.wait(2)
        try:
            yield
        finally:
            stop.set()
            thread.join()


def _wait(site: Site, port: int) -> float:
    """How long somebody else waits for a page; who gives up after a while has waited that long."""
    start = time.perf_counter()
    with suppress(*LOST), socket.create_connection(("127.0.0.1", port), timeout=PATIENCE + 3) as door:
        door.sendall(f"GET /zoeken/?q=raad HTTP/1.0\r\nHost: localhost:{site.port}\r\n\r\n".encode())
        if door.recv(12).endswith(b"200"):
            return time.perf_counter() - start
    return float(PATIENCE + 3)
