"""Pages about several candidates at once: the nomination and the waiting list."""

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from members import trail
from members.admin_tools import DayField
from members.refusals import Refusal
from members.seats import occupancy
from recruitment.models import Candidate
from recruitment.nominating import nominate_together, nominated_on, nomination_days, ready
from recruitment.waiting_list import listed_with_question, to_be_called


class PeopleField(forms.ModelMultipleChoiceField):
    """Candidates to choose from, by name and number."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Candidate) -> str:
        last = obj.trial_ends_on
        runs = f", op proef tot en met {date_format(last)}" if last and last > timezone.localdate() else ""
        return f"{obj.name} ({obj}{runs})"


class NominationForm(forms.Form):
    """Who is put forward, and when."""

    use_required_attribute = False
    candidates = PeopleField(
        Candidate.objects.none(),
        label="wie draagt u voor?",
        error_messages={
            "required": "Kies wie u voordraagt.",
            "invalid_choice": "Kandidaat %(value)s kan nu niet worden voorgedragen. Er is niemand voorgedragen.",
            "invalid_pk_value": "Kies wie u voordraagt.",
        },
    )
    on = DayField(
        label="voorgedragen op",
        initial=timezone.localdate,
        error_messages={"required": "Vul in op welke dag u hen voordraagt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = cast(PeopleField, self.fields["candidates"])
        people.queryset = ready()
        people.initial = [candidate.pk for candidate in ready()]


def nominate(request: HttpRequest, site: dict[str, Any]) -> HttpResponse:
    """Choose who is put forward, or print the letter of a day again; both by POST."""
    if request.method == "POST" and "druk_af" in request.POST:
        return _print(request)
    form = NominationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_done(request, form):
        return redirect("admin:recruitment_candidate_nominate")
    context = {"title": "Voordracht aan het college", "form": form, "days": nomination_days(), "ready": ready()}
    return render(request, "admin/recruitment/candidate/nominate.html", {**site, **context})


def _is_done(request: HttpRequest, form: NominationForm) -> bool:
    try:
        if not form.is_valid():
            return False
        chosen, on = form.cleaned_data["candidates"], form.cleaned_data["on"]
        number = nominate_together(chosen, on=on, by=cast(User, request.user), today=timezone.localdate())
    except OverflowError:
        form.add_error(None, "Kies wie u voordraagt.")
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    who = "1 kandidaat is" if number == 1 else f"{number} kandidaten zijn"
    messages.success(request, f"{who} voorgedragen op {date_format(on)}. Druk hieronder de voordracht af.")
    return True


def _print(request: HttpRequest) -> HttpResponse:
    """The letter to the college: names and dates, nothing else (docs/rules.md, 14)."""
    day = _day(request.POST["druk_af"])
    people = list(nominated_on(day)) if day else []
    if not people:
        messages.error(request, "Op deze dag is niemand voorgedragen.")
        return redirect("admin:recruitment_candidate_nominate")
    for candidate in people:
        trail.note(trail.Kind.EXPORTED, candidate)
    return render(request, "recruitment/nomination_print.html", {"day": day, "people": people})


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def waiting(request: HttpRequest, site: dict[str, Any]) -> HttpResponse:
    """Who waits for a place, in order of waiting, and who wants to be called when there is one."""
    context = {
        "title": "Wachtlijst",
        "free": occupancy(timezone.localdate()).free,
        "listed": listed_with_question(),
        "to_be_called": to_be_called(),
    }
    return render(request, "admin/recruitment/candidate/waiting.html", {**site, **context})
