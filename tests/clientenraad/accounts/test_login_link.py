"""The way back in when no administrator can help."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from tests.clientenraad.accounts.conftest import attempt, with_app


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("login_link", *arguments, stdout=out)
    return out.getvalue().strip()


def test_prints_a_link_that_opens_the_account(keeper) -> None:
    link = printed("karel")
    assert Client().get(link.removeprefix("http://testserver")).status_code == 200
    assert attempt(Client(), "karel").status_code == 200  # the old password is gone


def test_keeps_the_second_step_unless_asked(keeper) -> None:
    with_app(keeper)
    printed("karel")
    assert Authenticator.objects.count() == 1
    printed("karel", "--second-step")
    assert Authenticator.objects.count() == 0


@pytest.mark.parametrize("arguments", [["niemand"], ["karel", "--second-step"]])
def test_says_what_is_wrong(keeper, arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="geen open account|nog geen tweede stap"):
        printed(*arguments)
