"""The buttons for who waits for a place, or wants to be called when there is one."""

from django.utils import timezone

from members.admin_tools import Verb
from members.seats import occupancy
from recruitment.models import Candidate
from recruitment.road import LEFT, Stage
from recruitment.waiting_list import may_be_asked, start_again, wants_the_seat, write_that_seat_is_free


class SeatIsFree(Verb):
    slug, button = "er-is-plaats", "Er is een plaats: schrijf de kandidaat"

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return may_be_asked(subject) and bool(occupancy(timezone.localdate()).free)

    def consequence(self) -> str:
        free = occupancy(self.today).free
        places = "1 plaats" if free == 1 else f"{free} plaatsen"
        return f"Nu vrij: {places}. Hierna ziet u de brief. Die gaat pas weg als u hem hebt gelezen en ja zegt."

    def perform(self) -> str:
        write_that_seat_is_free(self.subject, by=self.by, today=self.today)
        return "De brief is geschreven."


class WantsTheSeat(Verb):
    slug, button = "wil-nog", "De kandidaat wil nog meedoen"

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.stage == Stage.RECEIVED and subject.waits_since is not None

    def consequence(self) -> str:
        return "De kandidaat gaat van de wachtlijst af. Plan daarna het kennismakingsgesprek."

    def perform(self) -> str:
        wants_the_seat(self.subject, by=self.by)
        return "De kandidaat is van de wachtlijst af. Plan nu het kennismakingsgesprek."


class StartAgain(Verb):
    slug, button = "begin-opnieuw", "De kandidaat wil toch meedoen"

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.stage in LEFT and subject.keep

    def consequence(self) -> str:
        return (
            "Er komt een nieuwe kandidaat met dezelfde gegevens. Die begint vooraan en krijgt een brief."
            " Deze oude weg blijft zoals hij was, en wordt na de gewone tijd gewist."
        )

    def perform(self) -> str:
        self.subject = start_again(self.subject, by=self.by, today=self.today)
        return f"De weg begint opnieuw, als {self.subject}."
