"""What the public pages of this room have in common."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import DetailView

from events import addresses
from events.models import OldAddress


def moved_to(address: str) -> HttpResponse:
    """The way to where a page is now."""
    response = HttpResponsePermanentRedirect(address)
    # A browser that remembers this would go round in circles once the page gets its old address back.
    response["Cache-Control"] = "no-cache"
    return response


class MovedPage(DetailView):
    """A page that is also found by the addresses it had before; ``kind`` is what these are remembered under."""

    kind: OldAddress.Kind

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return self.moved()

    def moved(self) -> HttpResponse:
        """The way to where the page is now; raises ``Http404`` when there never was one, or when it is not public."""
        now_at = self.get_queryset().filter(pk=addresses.where(self.kind, self.kwargs["slug"])).first()
        if now_at is None:
            raise Http404
        return moved_to(now_at.get_absolute_url())
