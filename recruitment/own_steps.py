"""What candidates do themselves on the own page, each with one button: answer, confirm, stop."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from members.refusals import Refusal
from recruitment import answering, consent, details, waiting
from recruitment.door import CandidateGone
from recruitment.own_page import OwnPageView
from recruitment.road import Stage


class OwnStep(OwnPageView):
    """A step that goes through an action; one that came too late is told, and does nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("own_page")

    def done(self, said: str, act: Callable[[], object]) -> HttpResponse:
        """Do it and go back to the page, which then says so in these words."""
        try:
            act()
        except CandidateGone:
            return redirect("own_page")  # which knows whether anything is left to show
        except Refusal as refusal:
            context = {"refusal": str(refusal)}
            return render(self.request, "recruitment/own_page_refused.html", context, status=409)
        messages.success(self.request, said)
        return redirect("own_page")


class Withdraw(OwnStep):
    """Asks once, needs no reason."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.candidate.on_the_road:
            return redirect("own_page")
        return render(request, "recruitment/own_page_withdraw.html", {"candidate": self.candidate})

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.done(
            "Uw aanmelding is gestopt.", lambda: answering.stop(self.candidate, today=timezone.localdate())
        )


class AnswerAgreement(OwnStep):
    """ "Wilt u verder?": yes is one button; no is explained first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.candidate.stage != Stage.AGREEMENT:
            return redirect("own_page")
        return render(request, "recruitment/own_page_no.html", {"candidate": self.candidate})

    def post(self, request: HttpRequest) -> HttpResponse:
        answer = request.POST.get("answer")
        if answer not in ("yes", "no"):
            return redirect("own_page")
        agrees, today = answer == "yes", timezone.localdate()
        return self.done(
            "Uw antwoord is bewaard.", lambda: answering.answer_agreement(self.candidate, agrees=agrees, today=today)
        )


class KeepWaiting(OwnStep):
    """ "Ja, ik wil op de wachtlijst blijven"."""

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.done(
            "U blijft op de wachtlijst.",
            lambda: waiting.keep_waiting(self.candidate, by=None, today=timezone.localdate()),
        )


class TakeSeat(OwnStep):
    """ "Ja, ik wil nog meedoen", now that a seat came free."""

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.done(
            "Uw antwoord is bewaard. Wij nemen contact met u op.",
            lambda: answering.take_offered_seat(self.candidate, today=timezone.localdate()),
        )


class ConfirmEmail(OwnStep):
    """ "Ja, dit adres klopt"."""

    def post(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        return self.done(
            "Uw e-mailadres is bevestigd.", lambda: details.confirm_email(self.candidate, link=self.link, today=today)
        )


class EraseSooner(OwnStep):
    """Takes back the consent to keep the data longer."""

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.done(
            "Wij bewaren uw gegevens niet langer dan anders.",
            lambda: consent.withdraw_keep(self.candidate, by=None, today=timezone.localdate()),
        )
