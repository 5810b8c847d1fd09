"""The council in the admin: settings, people and post. Seats change only by verbs and under the guard."""

from copy import copy
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import DateField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format

from members import portraits
from members.admin_tools import DAY_INPUT, DayField, RichTextAdmin, Verb, VerbAdmin, VersionedAdmin
from members.dates import DAY
from members.forms import MemberForm
from members.import_views import ListInAndOut
from members.letter_admin import LetterAdmin as LetterAdmin
from members.member_verbs import AddPortrait, EraseFormer, ReplacePortrait, TakeAwayPortrait, TellMember
from members.models import (
    Committee,
    CommitteePlace,
    Council,
    Member,
    Office,
    OfficePlace,
    SeatNumber,
    Term,
)
from members.refusals import Refusal
from members.seats import guarded
from members.seen_forms import SeenAdmin, SeenForm
from members.terms import last_possible_day
from members.verbs import (
    Appoint,
    DropSeats,
    ExtendExceptionally,
    Leave,
    LeaveTogether,
    Reappoint,
    SetSeats,
    UndoLast,
)


class GuardedForm(SeenForm):
    """Says in the form when saving would overfill a day; the day is today's, read here at the edge."""

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        try:
            # A rehearsal on a copy: saved, judged, and rolled back.
            with transaction.atomic():
                with guarded(timezone.localdate()):
                    copy(self.instance).save()
                transaction.set_rollback(True)
        except Refusal as refusal:
            self.add_error(None, str(refusal))


class GuardedAdmin(SeenAdmin):
    """For rows that decide who takes a seat: the council is locked from the rehearsal until the save."""

    form = GuardedForm


@admin.register(Council)
class CouncilAdmin(GuardedAdmin, RichTextAdmin, VerbAdmin):
    verbs = [SetSeats, DropSeats, LeaveTogether]
    readonly_fields = ["seat_numbers"]
    fieldsets = [
        ("De raad", {"fields": ["name", "municipality", "seat_numbers", "minimum_members"]}),
        ("Zittingstermijnen", {"fields": ["term_lengths", "exceptional_years", "break_months", "notice_months"]}),
        ("Proefperiode", {"fields": ["trial_months", "trial_holds_seat"]}),
        ("Op de website", {"fields": ["roster_public", "former_members_public"]}),
        ("Samen zijn", {"fields": ["drinks_months", "dinner_months"]}),
        (
            "Bewaren en wissen",
            {
                "fields": [
                    "erase_after_weeks",
                    "keep_months",
                    "waiting_months",
                    "waiting_answer_weeks",
                    "former_member_months",
                    "former_name_years",
                ]
            },
        ),
        (
            "Contact",
            {
                "fields": [
                    "answer_days",
                    "contact_email",
                    "phone",
                    "whatsapp",
                    "postal_address",
                    "visiting",
                    "own_problem",
                ]
            },
        ),
        ("Ambtelijk secretaris", {"fields": ["secretary_name", "secretary_email"]}),
    ]

    def may_do(self, request: HttpRequest, subject: Any, verb: type[Verb]) -> bool:
        # The administrator keeps the settings, not the members.
        if verb is LeaveTogether and not request.user.has_perm("members.change_member"):
            return False
        return super().may_do(request, subject, verb)

    @admin.display(description="aantal plaatsen")
    def seat_numbers(self, council: Council) -> str:
        return "; ".join(str(row) for row in SeatNumber.objects.all())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Council | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("admin:members_council_change", 1)


class TermInline(admin.StackedInline):
    """Terms to look at; they change by verbs."""

    model = Term
    extra = 0
    can_delete = False
    fields = [
        "starts_on",
        "ends_on",
        "decided_on",
        "decision_reference",
        "exception_why",
        "left_because",
        "planned_ends_on",
    ]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Member)
class MemberAdmin(VersionedAdmin, ListInAndOut, VerbAdmin):
    form = MemberForm
    notes_looking = True
    verbs = [
        Reappoint,
        Appoint,
        DropSeats,
        ExtendExceptionally,
        UndoLast,
        Leave,
        AddPortrait,
        ReplacePortrait,
        TakeAwayPortrait,
        TellMember,
        EraseFormer,
    ]
    inlines = [TermInline]
    formfield_overrides = {DateField: {"form_class": DayField, "widget": DAY_INPUT}}
    list_display = ["name", "last_day", "consent_on"]
    fieldsets = [
        (None, {"fields": ["name", "email", "phone", "address", "last_possible"]}),
        (
            "Op de website",
            {
                "fields": [
                    "consent_on",
                    "consent_how",
                    "public_name",
                    "public_text",
                    "show_since",
                    "portrait_consent",
                    "former_consent_on",
                    "former_consent_how",
                ]
            },
        ),
        ("Wat het lid weet", {"fields": ["told_on"]}),
        ("Inloggen", {"fields": ["user"]}),
    ]
    readonly_fields = ("last_possible", "portrait_consent", "told_on")

    @admin.display(description="portret")
    def portrait_consent(self, member: Member) -> str:
        if not member.portrait:
            return "geen portret"
        return f"met toestemming van {member.portrait_consent_on:%d-%m-%Y} ({member.portrait_consent_how})"

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.withdraws_consent:
            portraits.take_away(obj)

    @admin.display(description="lid tot en met")
    def last_day(self, member: Member) -> str:
        last = max((term.ends_on for term in member.terms.all()), default=None)
        return f"{last:%d-%m-%Y}" if last else "geen termijn"

    @admin.display(description="laatst mogelijke dag")
    def last_possible(self, member: Member) -> str:
        """The day on which the maximum is reached, for who sits now or will (docs/rules.md, 6)."""
        terms = list(member.terms.all())
        last = max((term.ends_on for term in terms), default=None)
        if last is None or last < timezone.localdate():
            return "-"
        limit = last_possible_day(Council.objects.get(), last + DAY, terms)
        return date_format(max(last, limit))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("terms")


@admin.register(Office)
class OfficeAdmin(GuardedAdmin):
    list_display = ["name", "takes_seat", "is_chair"]

    def has_delete_permission(self, request: HttpRequest, obj: Office | None = None) -> bool:
        return False


class OfficePlaceForm(GuardedForm):
    """An office belongs to a member: on its first day a term must run (docs/rules.md, 9)."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        member, first = data.get("member"), data.get("starts_on")
        if member and first and not member.terms.running_on(first).exists():
            self.add_error("starts_on", f"{member} is op deze dag geen lid. Een functie hoort bij een lid.")
        return data


@admin.register(OfficePlace)
class OfficePlaceAdmin(GuardedAdmin):
    form = OfficePlaceForm

    list_display = ["office", "member", "starts_on", "ends_on"]

    def has_delete_permission(self, request: HttpRequest, obj: OfficePlace | None = None) -> bool:
        # Without its chair's office a term would take a seat after all; a last day ends it, under the guard.
        return False


@admin.register(Committee)
class CommitteeAdmin(SeenAdmin, RichTextAdmin):
    list_display = ["name", "email"]


@admin.register(CommitteePlace)
class CommitteePlaceAdmin(SeenAdmin):
    list_display = ["committee", "member", "starts_on", "ends_on"]
    list_filter = ["committee"]
