"""How long somebody was at each station of the road."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from django.utils import timezone

from recruitment.road import Stage


def days_at_each_stage(steps: Iterable[tuple[str, datetime]]) -> dict[str, int]:
    """Whole days from each step to the next, for the steps of one road that stand, in their order.

    Where two applications of one person were joined, only the first of them is a step.
    """
    taken = list(steps)
    road = [*taken[:1], *(step for step in taken[1:] if step[0] != Stage.RECEIVED)]
    zone = timezone.get_current_timezone()
    days = [(stage, timezone.localdate(at, zone)) for stage, at in road]
    return {stage: max(0, (until - since).days) for (stage, since), (_, until) in pairwise(days)}
