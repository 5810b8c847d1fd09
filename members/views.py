from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from members import portraits
from members.known import KnowingRequest
from members.models import Term
from members.people import committees_on, former_on, people_on

PICTURE_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


class MemberList(TemplateView):
    """Who sits on the council today, in Amsterdam; names only with recorded consent (docs/rules.md, 14)."""

    request: KnowingRequest
    template_name = "members/member_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        terms = Term.objects.by_member()
        people = people_on(today, terms)
        seats = self.request.known.seats(today)
        return super().get_context_data(
            people=people.shown,
            unnamed=people.unnamed,
            outside=len(people.shown) + people.unnamed - seats.members_on(today),
            with_portraits=any(person.portrait for person in people.shown),
            committees=committees_on(today, terms),
            former=former_on(today, terms) if self.request.known.council.former_members_public else [],
            seats=seats,
            **kwargs,
        )


@require_safe
def portrait(request: HttpRequest, stem: str, size: int, way: str) -> FileResponse:
    """A picture, as long as its member is on the site: knowing its address must not be enough."""
    file = portraits.open_for_visitor(stem, size, way, timezone.localdate())
    if file is None:
        raise Http404
    response = FileResponse(file, content_type=PICTURE_TYPES[way])
    # Kept by the visitor's browser only, and not for long: consent can be withdrawn.
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
