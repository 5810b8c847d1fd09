from typing import Any

from django.contrib import admin
from django.db.models import DateTimeField
from django.utils import timezone

from events import news
from events.admin.addressed import AddressedAdmin, AddressedForm
from events.admin.photos import WithPhotos
from events.admin.years import OfYear
from events.models import NewsItem, OldAddress
from members.admin_tools import MOMENT_INPUT, LocalDateTimeField, RichTextAdmin


class NewsForm(AddressedForm):
    kind = OldAddress.Kind.NEWS


class PublishedIn(OfYear):
    moment = "published_at"


@admin.register(NewsItem)
class NewsItemAdmin(AddressedAdmin, WithPhotos, RichTextAdmin):
    form = NewsForm
    page_template = "events/news_item.html"
    fields = ["title", "slug", "summary", "text", "published_at", "published_until", "is_published"]
    list_display = ["title", "published_at", "published_until", "is_published"]
    list_filter = [PublishedIn, "is_published"]
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = {DateTimeField: {"form_class": LocalDateTimeField, "widget": MOMENT_INPUT}}

    def shown_with(self, row: NewsItem) -> dict[str, Any]:
        return {"item": row, **news.shown_with(row)}

    def is_public(self, row: NewsItem) -> bool:
        return NewsItem.objects.published(timezone.now()).contains(row)
