"""The candidate's own page, by a personal link: no account, safe on a shared computer.

The link's GET shows one button and changes nothing, since mail scanners open links. The button's POST
opens the page under an address without the token.
"""

from datetime import timedelta
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from members.refusals import Refusal
from recruitment import actions
from recruitment.forms import LostLinkForm
from recruitment.models import Candidate, PersonalLink
from recruitment.road import EXPLAINED, Stage
from recruitment.safety import too_many

IDLE = timedelta(minutes=60)
KEY = "own_page"  # in the session: which link opened the page, and when it was last used


def private(response: HttpResponse) -> HttpResponse:
    """Nothing may keep this page, and no list may name it."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


class Private(View):
    """A page about one person."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(cast(HttpResponse, super().dispatch(request, *args, **kwargs)))


# No CSRF token here: under no-referrer a browser sends Origin: null, which Django rightly refuses. The secret
# in the address is the proof, and a browser that says another site sent it is refused below.
@method_decorator(csrf_exempt, name="dispatch")
class Door(Private):
    """/aanmelding/<token>/: one button."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        self._link(token)
        return render(request, "recruitment/own_page_door.html")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = self._link(token)
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            raise PermissionDenied
        request.session.cycle_key()
        remember(request, link.pk)
        return redirect("own_page")

    def _link(self, token: str) -> PersonalLink:
        link = PersonalLink.objects.opened_by(token, timezone.now())
        if link is None:
            raise Http404
        return link


def remember(request: HttpRequest, link: int) -> None:
    """The page of this link is open in this browser, from now for an hour of rest at most."""
    request.session[KEY] = {"link": link, "used": timezone.now().timestamp()}


def whose_page(request: HttpRequest) -> Candidate | None:
    """The candidate whose page is open in this browser; None when closed, idle too long, or the link is dead."""
    opened = request.session.get(KEY)
    now = timezone.now()
    if not opened or now.timestamp() - opened["used"] > IDLE.total_seconds():
        return None
    links = PersonalLink.objects.valid_at(now).select_related("candidate__vacancy")
    link = links.filter(pk=opened["link"]).first()
    if link is None:
        return None
    remember(request, link.pk)
    return link.candidate


class OwnPageView(Private):
    """A page that needs the link's page to be open; otherwise it says how to open it again."""

    candidate: Candidate

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        candidate = whose_page(request)
        if candidate is None:
            return private(redirect("lost_link"))
        self.candidate = candidate
        return super().dispatch(request, *args, **kwargs)


class OwnPage(OwnPageView, TemplateView):
    """Where am I, what comes next, whom do I meet."""

    template_name = "recruitment/own_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidate = self.candidate
        following = [stage for stage in candidate.next_stages if stage not in (Stage.DECLINED, Stage.WITHDRAWN)]
        return super().get_context_data(
            candidate=candidate,
            stations=candidate.road(EXPLAINED),
            talk=candidate.talk_at(candidate.stage),
            next_label=following[0].label if following else "",
            now=timezone.now(),
            **kwargs,
        )


class Withdraw(OwnPageView):
    """Asks once, needs no reason."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.candidate.on_the_road:
            return redirect("own_page")
        return render(request, "recruitment/own_page_withdraw.html", {"candidate": self.candidate})

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            actions.withdraw(self.candidate, by=None, today=timezone.localdate())
        except Refusal as refusal:
            context = {"candidate": self.candidate, "refusal": str(refusal)}
            return render(request, "recruitment/own_page_withdraw.html", context, status=409)
        return redirect("own_page")


class Close(Private):
    """ "Klaar, sluit af": the page is closed in this browser."""

    def post(self, request: HttpRequest) -> HttpResponse:
        request.session.pop(KEY, None)
        if request.user.is_anonymous:
            request.session.flush()
        return redirect("lost_link")


class LostLink(Private):
    """Ask for a new link. The answer is the same whether or not the address is known."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "recruitment/lost_link.html", {"form": LostLinkForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LostLinkForm(request.POST)
        if not form.is_valid():
            return render(request, "recruitment/lost_link.html", {"form": form})
        if too_many(request):
            return render(request, "429.html", status=429)
        actions.send_new_link(form.cleaned_data["email"], now=timezone.now())
        return redirect("lost_link_asked")


class LostLinkAsked(TemplateView):
    """After asking: what happens next."""

    template_name = "recruitment/lost_link_asked.html"
