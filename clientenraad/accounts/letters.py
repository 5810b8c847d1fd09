"""What colleagues are told about accounts."""

from django.contrib.auth.models import User

from clientenraad.models import Colleague
from members import post
from members.letters import parting
from members.models import Council, Letter

WATCHERS = ["Secretaris", "Voorzitter"]
ASK = "Klopt dit niet? Vraag het na bij de beheerder.\n"


def invite(colleague: Colleague) -> Letter:
    """The link to choose a password; made when the letter leaves."""
    return _write(
        colleague,
        f"Kies uw wachtwoord voor het beheer van {Council.objects.get().name}",
        f"""U hebt een account voor het beheer van onze website.
Uw gebruikersnaam is: {colleague.username}

Open deze link en kies een wachtwoord:
{Letter.PERSONAL_LINK}

De link werkt één keer, en zeven dagen lang. Daarna stelt u een tweede stap in. Dat duurt vijf minuten.
Houd uw telefoon erbij.

Deel deze link met niemand.
""",
    )


def tell(colleague: User, subject: str, what: str) -> Letter:
    """Something about this colleague's own account has changed."""
    owner = Colleague.objects.get(pk=colleague.pk)
    question = "Was u dit zelf, of wist u hiervan? Dan hoeft u niets te doen.\nZo niet: bel ons snel.\n"
    return _write(owner, subject, f"{what}\n\n{question}")


def tell_watchers(about: Colleague, what: str, *, by: User) -> None:
    """The secretary and the chair hear who may see candidates from now on (docs/rules.md, 14)."""
    watchers = Colleague.objects.filter(is_active=True, groups__name__in=WATCHERS).distinct()
    for watcher in watchers.exclude(pk__in=[about.pk, by.pk]):
        _write(watcher, "Controleer dit: rechten op kandidaten", f"{what}\n\n{ASK}")


def _write(colleague: Colleague, subject: str, what: str) -> Letter:
    whole = f"Goedendag {colleague.letter_name},\n\n{what}{parting(Council.objects.get())}"
    return post.write(colleague, "account", subject, whole)
