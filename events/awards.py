"""The pages about awards."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import ListView

from events.models import Award, NewsItem, OldAddress
from events.pages import MovedPage


class AwardList(ListView):
    """All awards on a time line, the last one in front."""

    template_name = "events/awards.html"
    context_object_name = "awards"
    paginate_by = 50
    page_kwarg = "pagina"

    def get_queryset(self) -> QuerySet[Award]:
        return Award.objects.published()


class AwardPage(MovedPage):
    """One award: what it is, why it was given, and what was said."""

    kind = OldAddress.Kind.AWARDS
    context_object_name = "award"
    template_name = "events/award.html"

    def get_queryset(self) -> QuerySet[Award]:
        return Award.objects.published()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**shown_with(self.object), **kwargs)


def shown_with(award: Award) -> dict[str, Any]:
    """What stands on the page of this award, also on the preview of it."""
    return {
        "photos": list(award.photos.described()),
        "reasons": list(award.reasons.all()),
        "comments": list(award.comments.all()),
        "others": list(Award.objects.published().given_with(award)),
        "news_item": NewsItem.objects.published(timezone.now()).filter(awards=award).first(),
    }
