"""Very many rows beside those of a demo council, to see whether the site stays fast; the same ones every time.

Written in bulk, so without the letters and log lines that the verbs would leave. The rules still hold: seats are
guarded here as anywhere, and ``check_rules`` finds nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from clientenraad import search_index
from events.models import GetTogether, NewsItem
from members import actions
from members.dates import DAY, end_of_stretch
from members.models import Council, Letter, Member, SeatHold, SeatNumber, Term
from recruitment.models import Answer, Candidate, Move, Talk, Vacancy
from recruitment.road import ROADS, Stage, VacancyKind
from recruitment.undo import HOLDING

CANDIDATES, MEMBERS, EVENTS, NEWS, LETTERS = 2000, 500, 2000, 2000, 5000
SEATS, SITTING = 200, 150  # the rest of the members are former ones
TERM_YEARS = [4, 4, 4]
WITH_SEAT = 18  # candidates for whom a seat is held
# Where the others are: a crowd at the beginning, few further on, and some who left.
CROWD = [
    *[Stage.RECEIVED] * 8,
    *[Stage.INTAKE_TALK] * 3,
    *[Stage.DELEGATION_TALK] * 2,
    Stage.AGREEMENT,
    *[Stage.DECLINED] * 3,
    *[Stage.WITHDRAWN] * 2,
    Stage.APPOINTED,
]
TALK_OF = {Stage.INTAKE_TALK: Talk.Kind.INTAKE, Stage.DELEGATION_TALK: Talk.Kind.DELEGATION}
NEWS_TEXT = "<h2>Wat er is gebeurd</h2>" + (
    '<p>De raad sprak met de gemeente over <a href="/uitkering/">de regels</a>. Dit bericht is verzonnen.</p>' * 60
)
MOTIVATION = "Ik denk graag mee over werk en inkomen. Dit is een verzonnen tekst. " * 8
Say = Callable[[str], object]


def add_many(now: datetime, say: Say) -> None:
    """Add all rows beside those of a demo council; ``say`` hears of each kind when it is there.

    Belongs in one transaction with the demo. ``now`` is the moment at which everything on the site is alive.
    """
    today = timezone.localdate(now)
    members = _seat_members(today)
    say(f"{MEMBERS} leden met {MEMBERS * len(TERM_YEARS)} termijnen")
    candidates = _send_candidates(now, members)
    say(f"{CANDIDATES} kandidaten met hun stappen, gesprekken en antwoorden")
    _plan_events(now)
    say(f"{EVENTS} bijeenkomsten")
    _publish_news(now)
    say(f"{NEWS} nieuwsberichten")
    _write_letters(now, candidates, members)
    say(f"{LETTERS} brieven")
    search_index.rebuild()


def _seat_members(today: date) -> list[Member]:
    council = Council.objects.get()
    council.term_lengths = ", ".join(map(str, TERM_YEARS))
    council.save()
    actions.set_seats(SEATS, starts_on=SeatNumber.objects.get().starts_on, today=today)
    agreed = {"consent_on": today, "consent_how": "op papier", "told_on": today}
    rows = [Member(name=f"Lid {n} Voorbeeld", email=f"lid{n}@raad.example", **agreed) for n in range(MEMBERS)]
    members = Member.objects.bulk_create(rows)
    Term.objects.bulk_create(term for n, member in enumerate(members) for term in _terms(n, member, today))
    return members


def _terms(number: int, member: Member, today: date) -> list[Term]:
    """Three in a row, for everybody from another day: the last one runs for who sits, and is over for the others."""
    years_back = 8 if number < SITTING else 13
    first = date(today.year - years_back, today.month, 1) - timedelta(days=9 * (number % SITTING))
    terms = []
    for years in TERM_YEARS:
        terms.append(Term(member=member, starts_on=first, ends_on=end_of_stretch(first, years=years)))
        first = terms[-1].ends_on + DAY
    return terms


def _send_candidates(now: datetime, members: list[Member]) -> list[Candidate]:
    vacancy = Vacancy.objects.filter(kind=VacancyKind.SEAT)[0]
    rows = [_candidate(n, vacancy, now, members) for n in range(CANDIDATES)]
    candidates = Candidate.objects.bulk_create(rows)
    _date_back(candidates, "received_at", lambda number: now - timedelta(days=30 + number % 300))
    _hold_seats(candidates, timezone.localdate(now))
    _walk(candidates, now)
    return candidates


def stage_of(number: int) -> Stage:
    return HOLDING[number % len(HOLDING)] if number < WITH_SEAT else CROWD[number % len(CROWD)]


def _candidate(number: int, vacancy: Vacancy, now: datetime, members: list[Member]) -> Candidate:
    today, stage = timezone.localdate(now), stage_of(number)
    candidate = Candidate(
        vacancy=vacancy,
        name=f"Kandidaat {number} Voorbeeld",
        email=f"kandidaat{number}@raad.example",
        phone=f"06 0000 {number:04}",
        motivation=MOTIVATION,
        stage=stage,
        stage_since=today - timedelta(days=number % 25),
        member=members[number % MEMBERS] if stage == Stage.APPOINTED else None,
    )
    candidate.keep_in_step()
    if stage == Stage.RECEIVED and number % 2:
        candidate.waits_since = candidate.stage_since
    if stage in HOLDING:
        candidate.trial_starts_on = today - timedelta(days=60)
        candidate.trial_ends_on = end_of_stretch(candidate.trial_starts_on, months=3)
    return candidate


def _hold_seats(candidates: list[Candidate], today: date) -> None:
    on_trial = candidates[:WITH_SEAT]
    rows = [SeatHold(starts_on=today - timedelta(days=60), label=str(candidate)) for candidate in on_trial]
    for candidate, hold in zip(on_trial, SeatHold.objects.bulk_create(rows), strict=True):
        candidate.hold = hold
    Candidate.objects.bulk_update(on_trial, ["hold"])


def _walk(candidates: list[Candidate], now: datetime) -> None:
    """The steps up to each one's stage, with the talks and answers that belong to them."""
    moves = [move for candidate in candidates for move in _moves(candidate)]
    _date_back(Move.objects.bulk_create(moves), "at", lambda number: _came(moves[number], now))
    for candidate in candidates:
        candidate.count_days()
    Candidate.objects.bulk_update(candidates, ["days"])
    reached = [(move.candidate, Stage(move.to_stage)) for move in moves]
    Talk.objects.bulk_create(
        Talk(
            candidate=who, kind=TALK_OF[stage], planned_at=now - timedelta(days=3), place="De Linde, Voorbeeldstraat 1"
        )
        for who, stage in reached
        if stage in TALK_OF
    )
    Answer.objects.bulk_create(
        Answer(candidate=who, side=side, agrees=True, given_on=timezone.localdate(now))
        for who, stage in reached
        for side in Answer.Side
        if stage == Stage.TRIAL
    )


def _came(move: Move, now: datetime) -> datetime:
    """When this step was taken: one candidate goes on every five days, another every thirteen."""
    road = ROADS[VacancyKind.SEAT]
    steps = road.index(Stage(move.to_stage)) if move.to_stage in road else len(road)
    apart = timedelta(days=5 + move.candidate_id % 9)
    return min(move.candidate.received_at + steps * apart, now - timedelta(hours=1))


def _moves(candidate: Candidate) -> list[Move]:
    road = ROADS[VacancyKind.SEAT]
    here = road.index(Stage(candidate.stage)) if candidate.stage in road else 0
    steps = ["", *road[: here + 1], *([] if candidate.stage in road else [candidate.stage])]
    return [Move(candidate=candidate, from_stage=a, to_stage=b) for a, b in pairwise(steps)]


def _plan_events(now: datetime) -> None:
    """Half of them past and half to come, one each day; the last ones are not on the site yet."""
    GetTogether.objects.bulk_create(
        GetTogether(
            title=f"Borrel {n}",
            slug=f"borrel-voorbeeld-{n}",
            kind=list(GetTogether.Kind)[n % 4],
            place="Buurthuis De Linde",
            address="Voorbeeldstraat 1, Voorbeeldstad",
            text="<p>Een verzonnen bijeenkomst. U bent welkom.</p>",
            starts_at=now + timedelta(days=n - EVENTS // 2, hours=1),
            ends_at=now + timedelta(days=n - EVENTS // 2, hours=3),
            published_from=now + timedelta(days=n) if n >= EVENTS - 50 else None,
        )
        for n in range(EVENTS)
    )


def _publish_news(now: datetime) -> None:
    """One each second day, the newest tomorrow; every hundredth is still being written."""
    NewsItem.objects.bulk_create(
        NewsItem(
            title=f"Bericht {n}",
            slug=f"bericht-voorbeeld-{n}",
            summary="Een verzonnen bericht over werk en inkomen.",
            text=NEWS_TEXT,
            published_at=now + timedelta(days=1 - 2 * n),
            is_published=n % 100 != 50,
        )
        for n in range(NEWS)
    )


def _write_letters(now: datetime, candidates: list[Candidate], members: list[Member]) -> None:
    people: Sequence[Candidate | Member] = [*candidates, *members]
    kinds = {model: ContentType.objects.get_for_model(model) for model in (Candidate, Member)}
    rows = [
        Letter(
            addressee_type=kinds[type(people[n % len(people)])],
            addressee_id=people[n % len(people)].pk,
            kind="received",
            subject="Wij hebben uw bericht ontvangen",
            body="Beste lezer,\n\nDit is een verzonnen brief. Hij is nooit verstuurd.",
            status=Letter.Status.SENT,
            sent_at=now - timedelta(days=n % 40),
            tries=1,
        )
        for n in range(LETTERS)
    ]
    _date_back(Letter.objects.bulk_create(rows), "written_at", lambda number: now - timedelta(days=1 + number % 40))


def _date_back(rows: Sequence[models.Model], field: str, moment: Callable[[int], datetime]) -> None:
    """Give the rows, by their number in the list, a moment; the database would have set it to the present."""
    by_moment = defaultdict(list)
    for number, row in enumerate(rows):
        setattr(row, field, moment(number))
        by_moment[moment(number)].append(row.pk)
    for at, numbers in by_moment.items():
        type(rows[0])._default_manager.filter(pk__in=numbers).update(**{field: at})
