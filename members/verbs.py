"""The buttons of the council's own pages: members and seats. Each ends in an action."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format

from members import actions
from members.admin_tools import DayField, Verb
from members.dates import DAY
from members.models import Council, Member, Office, SeatNumber, Term
from members.refusals import Refusal
from members.terms import last_possible_day, proposed_last_day
from members.words import LineField


class SetSeats(Verb):
    slug, button = "plaatsen", "Wijzig het aantal plaatsen"
    seats = forms.IntegerField(label="aantal plaatsen", min_value=1, max_value=200)
    starts_on = DayField(label="geldt vanaf", initial=timezone.localdate)

    def consequence(self) -> str:
        return "De website en alle controles rekenen vanaf die dag met het nieuwe aantal."

    def perform(self) -> str:
        actions.set_seats(**self.cleaned_data, today=self.today)
        return "Het aantal plaatsen is gewijzigd."


class DropSeats(Verb):
    slug, button, dangerous = "plaatsen-weg", "Haal een gepland aantal plaatsen weg", True
    row = forms.ModelChoiceField(SeatNumber.objects.none(), label="welk aantal?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["row"]).queryset = actions.planned_seats(self.today)

    @classmethod
    def fits(cls, subject: Council) -> bool:
        return actions.planned_seats(timezone.localdate()).exists()

    def consequence(self) -> str:
        return "Vanaf die dag blijft het aantal gelden dat ervoor gold."

    def perform(self) -> str:
        actions.drop_seats(self.cleaned_data["row"], today=self.today)
        return "Het geplande aantal plaatsen is weg."


class Appoint(Verb):
    slug, button = "benoem", "Benoem"
    first = DayField(label="eerste dag")
    last = DayField(
        label="laatste dag",
        required=False,
        help_text="Laat leeg. Dan rekenen wij de laatste dag uit.",
    )
    decided_on = DayField(label="datum van het besluit", required=False)
    reference = LineField(label="kenmerk van het besluit", max_length=80, required=False)
    office = forms.ModelChoiceField(
        Office.objects.all(),
        label="functie vanaf de eerste dag",
        required=False,
        help_text="Bijvoorbeeld voor een voorzitter die naast het maximum aantal leden staat.",
    )

    @classmethod
    def fits(cls, subject: Member) -> bool:
        """For who is no member now and will not be: others are reappointed."""
        return not any(term.ends_on >= timezone.localdate() for term in subject.terms.all())

    def consequence(self) -> str:
        council, terms = Council.objects.get(), list(self.subject.terms.all())
        proposed = proposed_last_day(council, self.today, terms)
        return (
            f"Begint de termijn vandaag, dan is de voorgestelde laatste dag {date_format(proposed)}."
            f" De langste zittingstijd is dan om op {date_format(last_possible_day(council, self.today, terms))}."
        )

    def perform(self) -> str:
        term = actions.appoint(self.subject, **self.cleaned_data, today=self.today)
        return f"{self.subject} is benoemd tot en met {date_format(term.ends_on)}."


RECENTLY = timedelta(days=92)  # a decision of the college may come after the last day


class NextTerm(Verb):
    """A term from the day after the last one; ``exceptional`` ones come on top of the maximum."""

    exceptional = False
    decided_on = DayField(label="datum van het besluit")
    reference = LineField(label="kenmerk van het besluit", max_length=80)
    last = DayField(label="laatste dag")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.council, self.terms = Council.objects.get(), list(self.subject.terms.all())
        if not self.terms:
            raise Refusal(f"{self.subject} is nog niet benoemd. Kies ‘Benoem’.")
        self.first = last_day(self.subject) + DAY
        self.limit = last_possible_day(self.council, self.first, self.terms, exceptional=self.exceptional)
        self.initial = {"last": self._proposed()}

    def _proposed(self) -> Any:
        return proposed_last_day(self.council, self.first, self.terms)

    @classmethod
    def fits(cls, subject: Member) -> bool:
        """Offered when a term stands, was not ended early, and the maximum leaves a day after it."""
        terms = list(subject.terms.all())
        if not terms or any(term.left_because and term.ends_on == last_day(subject) for term in terms):
            return False
        # Who has been away is appointed anew: a next term would rewrite the time in between.
        if last_day(subject) < timezone.localdate() - RECENTLY:
            return False
        return cls.room_after(Council.objects.get(), terms)

    @classmethod
    def room_after(cls, council: Council, terms: list[Term]) -> bool:
        first = max(term.ends_on for term in terms) + DAY
        return last_possible_day(council, first, terms, exceptional=cls.exceptional) >= first

    def consequence(self) -> str:
        return (
            f"De nieuwe termijn begint op {date_format(self.first)} en duurt hoogstens tot en met"
            f" {date_format(self.limit)}."
        )


class Reappoint(NextTerm):
    slug, button = "herbenoem", "Herbenoem"

    def perform(self) -> str:
        term = actions.reappoint(self.subject, **self.cleaned_data, today=self.today)
        return f"{self.subject} is herbenoemd tot en met {date_format(term.ends_on)}."


class ExtendExceptionally(NextTerm):
    slug, button, exceptional = "verleng-uitzonderlijk", "Verleng uitzonderlijk", True
    why = LineField(label="waarom is dit een uitzondering?", max_length=500)

    def _proposed(self) -> Any:
        return self.limit

    @classmethod
    def room_after(cls, council: Council, terms: list[Term]) -> bool:
        # The ordinary way goes first: an exception is only for who cannot be reappointed any more.
        return super().room_after(council, terms) and not Reappoint.room_after(council, terms)

    def perform(self) -> str:
        term = actions.extend_exceptionally(self.subject, **self.cleaned_data, today=self.today)
        return f"{self.subject} blijft bij uitzondering tot en met {date_format(term.ends_on)}."


class Leave(Verb):
    slug, button, dangerous = "stopt-eerder", "Stopt eerder", True
    last = DayField(label="laatste dag als lid", initial=timezone.localdate)
    because = forms.ChoiceField(
        label="reden",
        choices=Term.Reason.choices,
        help_text="Komt nooit op de website. Telt alleen mee in de jaarcijfers.",
    )

    @classmethod
    def fits(cls, subject: Member) -> bool:
        return any(term.ends_on > timezone.localdate() for term in subject.terms.all())

    def consequence(self) -> str:
        return (
            f"{self.subject} is nog lid tot en met de laatste dag. Daarna komt de plaats vrij."
            " Functies en plaatsen in commissies stoppen dan ook."
        )

    def perform(self) -> str:
        actions.leave(self.subject, **self.cleaned_data, today=self.today)
        return f"{self.subject} is lid tot en met {date_format(self.cleaned_data['last'])}."


class UndoLast(Verb):
    slug, button = "maak-ongedaan", "Maak ongedaan"
    only = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["only"].initial = self.consequence()

    @classmethod
    def fits(cls, subject: Member) -> bool:
        return bool(actions.what_undo_does(subject, today=timezone.localdate()))

    def consequence(self) -> str:
        return actions.what_undo_does(self.subject, today=self.today)

    def perform(self) -> str:
        return actions.undo_last(self.subject, only=self.cleaned_data["only"], today=self.today)


class LeaveTogether(Verb):
    """On the council's page: a whole council may resign at once."""

    slug, button, dangerous = "samen-stoppen", "Meerdere leden stoppen op één dag", True
    members = forms.ModelMultipleChoiceField(
        Member.objects.none(), label="welke leden stoppen?", widget=forms.CheckboxSelectMultiple
    )
    last = DayField(label="laatste dag als lid")
    because = forms.ChoiceField(label="reden", choices=Term.Reason.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelMultipleChoiceField, self.fields["members"])
        choice.queryset = Member.objects.members_on(self.today)

    def consequence(self) -> str:
        return "Alle gekozen leden stoppen op deze dag, met dezelfde reden. Lukt het bij één niet? Dan bij niemand."

    def perform(self) -> str:
        terms = actions.leave_together(**self.cleaned_data, today=self.today)
        number = len(terms)
        who = "1 lid stopt" if number == 1 else f"{number} leden stoppen"
        return f"{who} op {date_format(self.cleaned_data['last'])}."


def last_day(member: Member) -> Any:
    """The last day of the member's last term; None when there is none."""
    return member.terms.aggregate(last=Max("ends_on"))["last"]
