"""The candidate's own page, by a personal link: no account, safe on a shared computer.

The link's GET shows one button and changes nothing, since mail scanners open links. The button's POST
opens the page under an address without the token. The headers that keep these pages out of caches, lists and
referrers are set by address, for errors too, in ``clientenraad.middleware``.
"""

from datetime import timedelta
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from members.models import Council
from members.refusals import Refusal
from members.safety import WINDOW, too_many
from recruitment import actions, applying
from recruitment.applying import waits_for_a_seat
from recruitment.forms import LostLinkForm
from recruitment.models import Candidate, PersonalLink
from recruitment.road import LEFT, Stage, explained

IDLE = timedelta(minutes=60)
A_MINUTE = timedelta(minutes=1)  # the session is written no oftener than this
KEY = "own_page"  # in the session: which link opened the page, and when it was last used


# No CSRF token here: under no-referrer a browser sends Origin: null, which Django rightly refuses. The secret
# in the address is the proof, and a browser that says another site sent it is refused below.
@method_decorator(csrf_exempt, name="dispatch")
class Door(View):
    """/aanmelding/<token>/: one button."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._gone() if self._link(token) is None else render(request, "recruitment/own_page_door.html")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = self._link(token)
        if link is None:
            return self._gone()
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            raise PermissionDenied
        request.session.cycle_key()
        remember(request, link.pk)
        return redirect("own_page")

    def _link(self, token: str) -> PersonalLink | None:
        return PersonalLink.objects.opened_by(token, timezone.now())

    def _gone(self) -> HttpResponse:
        return render(self.request, "recruitment/own_page_gone.html", status=404)


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
    if now.timestamp() - opened["used"] > A_MINUTE.total_seconds():
        remember(request, link.pk)
    return link.candidate


class OwnPageView(View):
    """A page that needs the link's page to be open; otherwise it says how to open it again."""

    candidate: Candidate

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        candidate = whose_page(request)
        if candidate is None:
            return redirect("own_page_closed")
        self.candidate = candidate
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))


class OwnPage(OwnPageView, TemplateView):
    """Where am I, what comes next, whom do I meet."""

    template_name = "recruitment/own_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidate = self.candidate
        following = [stage for stage in candidate.next_stages if stage not in (Stage.DECLINED, Stage.WITHDRAWN)]
        return super().get_context_data(
            candidate=candidate,
            stations=candidate.road(explained(Council.objects.get().trial_months)),
            talk=candidate.talk_at(candidate.stage),
            next_label=following[0].label if following else "",
            left=candidate.stage in LEFT,
            now=timezone.now(),
            waits=candidate.stage == Stage.RECEIVED and waits_for_a_seat(candidate.vacancy, timezone.localdate()),
            term=candidate.member.terms.order_by("starts_on").last() if candidate.member else None,
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


class Close(View):
    """ "Klaar, sluit af": the page is closed in this browser."""

    def post(self, request: HttpRequest) -> HttpResponse:
        request.session.pop(KEY, None)
        if request.user.is_anonymous:
            request.session.flush()
        return redirect("own_page_closed")


class Closed(TemplateView):
    """The page was closed, by the button or after an hour of rest."""

    template_name = "recruitment/own_page_closed.html"


@method_decorator(csrf_exempt, name="dispatch")  # nobody is logged in here
class LostLink(View):
    """Ask for a new link. The answer is the same whether or not the address is known."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "recruitment/lost_link.html", {"form": LostLinkForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LostLinkForm(request.POST)
        if not form.is_valid():
            return render(request, "recruitment/lost_link.html", {"form": form})
        if too_many(request, "new link"):
            response = render(request, "429.html", status=429)
            response["Retry-After"] = str(int(WINDOW.total_seconds()))
            return response
        applying.send_new_link(form.cleaned_data["email"], now=timezone.now())
        return redirect("lost_link_asked")


class LostLinkAsked(TemplateView):
    """After asking: what happens next."""

    template_name = "recruitment/lost_link_asked.html"
