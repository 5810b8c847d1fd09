"""A letter that could not leave is tried again, until the mail server says no to that very letter."""

import re
from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

import pytest

from members import post
from members.models import Letter
from tests.members.post.conftest import NOW, Status, write


def wait_after(tries):
    return {1: 2, 2: 4, 3: 8, 8: 256}.get(tries, 360)


@pytest.mark.parametrize("tries", [1, 2, 3, 8, 9, 100])
def test_a_server_that_is_down_is_tried_again_ever_later(member, answer, tries):
    letter = write(member)
    Letter.objects.update(tries=tries - 1)
    answer(SMTPServerDisconnected("weg"))
    assert post.deliver_due(NOW) == 0
    letter.refresh_from_db()
    assert (letter.status, letter.tries) == (Status.WAITING, tries)
    assert letter.next_try_at == NOW + timedelta(minutes=wait_after(tries))
    assert letter.problem == "De mailserver is niet bereikbaar."


def test_a_letter_leaves_when_the_server_is_back(member, answer):
    letter = write(member)
    answer(ConnectionRefusedError())
    post.deliver_due(NOW)
    answer(None)
    assert post.deliver_due(NOW + timedelta(seconds=119)) == 0
    assert post.deliver_due(NOW + timedelta(minutes=2)) == 1
    letter.refresh_from_db()
    assert (letter.status, letter.problem) == (Status.SENT, "")


@pytest.mark.parametrize(
    ("error", "status", "problem"),
    [
        (
            SMTPRecipientsRefused({"sam@voorbeeld.example": (450, b"later")}),
            Status.WAITING,
            "De mailserver weigert het adres (450).",
        ),
        (
            SMTPRecipientsRefused({"sam@voorbeeld.example": (550, b"sam@voorbeeld.example onbekend")}),
            Status.REFUSED,
            "De mailserver weigert het adres (550).",
        ),
        (SMTPDataError(451, b"later"), Status.WAITING, "De mailserver antwoordt 451."),
        (SMTPDataError(554, b"nee"), Status.REFUSED, "De mailserver antwoordt 554."),
        (SMTPAuthenticationError(535, b"wie?"), Status.WAITING, "De mailserver antwoordt 535."),
        (ValueError("kan niet"), Status.REFUSED, "Van deze brief is geen e-mail te maken."),
    ],
)
def test_only_a_no_about_this_letter_is_for_good(member, answer, error, status, problem):
    letter = write(member)
    answer(error)
    assert post.deliver_due(NOW) == 0
    letter.refresh_from_db()
    assert (letter.status, letter.problem) == (status, problem)


def test_a_problem_is_logged_without_the_address(member, answer, caplog):
    write(member)
    answer(SMTPRecipientsRefused({"sam@voorbeeld.example": (550, b"sam@voorbeeld.example onbekend")}))
    post.deliver_due(NOW)
    assert re.fullmatch(r"letter \d+: De mailserver weigert het adres \(550\)\.", caplog.messages[0])


def test_a_letter_that_fails_does_not_hold_up_the_next(member, mail_server):
    broken = write(member)
    Letter.objects.update(subject="Twee\nregels")
    write(member)
    assert post.deliver_due(NOW) == 1
    broken.refresh_from_db()
    assert broken.status == Status.REFUSED


def test_a_refused_letter_is_sent_after_a_new_yes(member, answer):
    letter = write(member)
    answer(SMTPDataError(554, b"nee"))
    post.deliver_due(NOW)
    answer(None)
    post.approve(letter)
    assert post.deliver_due(NOW) == 1
