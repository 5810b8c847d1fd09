"""The outbox: a letter leaves once, when its change is real, and is never lost."""

import re
from datetime import UTC, date, datetime, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from model_bakery import baker

from members import post
from members.models import Letter, Member
from members.refusals import Refusal

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
Status = Letter.Status


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def mail_server(settings):
    settings.MAIL_LEAVES = True


@pytest.fixture
def answer(mail_server, monkeypatch):
    """Have the mail server answer with this error from now on, or with success for None."""
    answers = {"error": None}
    send = EmailBackend.send_messages

    def send_messages(backend, messages):
        if answers["error"]:
            raise answers["error"]
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return lambda error: answers.update(error=error)


@pytest.fixture
def member(council):
    return baker.make(Member, name="Sam Voorbeeld", email="sam@voorbeeld.example")


def write(member, **values):
    return post.write(member, "test", "Een onderwerp", "Een tekst", **values)


# Writing -----------------------------------------------------------------------------------------


def test_a_letter_waits_for_the_mail_of_who_has_an_address(member):
    assert write(member).status == Status.WAITING


def test_a_letter_to_somebody_without_address_is_to_be_printed(council):
    assert write(baker.make(Member, email="", address="Straat 1")).status == Status.TO_PRINT


def test_a_letter_may_wait_for_the_secretarys_yes(member, mail_server):
    letter = write(member, draft=True)
    assert letter.status == Status.DRAFT
    assert post.deliver_due(NOW) == 0


def test_what_is_told_once_is_written_once(member):
    first = write(member, once="news-1")
    assert write(member, once="news-1") == first
    assert Letter.objects.count() == 1


def test_letters_without_a_name_are_written_each_time(member):
    write(member)
    write(member)
    assert Letter.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_letter_vanishes_with_a_change_that_is_rolled_back(member, mail_server):
    with pytest.raises(Refusal), transaction.atomic():
        write(member)
        raise Refusal("Toch niet.")
    assert not Letter.objects.exists()
    assert mail.outbox == []


def test_the_sender_is_called_after_the_commit_and_not_before(member, monkeypatch, django_capture_on_commit_callbacks):
    calls = []
    monkeypatch.setattr(post, "_deliver_soon", lambda: calls.append("sent"))
    with django_capture_on_commit_callbacks(execute=True):
        write(member)
        assert calls == []
    assert calls == ["sent"]


def test_the_secretary_hears_of_work_once_a_day(council, today):
    council.secretary_email = "secretaris@raad.example"
    council.save()
    for day in [today, today, date(2026, 6, 2)]:
        post.tell_secretary(day)
    assert list(Letter.objects.values_list("once", flat=True)) == ["work-2026-06-02", "work-2026-06-01"]


def test_without_an_address_the_secretary_is_not_written_to(council, today):
    post.tell_secretary(today)
    assert not Letter.objects.exists()


# The secretary's yes, and paper --------------------------------------------------------------------


def test_a_draft_leaves_after_the_yes(member, mail_server):
    letter = write(member, draft=True)
    post.approve(letter)
    assert post.deliver_due(NOW) == 1


def test_a_draft_for_paper_is_to_be_printed_after_the_yes(council):
    letter = write(baker.make(Member, email="", address="Straat 1"), draft=True)
    post.approve(letter)
    letter.refresh_from_db()
    assert letter.status == Status.TO_PRINT


@pytest.mark.parametrize("status", [Status.WAITING, Status.SENDING, Status.SENT, Status.POSTED])
def test_a_second_yes_does_not_send_a_letter_again(member, status):
    letter = write(member, draft=True)
    Letter.objects.update(status=status)
    with pytest.raises(Refusal, match="al op weg"):
        post.approve(letter)
    letter.refresh_from_db()
    assert letter.status == status


def test_a_posted_letter_keeps_its_moment(council):
    letter = write(baker.make(Member, email="", address="Straat 1"))
    post.mark_posted(letter, NOW)
    letter.refresh_from_db()
    assert (letter.status, letter.sent_at) == (Status.POSTED, NOW)


# Delivering --------------------------------------------------------------------------------------


def test_a_delivered_letter_says_what_was_written(member, mail_server):
    letter = write(member)
    assert post.deliver_due(NOW) == 1
    (message,) = mail.outbox
    assert (message.subject, message.body) == ("Een onderwerp", "Een tekst")
    assert message.message()["To"] == '"Sam Voorbeeld" <sam@voorbeeld.example>'
    letter.refresh_from_db()
    assert (letter.status, letter.sent_at, letter.tries) == (Status.SENT, NOW, 1)


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


def test_answers_go_to_the_council(council, member, mail_server):
    council.contact_email = "raad@raad.example"
    council.save()
    write(member)
    post.deliver_due(NOW)
    assert mail.outbox[0].reply_to == ["raad@raad.example"]


def test_all_tries_of_a_letter_bear_the_same_number(member, answer):
    letter = write(member)
    seen = [post._message(letter).message()["Message-ID"] for _ in range(2)]
    assert seen == [f"<{letter.number}@testserver>"] * 2


@pytest.mark.parametrize(
    ("name", "email", "to"),
    [
        ('Sam "de Vries', "sam@voorbeeld.example", r'"Sam \"de Vries" <sam@voorbeeld.example>'),
        ("Sam\nBcc: x@y.example", "sam@voorbeeld.example", '"Sam Bcc: x@y.example" <sam@voorbeeld.example>'),
        ("Sam", "sam@münchen.example", "Sam <sam@xn--mnchen-3ya.example>"),
        ("Zoë", "zoe@voorbeeld.example", "=?utf-8?q?Zo=C3=AB?= <zoe@voorbeeld.example>"),
    ],
)
def test_an_odd_name_or_address_still_makes_a_mail(council, mail_server, name, email, to):
    write(baker.make(Member, name=name, email=email))
    assert post.deliver_due(NOW) == 1
    assert mail.outbox[0].message()["To"] == to


# The personal link -------------------------------------------------------------------------------


def test_a_personal_link_is_in_the_mail_and_not_in_the_row(member, mail_server, monkeypatch):
    link = "http://testserver/aanmelding/geheim/"
    monkeypatch.setattr(Member, "new_personal_link", lambda self: link, raising=False)
    letter = post.write(member, "test", "Uw pagina", f"Kijk op {Letter.PERSONAL_LINK}.")
    post.deliver_due(NOW)
    assert mail.outbox[0].body == f"Kijk op {link}."
    letter.refresh_from_db()
    assert letter.body == "Kijk op [persoonlijke link]."


# When it does not work ---------------------------------------------------------------------------


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


# HTML, and a file for the calendar -----------------------------------------------------------------


def html_of(message) -> str:
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    return html


def test_a_mail_says_the_same_in_html_and_loads_nothing(member, mail_server):
    text = "Beste Sam,\n\nRegel een\nregel <b>twee</b>\n\nKijk op https://raad.example/a?b=1&c=2"
    post.write(member, "test", "Een onderwerp", text)
    post.deliver_due(NOW)
    html = html_of(mail.outbox[0])
    assert '<html lang="nl">' in html
    assert "<p>Beste Sam,</p>" in html
    assert "<p>Regel een<br>regel &lt;b&gt;twee&lt;/b&gt;</p>" in html
    assert 'href="https://raad.example/a?b=1&amp;c=2"' in html
    assert not re.search(r"style|src=|<link|<script|<img", html)
    assert mail.outbox[0].body == text


def test_both_forms_of_a_mail_hold_the_one_link_made_for_it(member, mail_server, monkeypatch):
    made = iter(["http://testserver/aanmelding/een/", "http://testserver/aanmelding/twee/"])
    monkeypatch.setattr(Member, "new_personal_link", lambda self: next(made), raising=False)
    post.write(member, "test", "Uw pagina", f"Kijk op\n{Letter.PERSONAL_LINK}")
    post.deliver_due(NOW)
    assert mail.outbox[0].body == "Kijk op\nhttp://testserver/aanmelding/een/"
    assert '<a href="http://testserver/aanmelding/een/"' in html_of(mail.outbox[0])


FILE = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"


def test_a_calendar_file_goes_along_and_says_in_the_mail_what_it_asks(member, answer):
    letter = write(member, calendar=FILE)
    answer(ConnectionRefusedError())
    post.deliver_due(NOW)
    answer(None)
    assert post.deliver_due(NOW + timedelta(minutes=2)) == 1
    (part,) = [part for part in mail.outbox[0].message().walk() if part.get_content_type() == "text/calendar"]
    assert (part.get_param("method"), part.get_filename()) == ("CANCEL", "afspraak.ics")
    assert part.get_payload(decode=True).decode().splitlines() == FILE.splitlines()
    letter.refresh_from_db()
    assert (letter.status, letter.tries) == (Status.SENT, 2)


def test_a_file_that_is_no_calendar_is_shown_as_a_letter_that_cannot_leave(member, mail_server):
    letter = write(member, calendar="rommel")
    assert post.deliver_due(NOW) == 0
    letter.refresh_from_db()
    assert letter.status == Status.REFUSED


@pytest.mark.parametrize(("length", "kept"), [(200, "x" * 200), (201, "x" * 199 + "…")])
def test_a_subject_fits_its_column(member, length, kept):
    assert post.write(member, "test", "x" * length, "Tekst").subject == kept


# The last mail to who was erased -------------------------------------------------------------------


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


def test_a_letter_that_is_erased_while_it_leaves_does_not_stop_the_next_one(member, mail_server, monkeypatch):
    letters = [write(member), write(member)]
    send = EmailBackend.send_messages

    def erase_and_send(backend, messages):
        Letter.objects.filter(pk=letters[0].pk).delete()
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", erase_and_send)
    assert post.deliver_due(NOW) == 2
    assert [letter.status for letter in Letter.objects.all()] == [Status.SENT]
