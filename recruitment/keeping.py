"""How long a candidate's data stay: the one answer for letters, lists and the nightly job (docs/rules.md, 16).

A stretch counts from the day itself, so that "4 weeks after" is the day on which the data are gone at the latest.
"""

from datetime import date, timedelta

from django.utils import timezone

from members.dates import DAY, end_of_stretch
from members.former import contact_kept_until
from members.models import Council
from recruitment.models import Candidate
from recruitment.road import ARRIVED, Stage

QUESTION = "still_waiting"  # the kind of letter that asks whether somebody still wants to wait
LONGEST_WITH_CONSENT = 12  # months, also after the end of the road


def last_day_kept(candidate: Candidate, council: Council) -> date | None:
    """The last Dutch calendar day on which the data may still be there; None while no end is in sight.

    On the road that is only so for who waits for a seat and was asked whether that is still wanted. Who became a
    member stays for as long as the member's own contact data.
    """
    if candidate.on_the_road:
        return last_day_to_answer(candidate, council)
    if candidate.stage in ARRIVED and candidate.member:
        return contact_kept_until(candidate.member, council)
    ended = candidate.stage_since
    usual = ended + timedelta(weeks=council.erase_after_weeks) - DAY
    return max(usual, _last_day_of_consent(candidate, council)) if candidate.keep else usual


def last_end_due_by(day: date, council: Council) -> date:
    """Whose road ended after this day keeps everything until after ``day``, with or without consent."""
    return day - timedelta(weeks=council.erase_after_weeks)


def _last_day_of_consent(candidate: Candidate, council: Council) -> date:
    agreed = end_of_stretch(timezone.localdate(candidate.received_at), months=council.keep_months)
    return min(agreed, end_of_stretch(candidate.stage_since, months=LONGEST_WITH_CONSENT))


def last_day_of_notes(candidate: Candidate, council: Council) -> date | None:
    """The last day on which an appointed candidate's motivation and the notes of talks may still be there."""
    if candidate.stage not in ARRIVED:
        return None
    return candidate.stage_since + timedelta(weeks=council.erase_after_weeks) - DAY


def waits(candidate: Candidate) -> bool:
    """Whether the candidate is on the waiting list."""
    return candidate.stage == Stage.RECEIVED and candidate.waits_since is not None


def asked_to_wait(candidate: Candidate) -> bool:
    """Whether the question if this candidate still wants to wait has no answer yet."""
    asked, heard = candidate.asked_to_wait_on, last_heard(candidate)
    return heard is not None and asked is not None and asked > heard


def day_to_ask(candidate: Candidate, council: Council) -> date | None:
    """The day on which to ask whether the candidate still wants to wait; None for who need not be asked."""
    heard = last_heard(candidate)
    if heard is None or asked_to_wait(candidate):
        return None
    return end_of_stretch(heard, months=council.waiting_months) + DAY


def last_day_to_answer(candidate: Candidate, council: Council) -> date | None:
    """The last day on which an answer to that question still counts; unlike elsewhere the weeks are given whole.

    They begin when the question left, by mail, by post or told: None as long as nobody got it.
    """
    read_from = _question_left_on(candidate) if asked_to_wait(candidate) else None
    return read_from + timedelta(weeks=council.waiting_answer_weeks) if read_from else None


def _question_left_on(candidate: Candidate) -> date | None:
    """The day on which the letter with that question left; None while it waits, was refused, or must be posted."""
    left = [letter for letter in candidate.letters.all() if letter.kind == QUESTION and letter.sent_at]
    days = [timezone.localdate(letter.sent_at) for letter in left]
    # A letter from an earlier year is another question.
    return max((day for day in days if day >= (candidate.asked_to_wait_on or day)), default=None)


def last_heard(candidate: Candidate) -> date | None:
    """When somebody on the waiting list last said so: by applying or by an answer."""
    if candidate.waits_since is None or not waits(candidate):
        return None
    return max(candidate.waits_since, candidate.still_waits_on or candidate.waits_since)
