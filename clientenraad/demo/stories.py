"""How far each invented candidate came, and on which days; all of it through ``recruitment.actions``.

Days are counted from today: -7 is a week ago. What the secretary does moves away from a weekend or a
holiday, and always in the same direction, so no step passes another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.auth.models import User

from clientenraad.demo.days import first_of_month, moment, working_day
from members import post
from members.models import Letter, Member
from recruitment import actions, applying, talks
from recruitment.models import Answer, Candidate, Talk

NOTES = {
    Talk.Kind.INTAKE: "Prettig gesprek. De verwachtingen kloppen aan beide kanten.",
    Talk.Kind.DELEGATION: "Heeft goede ideeën en luistert naar anderen.",
    Talk.Kind.APPOINTMENT: "De proefperiode ging goed. Wil graag door.",
}


@dataclass(frozen=True)
class Cast:
    """Who the candidates meet, and the moment at which the demo is made."""

    now: datetime
    today: date
    secretary: User
    secretary_name: str
    chair: Member
    delegations: Sequence[Sequence[Member]]
    place: str


@dataclass
class Walk:
    """One candidate on the road; every step is done by its action and then dated back to its own day."""

    cast: Cast
    candidate: Candidate
    delegation: int = 0

    def signs_up(self, days: int) -> Self:
        web = self.candidate.way_in == Candidate.WayIn.WEB
        by = None if web else self.cast.secretary
        day = self.cast.today + timedelta(days=days)
        applying.sign_up(self.candidate, today=day, by=by)
        received = self._date_back(moment(day, 9, 20))
        Candidate.objects.filter(pk=self.candidate.pk).update(received_at=received)
        return self

    def is_invited(self, kind: Talk.Kind, on: int, *, asked: int, phone: bool = False) -> Self:
        """The talk is planned for one day, and was so on an earlier one."""
        talks.plan_talk(
            self.candidate,
            kind,
            at=moment(working_day(self.cast.today, on), 14, 30),
            participants=self._people(kind),
            others="" if kind != Talk.Kind.INTAKE else f"{self.cast.secretary_name}, ambtelijk secretaris",
            way=Talk.Way.PHONE if phone else Talk.Way.VISIT,
            place="wij bellen u" if phone else self.cast.place,
            by=self.cast.secretary,
            today=self._day(asked),
        )
        self._date_back(moment(self._day(asked), 11))
        return self

    def talks(self, kind: Talk.Kind, on: int, *, outcome: str = Talk.Outcome.GO_ON, notes: str = "") -> Self:
        """The talk was planned a few days before, took place and was written down."""
        self.is_invited(kind, on, asked=on - 5)
        talks.record_talk(
            self.candidate,
            outcome=outcome,
            notes=notes or NOTES[kind],
            participants=self._people(kind),
            now=self.cast.now,
        )
        return self

    def is_asked(self, days: int) -> Self:
        actions.ask_agreement(self.candidate, by=self.cast.secretary, today=self._day(days))
        self._date_back(moment(self._day(days), 10))
        return self

    def hears_yes(self, side: Answer.Side, days: int) -> Self:
        day = self._day(days)
        actions.record_answer(self.candidate, side=side, agrees=True, given_on=day, by=self.cast.secretary, today=day)
        return self

    def starts_trial(self, first: int) -> Self:
        day = self._day(first)
        actions.start_trial(self.candidate, first=day, by=self.cast.secretary, today=day)
        self._date_back(moment(day, 9))
        return self

    def gets_longer(self, last: int, *, said: int) -> Self:
        why = "Was een paar weken weg en wil nog een vergadering meemaken."
        actions.extend_trial(
            self.candidate,
            last=self.cast.today + timedelta(days=last),
            why=why,
            by=self.cast.secretary,
            today=self._day(said),
        )
        self._date_back(moment(self._day(said), 16))
        return self

    def is_nominated(self, days: int) -> Self:
        day = self._day(days)
        actions.nominate(self.candidate, on=day, by=self.cast.secretary, today=day)
        self._date_back(moment(day, 15))
        return self

    def is_appointed(self, days: int, *, first: date) -> Self:
        day = self._day(days)
        actions.appoint(
            self.candidate,
            decided_on=day,
            reference=f"verzonnen besluit {day.year}-{day.month:02}",
            first=first,
            by=self.cast.secretary,
            today=day,
        )
        self._date_back(moment(day, 12))
        return self

    def joins_committee(self, days: int) -> Self:
        day = self._day(days)
        actions.accept_to_committee(self.candidate, first=day, by=self.cast.secretary, today=day)
        self._date_back(moment(day, 12))
        return self

    def is_declined(self, days: int, *, why: str) -> Self:
        actions.decline(self.candidate, why=why, by=self.cast.secretary, today=self._day(days))
        self._date_back(moment(self._day(days), 13))
        return self

    def gets_the_news(self) -> Self:
        """The secretary said yes to the letter that declines."""
        post.approve(self.candidate.letters.get(status=Letter.Status.DRAFT))
        return self

    def withdraws(self, days: int, *, why: str) -> Self:
        actions.withdraw(self.candidate, by=None, today=self._day(days), why=why)
        self._date_back(moment(self._day(days), 20))
        return self

    def _day(self, days: int) -> date:
        """A day in the past on which the secretary works."""
        return working_day(self.cast.today, days)

    def _people(self, kind: Talk.Kind) -> Sequence[Member]:
        return self.cast.delegations[self.delegation] if kind == Talk.Kind.DELEGATION else [self.cast.chair]

    def _date_back(self, when: datetime) -> datetime:
        """Give what the last action wrote the moment it is said to have happened; never one still to come."""
        when = min(when, self.cast.now - timedelta(minutes=1))
        # Rows of earlier steps lie before the demo began already.
        self.candidate.moves.filter(at__gte=self.cast.now).update(at=when)
        self.candidate.count_days()
        self.candidate.save(update_fields=["days"])
        Letter.objects.filter(written_at__gte=self.cast.now).update(written_at=when)
        return when


INTAKE, DELEGATION, APPOINTMENT = Talk.Kind.INTAKE, Talk.Kind.DELEGATION, Talk.Kind.APPOINTMENT


def _two_answers(walk: Walk, last: int) -> Walk:
    """The road up to two answers of yes, the last of them on a day."""
    walk.signs_up(last - 32).talks(INTAKE, last - 24).talks(DELEGATION, last - 14).is_asked(last - 7)
    return walk.hears_yes(Answer.Side.COUNCIL, last - 4).hears_yes(Answer.Side.CANDIDATE, last)


def _trial(walk: Walk, first: int) -> Walk:
    """The road up to and including a trial that began on a day."""
    return _two_answers(walk, first - 5).starts_trial(first)


def _one_answer(walk: Walk) -> Walk:
    """Asked three weeks ago; the council said yes, the candidate is silent."""
    walk.signs_up(-50).talks(INTAKE, -40).talks(DELEGATION, -30).is_asked(-22)
    return walk.hears_yes(Answer.Side.COUNCIL, -15)


def _delegation_heard(walk: Walk) -> Walk:
    walk.signs_up(-25).talks(INTAKE, -17)
    return walk.talks(
        DELEGATION,
        -6,
        outcome=Talk.Outcome.DOUBT,
        notes="Weet veel. Wij twijfelen of twaalf uur in de maand lukt.",
    )


def _nominated(walk: Walk) -> Walk:
    return _trial(walk, -118).talks(APPOINTMENT, -20).is_nominated(-12)


def _appointed(walk: Walk) -> Walk:
    """Decided ten days ago; a member from the first day of the month after next, when another one stops."""
    _trial(walk, -136).talks(APPOINTMENT, -38).is_nominated(-30)
    return walk.is_appointed(-10, first=first_of_month(walk.cast.today, 2))


def _appointed_and_started(walk: Walk) -> Walk:
    _trial(walk, -146).talks(APPOINTMENT, -48).is_nominated(-40)
    return walk.is_appointed(-21, first=walk.cast.today - timedelta(days=14))


def _declined(walk: Walk) -> Walk:
    walk.signs_up(-30).talks(INTAKE, -22)
    walk.talks(DELEGATION, -10, outcome=Talk.Outcome.STOP, notes="Zoekt iets anders dan de raad kan geven.")
    return walk.is_declined(-3, why="Zoekt vooral hulp voor zichzelf. Wij wezen de weg naar de gemeente.")


def _declined_kept(walk: Walk) -> Walk:
    walk.signs_up(-100).talks(INTAKE, -90, outcome=Talk.Outcome.STOP, notes="Heeft nu te weinig tijd.")
    return walk.is_declined(-80, why="Had te weinig tijd. Mag bellen als dat verandert.").gets_the_news()


def _committee_answer(walk: Walk) -> Walk:
    walk.signs_up(-20).talks(INTAKE, -11).is_asked(-5)
    return walk.hears_yes(Answer.Side.CANDIDATE, -2)


def _committee_member(walk: Walk) -> Walk:
    walk.signs_up(-55).talks(INTAKE, -45).is_asked(-38)
    walk.hears_yes(Answer.Side.COUNCIL, -33).hears_yes(Answer.Side.CANDIDATE, -30)
    return walk.joins_committee(-20)


STORIES: dict[str, Callable[[Walk], Walk]] = {
    "today": lambda walk: walk.signs_up(0),
    "post": lambda walk: walk.signs_up(-2),
    "silence": lambda walk: walk.signs_up(-13),
    "waiting": lambda walk: walk.signs_up(-95),
    "talk_planned": lambda walk: walk.signs_up(-6).is_invited(INTAKE, 4, asked=-2, phone=True),
    "talk_not_recorded": lambda walk: walk.signs_up(-14).is_invited(INTAKE, -1, asked=-8),
    "delegation_planned": lambda walk: walk.signs_up(-21).talks(INTAKE, -12).is_invited(DELEGATION, 7, asked=-4),
    "delegation_heard": _delegation_heard,
    "one_answer": _one_answer,
    "two_answers": lambda walk: _two_answers(walk, -1),
    "trial_half_way": lambda walk: _trial(walk, -45),
    "trial_ends_soon": lambda walk: _trial(walk, -107).gets_longer(10, said=-23),
    "appointment_talk": lambda walk: _trial(walk, -97).is_invited(APPOINTMENT, 3, asked=-4),
    "nominated": _nominated,
    "appointed": _appointed,
    "appointed_and_started": _appointed_and_started,
    "declined": _declined,
    "declined_kept": _declined_kept,
    "withdrawn": lambda walk: walk.signs_up(-28).talks(INTAKE, -19).withdraws(-8, why="Heeft een baan gevonden."),
    "committee_talk": lambda walk: walk.signs_up(-5).is_invited(INTAKE, 5, asked=-1),
    "committee_answer": _committee_answer,
    "committee_member": _committee_member,
}
