"""What the council does together."""

from datetime import UTC, datetime, time
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from events.models.occasions import Occasion
from events.models.series import Series
from events.models.years import years_of

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
    def published(self, now: datetime) -> Self:
        """Get-togethers that anybody may know of at ``now``, cancelled ones too: the only way to a visitor."""
        return self.filter(Q(published_from=None) | Q(published_from__lte=now), is_published=True)

    def coming(self, now: datetime) -> Self:
        """Not over at ``now``, the first to come in front."""
        return self.exclude(is_over(now)).order_by("starts_at", "pk")

    def past(self, now: datetime) -> Self:
        """Over at ``now``, the last one in front."""
        return self.filter(is_over(now)).order_by("-starts_at", "-pk")

    def years(self) -> list[int]:
        """The Dutch calendar years in which these start, the last in front."""
        return years_of(self, "starts_at")

    def going_on(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_why="")

    def for_everybody(self) -> Self:
        """Those to which a visitor may come."""
        return self.filter(for_whom=GetTogether.ForWhom.EVERYBODY)


class GetTogether(Occasion):
    """Drinks, a dinner, an open meeting: one occasion, from ``starts_at`` until ``ends_at`` if that is known.

    A get-together that is cancelled or moved keeps its page, so that whoever planned to come can read why.
    Cancelled and moved by ``events.actions``. Each save that matters to a calendar raises ``version``.
    """

    slug = models.SlugField(
        "webadres",
        max_length=80,
        unique=True,
        help_text="Het laatste stuk van het webadres. Laat leeg, dan maken wij het: borrel-december-2026."
        " Verandert u het? Dan blijft het oude adres ook werken.",
    )
    starts_at = models.DateTimeField("begin", validators=SANE_MOMENT)
    ends_at = models.DateTimeField(
        "einde", null=True, blank=True, validators=SANE_MOMENT, help_text="Laat leeg als u het niet weet."
    )
    is_published = models.BooleanField("staat op de website", default=True)
    published_from = models.DateTimeField(
        "op de website vanaf",
        null=True,
        blank=True,
        validators=SANE_MOMENT,
        help_text="Tot dan ziet niemand dit. Laat leeg om het meteen te laten zien.",
    )
    cancelled_why = models.CharField("gaat niet door, omdat", max_length=200, blank=True, editable=False)
    moved_why = models.CharField("verplaatst, omdat", max_length=200, blank=True, editable=False)
    # What visitors were told before the last move; both empty when nothing of the kind changed.
    moved_from = models.DateTimeField("begin vóór de verplaatsing", null=True, blank=True, editable=False)
    moved_from_place = models.CharField("plek vóór de verplaatsing", max_length=330, blank=True, editable=False)

    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="get_togethers",
        verbose_name="reeks",
    )
    # The day of the series for which this row was made; it stays when the row moves, so that no second one is made.
    planned_on = models.DateField("dag in de reeks", null=True, blank=True, editable=False)
    touched = models.BooleanField(
        "apart gewijzigd", default=False, editable=False, help_text="Dan blijft de reeks eraf."
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField("laatst gewijzigd", auto_now=True)

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
            ),
            models.UniqueConstraint(name="get_together_once_per_day_of_series", fields=["series", "planned_on"]),
        ]

    def get_absolute_url(self) -> str:
        return reverse("get_together", args=[self.slug])

    @property
    def is_for_council(self) -> bool:
        return self.for_whom == self.ForWhom.COUNCIL

    @property
    def is_moved(self) -> bool:
        return bool(self.moved_from or self.moved_from_place)

    @property
    def ends_same_day(self) -> bool:
        """Whether start and end fall on one Dutch day; False when no end is known."""
        return self.ends_at is not None and (timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at))

    @property
    def where(self) -> str:
        """Place and address on one line; empty when neither is known."""
        return ", ".join(filter(None, [self.place, self.address]))
