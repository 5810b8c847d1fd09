"""A mail server that is closed, silent, or says no: the visitor notices nothing, and each letter leaves once."""

import re
import smtplib
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from tests.faults.colleagues import Colleague, make_account
from tests.faults.databases import answer
from tests.faults.findings import Finding, at_most, noticed, same
from tests.faults.sign_ups import apply, email, judged
from tests.faults.sites import Ground, Site, free_port

LONGEST_WAIT = 3  # seconds, of a visitor
FAR_BACK = "2000-01-01"
MANNERS = ("closed", "silent", "451", "550")
REFUSED = "1 brief is geweigerd door de mailserver"  # a line of the worklist


class Talk(StreamRequestHandler):
    """One conversation in SMTP, in the manner that the server is in now."""

    server: "MailServer"

    def handle(self) -> None:
        if self.server.manner == "silent":
            with suppress(OSError):
                self.rfile.read()
            return
        self.say("220 ready")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.received.append(self.letter())
                self.say("250 kept")
            elif verb == b"RCPT" and self.server.manner != "well":
                self.say(f"{self.server.manner} no")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def letter(self) -> str:
        """The Message-ID of the letter that now comes."""
        lines = list(iter(self.rfile.readline, b".\r\n"))
        found = re.search(rb"^Message-ID:\s*(\S+)", b"".join(lines), re.MULTILINE | re.IGNORECASE)
        return found[1].decode() if found else ""


class MailServer(ThreadingTCPServer):
    """``manner``: "well", "silent", or the number that it answers with; ``received``: a Message-ID for each letter."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, port: int, manner: str) -> None:
        super().__init__(("127.0.0.1", port), Talk)
        self.manner = manner
        self.received: list[str] = []
        Thread(target=self.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


def mail_server(ground: Ground) -> Iterator[Finding]:
    """Each fault of the mail server in turn, with somebody who applies; then the server is well again."""
    port = free_port()
    with ground.site(EMAIL_URL=f"smtp://127.0.0.1:{port}") as site:
        make_account(site)
        desk = Colleague(site)
        yield noticed("a desk without a refused letter", REFUSED not in desk.read("/beheer/")[1])
        for number, manner in enumerate(MANNERS):
            yield from _one_manner(site, port, number, manner)
        yield same("550: the desk reads so", True, REFUSED in desk.read("/beheer/")[1])
        yield from judged(site, set(range(len(MANNERS))))
    yield noticed("a page that waits for a silent mail server", _seconds_of_waiting() > LONGEST_WAIT)


def _one_manner(site: Site, port: int, number: int, manner: str) -> Iterator[Finding]:
    server = None if manner == "closed" else MailServer(port, manner)
    start = time.perf_counter()
    yield same(f"{manner}: the visitor is thanked, and reads so", True, apply(site, number))
    yield at_most(f"{manner}: wait of the visitor", LONGEST_WAIT, time.perf_counter() - start)
    status = "refused" if manner == "550" else "waiting"
    yield same(f"{manner}: the letter after the first try", status, status_of(site, number))
    if server:
        server.stop()
    if manner != "550":
        yield from _repaired(site, port, manner)


def _repaired(site: Site, port: int, manner: str) -> Iterator[Finding]:
    server = MailServer(port, "well")
    answer(site, f"UPDATE members_letter SET next_try_at = '{FAR_BACK}' WHERE status = 'waiting'")
    for _ in range(2):
        site.manage("send_letters")
    yield same(f"{manner}: letters that came after repair, in two runs", [1], _copies(server))
    # As if the site had not noted that it left.
    last = "(SELECT max(id) FROM members_letter)"
    answer(site, f"UPDATE members_letter SET status = 'waiting', next_try_at = '{FAR_BACK}' WHERE id = {last}")
    site.manage("send_letters")
    yield noticed(f"{manner}: a letter that comes twice", _copies(server) == [2])
    server.stop()


def _copies(server: MailServer) -> list[int]:
    """How often each letter came."""
    return list(Counter(server.received).values())


def status_of(site: Site, number: int) -> str:
    """What became of the letter to this person, once it was tried."""
    question = (
        "SELECT l.status, l.problem FROM members_letter l JOIN recruitment_candidate c ON c.id = l.addressee_id"
        f" WHERE l.kind = 'received' AND c.email = '{email(number)}'"
    )
    for _ in range(200):
        status, problem = answer(site, question)[0]
        if problem or status == "sent":
            return str(status)
        time.sleep(0.1)
    return "no try was made"


def _seconds_of_waiting() -> float:
    server = MailServer(free_port(), "silent")
    start = time.perf_counter()
    with suppress(OSError):
        smtplib.SMTP("127.0.0.1", server.server_address[1], timeout=LONGEST_WAIT + 1)
    server.stop()
    return time.perf_counter() - start
