"""Consent is what somebody gave, on a day that has been (docs/rules.md, 14)."""

from datetime import date

from members.refusals import Refusal


def refuse_future(given_on: date | None, today: date) -> None:
    """Raise ``Refusal`` for consent that would still have to be given."""
    if given_on and given_on > today:
        raise Refusal("Deze dag moet nog komen. Kies de dag waarop de toestemming is gegeven.")
