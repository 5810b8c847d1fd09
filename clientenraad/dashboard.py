"""The first page of the admin: what today asks of this user, in parts, the urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from clientenraad import retention
from clientenraad import work as site_work
from events.work import Gatherings
from members import work as council_work
from members.models import Member
from members.seats import Occupancy
from members.work import Part, Task
from recruitment import work as road_work

AT_ONCE = 25  # lines of one part; who has more begins with these
URGENT = "Eerst dit"
# Who has one of these has a worklist, also when nothing stands on it.
WORKERS = ["recruitment.view_candidate", "events.change_gettogether", "clientenraad.change_page"]
WORKERS += ["members.change_council"]


@dataclass(frozen=True)
class Block:
    """One part of the worklist: its first lines, and how many more there are."""

    title: str
    tasks: list[Task]
    more: int = 0


@dataclass(frozen=True)
class Dashboard:
    """What one user sees on the first page, at one moment; ``works`` says whether this user has a worklist at all."""

    user: User
    now: datetime
    council: Any
    seats: Occupancy
    gatherings: Gatherings | None

    @classmethod
    def read(cls, user: User, now: datetime, today: date) -> "Dashboard":
        """The council, its seats, and for who keeps the agenda what is coming: each read once."""
        council = site_work.council_with_counts(now)
        seats = Occupancy.read(today, trial_holds_seat=council.trial_holds_seat)
        agenda = Gatherings.read(now, today, council) if user.has_perm("events.change_gettogether") else None
        return cls(user, now, council, seats, agenda)

    @property
    def works(self) -> bool:
        return any(map(self.user.has_perm, WORKERS))

    def blocks(self) -> list[Block]:
        """The lines by part, the urgent ones of all parts in front; parts without a line are left out."""
        found = list(self.tasks())
        parts = [(part.label, [task for task in found if task.part == part and not task.urgent]) for part in Part]
        parts = [(URGENT, [task for task in found if task.urgent]), *parts]
        return [Block(title, lines[:AT_ONCE], max(0, len(lines) - AT_ONCE)) for title, lines in parts if lines]

    def tasks(self) -> Iterator[Task]:
        """Every line that this user may read and do something about."""
        may, today = self.user.has_perm, self.seats.today
        yield from self._road(today)
        if may("members.view_member"):
            yield from council_work.terms(self.council, today, may_change=may("members.change_member"))
        if may("members.change_letter"):
            yield from council_work.letters()
        if may("clientenraad.change_message"):
            yield from site_work.messages(self.council)
        if self.gatherings:
            yield from self.gatherings.tasks()
        if may("clientenraad.change_page"):
            yield from site_work.pages(today)
        if may("members.change_council"):
            yield from site_work.unwell(self.council, self.now)

    def _road(self, today: date) -> Iterator[Task]:
        """Of everybody on the road for who decides about them; for a delegation those whom it talks with."""
        if self.user.has_perm("recruitment.change_candidate"):
            yield from road_work.tasks(self.now, self.council, self.seats)
            yield from retention.tasks(self.council.night_at, self.council.clock_at, self.now)
        elif self.user.has_perm("recruitment.view_candidate"):
            member = Member.objects.filter(user=self.user).first()
            yield from road_work.delegation_tasks(member, self.now, today) if member else []
