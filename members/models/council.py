"""The council's own settings: one row, so that a regulation fits without touching code."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django_prose_editor.fields import ProseEditorField

from members.dates import SANE_DAY
from members.models.guard import GuardedModel, GuardedQuerySet

# What the secretary's editor offers is what the cleaner lets through.
RICH_TEXT = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [2, 3]},
    "Link": {"protocols": ["http", "https", "mailto", "tel"], "enableTarget": False},
}


def check_whole_numbers(text: str) -> None:
    """Refuse a text that is not a list of whole numbers."""
    whole_numbers(text)


def whole_numbers(text: str) -> list[int]:
    """The numbers, 1 to 20, in a text such as ``4, 4``; raises ``ValidationError`` when it is anything else."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= 20 for part in parts):
        raise ValidationError("Schrijf de getallen met een komma ertussen, bijvoorbeeld: 4, 4.")
    return [int(part) for part in parts]


class CouncilQuerySet(GuardedQuerySet["Council"]):
    def locked(self) -> "Council":
        """The council, locked until the end of the transaction: whoever changes seats waits here."""
        return self.select_for_update().get()


class Council(GuardedModel):
    """The settings of the one council this site is for; the row is made by a migration and never goes."""

    name = models.CharField("naam van de raad", max_length=120, default="Cliëntenraad")
    municipality = models.CharField("gemeente", max_length=80, default="onze gemeente")
    is_demo = models.BooleanField("demonstratie", default=False, editable=False)

    minimum_members = models.PositiveSmallIntegerField(
        "minimum aantal leden", default=5, validators=[MaxValueValidator(200)]
    )
    term_lengths = models.CharField(
        "lengte van de zittingstermijnen (jaren)",
        max_length=40,
        default="4, 4",
        validators=[check_whole_numbers],
        help_text="Na elkaar, met een komma ertussen. Bij 3, 2 kan een lid vijf jaar blijven.",
    )
    exceptional_years = models.PositiveSmallIntegerField(
        "extra jaren in een uitzonderlijk geval",
        default=0,
        validators=[MaxValueValidator(20)],
        help_text="Vul 0 in als uw regels dit niet kennen.",
    )
    break_months = models.PositiveSmallIntegerField(
        "onderbreking waarna een lid opnieuw begint (maanden)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text="Laat leeg als alle termijnen altijd samen tellen.",
    )
    trial_months = models.PositiveSmallIntegerField(
        "proefperiode (maanden)", default=3, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    trial_holds_seat = models.BooleanField(
        "een proefperiode houdt een plaats vast",
        default=True,
        help_text="Dan doet niemand een proefperiode voor een plaats die er niet meer is.",
    )

    answer_days = models.PositiveSmallIntegerField(
        "antwoord binnen (werkdagen)", default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    erase_after_weeks = models.PositiveSmallIntegerField(
        "gegevens van kandidaten wissen na (weken)",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text="Geteld vanaf het einde van de weg. Hoogstens 4.",
    )
    notice_months = models.CharField(
        "bericht vóór het einde van een termijn (maanden)",
        max_length=40,
        default="6, 3",
        validators=[check_whole_numbers],
        help_text="Met een komma ertussen. Het lid en de secretaris krijgen dan een brief.",
    )
    former_members_public = models.BooleanField(
        "oud-leden staan op de website",
        default=False,
        help_text="Alleen wie daar toestemming voor gaf, staat er met naam.",
    )
    roster_public = models.BooleanField("het rooster van aftreden staat op de website", default=False)
    keep_months = models.PositiveSmallIntegerField(
        "gegevens bewaren met toestemming (maanden)",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Hoogstens 12.",
    )
    former_member_months = models.PositiveSmallIntegerField(
        "contactgegevens van oud-leden wissen na (maanden)",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Geteld vanaf de laatste dag als lid. Hoogstens 12.",
    )

    former_name_years = models.PositiveSmallIntegerField(
        "namen en termijnen van oud-leden wissen na (jaren)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Geteld vanaf de laatste dag als lid. Laat leeg om ze te bewaren.",
    )
    waiting_months = models.PositiveSmallIntegerField(
        "na hoeveel maanden wachten vragen wij of iemand nog wil?",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Voor wie op de wachtlijst staat. Hoogstens 12.",
    )
    waiting_answer_weeks = models.PositiveSmallIntegerField(
        "wachten op antwoord daarop (weken)",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text="Daarna wissen wij de gegevens. Hoogstens 4.",
    )

    drinks_months = models.PositiveSmallIntegerField(
        "een borrel om de hoeveel maanden?",
        null=True,
        blank=True,
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Staat er zo lang geen borrel in de agenda? Dan ziet u dat bij ‘Wat is er te doen?’."
        " Laat leeg als u dat niet wilt.",
    )
    dinner_months = models.PositiveSmallIntegerField(
        "samen eten om de hoeveel maanden?",
        null=True,
        blank=True,
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Zo werkt het ook met het eten. Bij 6 eet u twee keer per jaar samen.",
    )

    contact_email = models.EmailField("e-mailadres van de raad", blank=True)
    phone = models.CharField("telefoonnummer", max_length=40, blank=True)
    whatsapp = models.CharField("WhatsApp-nummer", max_length=40, blank=True)
    postal_address = models.TextField("postadres", blank=True, max_length=300)
    visiting = models.TextField("langskomen: waar en wanneer", blank=True, max_length=300)
    secretary_name = models.CharField("naam van de ambtelijk secretaris", max_length=120, blank=True)
    secretary_email = models.EmailField(
        "e-mailadres van de ambtelijk secretaris",
        blank=True,
        help_text="Hierheen gaat hoogstens één keer per dag het bericht dat er werk is."
        " En een bericht als een termijn bijna eindigt. Zonder namen.",
    )
    own_problem = ProseEditorField(
        "wie helpt bij een eigen probleem",
        extensions=RICH_TEXT,
        sanitize=True,
        blank=True,
        help_text="Staat boven het aanmeldformulier en op de contactpagina.",
    )

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "instellingen van de raad"
        verbose_name_plural = "instellingen van de raad"
        constraints = [models.CheckConstraint(name="one_council", condition=Q(pk=1))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            # The row that the guard locks is only now being made.
            models.Model.save(self, *args, **kwargs)
        else:
            super().save(*args, **kwargs)

    @property
    def lengths(self) -> list[int]:
        """Years of the first, second, … term (docs/rules.md, 6)."""
        return whole_numbers(self.term_lengths)

    @property
    def notices(self) -> list[int]:
        """Months before the end of a term at which a notice goes out, the longest first."""
        return sorted(whole_numbers(self.notice_months), reverse=True)

    @property
    def maximum_months(self) -> int:
        """Months that all terms of one member may last together, exceptional years not counted."""
        return 12 * sum(self.lengths)

    @property
    def address(self) -> str:
        """Where a letter to the council itself is posted."""
        return self.postal_address

    @property
    def letter_name(self) -> str:
        """Who a letter to the council itself is for."""
        return self.secretary_name or self.name

    @property
    def letter_email(self) -> str:
        """Where a letter to the council itself goes."""
        return self.secretary_email


class SeatNumber(GuardedModel):
    """How many seats the council has from ``starts_on`` on, until the next row takes over (docs/rules.md, 1).

    Changed by ``members.actions.set_seats``, which refuses a number below what is taken.
    """

    seats = models.PositiveSmallIntegerField(
        "aantal plaatsen", validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    starts_on = models.DateField("geldt vanaf", unique=True, validators=SANE_DAY)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "aantal plaatsen"
        verbose_name_plural = "aantallen plaatsen"
        ordering = ["starts_on"]
        constraints = [models.CheckConstraint(name="at_least_one_seat", condition=Q(seats__gte=1))]

    def __str__(self) -> str:
        return f"{self.seats} plaatsen vanaf {date_format(self.starts_on)}"
