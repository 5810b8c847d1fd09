"""Every form of the admin with what nobody would type: never an error page, never markup, and nothing lost."""

from collections.abc import Iterator
from functools import cache
from itertools import cycle, product
from urllib.parse import quote_plus

import html5lib
import pytest
from django.db import transaction
from django.test import Client

from tests.clientenraad.roles_table import addresses
from tests.clientenraad.test_roles import DESK, client_of, demo, filled  # noqa: F401

pytestmark = pytest.mark.django_db
TYPED = "onthoud dit"
SCRIPT = "<script>alert(9)</script>"
HOSTILE = [
    f"{SCRIPT}<img src=x onerror=alert(9)>",
    "\x00nul",
    "\x07\x1b[31m\x7f",
    "half\ud800teken",
    "9" * 40,
    "-1",
    "\u202egnirts\u2066",
    "100%s %(x)d {naam} {{ x }} {% x %}",
    "🦄" * 30,
    "0001-01-01",
    "9999-12-31T23:59",
    "31-02-2026",
    "é" * 1_000,
    "x" * 1_000_000,
    "",
    "' OR 1=1; --\\",
    "None",
    "1e999",
    "../../etc",
]
FORM = "application/x-www-form-urlencoded"
Field = tuple[str, str, bool]  # its name, what stands in it, and whether one types in it


def encoded(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote_plus(name)}={quote_plus(value, errors='surrogatepass')}" for name, value in pairs)


def fields_of(page: str) -> list[Field]:
    """What a browser would send of the form in the page's content."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    return [field for form in document.iterfind(".//form[@method='post']") for field in _in_form(form)]


def _in_form(form: object) -> Iterator[Field]:
    for box in form.iter():  # type: ignore[attr-defined]
        name, kind = box.get("name"), box.get("type", "text")
        if not name or kind in {"submit", "file"} or (kind in {"checkbox", "radio"} and box.get("checked") is None):
            continue
        if box.tag == "textarea":
            yield name, "".join(box.itertext()), True
        elif box.tag == "select":
            chosen = next((one for one in box.iter("option") if one.get("selected") is not None), None)
            yield name, (chosen.get("value") or "") if chosen is not None else "", False
        elif box.tag == "input":
            yield name, box.get("value") or "", kind in {"text", "email", "url", "search", "tel"}


def is_safe(answer: object) -> bool:
    body = b"" if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined]
    return answer.status_code < 500 and SCRIPT.encode() not in body  # type: ignore[attr-defined]


@cache
def forms(account: str) -> list[tuple[str, list[Field]]]:
    """Every page of the admin that this account may see and that has a form; looked for once, it takes seconds."""
    return list(_forms(client_of(account)))


def _forms(client: Client) -> Iterator[tuple[str, list[Field]]]:
    for address in dict.fromkeys(addresses()):
        if address in {"login/", "logout/"}:
            continue
        answer = client.get(filled(address, ""))
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            found = [field for field in fields_of(answer.content.decode()) if field[0] != "csrfmiddlewaretoken"]
            if found:
                yield filled(address, ""), found


def send(client: Client, url: str, pairs: list[tuple[str, str]]) -> object:
    """Post this and look at the page that follows; all of it is undone."""
    with transaction.atomic():
        answer = client.post(url, encoded(pairs), content_type=FORM)
        if answer.status_code == 302 and is_safe(answer):
            answer = client.get(answer.url)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize(
    ("account", "everywhere"), [("secretaris", False), ("beheer", True)], ids=["where one types", "in every field"]
)
def test_no_form_breaks_on_what_is_typed(demo, account, everywhere):  # noqa: F811
    client, wrong, sent = client_of(account), [], 0
    values = cycle(HOSTILE)
    for url, fields in forms(account):
        # Each form gets the next values, so that all forms together see all of them.
        pairs = [(name, next(values)) if everywhere or typed else (name, value) for name, value, typed in fields]
        sent += 1
        if not is_safe(answer := send(client, url, pairs)):
            wrong.append((url, answer.status_code, [(name, value[:20]) for name, value in pairs]))
    assert wrong == []
    assert sent > 80


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_the_forms_with_most_text_take_every_value(demo, value):  # noqa: F811
    client, wrong = client_of("secretaris"), []
    for address in MOST_TEXT:
        url = filled(address, "")
        fields = fields_of(client.get(url).content.decode())
        pairs = [(name, value if typed else kept) for name, kept, typed in fields]
        if not is_safe(send(client, url, pairs)):
            wrong.append(url)
    assert wrong == []


MOST_TEXT = [
    "recruitment/candidate/add/",
    "recruitment/candidate/<n>/change/",
    "members/member/<n>/change/",
    "events/newsitem/<n>/change/",
    "events/gettogether/<n>/change/",
    "members/council/<n>/change/",
]


def test_what_was_typed_beside_a_mistake_is_still_there(demo):  # noqa: F811
    client, lost, kept = client_of("secretaris"), [], 0
    for url, fields in forms("secretaris"):
        texts = [name for name, _, typed in fields if typed]
        if not texts or ("/doe/" in url and not url.endswith("/doe/plan-delegatie/")):
            continue
        pairs = [(name, TYPED if typed else "geen keus") for name, _, typed in fields]
        with transaction.atomic():
            answer = client.post(url, encoded(pairs), content_type=FORM)
            transaction.set_rollback(True)
        if answer.status_code == 200:
            kept += 1
            lost += [] if TYPED in answer.content.decode() else [url]
    assert lost == []
    assert kept > 20


ASKED = [
    "q=%ED%A0%80&o=99.-99.x&p=-1",
    "q=%3Cscript%3Ealert(9)%3C/script%3E&p=99999999999999999999",
    "q=" + "x" * 5_000,
    "all=&o=9999999999999999999999&e=1",
    "pk__in=a,b&id__exact=x",
    "id__exact=99999999999999999999999",
    "status__exact=%27&stage__exact=x&kind__exact=%00"[:-4],
    "starts_at__year=0&received_at__month=13&written_at__day=x",
    "_popup=1&_to_field=name",
    "_changelist_filters=%25%25&pagina=x&soort=x",
    "let_op=x&weg=x&vacature=x&beantwoord=x&wanneer=x&door=x&jaar=x",
    "pk__regex=(&name__regex=(",
]


def test_no_list_breaks_on_what_stands_in_the_address(demo):  # noqa: F811
    client, wrong = client_of("beheer"), []  # who may see every list
    lists = [one for one in dict.fromkeys(addresses()) if one.count("/") == 2 and one.endswith("/")]
    for address, asked in product(lists, ASKED):
        answer = client.get(f"{DESK}{address}?{asked}")
        if not is_safe(answer):
            wrong.append((address, asked, answer.status_code))
    assert wrong == []
    assert len(lists) > 20


NO_FORM = [
    ("application/json", b'{"a": 1}'),
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
    ("text/plain; charset=nope", b"\xff\xfe"),
    (FORM, b"a=%&b=%zz&\xff=\xff"),
    (FORM, b"name=1&name=2&vacancy=1&vacancy=2&on=1&on=2"),
]


def test_no_form_breaks_on_what_is_no_form(demo):  # noqa: F811
    client, wrong = client_of("secretaris"), []
    for address, (kind, body) in zip(dict.fromkeys(addresses()), cycle(NO_FORM), strict=False):
        if address == "logout/":
            continue
        with transaction.atomic():
            if client.generic("POST", filled(address, ""), body, content_type=kind).status_code >= 500:
                wrong.append((address, kind))
            transaction.set_rollback(True)
    assert wrong == []


@pytest.mark.parametrize("searched", HOSTILE[:12], ids=range(12))
def test_searching_candidates_takes_anything(demo, searched):  # noqa: F811
    client = client_of("secretaris")
    assert is_safe(send(client, f"{DESK}recruitment/candidate/", [("zoek", searched)]))
