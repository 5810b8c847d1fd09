"""What many pages show of the council itself, read once however many parts of a page ask for it."""

from datetime import date
from functools import cached_property

from django.http import HttpRequest

from members.models import Council
from members.seats import Occupancy


class Known:
    """What a request knows of the council. Other requests may share it, so nobody changes what is in it.

    Whoever changes the council, or judges whether a seat is free, asks the database itself.
    """

    _seats: Occupancy | None = None

    @cached_property
    def council(self) -> Council:
        return Council.objects.get()

    def seats(self, today: date) -> Occupancy:
        """The seats from ``today`` on, as ``members.seats`` counts them; it does not say who sits on them."""
        seats = self._seats
        if seats is None or seats.today != today:
            found = Occupancy.read(today, trial_holds_seat=self.council.trial_holds_seat)
            seats = self._seats = found.nameless()
        return seats


class KnowingRequest(HttpRequest):
    """A request on which the roof has put what is known (clientenraad.middleware.Knowing)."""

    known: Known
