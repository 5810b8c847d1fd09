"""The news pages. What is not published at this moment has no page here."""

from typing import Any

from django.utils import timezone
from django.views.generic import ListView

from events.models import Award, NewsItem, OldAddress
from events.models.news import NewsItemQuerySet
from events.pages import MovedPage


class NewsList(ListView):
    """The news that is out, the newest in front, and the years to look back on."""

    template_name = "events/news.html"
    context_object_name = "news"
    paginate_by = 12
    page_kwarg = "pagina"

    def get_queryset(self) -> NewsItemQuerySet:
        return NewsItem.objects.published(timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = NewsItem.objects.published(timezone.now()).years()
        has_awards = Award.objects.published().exists()
        return super().get_context_data(years=years, has_awards=has_awards, **kwargs)


class NewsOfYear(NewsList):
    """What came out in one Dutch calendar year; a year without news has no page."""

    allow_empty = False

    def get_queryset(self) -> NewsItemQuerySet:
        return super().get_queryset().in_year(self.year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(year=self.year, **kwargs)

    @property
    def year(self) -> int:
        return int(self.kwargs["year"])


class NewsItemPage(MovedPage):
    """One piece of news, with the way to the one before and after it."""

    kind = OldAddress.Kind.NEWS
    context_object_name = "item"
    template_name = "events/news_item.html"

    def get_queryset(self) -> NewsItemQuerySet:
        return NewsItem.objects.published(timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, public = self.object, self.get_queryset()
        around = {"newer": public.newer_than(item).first(), "older": public.older_than(item).first()}
        return super().get_context_data(**shown_with(item), **around, **kwargs)


def shown_with(item: NewsItem) -> dict[str, Any]:
    """What stands on the page of this item, also on the preview of it."""
    return {"photos": list(item.photos.described()), "awards": list(item.awards.published())}
