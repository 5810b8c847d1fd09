"""What the council says about who can use its website."""

from datetime import date

from django.db import models
from django.db.models import Q
from django_prose_editor.fields import ProseEditorField

from members.dates import SANE_DAY, end_of_stretch
from members.models.council import RICH_TEXT
from members.rich import cleaned

VALID_YEARS = 3  # an inquiry that is older says nothing about the website of today


class AccessibilityStatement(models.Model):
    """The one row behind /toegankelijkheid/, made by a migration; its status is the council's own choice.

    What may be said on a day follows from ``claim``: never more than somebody looked into.
    """

    class Status(models.TextChoices):
        UNKNOWN = "unknown", "nog niet onderzocht"
        PARTLY = "partly", "onderzocht: er zijn nog problemen"
        FULLY = "fully", "onderzocht: de website haalt het doel"

    status = models.CharField("stand", max_length=7, choices=Status.choices, default=Status.UNKNOWN)
    researched_on = models.DateField(
        "onderzocht op",
        null=True,
        blank=True,
        validators=SANE_DAY,
        help_text="De dag van het rapport. Alleen van een volledig onderzoek door iemand die de website niet maakte.",
    )
    researched_by = models.CharField("onderzocht door", max_length=120, blank=True)
    problems = ProseEditorField(
        "bekende problemen",
        extensions=RICH_TEXT,
        sanitize=cleaned,
        blank=True,
        help_text="Wat werkt niet, voor wie, en wanneer lost u het op?",
    )

    class Meta:
        verbose_name = "verklaring over toegankelijkheid"
        verbose_name_plural = "verklaring over toegankelijkheid"
        constraints = [
            models.CheckConstraint(name="one_accessibility_statement", condition=Q(pk=1)),
            models.CheckConstraint(
                name="no_claim_without_inquiry",
                condition=Q(status="unknown") | Q(researched_on__isnull=False),
                violation_error_message="Vul in wanneer de website is onderzocht. Of kies: nog niet onderzocht.",
            ),
            models.CheckConstraint(
                name="no_full_claim_with_problems",
                condition=~Q(status="fully") | Q(problems=""),
                violation_error_message="U noemt nog problemen. Kies dan: er zijn nog problemen.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()

    def claim(self, today: date) -> str:
        """The status that may be told on ``today``: UNKNOWN when the inquiry is missing, to come, or too old."""
        if self.researched_on is None or self.researched_on > today or self.is_too_old(today):
            return self.Status.UNKNOWN
        return self.status

    def is_too_old(self, today: date) -> bool:
        """Whether there was an inquiry, three years or longer before ``today``."""
        return self.researched_on is not None and end_of_stretch(self.researched_on, years=VALID_YEARS) < today
