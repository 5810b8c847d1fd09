"""Who was erased gets one last mail, and after that nothing of it is kept."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail

from members import post
from members.models import Letter
from tests.members.post.conftest import NOW, write


def last_mail() -> Letter:
    post.write_last("wie@voorbeeld.example", "Gewist", "Uw gegevens zijn gewist.")
    return Letter.objects.get()


def test_the_last_mail_goes_to_its_address_only_and_leaves_no_row(council, mail_server):
    council.secretary_name, council.secretary_email = "Regen Appel", "secretaris@raad.example"
    council.save()
    assert last_mail().addressee == council
    assert post.deliver_due(NOW) == 1
    (message,) = mail.outbox
    assert (message.to, message.cc, message.bcc) == (["wie@voorbeeld.example"], [], [])
    assert "Regen" not in message.message()["To"]
    assert not Letter.objects.exists()


def test_the_last_mail_needs_no_address_of_the_council(council, mail_server):
    last_mail()
    assert post.deliver_due(NOW) == 1


def test_a_last_mail_that_is_refused_for_good_is_gone(council, answer, caplog):
    last_mail()
    answer(SMTPRecipientsRefused({"wie@voorbeeld.example": (550, b"wie@voorbeeld.example onbekend")}))
    post.deliver_due(NOW)
    assert not Letter.objects.exists()
    assert "wie@" not in caplog.text


def test_a_last_mail_is_tried_again(council, answer):
    last_mail()
    answer(SMTPServerDisconnected("weg"))
    post.deliver_due(NOW)
    answer(None)
    assert post.deliver_due(NOW + timedelta(minutes=2)) == 1


@pytest.mark.parametrize(("seconds", "left"), [(0, 1), (1, 0)])
def test_a_last_mail_is_kept_for_seven_days(council, mail_server, settings, seconds, left):
    letter = last_mail()
    Letter.objects.update(next_try_at=NOW + timedelta(days=30))
    settings.MAIL_LEAVES = False  # also when the mail server was taken away meanwhile
    post.deliver_due(letter.written_at + timedelta(days=7, seconds=seconds))
    assert Letter.objects.count() == left


def test_other_letters_are_kept_longer_than_seven_days(member):
    write(member)
    post.deliver_due(NOW + timedelta(days=8))
    assert Letter.objects.count() == 1


def test_without_a_mail_server_no_last_mail_is_written(council):
    post.write_last("wie@voorbeeld.example", "Gewist", "Uw gegevens zijn gewist.")
    assert not Letter.objects.exists()
