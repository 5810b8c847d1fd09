"""What the council looks for."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_prose_editor.fields import ProseEditorField

from members.models import Committee
from members.models.council import RICH_TEXT
from recruitment.road import VacancyKind


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def published(self) -> Self:
        """Vacancies that have a page; whether one is open is a question for the seats (docs/rules.md, 4)."""
        return self.filter(is_published=True)


class Vacancy(models.Model):
    """A permanent vacancy: for a seat, open while one is free, or for a committee, which needs no seat."""

    Kind = VacancyKind

    title = models.CharField("titel", max_length=120)
    slug = models.SlugField(
        "adres", max_length=60, unique=True, help_text="Het laatste stuk van het webadres, zoals: lid."
    )
    kind = models.CharField("soort", max_length=12, choices=VacancyKind.choices, default=VacancyKind.SEAT)
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="commissie",
        help_text="Alleen bij een vacature voor een commissie.",
    )
    summary = models.CharField("in het kort", max_length=300)
    text = ProseEditorField("over dit werk", extensions=RICH_TEXT, sanitize=True, blank=True)
    wanted = ProseEditorField("wat wij zoeken", extensions=RICH_TEXT, sanitize=True, blank=True)
    offered = ProseEditorField("wat wij bieden", extensions=RICH_TEXT, sanitize=True, blank=True)
    themes = ProseEditorField("onderwerpen", extensions=RICH_TEXT, sanitize=True, blank=True)
    hours = models.CharField("tijd", max_length=160, blank=True, help_text="Bijvoorbeeld: 12 uur in de maand.")
    is_published = models.BooleanField(
        "staat op de website",
        default=True,
        help_text="Drukt iemand de pagina van de vacature af? Dan is het een folder met een QR-code.",
    )
    order = models.PositiveSmallIntegerField("volgorde", default=10)
    # Dutch days; empty for a vacancy of before they were noted.
    posted_on = models.DateField("op de website sinds", null=True, blank=True, editable=False)
    changed_on = models.DateField("laatst gewijzigd op", null=True, blank=True, editable=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = "vacature"
        verbose_name_plural = "vacatures"
        ordering = ["order", "title"]
        constraints = [
            models.CheckConstraint(
                name="committee_vacancy_names_committee",
                condition=Q(kind=VacancyKind.SEAT, committee=None)
                | Q(kind=VacancyKind.COMMITTEE, committee__isnull=False),
                violation_error_message=("Kies een commissie bij een vacature voor een commissie, en anders geen."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("vacancy", args=[self.slug])

    def written(self, *, today: date) -> None:
        """Save what somebody wrote, with the day of that, and with the first day on which visitors could read it."""
        self.changed_on = today
        if self.is_published:
            self.posted_on = self.posted_on or today
        self.save()

    @property
    def needs_seat(self) -> bool:
        return self.kind == VacancyKind.SEAT
