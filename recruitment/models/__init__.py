"""Vacancies, candidates, and the road between them."""

from recruitment.models.candidate import Answer, Candidate, Move, Talk
from recruitment.models.links import LinkRequest, PersonalLink
from recruitment.models.outcomes import DeclineReason, PastRoad
from recruitment.models.texts import LetterText
from recruitment.models.vacancy import Vacancy

__all__ = [
    "Answer",
    "Candidate",
    "DeclineReason",
    "LetterText",
    "LinkRequest",
    "Move",
    "PastRoad",
    "PersonalLink",
    "Talk",
    "Vacancy",
]
