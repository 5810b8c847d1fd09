"""The way to a candidate's own page: an address that only they know, kept as a hash."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from recruitment.models.candidate import Candidate

VALID_FOR = timedelta(days=90)
# Somebody may copy it from paper: no capitals, and nothing that looks like something else.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
# 99 bits. A token can only be tried at the site itself, as the database keeps hashes; whoever tries a million a second
# for all its 90 days finds one of a thousand living links with a chance of one in 10 to the 13th.
LENGTH = 20
GROUP = 4


def _digest(token: str) -> str:
    """The hash of a token as it was made, however it was copied: with capitals, hyphens or spaces."""
    return sha256("".join(token.lower().replace("-", "").split()).encode()).hexdigest()


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    def make(self, candidate: "Candidate") -> str:
        """A new token for this candidate, in groups such as abcd-efgh; the row keeps only its hash."""
        token = "".join(secrets.choice(READABLE) for _ in range(LENGTH))
        self.create(candidate=candidate, digest=_digest(token))
        return "-".join(token[start : start + GROUP] for start in range(0, LENGTH, GROUP))

    def opened_by(self, token: str, now: datetime) -> "PersonalLink | None":
        """The link that this token opens at ``now``; none once it is 90 days old or was revoked."""
        return self.valid_at(now).filter(digest=_digest(token)).first()

    def valid_at(self, now: datetime) -> "PersonalLinkQuerySet":
        return self.filter(made_at__gt=now - VALID_FOR)


class PersonalLink(models.Model):
    """One personal link, as sent in one letter; deleting the row makes it dead at once."""

    candidate = models.ForeignKey("recruitment.Candidate", models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "persoonlijke link"
        verbose_name_plural = "persoonlijke links"

    def __str__(self) -> str:
        return f"link {self.pk}"


class LinkRequest(models.Model):
    """Somebody asked for a new link; answered and deleted by the next sender.

    One such row is all that a request writes, for a known and an unknown address alike, so that the time it
    takes tells nothing.
    """

    email = models.EmailField("e-mailadres")
    asked_at = models.DateTimeField("gevraagd", auto_now_add=True)

    class Meta:
        verbose_name = "vraag om een nieuwe link"
        verbose_name_plural = "vragen om een nieuwe link"

    def __str__(self) -> str:
        return f"vraag {self.pk}"
