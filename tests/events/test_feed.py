"""The feed holds to what RFC 4287 says a feed must be, tells what is out, and breaks on nothing."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from defusedxml.ElementTree import fromstring

from events.feed import NEWEST
from events.models import NewsItem
from members.models import Council
from tests.events.conftest import amsterdam

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = amsterdam(2026, 12, 1, 12)
MINUTE = timedelta(minutes=1)
ONCE_IN_FEED = ["id", "title", "updated"]
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def make(slug: str = "advies", **more) -> NewsItem:
    facts = {"title": "Advies gegeven", "summary": "Kort.", "published_at": NOON - MINUTE, **more}
    return NewsItem.objects.create(slug=slug, **facts)


def feed(client) -> ElementTree.Element:
    """The feed as a reader sees it, after a check of all that RFC 4287 asks."""
    response = client.get("/nieuws/feed.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    assert not response.cookies
    root = fromstring(response.content)
    check(root)
    return root


def check(root: ElementTree.Element) -> None:
    """RFC 4287, 4.1 and 4.2: what must be there, how often, and in which form."""
    assert root.tag == f"{ATOM}feed"
    assert_once(root, ONCE_IN_FEED)
    assert root.find(f"{ATOM}author/{ATOM}name").text
    alternates = [link for link in root.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    assert len(alternates) == 1
    assert [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")] == [
        "http://testserver/nieuws/feed.xml"
    ]
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert_once(entry, [*ONCE_IN_FEED, "published", "summary", "content"])
        assert len(entry.findall(f"{ATOM}link")) == 1
    for element in root.iter():
        assert element.tag.startswith(ATOM)
        assert_sound(element)


def assert_once(parent: ElementTree.Element, names: list[str]) -> None:
    assert {name: len(parent.findall(f"{ATOM}{name}")) for name in names} == dict.fromkeys(names, 1)


def assert_sound(element: ElementTree.Element) -> None:
    """Dates with a zone, ids and links whole, HTML that parses and holds no link of half an address."""
    name = element.tag.removeprefix(ATOM)
    if name in {"updated", "published"}:
        assert datetime.fromisoformat(element.text).tzinfo
    if name in {"id", "link"}:
        assert urlsplit(element.text or element.get("href")).scheme in {"http", "urn", "tag"}
    if element.get("type") == "html":
        for part in html5lib.parseFragment(element.text or "", namespaceHTMLElements=False).iter("a"):
            assert urlsplit(part.get("href", "http:")).scheme


def entry_of(client) -> dict[str, str | None]:
    entry = feed(client).find(f"{ATOM}entry")
    return {part.tag.removeprefix(ATOM): part.text for part in entry}


def test_an_empty_feed_is_a_feed(client):
    assert feed(client).findall(f"{ATOM}entry") == []


def test_an_entry_tells_everything(client):
    item = make(text="<h2>Kop</h2><p>Tekst</p>")
    assert entry_of(client) == {
        "title": "Advies gegeven",
        "link": None,
        "published": "2026-12-01T10:59:00+00:00",
        "updated": "2026-12-01T11:00:00+00:00",
        "id": f"urn:uuid:{item.feed_id}",
        "summary": "Kort.",
        "content": "<h2>Kop</h2><p>Tekst</p>",
    }


def test_an_entry_keeps_its_id_when_its_address_and_title_change(client, time_machine):
    item = make()
    before = entry_of(client)
    time_machine.move_to(NOON + MINUTE)
    item.slug, item.title = "ander", "Anders"
    item.save()
    after = entry_of(client)
    assert after["id"] == before["id"]
    assert datetime.fromisoformat(after["updated"]) > datetime.fromisoformat(before["updated"])


def test_an_entry_is_not_updated_before_it_came_out(client, time_machine):
    make(published_at=NOON + 60 * MINUTE)
    time_machine.move_to(NOON + 90 * MINUTE)
    assert datetime.fromisoformat(entry_of(client)["updated"]) == NOON + 60 * MINUTE


def test_a_summary_with_signs_of_html_is_read_as_it_was_typed(client):
    make(title="3 < 4 & meer", summary="Minder dan < 5 & <b>niet vet</b>")
    entry = entry_of(client)
    assert entry["title"] == "3 < 4 & meer"
    assert entry["summary"] == "Minder dan &lt; 5 &amp; &lt;b&gt;niet vet&lt;/b&gt;"


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("/agenda/", "http://testserver/agenda/"),
        ("#kop", "http://testserver/nieuws/advies/#kop"),
        ("ander/", "http://testserver/nieuws/advies/ander/"),
        ("//raad.example/a", "http://raad.example/a"),
        ("https://raad.example/?a=1&amp;b=2", "https://raad.example/?a=1&amp;b=2"),
        ("mailto:raad@raad.example", "mailto:raad@raad.example"),
    ],
)
def test_a_link_works_outside_the_site(client, link, whole):
    make(text=f'<p><a href="{link}">a</a></p>')
    assert f'href="{whole}"' in entry_of(client)["content"]


@pytest.mark.parametrize("link", ["http://[", "//[", "http://[::1", "/\\["])
def test_a_link_that_is_no_address_breaks_nothing(client, link):
    make(text=f'<p><a href="{link}">a</a></p>')
    feed(client)


@pytest.mark.parametrize("sign", ["\x0b", "\x1b", "\x7f", "\ufffe", "\uffff", "\x01"])
def test_a_sign_that_xml_does_not_know_is_left_out(client, sign):
    make(title=f"a{sign}b", summary=f"a{sign}b", text=f"<p>a{sign}b</p>")
    Council.objects.update(name=f"Raad{sign}")
    entry = entry_of(client)
    assert entry["title"].replace("\x7f", "") == entry["summary"].replace("\x7f", "") == "ab"


def test_a_smiley_stays(client):
    make(title="Feest 🎉")
    assert entry_of(client)["title"] == "Feest 🎉"


def test_nothing_in_the_feed_runs(client):
    make(text="<script>alert(1)</script><p onclick='x()'>a</p><a href='javascript:alert(1)'>b</a>")
    assert entry_of(client)["content"] == "<p>a</p><a>b</a>"


def test_the_feed_holds_the_newest_thirty(client):
    NewsItem.objects.bulk_create(
        NewsItem(title=str(n), slug=f"n{n}", summary="a", published_at=NOON - n * MINUTE) for n in range(NEWEST + 1)
    )
    titles = [entry.find(f"{ATOM}title").text for entry in feed(client).findall(f"{ATOM}entry")]
    assert titles == [str(n) for n in range(30)]


def test_the_feed_says_when_it_was_last_changed(client):
    make()
    make("ouder", published_at=amsterdam(2026, 1, 1))
    NewsItem.objects.update(changed_at=datetime(2026, 11, 1, tzinfo=UTC))
    updated = feed(client).find(f"{ATOM}updated").text
    assert datetime.fromisoformat(updated) == NOON - MINUTE
