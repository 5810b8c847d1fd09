"""What search engines and share cards read of every public page: its own title and words, and no more than is true."""

import re
from collections import Counter
from datetime import datetime
from html import unescape
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import time_machine
from django.test import TestCase, override_settings
from django.utils.html import strip_tags
from PIL import Image, ImageChops

from members.models import Member
from recruitment.models import Candidate
from tests.public import Read, linked_data, read_all
from tests.sharing_picture import FILE, drawn

DAY = datetime(2026, 6, 15, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
SITE = "http://testserver"
# Which pages tell more than the way to them, and what of it no search engine can do without.
KINDS = {
    r"/": "Organization",
    r"/agenda/[a-z0-9-]+/": "Event",
    r"/nieuws/[a-z0-9-]+/": "NewsArticle",
    r"/prijzen/[a-z0-9-]+/": "Article",
    r"/vacatures/[a-z]+/": "JobPosting",
}
NEEDED = {
    "Organization": ["name", "url"],
    "Event": ["name", "startDate", "location", "eventStatus", "organizer", "description"],
    "NewsArticle": ["headline", "datePublished", "author", "publisher"],
    "Article": ["headline", "author", "publisher"],
    "JobPosting": ["title", "description", "datePosted", "hiringOrganization", "jobLocation", "employmentType"],
    "BreadcrumbList": ["itemListElement"],
}


def more_than_once(words: list[str]) -> set[str]:
    return {word for word, number in Counter(words).items() if number > 1}


def kind_of(url: str) -> str:
    return next((kind for address, kind in KINDS.items() if re.fullmatch(address, url)), "")


def addresses(value: object) -> list[str]:
    """Every address in the data, however deep; of schema.org's own words none."""
    if isinstance(value, dict):
        return [one for name, inner in value.items() if not name.startswith("@") for one in addresses(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in addresses(inner)]
    text = str(value)
    return [text] if "://" in text and not text.startswith("https://schema.org/") else []


class TestEveryPublicPage(TestCase):
    """A class, since reading all pages takes seconds and its tests only look at what was read."""

    pages: list[Read]

    @classmethod
    def setUpTestData(cls):
        with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media), time_machine.travel(DAY, tick=False):
            cls.pages = list(read_all())
        cls.names = [*Member.objects.values_list("name", flat=True), *Candidate.objects.values_list("name", flat=True)]

    def test_no_two_have_the_same_title_and_none_is_too_long_to_be_shown(self):
        assert len(self.pages) > 50
        assert more_than_once([page.title for page in self.pages]) == set()
        assert [page.url for page in self.pages if not 15 <= len(page.title) <= 80] == []

    def test_no_two_have_the_same_description_and_each_is_a_sentence_that_fits(self):
        assert more_than_once([page.meta("description") for page in self.pages]) == set()
        assert [page.url for page in self.pages if not 45 <= len(page.meta("description")) <= 160] == []

    def test_each_says_the_same_on_a_share_card_as_in_its_own_head(self):
        for page in self.pages:
            assert page.title == f"{page.meta('og:title')} - {page.meta('og:site_name')}", page.url
            assert page.meta("og:description") == page.meta("description"), page.url
            assert page.meta("og:url") == page.canonical == f"{SITE}{page.url}"
            assert page.meta("og:image").startswith(f"{SITE}/"), page.url
            assert page.meta("twitter:card") == "summary_large_image"
            assert page.meta("robots") == ""

    def test_only_news_and_awards_are_articles(self):
        articles = {page.url for page in self.pages if page.meta("og:type") == "article"}
        assert articles == {page.url for page in self.pages if kind_of(page.url) in {"NewsArticle", "Article"}}
        assert {page.meta("og:type") for page in self.pages} == {"article", "website"}

    def test_each_tells_search_engines_what_it_is_and_the_way_to_it(self):
        for page in self.pages:
            way = {"BreadcrumbList"} if 'aria-label="U bent hier"' in page.html else set()
            assert set(linked_data(page.html)) == way | ({kind_of(page.url)} - {""}), page.url

    def test_nothing_that_a_search_engine_needs_is_missing_or_empty(self):
        for page in self.pages:
            for kind, data in linked_data(page.html).items():
                assert all(data.get(name) for name in NEEDED[kind]), (page.url, kind)

    def test_every_address_in_it_is_whole_and_on_this_site(self):
        for page in self.pages:
            for data in linked_data(page.html).values():
                found = addresses(data)
                assert found, page.url
                assert all(urlsplit(one)[:2] == urlsplit(SITE)[:2] for one in found), (page.url, found)

    def test_what_it_says_in_words_stands_on_the_page_as_well(self):
        for page in self.pages:
            read = " ".join(unescape(strip_tags(page.html.partition("<body")[2])).split()).casefold()
            for kind, data in linked_data(page.html).items():
                for name in ("headline", "title", "name", "workHours", "telephone", "email"):
                    assert str(data.get(name, "")).casefold() in read, (page.url, kind, name)

    def test_it_names_nobody(self):
        for page in self.pages:
            told = str(linked_data(page.html)) + page.title + page.meta("description")
            assert [name for name in self.names if name in told] == [], page.url


def test_a_description_is_cut_as_it_is_read_and_not_as_it_is_written(client, council):
    type(council).objects.update(name="A&B " * 30)
    shown = Read("/", client.get("/").text).meta("description")
    assert len(shown) == 160
    assert shown.startswith("A&B A&B")
    assert shown.endswith("…")


def test_the_picture_beside_a_link_is_the_one_that_we_draw_and_small():
    kept = Image.open(FILE)
    assert kept.size == (1200, 630)
    assert ImageChops.difference(kept.convert("RGB"), drawn().convert("RGB")).getbbox() is None
    assert FILE.stat().st_size < 50_000


def test_a_page_about_something_that_went_wrong_is_in_no_list(client, council):
    for answer in (client.get("/bestaat-niet/"), client.post("/vacatures/lid/aanmelden/"), client.get("/p/x/")):
        assert answer.status_code == 404
        assert Read("", answer.text).canonical == Read("", answer.text).meta("og:url") == ""
        assert Read("", answer.text).meta("robots") == "noindex"
