"""What stays when a person goes: why the council said no, and a row for the yearly figures."""

from django.db import models

from recruitment.road import Stage, VacancyKind


class DeclineReason(models.Model):
    """A reason to decline, from a list that the secretary keeps; for staff and the yearly figures only."""

    text = models.CharField("reden", max_length=120, unique=True)
    is_offered = models.BooleanField("staat in de lijst", default=True)
    order = models.PositiveSmallIntegerField("volgorde", default=10)

    class Meta:
        verbose_name = "reden van afwijzing"
        verbose_name_plural = "redenen van afwijzing"
        ordering = ["order", "text"]

    def __str__(self) -> str:
        return self.text


class PastRoad(models.Model):
    """A road that ended, without the person: no name, no number, months instead of days (docs/rules.md, 16)."""

    kind = models.CharField("soort vacature", max_length=12, choices=VacancyKind.choices)
    way_in = models.CharField("binnengekomen per", max_length=10)
    received_in = models.DateField("maand van aanmelding", help_text="De eerste dag van die maand.")
    ended_in = models.DateField("maand van het einde", help_text="De eerste dag van die maand.")
    outcome = models.CharField("uitkomst", max_length=20, choices=Stage.choices)
    declined_because = models.ForeignKey(
        DeclineReason, models.PROTECT, null=True, blank=True, verbose_name="reden van de afwijzing"
    )
    # Whole days spent at each stage, such as {"received": 4}; a stage that was not reached is not in it.
    days = models.JSONField("dagen per stap", default=dict)

    class Meta:
        verbose_name = "afgelopen weg"
        verbose_name_plural = "afgelopen wegen"
        ordering = ["ended_in", "pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} in {self.ended_in:%m-%Y}"
