"""The outbox: a letter is a row, written in the same transaction as the change it tells of."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

NO_TRY_AFTER = timedelta(days=1)  # the longest pause between two tries is hours (members.post)


class LetterQuerySet(models.QuerySet["Letter"]):
    def due_at(self, moment: datetime) -> Self:
        """Letters that may be tried at ``moment``: waiting, or claimed by a sender that seems to have died.

        Also those whose next try lies further ahead than any is ever planned: the clock that planned it was wrong.
        """
        unsent = self.filter(status__in=[Letter.Status.WAITING, Letter.Status.SENDING])
        return unsent.filter(Q(next_try_at__lte=moment) | Q(next_try_at__gt=moment + NO_TRY_AFTER)).order_by("pk")

    def stuck_since(self, moment: datetime) -> Self:
        """Letters that should have left before ``moment`` and did not: nobody tried, or every try failed."""
        unsent = self.filter(status__in=[Letter.Status.WAITING, Letter.Status.SENDING])
        return unsent.filter(Q(next_try_at__lt=moment) | Q(tries__gt=0, written_at__lt=moment))

    def not_left(self) -> Self:
        """Letters that nobody has received yet."""
        return self.filter(
            status__in=[Letter.Status.DRAFT, Letter.Status.WAITING, Letter.Status.TO_PRINT, Letter.Status.TO_TELL]
        )

    def last_ones(self) -> Self:
        """Last mails to people who were erased, which must not stay."""
        return self.exclude(last_email="")

    def to_print(self) -> Self:
        """Letters for somebody without an e-mail address that have not been posted yet."""
        return self.filter(status=Letter.Status.TO_PRINT)


class Letter(models.Model):
    """One letter to one addressee, by mail or on paper; what somebody was told, and when, is their history.

    The addressee has ``letter_name``, ``letter_email`` and ``address``. ``body`` holds PERSONAL_LINK where the
    addressee's own link belongs: that is made when the letter leaves, and is never stored.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "wacht op uw ja"
        WAITING = "waiting", "gaat nog weg"
        SENDING = "sending", "wordt verstuurd"
        SENT = "sent", "verstuurd"
        REFUSED = "refused", "geweigerd door de mailserver"
        TO_PRINT = "to_print", "af te drukken"
        POSTED = "posted", "op de post gedaan"
        TO_TELL = "to_tell", "door te geven"
        TOLD = "told", "doorgegeven"

    PERSONAL_LINK = "[persoonlijke link]"

    addressee_type = models.ForeignKey(ContentType, models.CASCADE)
    addressee_id = models.PositiveBigIntegerField()
    addressee = GenericForeignKey("addressee_type", "addressee_id")
    kind = models.SlugField("soort", max_length=40)
    subject = models.CharField("onderwerp", max_length=200)
    body = models.TextField("tekst")
    # A calendar file that goes along, such as an invitation (text/calendar).
    calendar = models.TextField("agendabestand", blank=True)
    # What the letter is about when that is somebody else than who it is for, such as "candidate-12".
    about = models.CharField("gaat over", max_length=60, blank=True, db_index=True, editable=False)
    # The last mail to somebody who was erased: the only place of the address, deleted as soon as it has left.
    last_email = models.EmailField("adres voor de laatste e-mail", blank=True, editable=False)
    status = models.CharField("stand", max_length=12, choices=Status.choices, default=Status.WAITING)
    written_at = models.DateTimeField("geschreven", auto_now_add=True)
    sent_at = models.DateTimeField("verstuurd", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    next_try_at = models.DateTimeField("volgende poging", null=True, blank=True)
    problem = models.CharField("wat er misging", max_length=300, blank=True)
    # Stays the same over all tries, so that a mail that arrives twice is shown once.
    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Names what may be told only once, such as a day's news for the secretary.
    once = models.CharField(max_length=80, null=True, blank=True, unique=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        ordering = ["-pk"]
        indexes = [
            models.Index(name="letter_addressee", fields=["addressee_type", "addressee_id"]),
            models.Index(
                name="letter_due",
                fields=["next_try_at"],
                condition=Q(status__in=["waiting", "sending"]),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def letter_name(self) -> str:
        """Who the letter is for, in the admin; nobody knows the name of who was erased."""
        if self.last_email:
            return "iemand van wie de gegevens zijn gewist"
        return str(self.addressee.letter_name) if self.addressee else ""
