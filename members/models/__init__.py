"""The council itself: its settings, its people, its seats and its post."""

from members.models.council import Council, SeatNumber
from members.models.counting import FormCount
from members.models.people import Committee, CommitteePlace, Member, Office, OfficePlace
from members.models.post import Letter
from members.models.seats import SeatHold, Term

__all__ = [
    "Committee",
    "CommitteePlace",
    "Council",
    "FormCount",
    "Letter",
    "Member",
    "Office",
    "OfficePlace",
    "SeatHold",
    "SeatNumber",
    "Term",
]
