"""What the council does together."""

from datetime import UTC, datetime, time
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_prose_editor.fields import ProseEditorField

from members.models.council import RICH_TEXT

# A typing slip such as 0206 or 3026 is caught where it is typed.
SANE_MOMENT = [
    MinValueValidator(datetime(1900, 1, 1, tzinfo=UTC), "Kies een dag na 1 januari 1900."),
    MaxValueValidator(datetime(2199, 12, 31, tzinfo=UTC), "Kies een dag vóór het jaar 2200."),
]


def is_over(now: datetime) -> Q:
    """Over at ``now``: its end has come, or without an end: the Dutch day on which it starts is past."""
    today_began = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    return Q(ends_at__lte=now) | Q(ends_at=None, starts_at__lt=today_began)


class GetTogetherQuerySet(models.QuerySet["GetTogether"]):
    def published(self) -> Self:
        """Get-togethers that have a page, cancelled ones too."""
        return self.filter(is_published=True)

    def coming(self, now: datetime) -> Self:
        """Not over at ``now``, the first to come in front."""
        return self.exclude(is_over(now)).order_by("starts_at", "pk")

    def past(self, now: datetime) -> Self:
        """Over at ``now``, the last one in front."""
        return self.filter(is_over(now)).order_by("-starts_at", "-pk")

    def going_on(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_why="")

    def for_everybody(self) -> Self:
        """Those to which a visitor may come."""
        return self.filter(for_whom=GetTogether.ForWhom.EVERYBODY)


class GetTogether(models.Model):
    """Drinks, a dinner, an open meeting: one occasion, from ``starts_at`` until ``ends_at`` if that is known.

    A get-together that is cancelled keeps its page, so that whoever planned to come can read why.
    """

    class Kind(models.TextChoices):
        DRINKS = "drinks", "borrel"
        DINNER = "dinner", "etentje"
        OPEN_MEETING = "open_meeting", "open vergadering"
        OTHER = "other", "anders"

    class ForWhom(models.TextChoices):
        EVERYBODY = "everybody", "iedereen"
        COUNCIL = "council", "alleen leden van de raad"

    kind = models.CharField("soort", max_length=12, choices=Kind.choices, default=Kind.DRINKS)
    title = models.CharField("titel", max_length=120)
    slug = models.SlugField(
        "webadres",
        max_length=80,
        unique=True,
        help_text="Het laatste stuk van het webadres. Zet de maand erbij, zoals: borrel-december-2026.",
    )
    starts_at = models.DateTimeField("begin", validators=SANE_MOMENT)
    ends_at = models.DateTimeField(
        "einde", null=True, blank=True, validators=SANE_MOMENT, help_text="Laat leeg als u het niet weet."
    )
    place = models.CharField("plek", max_length=120, blank=True, help_text="Bijvoorbeeld: buurthuis De Linde.")
    address = models.CharField(
        "adres van de plek", max_length=200, blank=True, help_text="Straat en nummer, postcode en plaats."
    )
    text = ProseEditorField("over deze bijeenkomst", extensions=RICH_TEXT, sanitize=True, blank=True)
    costs = models.CharField(
        "kosten", max_length=160, blank=True, help_text="Bijvoorbeeld: gratis, of: u betaalt uw eigen drankje."
    )
    for_whom = models.CharField("voor wie", max_length=10, choices=ForWhom.choices, default=ForWhom.EVERYBODY)
    is_published = models.BooleanField("staat op de website", default=True)
    cancelled_why = models.CharField(
        "gaat niet door, omdat",
        max_length=200,
        blank=True,
        help_text="Laat leeg als het doorgaat. Schrijf anders een hele zin: bezoekers lezen die.",
    )

    objects = GetTogetherQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                name="get_together_ends_after_start",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="Het einde moet na het begin liggen.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("get_together", args=[self.slug])

    @property
    def is_for_council(self) -> bool:
        return self.for_whom == self.ForWhom.COUNCIL

    @property
    def ends_same_day(self) -> bool:
        """Whether start and end fall on one Dutch day; False when no end is known."""
        return self.ends_at is not None and (timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at))
