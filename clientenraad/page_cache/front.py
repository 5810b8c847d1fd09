"""The door of the site: what is kept ready is answered here, everything else by Django."""

import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error
from django.urls import Resolver404, resolve

from clientenraad.page_cache import turns, version
from clientenraad.page_cache.kept import Headers, KeptPage, StartResponse
from clientenraad.page_cache.listed import KEPT, PAGED

MOST_BYTES = 16 * 1024 * 1024  # in one process, all pages together
LARGEST_BODY = 1024 * 1024
LONGEST_PATH = 300  # of our own none comes near; a number with a thousand noughts in front does
PAGING = re.compile(r"pagina=[1-9][0-9]{0,3}")
# What would make Django's answer fit one visitor only; the page is kept for all of them.
OF_ONE_VISITOR = ["HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"]
POSTED_FORM = re.compile(rb"<form[^>]*method=[\"']?post", re.IGNORECASE)
Site = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Edition:
    """The pages of one version of the site, until ``ends``: the moment at which the clock changes one of them.

    A clock that was set back to before ``begins`` ends it too. Both are seconds since 1970.
    """

    def __init__(self, number: int | None, begins: float, ends: float) -> None:
        self.number, self.begins, self.ends = number, begins, ends
        self.pages: dict[str, KeptPage] = {}
        self.size = 0
        self._lock = Lock()
        # One builder a page at a time. So many that two pages seldom wait for the same one.
        self._builders = [Lock() for _ in range(64)]

    def holds(self, number: int, now: float) -> bool:
        return self.number == number and self.begins <= now < self.ends

    def builder_of(self, key: str) -> Lock:
        return self._builders[hash(key) % len(self._builders)]

    def keep(self, key: str, page: KeptPage) -> None:
        """Keep a page; when there is no more room the one that was kept longest goes first."""
        with self._lock:
            self.pages[key] = page
            self.size += page.size
            while self.size > MOST_BYTES:
                self.size -= self.pages.pop(next(iter(self.pages))).size


class Front:
    """A WSGI application in front of ``site``."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.edition = Edition(None, 0, 0)
        self._lock = Lock()
        self._hosts = own_hosts()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        key = self.key_of(environ)
        edition = self.edition_now() if key else None
        if key is None or edition is None:
            return self.site(environ, start_response)
        page = edition.pages.get(key)
        if page:
            return page.answer(environ, start_response)
        return self._build(edition, key, environ, start_response)

    def key_of(self, environ: dict[str, Any]) -> str | None:
        """What to keep this page under; None for a request that is not just anybody's for a page that may be kept."""
        query = environ.get("QUERY_STRING", "")
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or "HTTP_COOKIE" in environ
            or environ.get("HTTP_HOST") not in self._hosts
            or (query and not PAGING.fullmatch(query))
            or len(environ["PATH_INFO"]) > LONGEST_PATH
            or (settings.HTTPS and not is_https(environ))
        ):
            return None
        path: str = environ["PATH_INFO"]
        return f"{path}?{query}" if query else path

    def edition_now(self) -> Edition | None:
        """The pages that hold at this moment; a fresh, empty one after a change; None while nothing may be kept."""
        number = version.current()
        if number is None or self.edition.holds(number, time.time()):
            return self.edition if number is not None else None
        with self._lock:
            return self._fresh_edition()

    def _fresh_edition(self) -> Edition | None:
        # Read again: while we waited here another thread may have seen a later version.
        number, now = version.current(), time.time()
        if number is not None and not self.edition.holds(number, now):
            try:
                ends = turns.next_turn(datetime.fromtimestamp(now, UTC))
            except Error:
                return None
            self.edition = Edition(number, now, ends.timestamp())
        return self.edition if number is not None else None

    def _build(
        self, edition: Edition, key: str, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        if not may_be_kept(environ["PATH_INFO"], environ.get("QUERY_STRING", "")):
            return self.site(environ, start_response)
        with edition.builder_of(key):
            page = edition.pages.get(key)
            if page is None:
                answer = Answer(self.site, environ)
                if not answer.is_for_everybody:
                    return answer.pass_on(start_response)
                page = KeptPage(answer.headers, answer.body)
                edition.keep(key, page)
        return page.answer(environ, start_response)


class Answer:
    """What the site answers to a request as anybody could have made it."""

    def __init__(self, site: Site, environ: dict[str, Any]) -> None:
        self.status = ""
        self.headers: Headers = []
        plain = {name: value for name, value in environ.items() if name not in OF_ONE_VISITOR}
        answer = site(plain | {"REQUEST_METHOD": "GET"}, self._start)
        try:
            self.body = b"".join(answer)
        finally:
            # Django ends its request here.
            getattr(answer, "close", lambda: None)()
        self._is_head = environ["REQUEST_METHOD"] == "HEAD"

    def _start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    @property
    def is_for_everybody(self) -> bool:
        """Whether it is a whole page that says and asks nothing of one visitor."""
        said = {name.lower(): value for name, value in self.headers}
        return (
            self.status.startswith("200 ")
            and not {"set-cookie", "cache-control"} & set(said)
            and said.get("vary", "Accept-Encoding").lower() == "accept-encoding"
            and "nonce-" not in said.get("content-security-policy", "")
            and len(self.body) <= LARGEST_BODY
            and not POSTED_FORM.search(self.body)
        )

    def pass_on(self, start_response: StartResponse) -> Iterable[bytes]:
        """Send it as it is, to this visitor only."""
        start_response(self.status, self.headers)
        return [] if self._is_head else [self.body]


def may_be_kept(path: str, query: str = "") -> bool:
    """Whether this address is one of ``KEPT``, or with a number behind it one of ``PAGED``."""
    try:
        return resolve(path).view_name in (PAGED if query else KEPT)
    except Resolver404:
        return False


def own_hosts() -> set[str]:
    """What a browser names as the host at the site's own address; at any other, Django judges."""
    own = urlsplit(settings.SITE_URL)
    port = f":{own.port}" if own.port else ""
    return {f"{name}{port}" for name in settings.ALLOWED_HOSTS}


def is_https(environ: dict[str, Any]) -> bool:
    """Whether the visitor came by HTTPS, as Django judges it; a proxy may say so where one is trusted."""
    said = environ.get("HTTP_X_FORWARDED_PROTO") if settings.TRUSTED_PROXIES else None
    return (said or environ["wsgi.url_scheme"]) == "https"
