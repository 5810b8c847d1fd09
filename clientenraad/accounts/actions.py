"""What the administrator does with accounts; every verb tells who it concerns, in the same transaction.

She keeps accounts without any right on candidates (docs/rules.md, 14): she cannot give herself a role, a role with
rights on candidates does not go together with hers, and the secretary and the chair hear of every such role.
"""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction

from clientenraad.accounts import letters, sessions
from clientenraad.accounts.links import address_for
from clientenraad.models import Colleague
from members.refusals import Refusal

KEEPER = "Beheerder"
SEES_CANDIDATES = {"Secretaris", "Voorzitter", "Delegatielid"}


@transaction.atomic
def invite(colleague: Colleague, *, roles: Iterable[Group], by: User | None) -> None:
    """Make the account, without a password; raises ``Refusal`` when these roles do not go together.

    ``by`` is None for who installs the site.
    """
    chosen = list(roles)
    refuse_roles(chosen)
    colleague.is_staff = True
    colleague.set_unusable_password()
    colleague.save()
    colleague.groups.set(chosen)
    _tell_watchers(colleague, set(), chosen, by)


@transaction.atomic
def change_roles(colleague: Colleague, *, roles: Iterable[Group], by: User) -> None:
    """Other roles from the next request on; raises ``Refusal`` for oneself and for the last administrator."""
    chosen = list(roles)
    _refuse_self(colleague, by, "U kunt uw eigen rollen niet wijzigen. Vraag een andere beheerder.")
    refuse_roles(chosen)
    locked = _locked(colleague)
    if KEEPER not in {role.name for role in chosen}:
        _refuse_last_keeper(locked)
    before = set(locked.role_names)
    locked.groups.set(chosen)
    sessions.end_all(locked)
    letters.tell(locked, "Uw rollen in het beheer zijn gewijzigd", f"Uw rollen zijn nu: {_in_words(chosen)}.")
    _tell_watchers(locked, before, chosen, by)


@transaction.atomic
def close(colleague: Colleague, *, by: User) -> None:
    """The account opens nothing any more, at once; raises ``Refusal`` for oneself and for the last administrator."""
    _refuse_self(colleague, by, "U kunt uw eigen account niet sluiten. Vraag een andere beheerder.")
    locked = _locked(colleague)
    _refuse_last_keeper(locked)
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    sessions.end_all(locked)
    letters.tell(locked, "Uw account is gesloten", "Uw account voor het beheer van onze website is gesloten.")


@transaction.atomic
def reopen(colleague: Colleague, *, by: User) -> None:
    """The account works again, after choosing a new password."""
    locked = _locked(colleague)
    locked.is_active = True
    locked.set_unusable_password()
    locked.save(update_fields=["is_active", "password"])
    _tell_watchers(locked, set(), list(locked.groups.all()), by)


@transaction.atomic
def make_link(colleague: Colleague, *, by: User | None) -> str:
    """A new link to choose a password; the old password and older links end.

    It leaves by mail and "" comes back. When no mail can reach this colleague the link itself comes back, to be
    handed over; then the secretary and the chair hear of it. ``by`` is None for who installs the site.
    """
    if by:
        _refuse_self(colleague, by, "Voor uzelf kunt u geen link maken. Wijzig uw wachtwoord rechtsboven.")
    locked = _locked(colleague)
    locked.set_unusable_password()
    locked.save(update_fields=["password"])
    sessions.end_all(locked)
    if by and settings.MAIL_LEAVES and locked.letter_email:
        letters.invite(locked)
        return ""
    if by and SEES_CANDIDATES & set(locked.role_names):
        letters.tell_watchers(locked, f"{_name(by)} maakte een link om in te loggen voor {locked}.", by=by)
    return address_for(locked)


@transaction.atomic
def reset_second_step(colleague: Colleague, *, by: User | None) -> None:
    """The phone is lost: codes, passkeys and recovery codes go, and at the next login new ones are set up."""
    if by:
        _refuse_self(colleague, by, "Uw eigen tweede stap haalt u weg bij ‘Tweede stap’, rechtsboven.")
    locked = _locked(colleague)
    if not Authenticator.objects.filter(user=locked).delete()[0]:
        raise Refusal("Deze collega heeft nog geen tweede stap. U hoeft niets te doen.")
    sessions.end_all(locked)
    letters.tell(
        locked,
        "Uw tweede stap is weggehaald",
        "De tweede stap bij het inloggen is weggehaald. Als u weer inlogt, stelt u een nieuwe in.",
    )
    if by and SEES_CANDIDATES & set(locked.role_names):
        letters.tell_watchers(locked, f"{_name(by)} haalde de tweede stap weg van {locked}.", by=by)


def tell_of_address(colleague: Colleague, *, by: User) -> None:
    """The secretary and the chair hear where the next link of who sees candidates goes; that one nobody else sees."""
    if SEES_CANDIDATES & set(colleague.role_names):
        what = f"{_name(by)} wijzigde het e-mailadres van {colleague}. Links om in te loggen gaan nu daarheen."
        letters.tell_watchers(colleague, what, by=by)


def refuse_roles(roles: list[Group]) -> None:
    """Raise ``Refusal`` when one account would keep accounts and see candidates (docs/rules.md, 14)."""
    names = {role.name for role in roles}
    if not names:
        raise Refusal("Kies minstens één rol. Moet deze collega niets meer kunnen? Sluit dan het account.")
    if KEEPER in names and names & SEES_CANDIDATES:
        raise Refusal(
            "Een beheerder mag geen kandidaten zien. Kies niet ook secretaris, voorzitter of delegatielid."
            " Doet iemand beide? Maak dan twee accounts."
        )


def _refuse_self(colleague: Colleague, by: User, text: str) -> None:
    if colleague.pk == by.pk:
        raise Refusal(text)


def _locked(colleague: Colleague) -> Colleague:
    # The role, not only the account: of two administrators who close each other's account one must come second.
    list(Group.objects.select_for_update().filter(name=KEEPER))
    return Colleague.objects.select_for_update().get(pk=colleague.pk)


def _refuse_last_keeper(colleague: Colleague) -> None:
    keepers = Colleague.objects.filter(is_active=True, groups__name=KEEPER)
    if colleague in keepers and not keepers.exclude(pk=colleague.pk).exists():
        raise Refusal("Dit is de laatste beheerder. Maak eerst een andere collega beheerder.")


def _tell_watchers(colleague: Colleague, before: set[str], roles: list[Group], by: User | None) -> None:
    gained = sorted({role.name for role in roles} & SEES_CANDIDATES - before)
    if gained and by:
        what = f"{colleague} kan nu kandidaten zien, als {' en '.join(gained).lower()}. {_name(by)} regelde dit."
        letters.tell_watchers(colleague, what, by=by)


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _in_words(roles: list[Group]) -> str:
    return ", ".join(sorted(role.name for role in roles)).lower()
