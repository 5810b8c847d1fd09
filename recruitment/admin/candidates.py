"""The list of candidates, and a candidate's page: the road on top, then the buttons, then what is known."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join

from members.admin_tools import Verb, VerbAdmin
from members.models import Letter
from members.plain import plain
from members.refusals import Refusal
from recruitment import applying
from recruitment.admin import pages
from recruitment.admin.filters import Attention, OnTheRoad, VacancyFilter, desk_of
from recruitment.desk import SEARCHED, Desk
from recruitment.door import missing_before
from recruitment.forms import TypedInForm
from recruitment.joining import same_person
from recruitment.models import Candidate, Move
from recruitment.standing import UNREAD, for_the_desk, next_of, silent_days
from recruitment.talks import is_recorded_by
from recruitment.verbs import ROAD_VERBS, TO_THE_LETTER, RecordTalk

LONGEST_SEARCH = 100


class RoadList(ChangeList):
    """Puts beside each candidate on this page what is next and what deserves attention."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        return super().get_queryset(request, exclude_parameters).defer(*UNREAD)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        now, today = timezone.now(), timezone.localdate()
        for candidate in cast(Any, self.result_list):
            candidate.ahead = next_of(candidate, now, today)
            candidate.silent_days = silent_days(candidate, today)
            candidate.attention = []
        if self.result_list and self.model_admin.has_change_permission(request):
            self._warn(desk_of(request))

    def _warn(self, desk: Desk) -> None:
        desk.seats_fall_short()  # on every page of the list: each asks as much of the database
        people = cast(Any, self.result_list)
        others = desk.twins_of(people)
        for candidate in people:
            candidate.attention = list(desk.warnings(candidate))
            if other := others.get(candidate.pk):
                candidate.attention.append(f"misschien dezelfde persoon als kandidaat {other}")


@admin.register(Candidate)
class CandidateAdmin(VerbAdmin):
    """Which candidates somebody sees is decided in ``get_queryset``; every page and list comes through there."""

    verbs = ROAD_VERBS
    notes_looking = True
    change_form_template = "admin/recruitment/candidate/change_form.html"
    change_list_template = "admin/recruitment/candidate/change_list.html"
    form = TypedInForm
    list_display = ["name", "number", "stage_and_day", "what_is_next", "silence", "vacancy_title"]
    list_filter = [OnTheRoad, "stage", VacancyFilter, "way_in", Attention]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description="e-mailadres bevestigd")
    def email_state(self, candidate: Candidate) -> str:
        if not candidate.email:
            return "er is geen e-mailadres"
        confirmed = candidate.email_confirmed_on
        return f"ja, op {date_format(confirmed, 'j F Y')}" if confirmed else "nog niet"

    @admin.display(description="nummer", ordering="pk")
    def number(self, candidate: Candidate) -> int:
        return candidate.pk

    @admin.display(description="stap", ordering="station")
    def stage_and_day(self, candidate: Candidate) -> str:
        return f"{candidate.get_stage_display()} sinds {date_format(candidate.stage_since, 'j F Y')}"

    @admin.display(description="wat nu")
    def what_is_next(self, candidate: Any) -> str:
        texts = [candidate.ahead.text if candidate.ahead else "de weg is voorbij"]
        texts += [f"let op: {text}" for text in candidate.attention]
        return format_html_join("", "<p>{}.</p>", ((f"{text[0].upper()}{text[1:]}",) for text in texts))

    @admin.display(description="hoorde van ons", ordering="heard_at")
    def silence(self, candidate: Any) -> str:
        days = candidate.silent_days
        return {0: "vandaag", 1: "gisteren"}.get(days, f"{days} dagen geleden")

    @admin.display(description="vacature", ordering="vacancy__title")
    def vacancy_title(self, candidate: Candidate) -> str:
        return candidate.vacancy.title

    def get_urls(self) -> list[Any]:
        own = [
            path("voordracht/", self.admin_site.admin_view(self.nominate_view), name=self._name("nominate")),
            path("wachtlijst/", self.admin_site.admin_view(self.waiting_view), name=self._name("waiting")),
        ]
        return [*own, *super().get_urls()]

    def nominate_view(self, request: HttpRequest) -> HttpResponse:
        self._only_for_who_may_change(request)
        return pages.nominate(request, self.admin_site.each_context(request))

    def waiting_view(self, request: HttpRequest) -> HttpResponse:
        self._only_for_who_may_change(request)
        return pages.waiting(request, self.admin_site.each_context(request))

    def _only_for_who_may_change(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RoadList

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        # In the order of the road, and at each station who has waited longest for a word from us.
        return ["station", "heard_at", "pk"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """All candidates for who works with them; for a delegation only those it was asked to talk with."""
        # The order needs what ``for_the_desk`` brings, so it comes last.
        candidates = for_the_desk(self.visible(request))
        return candidates.order_by(*self.get_ordering(request))

    def visible(self, request: HttpRequest) -> QuerySet[Candidate]:
        if request.user.has_perm("recruitment.change_candidate"):
            return Candidate.objects.all()
        member = getattr(request.user, "member", None)
        if member is None:
            return Candidate.objects.none()
        return Candidate.objects.filter(pk__in=Candidate.objects.asked_of(member, timezone.localdate()))

    def may_do(self, request: HttpRequest, subject: Any, verb: type[Verb]) -> bool:
        """Who works with candidates uses every button; a delegation records its own talk, and that is all."""
        if super().may_do(request, subject, verb):
            return True
        member = getattr(request.user, "member", None)
        return verb is RecordTalk and member is not None and is_recorded_by(subject, member)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "POST" and "zoek" in request.POST:
            return self._search(request)
        context = {
            "searched": request.session.get(SEARCHED, ""),
            "may_act": self.has_change_permission(request),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def _search(self, request: HttpRequest) -> HttpResponse:
        """Keep what is searched for in the session: a name does not belong in an address."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        request.session[SEARCHED] = request.POST["zoek"].replace("\x00", "").strip()[:LONGEST_SEARCH]
        return redirect(reverse(f"admin:{self._name('changelist')}"))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Every word must be somewhere in the name or a way to reach somebody; a number may be the candidate's own."""
        for word in plain(request.session.get(SEARCHED, "")).split():
            found = Q(search_text__contains=word)
            if word.isascii() and word.isdigit() and len(word) < 10:
                found |= Q(pk=int(word))
            queryset = queryset.filter(found)
        return queryset, False

    def get_readonly_fields(self, request: HttpRequest, obj: Candidate | None = None) -> list[str]:
        # Another vacancy is another road, how somebody came in is history, and consent has its own buttons.
        return ["vacancy_title", "way_in", "keep", "email_state"] if obj else []

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the small buttons to change or delete a vacancy: they do not belong to this form."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "vacancy":
            field.widget, field.empty_label = field.widget.widget, "Kies"
        return field

    def get_fieldsets(self, request: HttpRequest, obj: Candidate | None = None) -> list[Any]:
        contact = ["name", "contact_by", "email", *(["email_state"] if obj else []), "phone", "address"]
        return [
            (None, {"fields": ["vacancy_title" if obj else "vacancy", "way_in", "number"]}),
            ("Contact", {"fields": contact}),
            ("Waarom", {"fields": ["motivation", "keep"]}),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Candidate | None = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        return super().add_view(request, form_url, {"title": "Kandidaat toevoegen", **(extra_context or {})})

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        candidate = self.get_object(request, object_id)
        context = {"candidate": candidate, "today": timezone.localdate(), "title": "Kandidaat bekijken"}
        if candidate:
            context |= self._page_of(request, candidate)
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def _page_of(self, request: HttpRequest, candidate: Candidate) -> dict[str, Any]:
        may_act = self.has_change_permission(request, candidate)
        offered = self.offered(request, candidate)
        today = timezone.localdate()
        ahead = next_of(candidate, timezone.now(), today)
        big = next((verb for verb in offered if ahead and verb.slug == ahead.slug), None)
        following = candidate.next_stages
        return {
            "title": str(candidate).capitalize(),
            "verbs": offered,
            "stations": candidate.road(),
            "moves": candidate.moves.select_related("by"),
            "ahead": ahead,
            "silent_days": silent_days(candidate, today),
            "attention": list(desk_of(request).warnings(candidate)) if may_act else [],
            "same_person": same_person(candidate) if may_act else [],
            "missing": missing_before(candidate, following[0]) if following else "",
            "big_verb": big,
            "other_verbs": [verb for verb in offered if verb is not big and not verb.dangerous],
            "dangerous_verbs": [verb for verb in offered if verb.dangerous],
            "seen_by_delegation": not may_act,
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
        }

    def _verb_page(self, request: HttpRequest, subject: Any, form: Verb) -> Any:
        response: Any = super()._verb_page(request, subject, form)
        response.template_name = "admin/recruitment/candidate/verb.html"
        response.context_data["seen"] = _newest_move(subject)
        return response

    def done(self, request: HttpRequest, subject: Any, form: Verb) -> HttpResponse:
        """Perform the verb; who looked at an old page is told what happened meanwhile."""
        meanwhile = _since(subject, request.POST.get("seen", ""))
        try:
            response = super().done(request, subject, form)
        except Refusal as refusal:
            raise Refusal(f"{refusal} {meanwhile}".strip()) from refusal
        if meanwhile:
            messages.warning(request, meanwhile)
        if isinstance(form, TO_THE_LETTER):
            return self._to_the_letter(request, subject) or response
        return response if form.subject.pk == subject.pk else self._back(form.subject)

    def _to_the_letter(self, request: HttpRequest, candidate: Candidate) -> HttpResponse | None:
        """On to the draft for who may send it; the chair reads who will. None when there is no draft."""
        letter = candidate.letters.filter(status=Letter.Status.DRAFT).first()
        if letter is None:
            return None
        if not request.user.has_perm("members.change_letter"):
            messages.info(request, "De brief hierover wacht op het ja van de secretaris.")
            return None
        messages.info(request, "Lees de brief. Hij gaat pas weg als u ja zegt.")
        return redirect("admin:members_letter_change", letter.pk)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Saves on the locked row: it writes every column, and would bring back who is erased at the same moment."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            if candidate := self.get_object(request, object_id):
                Candidate.objects.select_for_update().filter(pk=candidate.pk).first()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Candidate, form: Any, change: bool) -> None:
        if change:
            if "email" in form.changed_data:
                obj.email_confirmed_on = None  # that was another address
            super().save_model(request, obj, form, change)
        else:
            # Saved twice, it is the candidate of the first time.
            obj.pk = applying.sign_up(obj, today=timezone.localdate(), by=cast(User, request.user)).pk


def _newest_move(candidate: Candidate) -> int:
    newest = candidate.moves.last()
    return newest.pk if newest else 0


def _since(candidate: Candidate, seen: str) -> str:
    """What was logged after the page that somebody looked at was made; empty when nothing was, or nobody knows."""
    if not (seen.isascii() and seen.isdigit() and len(seen) < 19):
        return ""
    later = candidate.moves.filter(pk__gt=int(seen)).select_related("by")
    return f"Intussen gebeurd: {'; '.join(_told(move) for move in later)}." if later else ""


def _told(move: Move) -> str:
    what = move.why if move.from_stage == move.to_stage else f"‘{move.get_to_stage_display()}’"
    when = date_format(timezone.localtime(move.at), "j F, H.i")
    return f"{what}, door {move.by or 'de kandidaat'} op {when} uur"
