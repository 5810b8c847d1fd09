"""Awards as data (docs/rules.md, 18)."""

from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django_prose_editor.fields import ProseEditorField

from events.models.news import NewsItem
from members.dates import SANE_DAY
from members.models.council import RICH_TEXT
from members.rich import cleaned


class AwardQuerySet(models.QuerySet["Award"]):
    def published(self) -> Self:
        """Awards that visitors may read about, the last one received in front."""
        return self.filter(is_published=True).order_by("-received_on", "pk")

    def given_with(self, award: "Award") -> Self:
        """The others of the same occasion."""
        return self.filter(occasion=award.occasion, received_on=award.received_on).exclude(pk=award.pk)


class Award(models.Model):
    """One prize that was given on one day, by ``giver``; ``received_on`` is a Dutch calendar day."""

    class Kind(models.TextChoices):
        JURY = "jury", "prijs van de jury"
        PUBLIC = "public", "prijs van het publiek"
        EXTRA = "extra", "extra prijs"

    prize = models.CharField("naam van de prijs", max_length=200)
    slug = models.SlugField(
        "webadres",
        max_length=80,
        unique=True,
        help_text="Het laatste stuk van het webadres. Laat leeg, dan komt het uit de naam.",
    )
    kind = models.CharField("soort", max_length=6, choices=Kind.choices)
    giver = models.CharField("wie geeft de prijs", max_length=200)
    occasion = models.CharField(
        "bij welke gelegenheid",
        max_length=200,
        help_text="Bijvoorbeeld: een congres. Schrijf het bij elke prijs van die dag hetzelfde.",
    )
    received_on = models.DateField("datum", validators=SANE_DAY)
    amount = models.DecimalField(
        "bedrag (euro)",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "Een bedrag is 0 of meer.")],
        help_text="Laat leeg als er geen geld bij hoort.",
    )
    recipient = models.CharField(
        "wie kreeg de prijs",
        max_length=200,
        blank=True,
        help_text="Laat leeg als dat niet zeker is. Een naam van een persoon mag alleen met toestemming.",
    )
    text = ProseEditorField("over deze prijs", extensions=RICH_TEXT, sanitize=cleaned, blank=True)
    news_item = models.ForeignKey(
        NewsItem, models.SET_NULL, null=True, blank=True, related_name="awards", verbose_name="nieuwsbericht"
    )
    editors_note = models.TextField(
        "notitie voor de redactie",
        blank=True,
        max_length=1000,
        help_text="Staat niet op de website. Bijvoorbeeld: wat in de bron onduidelijk is.",
    )
    is_published = models.BooleanField(
        "klaar voor de website", default=True, help_text="Haal het vinkje weg zolang u nog schrijft."
    )
    # Counts the saves, so that the second of two people who edit at once is told.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "prijs"
        verbose_name_plural = "prijzen"
        ordering = ["-received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="award_amount_not_negative",
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
                violation_error_message="Een bedrag is 0 of meer.",
            )
        ]

    def __str__(self) -> str:
        return self.prize

    def get_absolute_url(self) -> str:
        return reverse("award", args=[self.slug])


class AwardReason(models.Model):
    """One reason why the prize went to who got it; read aloud in the order of ``position``."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="reasons", verbose_name="prijs")
    position = models.PositiveSmallIntegerField("plaats in de rij", default=1)
    text = models.TextField("reden", max_length=500)

    class Meta:
        verbose_name = "reden"
        verbose_name_plural = "redenen"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"reden {self.position}"


class AwardComment(models.Model):
    """What the jury, the public or somebody else said about it."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="comments", verbose_name="prijs")
    position = models.PositiveSmallIntegerField("plaats in de rij", default=1)
    said_by = models.CharField(
        "wie zegt dit",
        max_length=120,
        help_text="Bijvoorbeeld: de jury, of iemand uit het publiek. Een naam mag alleen met toestemming.",
    )
    text = models.TextField("wat wordt er gezegd", max_length=500)

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"reactie van {self.said_by}"
