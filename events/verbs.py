"""The buttons for get-togethers and series: not going on, moving, and carrying out a custom."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from events import actions
from events.models import GetTogether, Series
from events.series import NewDay, plan
from events.words import moment_text, moved_text
from members.admin_tools import DayField, LocalDateTimeField, Verb
from members.words import LineField

DELETE, CANCEL = "delete", "cancel"


class SeenVerb(Verb):
    """A verb that is refused when the row was changed after its page was made."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.subject.version
        self.fields["seen"].error_messages = dict.fromkeys(["required", "invalid"], actions.CHANGED_MEANWHILE)


class Cancel(SeenVerb):
    slug, button, dangerous = "gaat-niet-door", "Gaat niet door", True
    why = LineField(
        label="waarom niet?",
        max_length=200,
        help_text="Schrijf een hele zin: bezoekers lezen die. Bijvoorbeeld: De zaal is dicht.",
    )

    @classmethod
    def fits(cls, subject: GetTogether) -> bool:
        return not subject.cancelled_why

    def consequence(self) -> str:
        return (
            f"{self.subject} van {moment_text(self.subject.starts_at)} blijft in de agenda staan."
            " Er staat dan bij dat het niet doorgaat, en waarom."
        )

    def perform(self) -> str:
        actions.cancel(self.subject, **self.cleaned_data)
        return "In de agenda staat nu dat dit niet doorgaat."


class UndoCancel(SeenVerb):
    slug, button = "gaat-toch-door", "Gaat toch door"

    @classmethod
    def fits(cls, subject: GetTogether) -> bool:
        return bool(subject.cancelled_why)

    def consequence(self) -> str:
        return f"Dan staat weer in de agenda: {self.subject}, {moment_text(self.subject.starts_at)}."

    def perform(self) -> str:
        actions.undo_cancel(self.subject, **self.cleaned_data)
        return "Dit gaat weer door."


class Move(SeenVerb):
    slug, button = "verplaats", "Verplaats"
    starts_at = LocalDateTimeField(label="nieuw begin")
    ends_at = LocalDateTimeField(label="nieuw einde", required=False)
    place = LineField(label="plek", max_length=120, required=False)
    address = LineField(label="adres van de plek", max_length=200, required=False)
    why = LineField(
        label="waarom?", max_length=200, help_text="Schrijf een hele zin: bezoekers lezen die.", required=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at", "place", "address"):
            self.initial[name] = getattr(self.subject, name)

    @classmethod
    def fits(cls, subject: GetTogether) -> bool:
        return not subject.cancelled_why and subject.starts_at > timezone.now()

    def consequence(self) -> str:
        return (
            f"Nu staat er: {moment_text(self.subject.starts_at)}."
            " Bezoekers zien straks de nieuwe en de oude dag. Ook de agenda op hun telefoon verandert mee."
        )

    def perform(self) -> str:
        actions.move(self.subject, **self.cleaned_data, now=timezone.now())
        self.subject.refresh_from_db()
        return moved_text(self.subject)


class LettingGo(forms.Form):
    """The choice about get-togethers that a series no longer has."""

    gone = forms.ChoiceField(
        label="wat gebeurt er met bijeenkomsten die vervallen?",
        choices=[
            (CANCEL, "Ze blijven in de agenda staan. Er staat bij dat ze niet doorgaan."),
            (DELETE, "Ze verdwijnen uit de agenda. Niemand kan ze dan nog vinden."),
        ],
        initial=CANCEL,
        widget=forms.RadioSelect,
    )
    cancelled_why = LineField(
        label="waarom gaan ze niet door?",
        max_length=200,
        required=False,
        help_text="Nodig als ze blijven staan. Schrijf een hele zin: bezoekers lezen die.",
    )

    def clean_cancelled_why(self) -> str:
        """The reason, or nothing when they are deleted."""
        if self.cleaned_data.get("gone") != CANCEL:
            return ""
        why = self.cleaned_data["cancelled_why"]
        if not why:
            raise ValidationError("Schrijf waarom ze niet doorgaan, of kies dat ze verdwijnen.")
        return str(why)


class CarryOut(LettingGo, Verb):
    """Shows what the series would change, and does it when somebody says yes."""

    slug, button = "dagen", "Zet de dagen in de agenda"
    preview = "admin/events/series_plan.html"
    seen = forms.CharField(widget=forms.HiddenInput)
    days = forms.TypedMultipleChoiceField(
        label="welke nieuwe dagen wilt u?",
        coerce=date.fromisoformat,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = LineField(
        label="waarom verandert de dag, de tijd of de plek?",
        max_length=200,
        required=False,
        help_text="Vult u dit in? Dan staat op elke pagina wat er is veranderd, en waarom.",
    )
    field_order = ["seen", "days", "why", "gone", "cancelled_why"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan(self.subject, now=timezone.now())
        self.initial["seen"] = self.plan.fingerprint
        self._offer_days(self.plan.new)
        moves = [change for change in self.plan.changed if change.moves]
        for name, needed in [("days", self.plan.new), ("why", moves), ("gone", self.plan.gone)]:
            if not needed:
                del self.fields[name]
        if not self.plan.gone:
            del self.fields["cancelled_why"]

    def _offer_days(self, new: list[NewDay]) -> None:
        field = cast(forms.TypedMultipleChoiceField, self.fields["days"])
        field.choices = [(day.day.isoformat(), _label(day)) for day in new]
        self.initial["days"] = [day.day.isoformat() for day in new if day.is_wanted]

    def consequence(self) -> str:
        return "" if not self.plan.is_empty else "De agenda is al zoals de reeks het wil. Er valt niets te doen."

    def perform(self) -> str:
        data = {name: value for name, value in self.cleaned_data.items() if name != "gone"}
        days = data.pop("days", [])
        done = actions.carry_out(self.subject, days=days, **data, now=timezone.now())
        return f"De agenda is bijgewerkt: {len(days)} nieuw, {len(done.changed)} gewijzigd, {len(done.gone)} vervallen."


def _label(new: NewDay) -> str:
    remarks = [*new.warnings, "eerder overgeslagen"] if new.left_out else new.warnings
    day = date_format(new.day, "l j F Y")
    return f"{day} (let op: {', '.join(remarks)})" if remarks else day


class Stop(LettingGo, SeenVerb):
    slug, button, dangerous = "stop", "Stop deze reeks", True
    last = DayField(label="laatste dag van de reeks", initial=timezone.localdate)
    field_order = ["seen", "last", "gone", "cancelled_why"]

    @classmethod
    def fits(cls, subject: Series) -> bool:
        return subject.first_day < subject.last_day and subject.last_day > timezone.localdate()

    def consequence(self) -> str:
        return "Bijeenkomsten na die dag vervallen. Wat u apart hebt gewijzigd of verplaatst, blijft staan."

    def perform(self) -> str:
        data = {name: value for name, value in self.cleaned_data.items() if name != "gone"}
        number = actions.stop(self.subject, **data, now=timezone.now())
        return f"De reeks stopt op {date_format(self.cleaned_data['last'])}. Vervallen: {number}."
