"""The page on which candidates correct what we know of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from members.refusals import Refusal
from members.seals import seal
from recruitment import details
from recruitment.door import CandidateGone
from recruitment.models import Candidate
from recruitment.overview import given
from recruitment.own_forms import DetailsForm
from recruitment.own_page import OwnPageView


class Details(OwnPageView):
    """Shows the form, stores what was corrected; a mistake or a change meanwhile loses nothing that was typed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        fields = self._fields()
        if not fields:
            return redirect("own_page")
        return self._show(DetailsForm(instance=self.candidate, fields=fields))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DetailsForm(request.POST, instance=self.candidate, fields=self._fields())
        if not form.is_valid():
            return self._show(form)
        now, today = timezone.now(), timezone.localdate()
        values, seen = form.values(), form.cleaned_data["seen"]
        try:
            details.change_details(self.candidate, values=values, seen=seen, now=now, today=today)
        except CandidateGone:
            return redirect("own_page")
        except Refusal as refusal:
            return self._told(form, refusal)
        messages.success(request, "Uw gegevens zijn bewaard.")
        return redirect("own_page")

    def _fields(self) -> list[str]:
        return details.own_fields(self.candidate, timezone.now())

    def _told(self, form: DetailsForm, refusal: Refusal) -> HttpResponse:
        """Beside what was typed stands what we have now; whoever sends it again has seen both."""
        stored = Candidate.objects.select_related("vacancy").get(pk=self.candidate.pk)
        form.data = {**self.request.POST.dict(), "seen": seal(stored, form.values())}
        return self._show(form, refusal=str(refusal), given=given(stored), status=409)

    def _show(self, form: DetailsForm, *, status: int = 200, **context: object) -> HttpResponse:
        return render(self.request, "recruitment/own_page_details.html", {"form": form, **context}, status=status)
