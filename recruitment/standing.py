"""Where a candidate stands, for the secretary: what is next, whose turn it is, and how long we have been silent.

The list, the worklist and the candidate's page ask it here. ``for_the_desk`` brings what it looks at along in one
query, however many candidates there are; who was not asked for that way has no standing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.formats import date_format

from members.models import Letter
from recruitment.models import Answer, Candidate, Talk
from recruitment.road import ENDED, Stage, next_stages

TRIAL_ENDS_SOON = timedelta(days=14)
ARRIVED_AT_LAST = [Letter.Status.SENT, Letter.Status.POSTED, Letter.Status.TOLD]
# What to do to reach each station: in words, and the address of the button.
TO_REACH = {
    Stage.INTAKE_TALK: ("plan het kennismakingsgesprek", "plan-kennismaking"),
    Stage.DELEGATION_TALK: ("plan het gesprek met een delegatie", "plan-delegatie"),
    Stage.AGREEMENT: ("vraag over en weer akkoord", "vraag-akkoord"),
    Stage.TRIAL: ("start de proefperiode", "start-proef"),
    Stage.APPOINTMENT_TALK: ("plan het aanstellingsgesprek", "plan-aanstelling"),
    Stage.NOMINATED: ("draag voor aan het college", "draag-voor"),
    Stage.APPOINTED: ("noteer het besluit van het college", "benoem"),
    Stage.COMMITTEE_MEMBER: ("neem op in de commissie", "neem-op"),
}
# What was typed is long, and stands in no line of a list.
UNREAD = ["motivation", "halfway_notes", "search_text", "keep_wording", "vacancy__text", "vacancy__wanted"]
UNREAD += ["vacancy__offered", "vacancy__themes", "vacancy__summary"]
TALK_SLUGS = ["plan-kennismaking", "plan-delegatie", "plan-aanstelling", "plan-opnieuw", "leg-gesprek-vast"]


class Turn(TextChoices):
    """Who has to do something before the road goes on."""

    SECRETARY = "secretary", "u"
    CANDIDATE = "candidate", "de kandidaat"
    COLLEGE = "college", "het college"
    NOBODY = "nobody", "niemand"


@dataclass(frozen=True)
class Next:
    """What comes next: as words to read, whose turn it is, and the ``slug`` of the button that does it.

    ``because`` is why it cannot wait, which the list and the candidate's page show as a warning.
    """

    text: str
    turn: Turn = Turn.SECRETARY
    slug: str = ""
    is_late: bool = False
    because: str = ""

    @property
    def in_full(self) -> str:
        """The words with their reason, for who reads nothing else."""
        return f"{self.because}. {self.text[0].upper()}{self.text[1:]}" if self.because else self.text

    @property
    def is_talk(self) -> bool:
        """Whether it is about a talk: to plan, to move or to write down."""
        return self.slug in TALK_SLUGS

    @property
    def is_up_to_another(self) -> bool:
        """Whether somebody else has to do something first."""
        return self.turn in (Turn.CANDIDATE, Turn.COLLEGE)

    @property
    def is_work(self) -> bool:
        """Whether the secretary does it, or has to see that somebody else does."""
        return self.turn != Turn.NOBODY


def for_the_desk(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """The same candidates, each with what its standing needs to know."""
    of_candidate = Talk.objects.filter(candidate=OuterRef("pk"))
    at_station = of_candidate.filter(kind=OuterRef("stage")).order_by("-pk")
    held = of_candidate.exclude(outcome="").order_by("-planned_at")
    return candidates.select_related("vacancy").annotate(
        station=Case(*_in_road_order(), output_field=IntegerField()),
        heard_at=Greatest("received_at", _or_received(_letters(), "sent_at"), _or_received(held, "planned_at")),
        talk_planned_at=Subquery(at_station.values("planned_at")[:1]),
        talk_outcome=Subquery(at_station.values("outcome")[:1]),
        council_says=_answer(Answer.Side.COUNCIL),
        candidate_says=_answer(Answer.Side.CANDIDATE),
    )


def for_the_list(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """As ``for_the_desk``, for a list of many: without what was typed, which is long and stands in no line."""
    return for_the_desk(candidates).defer(*UNREAD)


def longest_silent_first(candidates: QuerySet[Candidate]) -> Any:
    """As ``for_the_list``, who has waited longest for a word from us first."""
    road: Any = for_the_list(candidates)
    return road.order_by("heard_at", "pk")


def _in_road_order() -> Iterable[When]:
    return (When(stage=stage, then=Value(place)) for place, stage in enumerate(Stage.values))


def _letters() -> QuerySet[Letter]:
    to_candidates = ContentType.objects.get_for_model(Candidate)
    letters = Letter.objects.filter(addressee_type=to_candidates, addressee_id=OuterRef("pk"))
    return letters.filter(status__in=ARRIVED_AT_LAST, sent_at__isnull=False).order_by("-sent_at")


def _or_received(rows: QuerySet[Any], field: str) -> Coalesce:
    return Coalesce(Subquery(rows.values(field)[:1]), "received_at")


def _answer(side: Answer.Side) -> Subquery:
    return Subquery(Answer.objects.filter(candidate=OuterRef("pk"), side=side).values("agrees")[:1])


def next_of(candidate: Any, now: datetime, today: date) -> Next | None:
    """What comes next for a candidate from ``for_the_desk``; None when the road has ended."""
    if candidate.stage in ENDED:
        return None
    if candidate.stage == Stage.RECEIVED and candidate.waits_since:
        since = date_format(candidate.waits_since)
        return Next(f"wacht op een plaats sinds {since}", Turn.NOBODY, slug="er-is-plaats")
    if candidate.stage in Talk.Kind.values and (waits := _talk_to_come(candidate, now)):
        return waits
    if candidate.stage == Stage.AGREEMENT and (waits := _answer_to_come(candidate)):
        return waits
    if candidate.stage == Stage.TRIAL:
        return _of_trial(candidate, today)
    text, slug = TO_REACH[next_stages(candidate.vacancy.kind, candidate.stage)[0]]
    return Next(text, Turn.COLLEGE if candidate.stage == Stage.NOMINATED else Turn.SECRETARY, slug)


def _talk_to_come(candidate: Any, now: datetime) -> Next | None:
    label = Talk.Kind(candidate.stage).label
    if candidate.talk_outcome == Talk.Outcome.STOP:
        return Next(f"het {label} liep niet goed af. Wijs af, of plan een nieuw gesprek")
    if candidate.talk_outcome:
        return None
    if candidate.talk_planned_at is None:
        return Next(f"plan het {label} opnieuw", slug="plan-opnieuw")
    if candidate.talk_planned_at <= now:
        return Next(f"leg het {label} vast", slug="leg-gesprek-vast", is_late=True)
    start = timezone.localtime(candidate.talk_planned_at)
    return Next(f"het {label} is op {date_format(start, 'l j F Y, H.i')} uur", Turn.NOBODY)


def _answer_to_come(candidate: Any) -> Next | None:
    if False in (candidate.council_says, candidate.candidate_says):
        return Next("een van de antwoorden is nee. Wijs af, of noteer dat de kandidaat stopt")
    if candidate.council_says is None:
        return Next("noteer het antwoord van de raad", slug="noteer-antwoord")
    if candidate.candidate_says is None:
        return Next("noteer het antwoord van de kandidaat", Turn.CANDIDATE, "noteer-antwoord")
    return None


def _of_trial(candidate: Any, today: date) -> Next:
    first, last = candidate.trial_starts_on or today, candidate.trial_ends_on or today
    text, slug = TO_REACH[Stage.APPOINTMENT_TALK]
    if because := trial_ends(last, today):
        return Next(text, slug=slug, is_late=last < today, because=because)
    if candidate.halfway_on is None and today > halfway(first, last):
        return Next("de helft van de proefperiode is voorbij. Bespreek hoe het gaat", slug="halverwege")
    return Next(f"is op proef tot en met {date_format(last)}", Turn.NOBODY, slug)


def trial_ends(last: date | None, today: date) -> str:
    """Says that a trial is over, or ends within two weeks; empty while there is time."""
    if last is None or last - today > TRIAL_ENDS_SOON:
        return ""
    return "de proefperiode is voorbij" if last < today else f"de proefperiode eindigt op {date_format(last)}"


def halfway(first: date, last: date) -> date:
    """The last day of the first half of a stretch, both its days counted; of an odd number the first half is longer."""
    return first + (last - first) // 2


def silent_days(candidate: Any, today: date) -> int:
    """Days since the candidate last heard from us: a letter that left, something told, or a talk that was held."""
    return max(0, (today - timezone.localdate(candidate.heard_at)).days)


def is_silent_too_long(candidate: Any, ahead: Next | None, promised: date) -> bool:
    """Whether it is our turn, and who last heard from us before ``promised`` waits longer than the council said."""
    if ahead is None or ahead.turn != Turn.SECRETARY:
        return False
    return timezone.localdate(candidate.heard_at) < promised
