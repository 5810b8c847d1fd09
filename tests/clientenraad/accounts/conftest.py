"""Colleagues with a password, and what a phone does."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.test import Client

from clientenraad.models import Colleague
from members.models import Council

PASSWORD = "vier losse gewone termen"
LOGIN = "/beheer/login/"
MakeColleague = Callable[..., Colleague]


@pytest.fixture
def make_colleague(council: Council) -> MakeColleague:
    def make_colleague(username: str, *roles: str, **known: Any) -> Colleague:
        known = {"email": f"{username}@raad.example", "is_staff": True, **known}
        colleague = Colleague(username=username, **known)
        colleague.set_password(PASSWORD)
        colleague.save()
        colleague.groups.set(Group.objects.filter(name__in=roles))
        return colleague

    return make_colleague


@pytest.fixture
def secretary(make_colleague: MakeColleague) -> Colleague:
    return make_colleague("anna", "Secretaris", first_name="Anna", last_name="Appelboom")


@pytest.fixture
def keeper(make_colleague: MakeColleague) -> Colleague:
    return make_colleague("karel", "Beheerder", first_name="Karel", last_name="Kompas")


def attempt(client: Client, username: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": username, "password": password}, **extra)


def is_in(client: Client) -> bool:
    return client.get("/beheer/").status_code == 200


def with_app(colleague: Colleague) -> str:
    """The colleague uses an app with codes; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(colleague, secret)
    return secret


def spare_codes(colleague: Colleague) -> list[str]:
    return RecoveryCodes.activate(colleague).generate_codes()


def code_of(secret: str, periods: int = 0) -> str:
    """What the app shows now, or so many times half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))
