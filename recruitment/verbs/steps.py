"""The buttons for the steps of the road."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from members.admin_tools import DayField, Verb
from members.dates import end_of_stretch
from members.models import Council
from members.seats import occupancy
from recruitment import actions
from recruitment.door import missing_before
from recruitment.models import Answer, Candidate
from recruitment.road import Stage
from recruitment.undo import take_back


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
