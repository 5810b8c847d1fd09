"""Who takes a seat, and for which days."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from members.dates import SANE_DAY
from members.models.guard import GuardedModel, GuardedQuerySet
from members.models.people import Member, StretchesByMember
from members.refusals import Refusal


class TermQuerySet(GuardedQuerySet["Term"]):
    def running_on(self, day: date) -> Self:
        """Terms in force on ``day``; the first and the last day both count."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def running_between(self, first: date, last: date) -> Self:
        """Terms in force on at least one day from ``first`` up to and including ``last``."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def not_over_on(self, day: date) -> Self:
        """Terms that run on ``day`` or on a later day."""
        return self.filter(ends_on__gte=day)

    def by_member(self) -> StretchesByMember:
        """The first and last days of these terms."""
        stretches: StretchesByMember = {}
        for member, first, last in self.order_by("starts_on").values_list("member", "starts_on", "ends_on"):
            stretches.setdefault(member, []).append((first, last))
        return stretches


class Term(GuardedModel):
    """One member's seat, from ``starts_on`` up to and including ``ends_on``; both are Dutch calendar days.

    Made and changed by ``members.actions``, where the seats are guarded (docs/rules.md, 1 to 6).
    """

    class Reason(models.TextChoices):
        """Why somebody left early; never public, only counted (docs/rules.md, 7)."""

        WORK = "work", "betaald werk"
        MOVED = "moved", "verhuisd"
        OWN_REQUEST = "request", "eigen verzoek"
        ILLNESS = "illness", "ziekte"
        DEATH = "death", "overleden"
        DISMISSED = "dismissed", "ontslagen door het college"
        OTHER = "other", "anders"

    member = models.ForeignKey(Member, models.PROTECT, related_name="terms", verbose_name="lid")
    starts_on = models.DateField("eerste dag", validators=SANE_DAY)
    ends_on = models.DateField("laatste dag", validators=SANE_DAY)
    decided_on = models.DateField("besluit van het college", null=True, blank=True, validators=SANE_DAY)
    decision_reference = models.CharField("kenmerk van het besluit", max_length=80, blank=True)
    exception_why = models.CharField(
        "reden van de uitzondering",
        max_length=500,
        blank=True,
        help_text="Alleen bij een termijn boven op de langste zittingstijd.",
    )
    left_because = models.CharField("reden van het vertrek", max_length=10, choices=Reason.choices, blank=True)
    planned_ends_on = models.DateField("laatste dag zonder vertrek", null=True, blank=True, validators=SANE_DAY)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "zittingstermijn"
        verbose_name_plural = "zittingstermijnen"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="term_last_day_not_before_first",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="De laatste dag ligt vóór de eerste dag.",
            ),
            models.UniqueConstraint(name="one_term_a_first_day", fields=["member", "starts_on"]),
            models.CheckConstraint(
                name="left_early_with_reason_and_day",
                condition=Q(left_because="", planned_ends_on=None)
                | (~Q(left_because="") & Q(planned_ends_on__gt=F("ends_on"))),
                violation_error_message="Wie eerder stopt, heeft een reden en een eerdere laatste dag.",
            ),
        ]

    def get_additional_data(self) -> dict[str, Any]:
        """The trail tells of this row as of its member (members.trail)."""
        return {"of": "members.member", "number": self.member_id}

    def refuse_broken_rules(self) -> None:
        """A chair's term brings no second chair (docs/rules.md, 9)."""
        for place in self.member.office_places.filter(office__is_chair=True).select_related("office", "member"):
            place.refuse_broken_rules()

    def refuse_clash(self) -> None:
        """Of one member no two terms overlap (docs/rules.md, 5)."""
        others = Term.objects.filter(member=self.member_id).exclude(pk=self.pk)
        clash = others.running_between(self.starts_on, self.ends_on).first()
        if clash:
            raise Refusal(
                f"Dit lid is al benoemd van {date_format(clash.starts_on)} tot en met {date_format(clash.ends_on)}."
                " Kies andere dagen."
            )

    def __str__(self) -> str:
        return f"{self.member}, {self.starts_on:%d-%m-%Y} tot en met {self.ends_on:%d-%m-%Y}"


class SeatHold(GuardedModel):
    """A seat kept free for somebody on trial, from ``starts_on`` until it is given back (docs/rules.md, 3).

    ``label`` says for whom without a name, for messages that others read.
    """

    starts_on = models.DateField("eerste dag", validators=SANE_DAY)
    label = models.CharField("voor wie", max_length=40)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "vastgehouden plaats"
        verbose_name_plural = "vastgehouden plaatsen"
        ordering = ["starts_on"]

    def __str__(self) -> str:
        return f"plaats voor {self.label}"
