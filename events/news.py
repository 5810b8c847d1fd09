from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import DetailView, ListView

from events.models import NewsItem


class NewsList(ListView):
    """The news that has come out by today, in Amsterdam."""

    template_name = "events/news.html"
    context_object_name = "news"
    paginate_by = 12
    page_kwarg = "pagina"

    def get_queryset(self) -> QuerySet[NewsItem]:
        return NewsItem.objects.published_on_or_before(timezone.localdate())


class NewsItemPage(DetailView):
    """One piece of news, from the day it comes out."""

    context_object_name = "item"
    template_name = "events/news_item.html"

    def get_queryset(self) -> QuerySet[NewsItem]:
        return NewsItem.objects.published_on_or_before(timezone.localdate())
