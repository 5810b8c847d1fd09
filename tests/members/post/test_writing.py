"""A letter is written once, with its change, and leaves after the secretary's yes or is printed."""

from datetime import date

import pytest
from django.core import mail
from django.db import transaction
from model_bakery import baker

from members import post
from members.models import Letter, Member
from members.refusals import Refusal
from tests.members.post.conftest import NOW, Status, write

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


# The secretary's yes, and paper ------------------------------------------------------------------


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
