"""The accounts of the demo, one for each role; all with the same password."""

import secrets
from collections.abc import Mapping

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

from clientenraad.demo.people import Person
from clientenraad.demo.spec import DemoCouncil
from members.models import Member

GROUPS = {  # account: group
    "beheer": "Beheerder",
    "secretaris": "Secretaris",
    "voorzitter": "Voorzitter",
    "delegatie": "Delegatielid",
    "redactie": "Redactie",
}
WORDS = [
    "appel",
    "boog",
    "citroen",
    "dorp",
    "eiland",
    "fiets",
    "haven",
    "kaars",
    "kompas",
    "lamp",
    "molen",
    "noot",
    "oever",
    "peper",
    "raam",
    "schelp",
    "tafel",
    "uil",
    "veld",
    "wolk",
    "zomer",
    "zolder",
]


def readable_password() -> str:
    """Four words and a number: easy to read aloud, and one of two thousand million."""
    words = [secrets.choice(WORDS) for _ in range(4)]
    return "-".join([*words, str(secrets.randbelow(9_000) + 1_000)])


def make_accounts(demo: DemoCouncil, people: Mapping[str, Member], password: str) -> dict[str, User]:
    """One account a role; the chair and one member of a delegation are who they are in the council too."""
    # Hashing is slow on purpose; once is enough for one password.
    hashed = make_password(password)
    names = _names(demo)
    accounts = {name: _make_account(name, Person(names[name]), hashed) for name in GROUPS}
    for account in ("voorzitter", "delegatie"):
        member = people[names[account]]
        member.user = accounts[account]
        member.save(update_fields=["user"])
    return accounts


def _names(demo: DemoCouncil) -> dict[str, str]:
    return {
        "beheer": "Beheer Demonstratie",
        "secretaris": demo.secretary,
        "voorzitter": demo.chair,
        "delegatie": demo.delegations[0][0],
        "redactie": demo.helpers[0].name,
    }


def _make_account(username: str, person: Person, hashed: str) -> User:
    first, _, last = person.name.partition(" ")
    user = User.objects.create(
        username=username,
        password=hashed,
        first_name=first,
        last_name=last,
        email=person.email,
        is_staff=True,
        is_superuser=username == "beheer",
    )
    user.groups.add(Group.objects.get(name=GROUPS[username]))
    return user
