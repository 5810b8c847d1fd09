"""The buttons on a candidate's page: one small form for each verb of ``recruitment.actions``."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from members.admin_tools import DayField, LocalDateTimeField, Verb
from members.dates import end_of_stretch
from members.models import Council, Member, OfficePlace
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import actions
from recruitment.models import Answer, Candidate, Talk
from recruitment.road import Stage
from recruitment.undo import take_back


def sitting_members() -> Any:
    """Who can be present at a talk: the members of today."""
    return Member.objects.members_on(timezone.localdate())


class PlanTalk(Verb):
    """Plans the talk of ``kind``; also the way to move an appointment that was not held yet."""

    kind: Talk.Kind
    planned_at = LocalDateTimeField(label="dag en tijd")
    way = forms.ChoiceField(label="hoe", choices=Talk.Way.choices)
    place = forms.CharField(label="plek, telefoonnummer of webadres", max_length=200)
    participants = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="welke leden zijn erbij?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(label="wie is er nog meer bij?", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["participants"]).queryset = sitting_members()
        self.initial = {**self.initial, **self._proposed()}

    def _proposed(self) -> dict[str, Any]:
        planned = self.subject.talk_at(self.kind)
        if planned:
            fields = ["planned_at", "way", "place", "others"]
            return {name: getattr(planned, name) for name in fields} | {"participants": planned.participants.all()}
        if self.kind == Talk.Kind.DELEGATION:
            return {}
        chair = OfficePlace.objects.running_on(self.today).filter(office__is_chair=True)
        secretary = Council.objects.get().secretary_name if self.kind == Talk.Kind.INTAKE else ""
        return {"participants": [place.member_id for place in chair], "others": secretary}

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        stage = Stage(cls.kind)
        return stage in subject.next_stages and not actions.missing_before(subject, stage)

    def consequence(self) -> str:
        return f"De kandidaat krijgt een uitnodiging voor het {self.kind.label}."

    def perform(self) -> str:
        data = dict(self.cleaned_data)
        actions.plan_talk(self.subject, self.kind, at=data.pop("planned_at"), **data, by=self.by, today=self.today)
        return f"Het {self.kind.label} is gepland."


class PlanIntakeTalk(PlanTalk):
    slug, button, kind = "plan-kennismaking", "Plan het kennismakingsgesprek", Talk.Kind.INTAKE


class PlanDelegationTalk(PlanTalk):
    slug, button, kind = "plan-delegatie", "Plan het gesprek met een delegatie", Talk.Kind.DELEGATION


class PlanAppointmentTalk(PlanTalk):
    slug, button, kind = "plan-aanstelling", "Plan het aanstellingsgesprek", Talk.Kind.APPOINTMENT


class PlanAgain(PlanTalk):
    """Moves an appointment, or plans a second talk when the first left a doubt."""

    slug, button = "plan-opnieuw", "Verzet de afspraak of plan een nieuw gesprek"

    def __init__(self, *args: Any, subject: Candidate, **kwargs: Any) -> None:
        if not self.fits(subject):
            raise Refusal("Er is nu geen gesprek om te verzetten.")
        self.kind = Talk.Kind(subject.stage)
        super().__init__(*args, subject=subject, **kwargs)

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.stage in Talk.Kind.values

    def consequence(self) -> str:
        return "De kandidaat krijgt een brief met de nieuwe dag en tijd. De oude afspraak vervalt."


class RecordTalk(Verb):
    slug, button = "leg-gesprek-vast", "Leg het gesprek vast"
    participants = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="welke leden waren erbij?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notes = forms.CharField(
        label="wat is er gezegd?",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        required=False,
        help_text="Alleen de voorzitter, de secretaris en de delegatie zien dit.",
    )
    outcome = forms.ChoiceField(label="uitkomst", choices=Talk.Outcome.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["participants"]).queryset = sitting_members()
        talk = self.subject.talk_at(self.subject.stage)
        if talk:
            self.initial = {"participants": talk.participants.all(), "notes": talk.notes, "outcome": talk.outcome}

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        talk = subject.talk_at(subject.stage)
        return talk is not None and talk.planned_at <= timezone.now()

    def perform(self) -> str:
        actions.record_talk(self.subject, **self.cleaned_data, now=timezone.now())
        return "Het gesprek is vastgelegd."


class StepVerb(Verb):
    """A verb that takes the candidate to ``stage``; offered when the road leads there."""

    stage: Stage

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return cls.stage in subject.next_stages and not actions.missing_before(subject, cls.stage)


class AskAgreement(StepVerb):
    slug, button, stage = "vraag-akkoord", "Vraag over en weer akkoord", Stage.AGREEMENT

    def consequence(self) -> str:
        return "De kandidaat krijgt een brief met de vraag: wilt u verder? Ook de raad geeft antwoord."

    def perform(self) -> str:
        actions.ask_agreement(self.subject, by=self.by, today=self.today)
        return "De vraag is gesteld. Noteer de twee antwoorden zodra u ze hebt."


class RecordAnswer(Verb):
    slug, button = "noteer-antwoord", "Noteer een antwoord"
    side = forms.ChoiceField(label="antwoord van", choices=Answer.Side.choices, widget=forms.RadioSelect)
    agrees = forms.TypedChoiceField(
        label="antwoord",
        choices=[("yes", "ja, akkoord"), ("no", "nee")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    given_on = DayField(label="gegeven op", initial=timezone.localdate)

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.stage == Stage.AGREEMENT

    def perform(self) -> str:
        answer = actions.record_answer(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return f"Het antwoord van {answer.get_side_display()} is genoteerd."


class StartTrial(StepVerb):
    slug, button, stage = "start-proef", "Start de proefperiode", Stage.TRIAL
    first = DayField(label="eerste dag", initial=timezone.localdate)

    def consequence(self) -> str:
        council = Council.objects.get()
        last = date_format(end_of_stretch(self.today, months=council.trial_months))
        free = occupancy(self.today).free
        return (
            f"Begint de proef vandaag, dan is de laatste dag {last}."
            f" De kandidaat houdt een plaats vast. Nu vrij: {free}."
        )

    def perform(self) -> str:
        last = actions.start_trial(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return f"De proefperiode loopt tot en met {date_format(last)}."


class ExtendTrial(Verb):
    slug, button = "verleng-proef", "Verleng de proefperiode"
    last = DayField(label="nieuwe laatste dag")
    why = forms.CharField(label="waarom?", max_length=300)

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.stage in actions.DURING_TRIAL and not subject.trial_extended_why

    def consequence(self) -> str:
        return "Verlengen kan één keer. De kandidaat krijgt een brief met de nieuwe laatste dag."

    def perform(self) -> str:
        actions.extend_trial(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return "De proefperiode is verlengd."


class Nominate(StepVerb):
    slug, button, stage = "draag-voor", "Draag voor aan het college", Stage.NOMINATED
    on = DayField(label="voorgedragen op", initial=timezone.localdate)

    def consequence(self) -> str:
        text = "Het college krijgt alleen de naam en de data. De kandidaat krijgt een brief."
        ends_on = self.subject.trial_ends_on
        if ends_on and ends_on > self.today:
            text += f" Let op: de proefperiode loopt nog tot en met {date_format(ends_on)}."
        return text

    def perform(self) -> str:
        actions.nominate(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return "De voordracht is genoteerd."


class AppointCandidate(StepVerb):
    slug, button, stage = "benoem", "Noteer de benoeming door het college", Stage.APPOINTED
    decided_on = DayField(label="datum van het besluit")
    reference = forms.CharField(label="kenmerk van het besluit", max_length=80)
    first = DayField(label="eerste dag als lid")

    def consequence(self) -> str:
        years = Council.objects.get().lengths[0]
        return (
            f"De kandidaat wordt lid voor {years} jaar. De vastgehouden plaats gaat over in de termijn."
            " Het nieuwe lid staat pas met naam op de website als het dat goedvindt."
        )

    def perform(self) -> str:
        actions.appoint(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        first = self.cleaned_data["first"]
        when = "is nu lid" if first <= self.today else f"wordt lid op {date_format(first)}"
        return f"De benoeming is genoteerd. De kandidaat {when}."


class AcceptToCommittee(StepVerb):
    slug, button, stage = "neem-op", "Neem op in de commissie", Stage.COMMITTEE_MEMBER
    first = DayField(label="eerste dag", initial=timezone.localdate)

    def consequence(self) -> str:
        return "De kandidaat krijgt een plaats in de commissie, en neemt geen plaats in de raad in."

    def perform(self) -> str:
        actions.accept_to_committee(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return "De kandidaat zit nu in de commissie."


class Withdraw(StepVerb):
    slug, button, stage, dangerous = "trek-terug", "De kandidaat stopt", Stage.WITHDRAWN, True
    why = forms.CharField(label="reden", max_length=500, required=False, help_text="Alleen voor u. Mag leeg blijven.")

    def consequence(self) -> str:
        return "De weg stopt hier. Een vastgehouden plaats komt vrij. De kandidaat krijgt een brief."

    def perform(self) -> str:
        actions.withdraw(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return "Genoteerd: de kandidaat is gestopt."


class Decline(StepVerb):
    slug, button, stage, dangerous = "wijs-af", "Wijs af", Stage.DECLINED, True
    why = forms.CharField(label="reden", max_length=500, help_text="De kandidaat ziet dit niet.")

    def consequence(self) -> str:
        return (
            "De weg stopt hier. Een vastgehouden plaats komt vrij."
            " De brief gaat pas weg als u hem hebt gelezen en ja zegt."
        )

    def perform(self) -> str:
        actions.decline(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return "De kandidaat is afgewezen. Lees de brief en verstuur hem."


class TakeBack(Verb):
    slug, button, dangerous = "draai-terug", "Draai de laatste stap terug", True
    why = forms.CharField(label="waarom?", max_length=500, help_text="Alleen u en de voorzitter zien dit.")

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        if subject.member and subject.member.terms.running_on(timezone.localdate()).exists():
            return False
        return subject.last_step is not None

    def consequence(self) -> str:
        step = self.subject.last_step
        back = step.get_from_stage_display() if step else ""
        return (
            f"De kandidaat staat dan weer bij ‘{back}’. De stap en het terugdraaien blijven te zien."
            " Een brief hierover wacht op uw ja."
        )

    def perform(self) -> str:
        stage = take_back(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return f"De laatste stap is teruggedraaid. De kandidaat is weer bij ‘{stage.label}’."


# Steps that lead on come first; on the page the first one that fits is the big button.
ROAD_VERBS: list[type[Verb]] = [
    PlanIntakeTalk,
    PlanDelegationTalk,
    AskAgreement,
    StartTrial,
    PlanAppointmentTalk,
    Nominate,
    AppointCandidate,
    AcceptToCommittee,
    RecordTalk,
    RecordAnswer,
    PlanAgain,
    ExtendTrial,
    Withdraw,
    Decline,
    TakeBack,
]
