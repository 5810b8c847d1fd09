"""What arrives: the text as it was written, also in HTML, to the right person, with what belongs to it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from model_bakery import baker

from members import post
from members.models import Letter, Member
from tests.members.post.conftest import NOW, Status, write

# To whom, from whom, about what ------------------------------------------------------------------


def test_a_delivered_letter_says_what_was_written(member, mail_server):
    letter = write(member)
    assert post.deliver_due(NOW) == 1
    (message,) = mail.outbox
    assert (message.subject, message.body) == ("Een onderwerp", "Een tekst")
    assert message.message()["To"] == '"Sam Voorbeeld" <sam@voorbeeld.example>'
    letter.refresh_from_db()
    assert (letter.status, letter.sent_at, letter.tries) == (Status.SENT, NOW, 1)


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


@pytest.mark.parametrize(("length", "kept"), [(200, "x" * 200), (201, "x" * 199 + "…")])
def test_a_subject_fits_its_column(member, length, kept):
    assert post.write(member, "test", "x" * length, "Tekst").subject == kept


# HTML, and the personal link ---------------------------------------------------------------------


def test_a_personal_link_is_in_the_mail_and_not_in_the_row(member, mail_server, monkeypatch):
    link = "http://testserver/aanmelding/geheim/"
    monkeypatch.setattr(Member, "new_personal_link", lambda self: link, raising=False)
    letter = post.write(member, "test", "Uw pagina", f"Kijk op {Letter.PERSONAL_LINK}.")
    post.deliver_due(NOW)
    assert mail.outbox[0].body == f"Kijk op {link}."
    letter.refresh_from_db()
    assert letter.body == "Kijk op [persoonlijke link]."


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


# A file for the calendar -------------------------------------------------------------------------


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
