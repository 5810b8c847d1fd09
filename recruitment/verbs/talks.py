"""The buttons for talks: plan, move, write down."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from members.admin_tools import LocalDateTimeField, Verb
from members.models import Council, Member, OfficePlace
from members.refusals import Refusal
from members.words import LineField, TextField
from recruitment import talks
from recruitment.door import missing_before
from recruitment.models import Candidate, Talk
from recruitment.road import Stage

ALREADY_HELD = "Was het gesprek al? Vul dan die dag in. Er gaat dan geen bericht weg."


def sitting_members() -> Any:
    """Who can be present at a talk: the members of today."""
    return Member.objects.members_on(timezone.localdate())


class KnownPlaces(forms.TextInput):
    """A text field that offers the last places of talks, so that nobody types one twice."""

    template_name = "admin/known_places.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        listed = f"{name}-bekend"
        context = super().get_context(name, value, {**(attrs or {}), "list": listed})
        return {**context, "listed": listed, "places": talks.last_places()}


class PlanTalk(Verb):
    """Plans the talk of ``kind``; ``moves`` when it is the button that moves an appointment."""

    kind: Talk.Kind
    moves = False
    planned_at = LocalDateTimeField(label="dag en tijd")
    way = forms.ChoiceField(label="hoe", choices=Talk.Way.choices)
    place = LineField(label="plek, telefoonnummer of webadres", max_length=200, widget=KnownPlaces)
    participants = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="welke leden zijn erbij?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = LineField(label="wie is er nog meer bij?", max_length=200, required=False)
    bring = LineField(
        label="wat neemt de kandidaat mee?",
        max_length=200,
        required=False,
        help_text="Staat in de uitnodiging. Mag leeg blijven.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["participants"]).queryset = sitting_members()
        self.initial = {**self.initial, **self._proposed()}

    def _proposed(self) -> dict[str, Any]:
        planned = self.subject.talk_at(self.kind)
        if planned:
            fields = ["planned_at", "way", "place", "others", "bring"]
            return {name: getattr(planned, name) for name in fields} | {"participants": planned.participants.all()}
        if self.kind == Talk.Kind.DELEGATION:
            return {}
        chair = OfficePlace.objects.running_on(self.today).filter(office__is_chair=True)
        secretary = Council.objects.get().secretary_name if self.kind == Talk.Kind.INTAKE else ""
        return {"participants": [place.member_id for place in chair], "others": secretary}

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        stage = Stage(cls.kind)
        return stage in subject.next_stages and not missing_before(subject, stage)

    def consequence(self) -> str:
        return (
            f"De kandidaat krijgt een uitnodiging voor het {self.kind.label}."
            " De leden die u kiest en de secretaris krijgen er ook een, zonder de naam van de kandidaat."
            f" {ALREADY_HELD}"
        )

    def perform(self) -> str:
        # Judged under the lock: two people can plan the same talk in one second.
        data = {**self.cleaned_data, "again": self.moves}
        at = data.pop("planned_at")
        is_to_come = at > timezone.now()
        talks.plan_talk(self.subject, self.kind, at=at, **data, invite=is_to_come, by=self.by, today=self.today)
        if not is_to_come:
            return f"Het {self.kind.label} is al geweest. Er gaat geen uitnodiging weg. Leg het nu vast."
        return f"Het {self.kind.label} is gepland."


class PlanIntakeTalk(PlanTalk):
    slug, button, kind = "plan-kennismaking", "Plan het kennismakingsgesprek", Talk.Kind.INTAKE


class PlanDelegationTalk(PlanTalk):
    slug, button, kind = "plan-delegatie", "Plan het gesprek met een delegatie", Talk.Kind.DELEGATION


class PlanAppointmentTalk(PlanTalk):
    slug, button, kind = "plan-aanstelling", "Plan het aanstellingsgesprek", Talk.Kind.APPOINTMENT


class PlanAgain(PlanTalk):
    """Moves an appointment, or plans a second talk when the first left a doubt."""

    slug, button, moves = "plan-opnieuw", "Verzet de afspraak of plan een nieuw gesprek", True

    def __init__(self, *args: Any, subject: Candidate, **kwargs: Any) -> None:
        if not self.fits(subject):
            raise Refusal("Er is nu geen gesprek om te verzetten.")
        self.kind = Talk.Kind(subject.stage)
        super().__init__(*args, subject=subject, **kwargs)

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.stage in Talk.Kind.values

    def consequence(self) -> str:
        return (
            "De kandidaat krijgt een brief met de nieuwe dag en tijd. De oude afspraak vervalt."
            f" Wie erbij is, krijgt ook bericht. {ALREADY_HELD}"
        )


class RecordTalk(Verb):
    slug, button = "leg-gesprek-vast", "Leg het gesprek vast"
    participants = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="welke leden waren erbij?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notes = TextField(
        label="wat is er gezegd?",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        required=False,
        help_text="Alleen de voorzitter, de secretaris en de delegatie zien dit.",
    )
    outcome = forms.ChoiceField(label="uitkomst", choices=Talk.Outcome.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talk = talk = self.subject.talk_at(self.subject.stage)
        cast(forms.ModelChoiceField, self.fields["participants"]).queryset = self._who_may_have_come()
        if talk:
            self.initial = {"participants": talk.participants.all(), "notes": talk.notes, "outcome": talk.outcome}

    def _who_may_have_come(self) -> Any:
        # Of that day: since then somebody may have left the council.
        day = timezone.localdate(self.talk.planned_at) if self.talk else self.today
        members = Member.objects.members_on(day)
        if self.talk and not self.by.has_perm("recruitment.change_candidate"):
            # Who is named here may see the candidate: the delegation brings in nobody else.
            return members.filter(pk__in=self.talk.participants.all())
        return members

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        talk = subject.talk_at(subject.stage)
        return talk is not None and talk.planned_at <= timezone.now()

    def perform(self) -> str:
        talks.record_talk(self.subject, **self.cleaned_data, now=timezone.now(), shown=self.talk)
        return "Het gesprek is vastgelegd."
