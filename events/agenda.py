from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import DetailView, ListView

from events.models import GetTogether


class Agenda(ListView):
    """What is coming, all of it, and below that what is past, in pages."""

    template_name = "events/agenda.html"
    context_object_name = "past"
    paginate_by = 12
    page_kwarg = "pagina"

    def get_queryset(self) -> QuerySet[GetTogether]:
        return GetTogether.objects.published().past(timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        coming = GetTogether.objects.published().coming(timezone.now())
        return super().get_context_data(coming=coming, **kwargs)


class GetTogetherPage(DetailView):
    """One get-together: when, where, for whom, and whether it goes on."""

    queryset = GetTogether.objects.published()
    context_object_name = "event"
    template_name = "events/get_together.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_over = GetTogether.objects.past(timezone.now()).contains(self.object)
        return super().get_context_data(is_over=is_over, **kwargs)
