"""The news as an Atom feed (RFC 4287), for who follows the council without coming back to look."""

import re
from datetime import datetime
from html import unescape
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from events.models import NewsItem
from members.known import KnowingRequest
from members.rich import cleaned

NEWEST = 30  # what a reader that looks once a month has missed; older news is in the archive
# What XML 1.0 cannot hold, though somebody may paste it into a title.
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINK = re.compile(r'href="([^"]*)"')


def fit(text: str) -> str:
    """``text`` without characters that would break the whole feed."""
    return UNFIT.sub("", text)


def with_whole_links(html: str, page: str) -> str:
    """Cleaned HTML in which every link works outside the site; ``page`` is the address it stood on."""
    return LINK.sub(lambda link: f'href="{escape(_whole(unescape(link[1]), page))}"', html)


def _whole(link: str, page: str) -> str:
    try:
        return urljoin(page, link)
    except ValueError:
        return page  # no address at all, such as http://[


class FullAtom(Atom1Feed):
    """Atom with the whole text beside the summary."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class NewsFeed(Feed):
    """The newest published items."""

    feed_type = FullAtom
    language = "nl"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.council = cast(KnowingRequest, request).known.council
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        return fit(f"Nieuws - {self.council.name}")

    def author_name(self) -> str:
        return fit(self.council.name)

    def link(self) -> str:
        return settings.SITE_URL + reverse("news")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("news_feed")

    def feed_guid(self) -> str:
        return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:nieuws"

    def items(self) -> list[NewsItem]:
        return list(NewsItem.objects.published(timezone.now())[:NEWEST])

    def item_title(self, item: NewsItem) -> str:
        return fit(item.title)

    def item_description(self, item: NewsItem) -> str:
        # Django writes the summary as HTML.
        return escape(fit(item.summary))

    def item_link(self, item: NewsItem) -> str:
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item: NewsItem) -> str:
        return item.feed_id.urn

    def item_pubdate(self, item: NewsItem) -> datetime:
        return item.published_at

    def item_updateddate(self, item: NewsItem) -> datetime:
        """Its last change, but not before it came out."""
        return max(item.published_at, item.changed_at)

    def item_extra_kwargs(self, item: NewsItem) -> dict[str, str]:
        return {"content": fit(with_whole_links(cleaned(item.text), self.item_link(item)))}
