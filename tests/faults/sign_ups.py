"""People who apply, and what must be true of all that was acknowledged to them."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from html import unescape
from threading import Event
from urllib.parse import urlencode

from tests.faults.databases import Ask, asking
from tests.faults.findings import Finding, noticed, same
from tests.faults.sites import LOST, Answer, Site

PATH = "/vacatures/lid/aanmelden/"
THANKS = "/vacatures/lid/aanmelden/verstuurd/"
THANKED = "Wij hebben uw aanmelding ontvangen"
CLOSED = "De website is even dicht"  # the heading of the page 503
THREADS = 16
PAUSE = 0.25  # seconds, before somebody tries again
RELOADS = 400
LONGEST_CROWD = 900  # seconds; who is not there yet then gives up


def form(number: int) -> str:
    """What this person sends; the stamp is the form's own number, and stays the same when it is sent again."""
    from members import safety

    return filled_in(number, safety.new_stamp())


def fetched_form(site: Site, number: int) -> str:
    """The same, with the stamp that the site hands out by its own clock."""
    stamp = re.search(r'name="stamp" value="([^"]+)"', site.ask(PATH).text)
    return filled_in(number, unescape(stamp[1]) if stamp else "")


def filled_in(number: int, stamp: str) -> str:
    known = {"name": f"Nieuw Voorbeeld {number}", "email": email(number), "contact_by": "email"}
    return urlencode({**known, "motivation": "Ik wil meedenken.", "stamp": stamp, "step": "send"})


def email(number: int) -> str:
    return f"nieuw{number}@raad.example"


def send(site: Site, number: int, text: str, port: int = 0) -> Answer:
    # Everybody comes from another address: one address may send only so many.
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return site.ask(PATH, text, headers={"X-Forwarded-For": address}, port=port)


def is_acknowledged(answer: Answer) -> bool:
    return answer.status == 302 and answer.headers.get("Location") == THANKS


def is_friendly(answer: Answer) -> bool:
    """A 503 in Dutch that says when to come back."""
    return answer.status == 503 and CLOSED in answer.text and answer.headers.get("Retry-After") == "60"


def apply(site: Site, number: int, *, tries: int = 1, until: float = float("inf")) -> bool:
    """Whether this person was told that the form has come; who may try again sends the same form, ``until`` then.

    Whatever else somebody saw than thanks, a friendly 503 or a broken connection is noted as ``site.unkind``.
    """
    text = form(number)
    for left in reversed(range(tries)):
        if is_told(site, number, text):
            return True
        if not left or time.perf_counter() > until:
            return False
        time.sleep(PAUSE)
    return False


def is_told(site: Site, number: int, text: str) -> bool:
    """Whether this form, sent once, was acknowledged."""
    try:
        answer = send(site, number, text)
    except LOST as lost:
        site.broken_off += not isinstance(lost, ConnectionRefusedError)
        return False
    if is_acknowledged(answer):
        site.thanked.append(number)
        site.unkind += [] if _reads_thanks(site) else ["no page of thanks"]
        return True
    site.unkind += [] if is_friendly(answer) else [str(answer.status)]
    return False


def _reads_thanks(site: Site) -> bool:
    """Whether the page behind the form says so; who finds it closed or broken loads it again."""
    for _ in range(RELOADS):
        with suppress(*LOST):
            page = site.ask(THANKS)
            if not is_friendly(page):
                return page.status == 200 and THANKED in page.text
        time.sleep(PAUSE)
    return False


def crowd(site: Site, numbers: Iterable[int], *, tries: int = 1) -> set[int]:
    """Let all these people apply, sixteen at a time; who of them was told that the form has come."""
    wanted, until = list(numbers), time.perf_counter() + LONGEST_CROWD
    with ThreadPoolExecutor(THREADS) as pool:
        told = pool.map(lambda number: apply(site, number, tries=tries, until=until), wanted)
        return {number for number, is_told in zip(wanted, told, strict=True) if is_told}


@contextmanager
def meanwhile(act: Callable[[Event], None]) -> Iterator[None]:
    """Do something beside it, until the event is set; what goes wrong there is raised here."""
    stop = Event()
    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(act, stop)
        try:
            yield
        finally:
            stop.set()
        acting.result()


# What must be true -----------------------------------------------------------------------------------

APPLIED = "SELECT email FROM recruitment_candidate"
KIND = "(SELECT id FROM django_content_type WHERE app_label = 'recruitment' AND model = 'candidate')"
RECEIVED = f"members_letter WHERE kind IN ('received', 'received_full') AND addressee_type_id = {KIND}"
WITH_LETTERS = f"SELECT id, (SELECT count(*) FROM {RECEIVED} AND addressee_id = c.id) FROM recruitment_candidate c"
ALONE = f"SELECT id FROM {RECEIVED} AND addressee_id NOT IN (SELECT id FROM recruitment_candidate)"
STEPS = "SELECT id, (SELECT count(*) FROM recruitment_move m WHERE m.candidate_id = c.id) FROM recruitment_candidate c"


def faults(ask: Ask, told: set[int]) -> dict[str, int]:
    """How many were lost or stored twice, and how many letters and steps are missing, too many or alone."""
    stored = Counter(row[0] for row in ask(APPLIED))
    return {
        "lost": sum(not stored[email(number)] for number in told),
        "stored twice": sum(number > 1 for number in stored.values()),
        "not with one letter": sum(number != 1 for _, number in ask(WITH_LETTERS)),
        "letters alone": len(ask(ALONE)),
        "not with one step": sum(number != 1 for _, number in ask(STEPS)),
    }


def judged(site: Site, told: set[int]) -> Iterator[Finding]:
    """The findings about all that was acknowledged, and the controls: one fault of each kind, put there and undone."""
    yield same("answers but thanks, a friendly 503 or none", [], sorted(set(site.unkind)))
    yield noticed("another answer", _is_unkind(site))
    with asking(site) as ask:
        for what, number in faults(ask, told).items():
            yield same(what, 0, number)
        for what, sabotage in _sabotages(min(told)).items():
            ask("BEGIN")
            ask(sabotage)
            found = faults(ask, told)
            ask("ROLLBACK")
            yield noticed(what, bool(found[what]))


def _is_unkind(site: Site) -> bool:
    """Whether a page that is no thanks, such as the form that comes back for want of a stamp, would be noted."""
    before = len(site.unkind)
    is_told(site, 0, "name=Nieuw")
    return len(site.unkind) > before


def _sabotages(number: int) -> dict[str, str]:
    one = f"(SELECT id FROM recruitment_candidate WHERE email = '{email(number)}')"
    return {
        "lost": f"UPDATE recruitment_candidate SET email = 'iemand-anders@raad.example' WHERE id = {one}",
        "stored twice": f"UPDATE recruitment_candidate SET email = '{email(number)}'",
        "not with one letter": f"DELETE FROM {RECEIVED} AND addressee_id = {one}",
        "letters alone": f"UPDATE {RECEIVED} AND addressee_id = {one}".replace(
            " WHERE", " SET addressee_id = 0 WHERE", 1
        ),
        "not with one step": f"DELETE FROM recruitment_move WHERE candidate_id = {one}",
    }
