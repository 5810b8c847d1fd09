"""What an action says when a rule forbids it: a Dutch sentence for the person at the screen."""

from datetime import date


class Refusal(Exception):
    """Nothing was written; ``str()`` says in Dutch why, and what to do."""


class CouncilFull(Refusal):
    """On ``day``, from today on, there would be more taken than there are seats (docs/rules.md, 1)."""

    def __init__(self, text: str, day: date) -> None:
        super().__init__(text)
        self.day = day
