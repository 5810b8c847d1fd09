"""Every public page that search engines may list, as a robot gets it; and what it tells a robot."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import Client

from tests.browser.dressed import dress

# What no sitemap lists, but a search engine may come to by a link.
BY_LINK = [
    "/vacatures/lid/aanmelden/",
    "/vacatures/communicatie/aanmelden/",
    "/contact/bericht/",
    "/contact/bel-mij/",
    "/contact/toegankelijkheid/",
    "/contact/veiligheid/",
    "/nieuws/archief/2025/",
    "/agenda/archief/2025/",
]


@dataclass(frozen=True)
class Read:
    """A page as it came over the line."""

    url: str
    html: str

    @property
    def title(self) -> str:
        return unescape(re.search("<title>(.*?)</title>", self.html, re.S)[1])

    @property
    def canonical(self) -> str:
        found = re.search('<link rel="canonical" href="(.*?)">', self.html)
        return found[1] if found else ""

    def meta(self, name: str) -> str:
        """What the page says under this name, empty when it says nothing."""
        found = re.search(f'<meta (?:name|property)="{re.escape(name)}" content="(.*?)">', self.html, re.S)
        return unescape(found[1]) if found else ""


def linked_data(html: str) -> dict[str, dict[str, Any]]:
    """What the page tells search engines, by type."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    told = [json.loads(block) for block in blocks]
    assert len({data["@type"] for data in told}) == len(told)
    return {data["@type"]: data for data in told}


def in_the_sitemap(client: Client) -> list[str]:
    return re.findall("<loc>http://testserver(.*?)</loc>", client.get("/sitemap.xml").text)


def read_all() -> Iterator[Read]:
    """The pages of the demo council of Groningen, with photos and awards."""
    call_command("demo", "groningen", stdout=StringIO())
    dress()
    client = Client()
    for url in [*in_the_sitemap(client), *BY_LINK]:
        answer = client.get(url)
        assert answer.status_code == 200, url
        yield Read(url, answer.text)
