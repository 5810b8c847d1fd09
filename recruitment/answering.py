"""What the candidate answers on the own page; each answer tells the secretary that there is work."""

from datetime import date

from django.db import transaction

from members import post
from members.models import Letter
from members.refusals import Refusal
from recruitment import actions, waiting_list
from recruitment.door import locked
from recruitment.models import Answer, Candidate
from recruitment.road import Stage

CANDIDATE = Answer.Side.CANDIDATE
# An offer counts once it reached somebody; a draft still waits for the secretary.
REACHED = [Letter.Status.SENT, Letter.Status.POSTED, Letter.Status.TOLD]


@transaction.atomic
def answer_agreement(candidate: Candidate, *, agrees: bool, today: date) -> None:
    """The candidate's own answer to ‘wilt u verder?’; may change while the stage lasts, raises ``MoveRefused`` after.

    The same answer twice is one answer, and keeps its first date.
    """
    candidate = locked(candidate)
    given = candidate.answer_of(CANDIDATE)
    if given and given.agrees == agrees and candidate.stage == Stage.AGREEMENT:
        return
    actions.record_answer(candidate, side=CANDIDATE, agrees=agrees, given_on=today, by=None, today=today)
    post.tell_secretary(today)


def seat_is_offered(candidate: Candidate) -> bool:
    """Whether a letter that a seat came free reached this candidate, who still waits and did not answer."""
    if candidate.stage != Stage.RECEIVED or candidate.waits_since is None:
        return False
    reached = candidate.letters.filter(kind="seat_free", status__in=REACHED)
    # An offer from before this wait was about another seat.
    return reached.filter(written_at__date__gte=candidate.waits_since).exists()


@transaction.atomic
def take_offered_seat(candidate: Candidate, *, today: date) -> None:
    """The candidate still wants to join: off the waiting list, on along the road.

    Raises ``Refusal`` without an offer.
    """
    candidate = locked(candidate)
    if not seat_is_offered(candidate):
        raise Refusal("Er is nu geen plaats waarvoor wij uw antwoord vragen.")
    waiting_list.wants_the_seat(candidate, by=None)
    post.tell_secretary(today)
