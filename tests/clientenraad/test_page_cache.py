"""Pages that are kept ready: which ones, for whom, and that they are the very pages that Django makes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from gzip import decompress as gunzip
from threading import Barrier

import pytest
from brotli import decompress as unbrotli
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from gunicorn.config import Config

from clientenraad import serving, wsgi
from clientenraad.page_cache import front as door
from clientenraad.page_cache import triggers, version
from clientenraad.page_cache.front import Front, may_be_kept
from clientenraad.page_cache.kept import BESIDE, KeptPage, best_way
from clientenraad.page_cache.listed import KEPT, NEVER, NEVER_BELOW, PAGED
from clientenraad.page_cache.watched import UNWATCHED, WATCHED
from events.models import Award, GetTogether, NewsItem
from tests.clientenraad.asking import Asked, ask, counted

PAGE = [("Content-Type", "text/html; charset=utf-8")]


def addresses(patterns, before: str = "") -> dict[str, str]:
    """The name and the route of every address outside the admin and its like."""
    found: dict[str, str] = {}
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found[str(pattern.name)] = f"/{before}{str(pattern.pattern).lstrip('^')}"
        elif isinstance(pattern, URLResolver) and not pattern.namespace:
            found |= addresses(pattern.url_patterns, f"{before}{pattern.pattern}")
    return found


# Lists ---------------------------------------------------------------------------------------------


def test_every_address_is_kept_or_says_why_not():
    unknown = {
        name
        for name, route in addresses(get_resolver().url_patterns).items()
        if name not in KEPT | set(NEVER) and not route.startswith(tuple(NEVER_BELOW))
    }
    assert unknown == set()


def test_no_address_is_on_two_lists_or_gone():
    known = addresses(get_resolver().url_patterns)
    assert KEPT & set(NEVER) == set()
    assert (KEPT | set(NEVER)) - set(known) == set()
    assert [name for name in KEPT if known[name].startswith(tuple(NEVER_BELOW))] == []


def test_every_table_is_watched_or_says_why_not():
    models = {model._meta.label_lower: model._meta.app_label for model in apps.get_models(include_auto_created=True)}
    assert [label for label, app in models.items() if label not in WATCHED and not {label, app} & set(UNWATCHED)] == []
    assert [label for label in [*WATCHED, *UNWATCHED] if "." in label and label not in models] == []
    assert set(WATCHED) & set(UNWATCHED) == set()


# The demo, page by page ----------------------------------------------------------------------------


@pytest.fixture
def demo(transactional_db, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "genoeg-tekens")
    call_command("demo", "amersfoort", verbosity=0)
    triggers.install_where_needed()


def kept_addresses() -> dict[str, str]:
    """One address for each name in ``KEPT``, as the demo has them."""
    event, item = GetTogether.objects.order_by("starts_at")[0], NewsItem.objects.all()[0]
    arguments = {
        "text_page": "/p/armoede/",
        "vacancy": "/vacatures/lid/",
        "agenda_archive": f"/agenda/archief/{event.starts_at.year}/",
        "get_together": event.get_absolute_url(),
        "get_together_calendar": f"{event.get_absolute_url().rstrip('/')}.ics",
        "news_of_year": f"/nieuws/archief/{item.published_at.year}/",
        "news_item": item.get_absolute_url(),
        "award": Award.objects.published()[0].get_absolute_url(),
    }
    routes = addresses(get_resolver().url_patterns)
    return {name: arguments.get(name, routes[name].rstrip("$").replace("\\", "")) for name in KEPT}


def test_every_page_is_really_kept_and_reads_no_table_that_is_not_watched(demo, monkeypatch):
    apps.get_model("clientenraad", "Page").objects.create(slug="armoede", title="Armoede", text="<p>Kort.</p>")
    apps.get_model("members", "Council").objects.update(roster_public=True, former_members_public=True)
    watched = {apps.get_model(label)._meta.db_table for label in WATCHED} | {triggers.VERSION_TABLE}
    everything = set(connection.introspection.table_names())
    site = counted(wsgi.site)
    front = Front(site)
    for name, address in sorted(kept_addresses().items()):
        with CaptureQueriesContext(connection) as queries:
            first = ask(front, address)
        asked = site.times
        assert (name, first.status) == (name, "200 OK")
        read = {table for query in queries for table in everything if f'"{table}"' in query["sql"]}
        assert (name, read - watched) == (name, set())
        assert ask(front, address).body == first.body
        assert (name, site.times) == (name, asked), "it was made a second time"


def test_a_kept_page_has_the_same_text_and_headers_as_one_that_is_not(demo):
    kept, made = ask(Front(wsgi.site), "/vacatures/"), ask(wsgi.site, "/vacatures/")
    assert kept.body == made.body
    ours = {"Cache-Control": "public, max-age=0, must-revalidate", "ETag": kept.headers["ETag"]}
    assert kept.headers == made.headers | ours


def test_a_visitor_cannot_put_words_in_front_of_the_links_of_others(demo):
    front = Front(wsgi.site)
    ask(front, "/woordenlijst/", SCRIPT_NAME="/verzonnen")
    later = ask(front, "/woordenlijst/")
    assert 'href="/vacatures/"' in later.text
    assert "/verzonnen" not in later.text


def test_the_server_takes_nothing_but_the_scheme_from_a_header_of_a_proxy():
    settings = Config()
    settings.set("forwarder_headers", serving.forwarder_headers)
    assert settings.forwarder_headers == []


def test_nothing_about_a_person_or_with_a_form_is_kept():
    paths = ["/aanmelding/", "/aanmelding/mijn/", "/beheer/", "/vacatures/lid/aanmelden/", "/contact/bericht/"]
    assert [path for path in [*paths, "/zoeken/", "/gezondheid/", "/bestaat-niet/"] if may_be_kept(path)] == []


# A stand-in for the site ---------------------------------------------------------------------------


@pytest.fixture
def stand_in(monkeypatch):
    """A door before a site that answers what it is told to, with a version that stays; no database."""
    monkeypatch.setattr(version, "current", lambda: 1)
    monkeypatch.setattr(door.turns, "next_turn", lambda now: now.max.replace(tzinfo=now.tzinfo))

    def make(status: str = "200 OK", headers=PAGE, body: bytes = b"<p>Dag.</p>" * 100) -> Front:
        def site(environ, start_response):
            start_response(status, list(headers))
            return [body]

        return Front(counted(site))

    return make


def times_made(front: Front, *requests: dict[str, str], path: str = "/nieuws/") -> int:
    for request in requests:
        ask(front, path, **request)
    return front.site.times


def test_the_second_visitor_gets_what_was_made_for_the_first(stand_in):
    assert times_made(stand_in(), {}, {}) == 1


@pytest.mark.parametrize(
    "request_",
    [
        {"HTTP_COOKIE": "csrftoken=x"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"HTTP_HOST": "elders.example"},
        {"HTTP_HOST": "testserver:81"},
        {"QUERY_STRING": "x=1"},
        {"QUERY_STRING": "pagina=0"},
        {"QUERY_STRING": "pagina=01"},
        {"QUERY_STRING": "pagina=10000"},
        {"QUERY_STRING": "pagina=2&x=1"},
        {"PATH_INFO": "/zoeken/"},
    ],
)
def test_what_is_not_just_anybodys_request_goes_to_the_site_and_is_not_kept(stand_in, request_):
    front = stand_in()
    assert times_made(front, {}, request_, request_) == 3
    assert len(front.edition.pages) == 1


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        ("404 Not Found", [], b""),
        ("301 Moved Permanently", [("Location", "/x/")], b""),
        ("503 Service Unavailable", [], b""),
        ("200 OK", [("Set-Cookie", "a=b")], b""),
        ("200 OK", [("Vary", "Cookie")], b""),
        ("200 OK", [("vary", "Accept-Encoding, Cookie")], b""),
        ("200 OK", [("Cache-Control", "private")], b""),
        ("200 OK", [("Content-Security-Policy", "script-src 'nonce-x'")], b""),
        ("200 OK", [], b'<form class="a" METHOD="post">'),
        ("200 OK", [], b"<form method=post>"),
        ("200 OK", [], b"x" * (1024 * 1024 + 1)),
    ],
)
def test_an_answer_for_one_visitor_is_passed_on_and_not_kept(stand_in, status, headers, body):
    front = stand_in(status, [*PAGE, *headers], body)
    asked = ask(front, "/nieuws/")
    assert (asked.status, asked.body) == (status, body)
    assert times_made(front, {}) == 2
    assert front.edition.pages == {}


def test_a_page_of_a_list_is_kept_by_its_number(stand_in):
    assert times_made(stand_in(), {}, {"QUERY_STRING": "pagina=2"}, {"QUERY_STRING": "pagina=2"}) == 2


def test_only_what_comes_in_pages_is_kept_by_number():
    assert PAGED <= KEPT
    assert may_be_kept("/nieuws/", "pagina=2")
    assert may_be_kept("/robots.txt")
    assert not may_be_kept("/robots.txt", "pagina=2")


def test_another_spelling_of_a_number_is_kept_up_to_a_length(stand_in):
    short, long = (f"/agenda/archief/{'0' * noughts}2025/" for noughts in (300 - 21, 301 - 21))
    assert times_made(stand_in(), {}, {}, path=short) == 1
    assert times_made(stand_in(), {}, {}, path=long) == 2


def test_a_page_of_a_few_words_takes_room_for_its_headers_too():
    assert KeptPage(PAGE, b"").size > BESIDE


def test_a_page_is_made_as_for_anybody_whatever_the_first_visitor_wanted(stand_in):
    front = stand_in()
    wanted = {"HTTP_ACCEPT_ENCODING": "gzip", "HTTP_RANGE": "bytes=0-1", "HTTP_IF_MODIFIED_SINCE": "x"}
    assert ask(front, "/nieuws/", REQUEST_METHOD="HEAD", **wanted).body == b""
    assert ask(front, "/nieuws/").body == b"<p>Dag.</p>" * 100
    assert front.site.seen[0].keys().isdisjoint(wanted)
    assert (front.site.times, front.site.seen[0]["REQUEST_METHOD"]) == (1, "GET")


def test_a_head_of_a_page_that_is_not_there_has_no_body(stand_in):
    assert ask(stand_in("404 Not Found", PAGE, b"weg"), "/nieuws/x/", REQUEST_METHOD="HEAD").body == b""


def test_of_visitors_who_come_at_once_one_has_the_page_made(stand_in):
    front, together = stand_in(), Barrier(8)

    def come(_: int) -> bytes:
        together.wait()
        return ask(front, "/nieuws/").body

    with ThreadPoolExecutor(8) as visitors:
        assert set(visitors.map(come, range(8))) == {b"<p>Dag.</p>" * 100}
    assert front.site.times == 1


def test_what_is_kept_never_takes_more_than_its_room(stand_in, monkeypatch):
    front = stand_in()
    ask(front, "/nieuws/", QUERY_STRING="pagina=1")
    one = front.edition.size
    monkeypatch.setattr(door, "MOST_BYTES", 3 * one)
    for number in range(2, 6):
        ask(front, "/nieuws/", QUERY_STRING=f"pagina={number}")
    assert list(front.edition.pages) == [f"/nieuws/?pagina={number}" for number in (3, 4, 5)]
    assert front.edition.size == 3 * one


# HTTPS ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "request_", "is_kept"),
    [
        (0, {"wsgi.url_scheme": "http"}, False),
        (0, {"wsgi.url_scheme": "http", "HTTP_X_FORWARDED_PROTO": "https"}, False),
        (0, {"wsgi.url_scheme": "https"}, True),
        (1, {"wsgi.url_scheme": "http", "HTTP_X_FORWARDED_PROTO": "https"}, True),
        (1, {"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "http"}, False),
    ],
)
def test_on_a_safe_site_only_who_came_safely_gets_a_kept_page(stand_in, settings, proxies, request_, is_kept):
    settings.HTTPS, settings.TRUSTED_PROXIES = True, proxies
    front = stand_in()
    ask(front, "/nieuws/", **request_)
    assert bool(front.edition.pages) is is_kept


# How it is sent ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0,gzip;q=0", "identity"),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"),
        ("identity, *;q=0", "identity"),
        ("identity;q=0.5, gzip;q=0.4", "identity"),
        ("br; q = 1", "br"),
        ("br;q=veel", "identity"),
        ("zstd", "identity"),
    ],
)
def test_the_encoding_that_the_browser_likes_best_is_sent(accepted, way):
    assert best_way(accepted) == way


UNPACK: dict[str, Callable[[bytes], bytes]] = {"identity": bytes, "gzip": gunzip, "br": unbrotli}


@pytest.mark.parametrize("way", UNPACK)
def test_in_every_encoding_it_is_the_same_page(stand_in, way):
    asked = ask(stand_in(), "/nieuws/", HTTP_ACCEPT_ENCODING=way)
    assert UNPACK[way](asked.body) == b"<p>Dag.</p>" * 100
    assert asked.headers.get("Content-Encoding", "identity") == way
    assert asked.headers["Content-Length"] == str(len(asked.body))
    assert asked.headers["Vary"] == "Accept-Encoding"


def test_a_head_says_what_the_page_itself_would_say(stand_in):
    front = stand_in()
    page = ask(front, "/nieuws/", HTTP_ACCEPT_ENCODING="br")
    head = ask(front, "/nieuws/", HTTP_ACCEPT_ENCODING="br", REQUEST_METHOD="HEAD")
    assert head == Asked("200 OK", page.headers, b"")


@pytest.mark.parametrize("tags", ["{}", '"x", {}', "*", " * "])
def test_who_has_the_page_already_is_told_so(stand_in, tags):
    front = stand_in()
    tag = ask(front, "/nieuws/").headers["ETag"]
    asked = ask(front, "/nieuws/", HTTP_IF_NONE_MATCH=tags.format(tag))
    assert (asked.status, asked.body, asked.headers["ETag"]) == ("304 Not Modified", b"", tag)
    assert {"Content-Length", "Content-Type"}.isdisjoint(asked.headers)


@pytest.mark.parametrize("tags", ["", '"x"', "x"])
def test_who_has_another_page_gets_this_one(stand_in, tags):
    assert ask(stand_in(), "/nieuws/", HTTP_IF_NONE_MATCH=tags).status == "200 OK"


def test_another_text_has_another_tag():
    assert KeptPage(PAGE, b"a").tag != KeptPage(PAGE, b"b").tag
