"""The public pages of recruitment: vacancies and the interest form."""

from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import DetailView, ListView

from members import qr, safety
from members.known import KnowingRequest
from members.stamped_forms import stamped
from recruitment.applying import FormUsed, sign_up
from recruitment.forms import SignUpForm
from recruitment.models import Vacancy
from recruitment.road import explained, stations

# Drawing one takes longer than the rest of the page, and a council has a few vacancies.
_code = lru_cache(maxsize=64)(qr.drawn)


class VacancyList(ListView):
    """All vacancies; one for a seat is open while a seat is free (docs/rules.md, 4)."""

    request: KnowingRequest
    queryset = Vacancy.objects.published()
    context_object_name = "vacancies"
    template_name = "recruitment/vacancy_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(seats=self.request.known.seats(timezone.localdate()), **kwargs)


class VacancyPage(DetailView):
    """One vacancy: what the work is, whether there is a place, and the road there."""

    request: KnowingRequest
    queryset = Vacancy.objects.published().select_related("committee")
    context_object_name = "vacancy"
    template_name = "recruitment/vacancy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = f"{settings.SITE_URL}{self.object.get_absolute_url()}"
        return super().get_context_data(
            seats=self.request.known.seats(timezone.localdate()),
            address=address.partition("://")[2],
            code=_code(address),
            stations=stations(self.object.kind, texts=explained(self.request.known.council.trial_months)),
            **kwargs,
        )


# No CSRF cookie: nobody is logged in here, and the sealed stamp shows that the form is ours. So the form also
# works where cookies are off.
@method_decorator([never_cache, csrf_exempt], name="dispatch")
class SignUp(View):
    """Form → check page → sent. The answers travel in the form itself: nothing is kept before it is sent."""

    request: KnowingRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.vacancy = get_object_or_404(Vacancy.objects.published(), slug=kwargs["slug"])
        self.council = self.request.known.council
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._show(SignUpForm(council=self.council, initial={"stamp": safety.new_stamp()}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = SignUpForm(stamped(request.POST), council=self.council)
        if not form.is_valid() or request.POST.get("step") == "change":
            return self._show(form)
        if request.POST.get("step") != "send" or form.data["stamp"] != request.POST.get("stamp"):
            return self._show(form, "recruitment/sign_up_check.html")
        return self._send(form)

    def _send(self, form: SignUpForm) -> HttpResponse:
        stamp = safety.read_stamp(form.cleaned_data["stamp"])
        candidate = form.save(commit=False)
        candidate.vacancy, candidate.form_number = self.vacancy, stamp.number
        # One transaction with the counting, so that a locked database is waited for once.
        with transaction.atomic():
            if safety.too_many(self.request, "sign-up", fresh=stamp.is_fresh):
                return self._show(form, "recruitment/sign_up_check.html", status=429)
            try:
                sign_up(candidate, today=timezone.localdate())
            except FormUsed:  # counted like any other
                form.data = {**self.request.POST.dict(), "stamp": safety.new_stamp()}
                return self._show(form, "recruitment/sign_up_check.html", status=409)
        return redirect("signed_up", slug=self.vacancy.slug)

    def _show(self, form: SignUpForm, template: str = "recruitment/sign_up.html", status: int = 200) -> HttpResponse:
        seats = self.request.known.seats(timezone.localdate())
        context = {"vacancy": self.vacancy, "form": form, "council": self.council, "seats": seats}
        response = render(self.request, template, {**context, "status": status}, status=status)
        if status == 429:
            response["Retry-After"] = str(int(safety.WINDOW.total_seconds()))
        return response


class SignedUp(DetailView):
    """After sending: what happens next, who calls, and within how many days. Knows nothing of who sent."""

    request: KnowingRequest
    queryset = Vacancy.objects.published()
    context_object_name = "vacancy"
    template_name = "recruitment/signed_up.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(seats=self.request.known.seats(timezone.localdate()), **kwargs)
