"""The road from interest to membership: one table of stations, from which every allowed move follows.

Docs/rules.md, 4 (the short road) and 10 to 11. Steps cannot be skipped.
"""

from dataclasses import dataclass

from django.db import models


class Stage(models.TextChoices):
    """Where a candidate is; the labels are the field's own terms."""

    RECEIVED = "received", "Aangemeld"
    INTAKE_TALK = "intake_talk", "Kennismakingsgesprek"
    DELEGATION_TALK = "delegation_talk", "Gesprek met een delegatie"
    AGREEMENT = "agreement", "Over en weer akkoord"
    TRIAL = "trial", "Proefperiode"
    APPOINTMENT_TALK = "appointment_talk", "Aanstellingsgesprek"
    NOMINATED = "nominated", "Voorgedragen aan het college"
    APPOINTED = "appointed", "Benoemd"
    COMMITTEE_MEMBER = "committee_member", "Commissielid"
    DECLINED = "declined", "Afgewezen"
    WITHDRAWN = "withdrawn", "Teruggetrokken"


class VacancyKind(models.TextChoices):
    SEAT = "seat", "voor een plaats in de raad"
    COMMITTEE = "committee", "voor een commissie"


ROADS = {
    VacancyKind.SEAT: [
        Stage.RECEIVED,
        Stage.INTAKE_TALK,
        Stage.DELEGATION_TALK,
        Stage.AGREEMENT,
        Stage.TRIAL,
        Stage.APPOINTMENT_TALK,
        Stage.NOMINATED,
        Stage.APPOINTED,
    ],
    VacancyKind.COMMITTEE: [
        Stage.RECEIVED,
        Stage.INTAKE_TALK,
        Stage.AGREEMENT,
        Stage.COMMITTEE_MEMBER,
    ],
}
ARRIVED = [Stage.APPOINTED, Stage.COMMITTEE_MEMBER]
ENDED = [*ARRIVED, Stage.DECLINED, Stage.WITHDRAWN]
LEFT = [Stage.DECLINED, Stage.WITHDRAWN]

# What a station is, in the words of the vacancy page and the candidate's own page.
_EXPLAINED = {
    Stage.RECEIVED: "U stuurt het formulier, of u belt, mailt of schrijft ons.",
    Stage.INTAKE_TALK: (
        "U praat met de voorzitter en de ambtelijk secretaris."
        " U vertelt wat u verwacht. Wij vertellen wat de raad verwacht."
    ),
    Stage.DELEGATION_TALK: "U praat met twee of meer leden van de raad.",
    Stage.AGREEMENT: "Wilt u verder? En wil de raad dat ook? Pas als u allebei ja zegt, gaan wij door.",
    Stage.TRIAL: "U doet {months} mee op proef. U bent dan nog geen lid.",
    Stage.APPOINTMENT_TALK: "U praat met de voorzitter over hoe de proefperiode ging.",
    Stage.NOMINATED: (
        "De raad draagt u voor aan het college van burgemeester en wethouders."
        " Het college krijgt alleen uw naam en de dagen van uw proefperiode."
    ),
    Stage.APPOINTED: (
        "Het college benoemt u. Meestal gaat dat zonder bespreking. Vanaf de eerste dag van uw termijn bent u lid."
    ),
    Stage.COMMITTEE_MEMBER: "U doet mee in de commissie.",
}


def explained(trial_months: int) -> dict[Stage, str]:
    """What happens at each station, for a council with a trial of so many months."""
    months = "1 maand" if trial_months == 1 else f"{trial_months} maanden"
    return {stage: text.format(months=months) for stage, text in _EXPLAINED.items()}


def next_stages(kind: str, stage: str) -> list[Stage]:
    """The stages a candidate may go to from ``stage``; none once the road has ended."""
    if stage in ENDED:
        return []
    road = ROADS[VacancyKind(kind)]
    return [road[road.index(Stage(stage)) + 1], Stage.DECLINED, Stage.WITHDRAWN]


@dataclass(frozen=True)
class Station:
    """One station as it is drawn; ``state`` is "done", "now", "todo", or "" where nobody is on the road."""

    label: str
    text: str = ""
    state: str = ""


def stations(kind: str, *, texts: dict[Stage, str] | None = None, at: str = "") -> list[Station]:
    """The road of a vacancy of this kind, seen from somebody who is ``at`` a stage, or from nobody."""
    road = ROADS[VacancyKind(kind)]
    texts = texts or {}
    here = road.index(Stage(at)) if at in road else None
    return [
        Station(stage.label, texts.get(stage, ""), _state(place, here, len(road))) for place, stage in enumerate(road)
    ]


def _state(place: int, here: int | None, stations_in_all: int) -> str:
    if here is None:
        return ""
    if place < here or here == stations_in_all - 1:
        return "done"
    return "now" if place == here else "todo"
