"""A letter that is due leaves once, whoever sends it and whatever happened to the one before."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from members import post
from members.models import Letter
from tests.members.post.conftest import NOW, Status, write

# Delivering --------------------------------------------------------------------------------------


def test_a_letter_is_delivered_once(member, mail_server):
    write(member)
    assert [post.deliver_due(NOW), post.deliver_due(NOW)] == [1, 0]
    assert len(mail.outbox) == 1


def test_a_letter_that_is_not_due_stays(member, mail_server):
    write(member)
    assert post.deliver_due(NOW - timedelta(seconds=1)) == 0


def test_without_a_mail_server_nothing_leaves(member):
    letter = write(member)
    assert post.deliver_due(NOW) == 0
    letter.refresh_from_db()
    assert (letter.status, letter.tries, mail.outbox) == (Status.WAITING, 0, [])


# Several senders, and a clock that was wrong -----------------------------------------------------


def test_a_letter_in_the_hands_of_one_sender_is_left_alone_by_another(member, mail_server):
    letter = write(member)
    assert post._claim(letter.pk, NOW) == letter
    assert post._claim(letter.pk, NOW) is None
    assert post.deliver_due(NOW + timedelta(minutes=10, seconds=-1)) == 0


def test_a_letter_of_a_sender_that_died_is_taken_over(member, mail_server):
    letter = write(member)
    post._claim(letter.pk, NOW)
    assert post.deliver_due(NOW + timedelta(minutes=10)) == 1


def test_a_letter_to_somebody_who_was_erased_does_not_leave(member, mail_server):
    letter = write(member)
    Letter.objects.filter(pk=letter.pk).update(addressee_id=0)
    assert post.deliver_due(NOW) == 0


@pytest.mark.parametrize("status", [Status.WAITING, Status.SENDING])
@pytest.mark.parametrize(
    ("ahead", "left"), [(timedelta(hours=6), 0), (timedelta(days=1), 0), (timedelta(days=1, seconds=1), 1)]
)
def test_a_letter_that_was_planned_by_a_clock_that_ran_ahead_does_not_wait_for_that_day(
    member, mail_server, status, ahead, left
):
    write(member)
    Letter.objects.update(status=status, next_try_at=NOW + ahead)
    assert post.deliver_due(NOW) == left


def test_a_letter_that_is_erased_while_it_leaves_does_not_stop_the_next_one(member, mail_server, monkeypatch):
    letters = [write(member), write(member)]
    send = EmailBackend.send_messages

    def erase_and_send(backend, messages):
        Letter.objects.filter(pk=letters[0].pk).delete()
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", erase_and_send)
    assert post.deliver_due(NOW) == 2
    assert [letter.status for letter in Letter.objects.all()] == [Status.SENT]


# The command -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["send_letters", "daily"])
def test_the_command_says_what_was_sent_and_what_waits(member, mail_server, capsys, command):
    write(member)
    Letter.objects.filter(pk=write(member).pk).update(next_try_at=NOW + timedelta(minutes=1))
    call_command(command)
    assert "1 brief verstuurd, 1 wacht.\n" in capsys.readouterr().out


def test_the_command_twice_sends_nothing_twice(member, mail_server, capsys):
    write(member)
    write(member)
    call_command("send_letters")
    call_command("send_letters")
    assert capsys.readouterr().out == "2 brieven verstuurd, 0 wachten.\n0 brieven verstuurd, 0 wachten.\n"


def test_the_command_says_that_there_is_no_mail_server(member, capsys):
    write(member)
    write(member)
    call_command("send_letters")
    assert capsys.readouterr().out == "Er is geen mailserver ingesteld. 2 brieven wachten.\n"
