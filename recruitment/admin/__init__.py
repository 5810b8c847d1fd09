"""Recruitment in the admin. Who may see which candidate is decided here, person by person (docs/rules.md, 14)."""

from recruitment.admin.candidates import CandidateAdmin
from recruitment.admin.reasons import DeclineReasonAdmin
from recruitment.admin.vacancies import VacancyAdmin
from recruitment.text_admin import LetterTextAdmin

__all__ = ["CandidateAdmin", "DeclineReasonAdmin", "LetterTextAdmin", "VacancyAdmin"]
