"""What the candidate answers on the own page; each answer tells the secretary that there is work."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from members import post
from members.models import Letter
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import actions, waiting_list
from recruitment.door import MoveRefused, locked
from recruitment.keeping import waits
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
    if candidate.stage != Stage.AGREEMENT:
        raise MoveRefused("Wij vragen dit antwoord nu niet van u.")
    given = candidate.answer_of(CANDIDATE)
    if given and given.agrees == agrees:
        return
    actions.record_answer(candidate, side=CANDIDATE, agrees=agrees, given_on=today, by=None, today=today)
    post.tell_secretary(today)


@transaction.atomic
def stop(candidate: Candidate, *, today: date) -> None:
    """The candidate stops; the button pressed twice is one stop.

    Raises ``Refusal`` when the road ended otherwise, and does not say how: the letter about that may still wait.
    """
    candidate = locked(candidate)
    if candidate.stage == Stage.WITHDRAWN:
        return
    if not candidate.on_the_road:
        raise Refusal("Er is al een besluit over uw aanmelding.")
    actions.withdraw(candidate, by=None, today=today)


def seat_is_offered(candidate: Candidate, today: date) -> bool:
    """Whether a letter that a seat came free reached this candidate, who still waits, and the seat is still there."""
    if not waits(candidate) or candidate.waits_since is None or not occupancy(today).free:
        return False
    # An offer from before this wait was about another seat.
    return _offers(candidate).filter(written_at__date__gte=candidate.waits_since).exists()


def _offers(candidate: Candidate) -> QuerySet[Letter]:
    reached: QuerySet[Letter] = candidate.letters.filter(kind="seat_free", status__in=REACHED)
    return reached


@transaction.atomic
def take_offered_seat(candidate: Candidate, *, today: date) -> None:
    """The candidate still wants to join: off the waiting list, on along the road.

    The button pressed twice is one answer. Raises ``Refusal`` without an offer.
    """
    candidate = locked(candidate)
    if candidate.stage == Stage.RECEIVED and candidate.waits_since is None and _offers(candidate).exists():
        return
    if not seat_is_offered(candidate, today):
        raise Refusal("Er is nu geen plaats vrij waarvoor wij uw antwoord vragen.")
    waiting_list.wants_the_seat(candidate, by=None)
    post.tell_secretary(today)
