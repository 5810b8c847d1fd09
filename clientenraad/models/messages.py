"""What visitors send from the contact page."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

KEPT_AFTER_ANSWER = timedelta(weeks=4)  # docs/rules.md, 16


class MessageQuerySet(models.QuerySet["Message"]):
    def open(self) -> Self:
        """Messages that wait for an answer."""
        return self.filter(answered_on=None)

    def erasable_on(self, day: date) -> Self:
        """Messages that were answered four weeks before ``day`` or earlier."""
        return self.filter(answered_on__lte=day - KEPT_AFTER_ANSWER)


class Message(models.Model):
    """One message from the contact page. Its words and its sender are seen by the secretary and the chair only.

    Made and changed by ``clientenraad.messages``. ``answered_on`` is the Dutch calendar day on which the
    secretary ticked it off; four weeks later the row is gone.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "vraag of bericht"
        CALL = "call", "wil gebeld worden"
        ACCESSIBILITY = "accessibility", "iets op de website lukt niet"
        SAFETY = "safety", "iets op de website is niet veilig"

    class AnswerBy(models.TextChoices):
        EMAIL = "email", "E-mail"
        PHONE = "phone", "Telefoon"
        NONE = "none", "Ik hoef geen antwoord"

    kind = models.CharField("soort", max_length=13, choices=Kind.choices)
    name = models.CharField("naam", max_length=200, blank=True)
    answer_by = models.CharField("antwoord per", max_length=5, choices=AnswerBy.choices)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoonnummer", max_length=60, blank=True)
    call_when = models.CharField("wanneer bellen", max_length=200, blank=True)
    text = models.TextField("bericht", max_length=5000, blank=True)
    received_at = models.DateTimeField("ontvangen", default=timezone.now)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    # The same form sent twice is one message.
    form_number = models.UUIDField(unique=True, editable=False)
    # A random number that outlives the message: erasing writes it down, and a restored backup erases it again.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht van de contactpagina"
        verbose_name_plural = "berichten van de contactpagina"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="message_can_be_answered",
                condition=Q(answer_by="none")
                | (Q(answer_by="email") & ~Q(email=""))
                | Q(answer_by="phone") & ~Q(phone=""),
                violation_error_message="Vul in hoe wij u kunnen bereiken.",
            )
        ]

    def __str__(self) -> str:
        # Not the name: this text stands in page titles and in the admin's history.
        return f"bericht {self.pk}"

    @property
    def days_to_answer(self) -> int | None:
        """Whole days from the day it came in to the day it was answered; None while it waits."""
        if self.answered_on is None:
            return None
        return max(0, (self.answered_on - timezone.localdate(self.received_at)).days)


class PastMessage(models.Model):
    """A message that was answered and then erased, without its words or sender; for the yearly figures only."""

    kind = models.CharField("soort", max_length=13, choices=Message.Kind.choices)
    answered_in = models.DateField("maand van het antwoord", help_text="De eerste dag van die maand.")
    days = models.PositiveSmallIntegerField("dagen tot het antwoord")

    class Meta:
        verbose_name = "afgehandeld bericht"
        verbose_name_plural = "afgehandelde berichten"
        ordering = ["answered_in", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in {self.answered_in:%m-%Y}"
