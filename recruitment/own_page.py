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
from recruitment.answering import seat_is_offered
from recruitment.details import may_confirm, own_fields
from recruitment.keeping import waits
from recruitment.letters import keeping_words
from recruitment.models import Answer, Candidate, PersonalLink, Talk
from recruitment.overview import given, news_waits, people, told
from recruitment.road import LEFT, Stage, explained
from recruitment.waiting import asked_to_wait

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


def open_link(request: HttpRequest) -> PersonalLink | None:
    """The link whose page is open in this browser; None when closed, idle too long, or the link is dead."""
    opened = request.session.get(KEY)
    now = timezone.now()
    if not opened or now.timestamp() - opened["used"] > IDLE.total_seconds():
        return None
    links = PersonalLink.objects.valid_at(now).select_related("candidate__vacancy__committee", "candidate__member")
    link = links.filter(pk=opened["link"]).first()
    if link and now.timestamp() - opened["used"] > A_MINUTE.total_seconds():
        remember(request, link.pk)
    return link


class OwnPageView(View):
    """A page that needs the link's page to be open; otherwise it says how to open it again."""

    candidate: Candidate
    link: PersonalLink

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = open_link(request)
        if link is None:
            return redirect("own_page_closed")
        self.link, self.candidate = link, link.candidate
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))


class OwnPage(OwnPageView, TemplateView):
    """Where am I, what comes next, whom do I meet, what was I told, and what do you know of me."""

    template_name = "recruitment/own_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidate, now, council = self.candidate, timezone.now(), Council.objects.get()
        talk = candidate.talk_at(candidate.stage)
        return super().get_context_data(
            candidate=candidate,
            stations=candidate.road(explained(council.trial_months)),
            talk=talk,
            people=people(talk) if talk else [],
            talk_to_come=talk is not None and not talk.outcome and talk.planned_at > now,
            needs_talk=talk is None and candidate.stage in Talk.Kind.values,
            left=candidate.stage in LEFT,
            kept=keeping_words(candidate, council) if candidate.stage in LEFT else "",
            told=told(candidate),
            news_waits=news_waits(candidate),
            given=given(candidate),
            may_change=bool(own_fields(candidate, now)),
            **self._next(),
            **self._questions(),
            **kwargs,
        )

    def _next(self) -> dict[str, Any]:
        candidate = self.candidate
        following = next((stage for stage in candidate.next_stages if stage not in LEFT), None)
        texts = explained(Council.objects.get().trial_months)
        return {
            "following": following,
            "following_text": texts[following] if following else "",
            "place": candidate.place,
            "trial_over": candidate.trial_ends_on is not None and candidate.trial_ends_on < timezone.localdate(),
        }

    def _questions(self) -> dict[str, Any]:
        """What only the candidate can say, as far as it is asked now."""
        candidate = self.candidate
        answer = candidate.answer_of(Answer.Side.CANDIDATE)
        return {
            "answer": answer,
            "said_no": candidate.stage == Stage.AGREEMENT and answer is not None and not answer.agrees,
            "waits": waits(candidate),
            "asked_to_wait": asked_to_wait(candidate),
            "seat_is_offered": seat_is_offered(candidate, timezone.localdate()),
            "may_confirm": may_confirm(candidate, self.link),
        }


class Close(View):
    """ "Klaar, sluit af": the page is closed in this browser, and going back shows nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("own_page")

    def post(self, request: HttpRequest) -> HttpResponse:
        request.session.pop(KEY, None)
        if request.user.is_anonymous:
            request.session.flush()
        response = redirect("own_page_closed")
        # Not "cookies": that would also take those of the municipality's other sites under the same domain.
        response["Clear-Site-Data"] = '"cache"'
        return response


class Closed(TemplateView):
    """The page was closed, by the button or after an hour of rest."""

    template_name = "recruitment/own_page_closed.html"
