"""Vacancies, candidates, and the road between them."""

from recruitment.models.candidate import Answer, Candidate, Move, Talk
from recruitment.models.links import PersonalLink
from recruitment.models.vacancy import Vacancy

__all__ = ["Answer", "Candidate", "Move", "PersonalLink", "Talk", "Vacancy"]
