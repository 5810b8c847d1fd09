"""The buttons for the steps of the road."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from members.admin_tools import DayField, Verb
from members.dates import end_of_stretch
from members.models import Council
from members.seats import occupancy
from members.words import LineField, TextField
from recruitment import actions
from recruitment.door import missing_before
from recruitment.models import Answer, Candidate, DeclineReason
from recruitment.road import Stage
from recruitment.undo import take_back


def in_words(day: date) -> str:
    """A day as people say it: ``maandag 31 augustus 2026``."""
    return date_format(day, "l j F Y")


class StepVerb(Verb):
    """A verb that takes the candidate to ``stage``; offered when the road leads there."""

    stage: Stage

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return cls.stage in subject.next_stages and not missing_before(subject, cls.stage)


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
        last = in_words(end_of_stretch(self.today, months=council.trial_months))
        months = "1 maand" if council.trial_months == 1 else f"{council.trial_months} maanden"
        text = f"De proefperiode duurt {months}. Begint die vandaag, dan is de laatste dag {last}."
        if council.trial_holds_seat:
            text += f" De kandidaat houdt een plaats vast. Nu vrij: {occupancy(self.today).free}."
        return text

    def perform(self) -> str:
        last = actions.start_trial(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return f"De proefperiode loopt tot en met {in_words(last)}."


class RecordHalfway(Verb):
    """About half-way: how does it go? Also the way to write it down better afterwards."""

    slug, button = "halverwege", "Noteer hoe het halverwege gaat"
    on = DayField(label="gesproken op", initial=timezone.localdate)
    notes = TextField(
        label="hoe gaat het?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text="De kandidaat ziet dit niet.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.halfway_on:
            self.initial = {"on": self.subject.halfway_on, "notes": self.subject.halfway_notes}

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.stage == Stage.TRIAL

    def consequence(self) -> str:
        first, last = self.subject.trial_starts_on, self.subject.trial_ends_on
        return f"De proefperiode is van {in_words(first)} tot en met {in_words(last)}." if first and last else ""

    def perform(self) -> str:
        actions.record_halfway(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return "Genoteerd hoe het halverwege gaat."


class ExtendTrial(Verb):
    slug, button = "verleng-proef", "Verleng de proefperiode"
    last = DayField(label="nieuwe laatste dag")
    why = LineField(label="waarom?", max_length=300)

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.stage in actions.DURING_TRIAL and not subject.trial_extended_why

    def consequence(self) -> str:
        last = self.subject.trial_ends_on
        now = f"De laatste dag is nu {in_words(last)}. " if last else ""
        return f"{now}Verlengen kan één keer. De kandidaat krijgt een brief met de nieuwe laatste dag."

    def perform(self) -> str:
        actions.extend_trial(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return f"De proefperiode is verlengd tot en met {in_words(self.cleaned_data['last'])}."


class Nominate(StepVerb):
    slug, button, stage = "draag-voor", "Draag voor aan het college", Stage.NOMINATED
    on = DayField(label="voorgedragen op", initial=timezone.localdate)

    def consequence(self) -> str:
        text = "Het college krijgt alleen de naam en de dagen van de proefperiode. De kandidaat krijgt een brief."
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
    reference = LineField(label="kenmerk van het besluit", max_length=80)
    first = DayField(label="eerste dag als lid")

    def consequence(self) -> str:
        years = Council.objects.get().lengths[0]
        return (
            f"De kandidaat wordt lid voor {years} jaar. De vastgehouden plaats gaat over in de termijn."
            f"{self._trial_runs_on()}"
            " Het nieuwe lid staat pas met naam op de website als het dat goedvindt."
        )

    def _trial_runs_on(self) -> str:
        last = self.subject.trial_ends_on
        return f" Let op: de proefperiode loopt nog tot en met {in_words(last)}." if last and last > self.today else ""

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


def what_stops(subject: Candidate) -> str:
    """What ends when a candidate leaves the road here."""
    if subject.stage == Stage.TRIAL:
        return "De proefperiode stopt vandaag. De weg stopt hier."
    return "De weg stopt hier."


class Withdraw(StepVerb):
    slug, button, stage, dangerous = "trek-terug", "De kandidaat stopt", Stage.WITHDRAWN, True
    why = LineField(label="reden", max_length=500, required=False, help_text="Alleen voor u. Mag leeg blijven.")

    def consequence(self) -> str:
        freed = " De vastgehouden plaats komt vrij." if self.subject.hold_id else ""
        return f"{what_stops(self.subject)}{freed} De kandidaat krijgt een brief."

    def perform(self) -> str:
        actions.withdraw(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return "Genoteerd: de kandidaat is gestopt."


class Decline(StepVerb):
    slug, button, stage, dangerous = "wijs-af", "Wijs af", Stage.DECLINED, True
    because = forms.ModelChoiceField(DeclineReason.objects.none(), label="reden", empty_label="Kies een reden")
    why = LineField(
        label="toelichting",
        max_length=300,
        required=False,
        help_text="De kandidaat ziet de reden en de toelichting niet.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        because = cast(forms.ModelChoiceField, self.fields["because"])
        because.queryset = DeclineReason.objects.filter(is_offered=True)

    def consequence(self) -> str:
        freed = " De vastgehouden plaats komt vrij." if self.subject.hold_id else ""
        return (
            f"{what_stops(self.subject)}{freed}"
            " Hierna ziet u de brief. Die gaat pas weg als u hem hebt gelezen en ja zegt."
        )

    def perform(self) -> str:
        actions.decline(self.subject, **self.cleaned_data, by=self.by, today=self.today)
        return "De kandidaat is afgewezen."


class TakeBack(Verb):
    slug, button, dangerous = "draai-terug", "Draai de laatste stap terug", True
    # What the page said: an old tab takes back that step or none.
    step = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = LineField(label="waarom?", max_length=500, help_text="Alleen u en de voorzitter zien dit.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step = self.subject.last_step
        self.initial["step"] = step.pk if step else None

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
        why, step = self.cleaned_data["why"], self.cleaned_data["step"]
        stage = take_back(self.subject, why=why, only=step, by=self.by, today=self.today)
        return f"De laatste stap is teruggedraaid. De kandidaat is weer bij ‘{stage.label}’."
