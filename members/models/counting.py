"""How many forms came from one address, so that a robot is stopped by every process of the site together."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import F
from django.utils.timezone import localtime


class FormCountQuerySet(models.QuerySet["FormCount"]):
    def add(self, seal: str, number: int, *, until: datetime) -> int:
        """Add ``number`` to what is counted under this seal and return the sum.

        Two who count at once wait for each other: nothing is counted for nothing.
        """
        first, more = {"number": number, "until": until}, {"number": F("number") + number}
        # Together: between them the minute work could throw the count away.
        with transaction.atomic():
            self.update_or_create(seal=seal, defaults=more, create_defaults=first)
            return self.values_list("number", flat=True).get(seal=seal)

    def forget_before(self, moment: datetime) -> None:
        """Throw away the counts that ended at ``moment`` or before it."""
        self.filter(until__lte=moment).delete()


class FormCount(models.Model):
    """The weight of the forms of one kind, from one address, in one stretch of time.

    The address itself is not kept: ``seal`` is a digest, sealed with the site's own key.
    """

    seal = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    objects = FormCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number} tot {localtime(self.until):%H.%M}"
