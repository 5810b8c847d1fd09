"""What the council wrote and was answered, and the rules it works by."""

import secrets
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from members.dates import SANE_DAY

FOLDER = "documenten"


def file_name(document: "Document", name: str) -> str:
    """Where an upload is kept: nothing of its own name, which may be anything, and nothing that can be guessed."""
    return f"{FOLDER}/{secrets.token_hex(16)}.pdf"


class DocumentQuerySet(models.QuerySet["Document"]):
    def published(self) -> Self:
        """Documents that visitors may read, the newest in front."""
        return self.filter(is_published=True).order_by("-dated_on", "-pk")


class Document(models.Model):
    """A PDF for visitors; an advice may have the answer of the college beside it. ``dated_on`` is a Dutch day.

    The files are looked at by ``clientenraad.pdf`` before they are kept, and go with the row
    (``clientenraad.documents``).
    """

    class Kind(models.TextChoices):
        ADVICE = "advice", "advies"
        ORDINANCE = "ordinance", "verordening"
        RULES = "rules", "huishoudelijk reglement"
        MINUTES = "minutes", "verslag"
        OTHER = "other", "anders"

    kind = models.CharField("soort", max_length=9, choices=Kind.choices, default=Kind.ADVICE)
    title = models.CharField("onderwerp", max_length=160)
    dated_on = models.DateField("datum", default=timezone.localdate, validators=SANE_DAY)
    summary = models.CharField(
        "in het kort", max_length=300, blank=True, help_text="Een of twee zinnen: wat staat erin?"
    )
    file = models.FileField("pdf-bestand", upload_to=file_name, max_length=60)
    answer = models.FileField(
        "antwoord van het college", upload_to=file_name, max_length=60, blank=True, help_text="Alleen bij een advies."
    )
    answered_on = models.DateField("datum van het antwoord", null=True, blank=True, validators=SANE_DAY)
    is_published = models.BooleanField("staat op de website", default=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="only_an_advice_is_answered",
                condition=Q(kind="advice") | Q(answer=""),
                violation_error_message="Alleen bij een advies hoort een antwoord van het college.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it stands in the list, with its answer beside it."""
        return f"{reverse('documents')}#document-{self.pk}"
