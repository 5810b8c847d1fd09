"""What a candidate may correct and confirm on the own page, and who hears of it."""

from datetime import date, datetime

from django.db import transaction

from members import post
from members.letters import parting
from members.models import Council
from members.refusals import Refusal
from members.seals import seal
from recruitment import letters
from recruitment.door import locked, note
from recruitment.models import Candidate, PersonalLink
from recruitment.road import Stage

CONTACT = ["name", "contact_by", "email", "phone", "address"]
OWN = [*CONTACT, "motivation"]


class ChangedMeanwhile(Refusal):
    """The council changed the same data after the candidate opened the form; nothing was stored."""


def own_fields(candidate: Candidate, now: datetime) -> list[str]:
    """What the candidate may change at ``now``: how we reach them, and the motivation until the intake talk.

    Who came to that talk has read the motivation, so it must stay as it was. Of a member the council keeps the
    data; those are not changed here.
    """
    if candidate.member_id:
        return []
    talk = candidate.talk_at(Stage.INTAKE_TALK)
    before_talk = candidate.stage in (Stage.RECEIVED, Stage.INTAKE_TALK) and not (talk and talk.planned_at <= now)
    return OWN if before_talk else CONTACT


@transaction.atomic
def change_details(candidate: Candidate, *, values: dict[str, str], seen: str, now: datetime, today: date) -> None:
    """Store what the candidate corrected; the log says that it happened, not what it was.

    ``seen`` is the seal of what the form showed. Raises ``ChangedMeanwhile`` when the data are others by now, and
    ``Refusal`` when a field may no longer be changed.
    """
    candidate = locked(candidate)
    changed = [field for field, value in values.items() if getattr(candidate, field) != value]
    if not changed:
        return  # the same form sent twice
    if not set(changed) <= set(own_fields(candidate, now)):
        raise Refusal("Dit kunt u hier niet meer wijzigen. Bel of mail ons.")
    if seen != seal(candidate, values):
        raise ChangedMeanwhile("Wij hebben uw gegevens intussen zelf gewijzigd. Daarom is er nog niets bewaard.")
    _store(candidate, {field: values[field] for field in changed})
    note(candidate, "gegevens gewijzigd door de kandidaat", by=None)
    post.tell_secretary(today)


def _store(candidate: Candidate, changed: dict[str, str]) -> None:
    old_email = candidate.email
    for field, value in changed.items():
        setattr(candidate, field, value)
    fields = list(changed)
    if "email" in changed:
        candidate.email_confirmed_on = None
        fields.append("email_confirmed_on")
    candidate.save(update_fields=fields)
    if "email" in changed:
        _tell_both_addresses(candidate, old_email)


def _tell_both_addresses(candidate: Candidate, old_email: str) -> None:
    if candidate.letter_email:
        letters.write_for(candidate, "confirm_address")
    if old_email:
        # It may be somebody else who sits at a page that was left open: the owner hears of it. The old links keep
        # working, for with those the owner comes back.
        post.write_last(
            old_email, "Klopt dit? Uw e-mailadres is gewijzigd", OLD_ADDRESS + parting(Council.objects.get())
        )


OLD_ADDRESS = """Goedendag,

Op uw eigen pagina is dit e-mailadres gewijzigd of weggehaald. Wij schrijven u niet meer op dit adres.

Was u dit zelf? Dan hoeft u niets te doen. Was u dit niet? Bel ons dan snel.
"""


def may_confirm(candidate: Candidate, link: PersonalLink) -> bool:
    """Whether opening the page with this link shows that letters reach the e-mail address as it is now.

    A link from before the address was changed went to another one.
    """
    if not candidate.letter_email or candidate.email_confirmed_on:
        return False
    asked = candidate.letters.filter(kind="confirm_address").first()
    return asked is None or link.made_at >= asked.written_at


@transaction.atomic
def confirm_email(candidate: Candidate, *, link: PersonalLink, today: date) -> None:
    """The candidate says that letters arrive; raises ``Refusal`` when the page was not opened from such a letter."""
    candidate = locked(candidate)
    if candidate.email_confirmed_on:
        return
    if not may_confirm(candidate, link):
        raise Refusal("Open eerst de link in de e-mail die wij naar dit adres stuurden.")
    candidate.email_confirmed_on = today
    candidate.save(update_fields=["email_confirmed_on"])
