"""People and stations for the stories of the road."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from model_bakery import baker

from members.models import Committee, Council, Member
from recruitment import actions, applying, talks
from recruitment.models import Answer, Candidate, Move, Talk, Vacancy
from recruitment.road import Stage

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Bring = Callable[[Candidate, Stage], Candidate]


@pytest.fixture
def vacancy(council: Council) -> Vacancy:
    return Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk en praat mee.")


@pytest.fixture
def committee_vacancy(council: Council) -> Vacancy:
    committee = Committee.objects.create(name="commissie Communicatie")
    return Vacancy.objects.create(
        slug="communicatie", title="Schrijver", summary="Schrijf mee.", kind=Vacancy.Kind.COMMITTEE, committee=committee
    )


@pytest.fixture
def delegation(fill: Callable) -> list[Member]:
    """Two members of today."""
    return [term.member for term in fill(2, date(2026, 1, 1), date(2029, 12, 31))]


@pytest.fixture
def secretary(db: None) -> User:
    return user("secretaris", "Secretaris")


def user(name: str, role: str) -> User:
    """A colleague who may log in, with one role."""
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def candidate(vacancy: Vacancy, today: date) -> Candidate:
    return applying.sign_up(
        baker.prepare(Candidate, vacancy=vacancy, name="Wolk Voorbeeld", email="wolk@voorbeeld.example"), today=today
    )


@pytest.fixture
def own(client: Client, candidate: Candidate) -> Client:
    """The candidate's browser, with the own page open."""
    client.post(candidate.new_personal_link().removeprefix("http://testserver"))
    return client


@pytest.fixture
def bring(delegation: list[Member], secretary: User, today: date) -> Bring:
    """Walk a candidate along the road up to and including a stage, step by step."""

    def bring(candidate: Candidate, stage: Stage) -> Candidate:
        while candidate.stage != stage:
            one_step(candidate, delegation, secretary, today)
            candidate.refresh_from_db()
        return candidate

    return bring


def one_step(candidate: Candidate, delegation: list[Member], by: User, today: date) -> None:
    """Do what is needed at this station and go on to the next."""
    following = candidate.next_stages[0]
    if candidate.stage == Stage.AGREEMENT:
        for side in Answer.Side:
            actions.record_answer(candidate, side=side, agrees=True, given_on=today, by=by, today=today)
    match following:
        case Stage.INTAKE_TALK | Stage.DELEGATION_TALK | Stage.APPOINTMENT_TALK:
            hold_talk(candidate, following, delegation, by, today)
        case Stage.AGREEMENT:
            actions.ask_agreement(candidate, by=by, today=today)
        case Stage.TRIAL:
            actions.start_trial(candidate, first=today, by=by, today=today)
        case Stage.NOMINATED:
            actions.nominate(candidate, on=today, by=by, today=today)
        case Stage.APPOINTED:
            actions.appoint(candidate, decided_on=today, reference="B26", first=today, by=by, today=today)
        case Stage.COMMITTEE_MEMBER:
            actions.accept_to_committee(candidate, first=today, by=by, today=today)


def date_moves(candidate: Candidate, *moments: datetime) -> None:
    """Give everything in the candidate's log another moment, in its order."""
    for move, moment in zip(candidate.moves.all(), moments, strict=True):
        Move.objects.filter(pk=move.pk).update(at=moment)
    candidate.count_days()
    candidate.save(update_fields=["days"])


def steps(candidate: Candidate) -> list[str]:
    """The stages the candidate came to, in order; what was only noted at a station left out."""
    return [move.to_stage for move in candidate.moves.all() if move.from_stage != move.to_stage]


def hold_talk(candidate: Candidate, kind: str, delegation: list[Member], by: User, today: date) -> None:
    """Plan a talk for the afternoon of ``today`` and write it down in the evening."""
    at = datetime(today.year, today.month, today.day, 14, 0, tzinfo=AMSTERDAM)
    talks.plan_talk(candidate, kind, at=at, participants=delegation, place="Stadhuis", by=by, today=today)
    evening = at.replace(hour=20)
    talks.record_talk(
        candidate, outcome=Talk.Outcome.GO_ON, notes="Goed gesprek.", participants=delegation, now=evening
    )
