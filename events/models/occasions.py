"""What one get-together and a whole series of them have in common."""

from django.db import models
from django_prose_editor.fields import ProseEditorField

from members.models.council import RICH_TEXT
from members.rich import cleaned


class Occasion(models.Model):
    """What it is, where, for whom, and what it costs; not yet when."""

    class Kind(models.TextChoices):
        DRINKS = "drinks", "borrel"
        DINNER = "dinner", "etentje"
        OPEN_MEETING = "open_meeting", "open vergadering"
        OTHER = "other", "anders"

    class ForWhom(models.TextChoices):
        EVERYBODY = "everybody", "iedereen"
        COUNCIL = "council", "alleen leden van de raad"

    class Accessible(models.TextChoices):
        """Whether a wheelchair can get in."""

        YES = "yes", "ja"
        NO = "no", "nee"
        UNKNOWN = "unknown", "weten wij nog niet"

    kind = models.CharField("soort", max_length=12, choices=Kind.choices, default=Kind.DRINKS)
    title = models.CharField("titel", max_length=120)
    place = models.CharField("plek", max_length=120, blank=True, help_text="Bijvoorbeeld: buurthuis De Linde.")
    address = models.CharField(
        "adres van de plek", max_length=200, blank=True, help_text="Straat en nummer, postcode en plaats."
    )
    directions = models.CharField(
        "zo komt u er",
        max_length=300,
        blank=True,
        help_text="Bijvoorbeeld: bus 3 stopt voor de deur. U kunt gratis parkeren.",
    )
    accessible = models.CharField(
        "toegankelijk met een rolstoel", max_length=7, choices=Accessible.choices, default=Accessible.UNKNOWN
    )
    accessible_note = models.CharField(
        "meer over de toegang",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: er is een lift en een aangepast toilet.",
    )
    text = ProseEditorField("over deze bijeenkomst", extensions=RICH_TEXT, sanitize=cleaned, blank=True)
    costs = models.CharField(
        "kosten", max_length=160, blank=True, help_text="Bijvoorbeeld: gratis, of: u betaalt uw eigen drankje."
    )
    for_whom = models.CharField("voor wie", max_length=10, choices=ForWhom.choices, default=ForWhom.EVERYBODY)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


# What a series hands on to each of its get-togethers.
SHARED = [field.name for field in Occasion._meta.local_fields]
