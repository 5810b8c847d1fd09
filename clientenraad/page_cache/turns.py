"""When the clock alone changes what visitors read."""

from datetime import datetime, time

from django.utils import timezone

from events import turns
from members.dates import DAY


def next_turn(now: datetime) -> datetime:
    """The first moment after ``now`` at which a page may read differently without any change: midnight, or earlier.

    Everything but get-togethers and news goes by the Dutch calendar day.
    """
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now) + DAY, time.min))
    return min([midnight, *turns.next_turns(now)])
