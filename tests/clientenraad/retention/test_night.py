"""The night erases who is due, on the day itself, and nobody is ever half erased."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError
from model_bakery import baker

from clientenraad import retention
from clientenraad.models import GoodRun
from members import post
from members.erasing import erase_on_request
from members.models import Letter, Member, Term
from recruitment import actions, erasing
from recruitment.models import Candidate, PastRoad
from recruitment.road import Stage
from recruitment.undo import take_back
from tests.clientenraad.retention.conftest import ENDED, GONE, applicant, night, run


def test_the_night_erases_on_the_day_and_not_a_day_earlier(declined, former, clock, capsys):
    clock(GONE - timedelta(days=1))
    run()
    assert Candidate.objects.exists()
    clock(GONE)
    run()
    former.refresh_from_db()
    assert (Candidate.objects.count(), PastRoad.objects.count(), former.email) == (0, 1, "")
    assert "Gewist: 2.\n" in capsys.readouterr().out


def test_twice_on_a_day_does_nothing_twice(declined, clock, capsys):
    clock(GONE)
    run()
    run()
    assert PastRoad.objects.count() == 1
    assert capsys.readouterr().out.count("Gewist: 0.") == 1


def test_an_evening_that_is_the_next_day_in_the_netherlands_counts_as_such(declined, time_machine):
    time_machine.move_to(datetime(2026, 6, 28, 23, 59, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    run()
    assert Candidate.objects.exists()
    time_machine.move_to(datetime(2026, 6, 28, 22, 1, tzinfo=ZoneInfo("UTC")), tick=False)
    run()
    assert not Candidate.objects.exists()


def test_a_road_that_goes_on_is_never_erased(vacancy, clock):
    applicant(vacancy)
    GoodRun.objects.create(job="daily", at=night(date(2036, 6, 1)))
    clock(date(2036, 6, 2))
    run()
    assert Candidate.objects.count() == 1


def test_who_waits_is_asked_and_erased_without_an_answer(vacancy, clock):
    waiting = applicant(vacancy)
    Candidate.objects.update(waits_since=ENDED)
    for day, there in [
        (date(2027, 5, 31), True),
        (date(2027, 6, 1), True),
        (date(2027, 6, 29), True),
        (date(2027, 6, 30), False),
    ]:
        GoodRun.objects.update_or_create(job="daily", defaults={"at": night(day) - timedelta(days=1)})
        clock(day)
        run()
        Letter.objects.filter(kind="still_waiting", sent_at=None).update(status="sent", sent_at=night(day))
        assert Candidate.objects.filter(pk=waiting.pk).exists() is there
    assert PastRoad.objects.get().outcome == "withdrawn"


def test_who_waits_and_was_never_reached_by_the_question_stays(vacancy, clock):
    applicant(vacancy)
    Candidate.objects.update(waits_since=ENDED, email="", address="Straat 1, Dorp", contact_by="post")
    for day in [date(2027, 6, 1), date(2027, 7, 20)]:  # the secretary is away, and nobody posts the letter
        GoodRun.objects.update_or_create(job="daily", defaults={"at": night(day) - timedelta(days=1)})
        clock(day)
        run()
    question = Letter.objects.get(kind="still_waiting")
    assert question.status == Letter.Status.TO_PRINT
    post.mark_posted(question, night(date(2027, 7, 20)))
    assert [due.day for due in retention.due_by(date(2027, 12, 31))] == [date(2027, 8, 18)]


def test_a_list_of_tomorrow_erases_nothing_today(declined):
    [due] = retention.due_by(GONE)
    assert due.erase(GONE - timedelta(days=1)) is False
    assert due.erase(GONE) is True


def test_a_decline_that_was_taken_back_since_the_list_was_made_stays_taken_back(declined, clock):
    clock(GONE)
    [due] = retention.due_by(GONE)
    take_back(declined, why="Toch wel", by=None, today=GONE)
    assert due.erase(GONE) is False
    assert Candidate.objects.get().stage == Stage.RECEIVED


def test_notes_of_who_was_appointed_go_once(vacancy, clock):
    member = baker.make(Member, name="Wolk Voorbeeld")
    Term.objects.create(member=member, starts_on=ENDED, ends_on=date(2030, 5, 31))
    candidate = applicant(vacancy)
    Candidate.objects.update(stage=Stage.APPOINTED, member=member, motivation="Omdat")
    clock(GONE)
    assert [due.what for due in retention.due_by(GONE)] == ["motivatie, notities en redenen"]
    run()
    candidate.refresh_from_db()
    assert candidate.motivation == ""
    assert retention.due_by(GONE) == []


def test_who_was_a_member_goes_with_the_application_of_then(vacancy, clock):
    member = Member.objects.create(name="Wolk Voorbeeld", email="w@voorbeeld.example")
    Term.objects.create(member=member, starts_on=date(2024, 1, 1), ends_on=date(2025, 6, 29))
    applicant(vacancy)
    Candidate.objects.update(stage=Stage.APPOINTED, member=member)
    clock(GONE)
    run()
    assert not Candidate.objects.exists()
    assert PastRoad.objects.get().outcome == "appointed"
    assert list(Member.objects.values_list("name", "email")) == [("Wolk Voorbeeld", "")]


def test_the_application_of_a_member_who_was_erased_on_request_follows_in_the_night(vacancy, clock):
    member = Member.objects.create(name="Wolk Voorbeeld")
    Term.objects.create(member=member, starts_on=date(2024, 1, 1), ends_on=ENDED)
    applicant(vacancy)
    Candidate.objects.update(stage=Stage.APPOINTED, member=member)
    clock(ENDED + timedelta(days=1))
    erase_on_request(member, today=ENDED + timedelta(days=1))
    run()
    assert not Candidate.objects.exists()


def test_one_who_cannot_be_erased_does_not_stop_the_others(declined, vacancy, clock, monkeypatch, caplog):
    other = applicant(vacancy, "Regen Appel")
    actions.decline(other, why="", by=None, today=ENDED)
    really = erasing.erase

    def erase(candidate):
        if candidate.pk == declined.pk:
            raise ValueError("Wolk Voorbeeld")
        return really(candidate)

    monkeypatch.setattr(erasing, "erase", erase)
    clock(GONE)
    with pytest.raises(CommandError, match="1 keer mis"):
        run()
    assert list(Candidate.objects.values_list("pk", flat=True)) == [declined.pk]
    assert not GoodRun.objects.filter(job=GoodRun.NIGHT).exists()
    assert "Wolk" not in caplog.text
    assert f"/{declined.pk}/" in caplog.text


def test_what_failed_is_done_by_the_next_run(declined, clock, monkeypatch):
    clock(GONE)
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "erase", lambda candidate: 1 / 0)
        with pytest.raises(CommandError):
            run()
    run()
    assert not Candidate.objects.exists()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE)


def test_a_run_that_was_killed_leaves_whole_people(declined, vacancy, clock, monkeypatch):
    """A kill is an exception that nobody catches."""
    other = applicant(vacancy, "Regen Appel")
    actions.decline(other, why="", by=None, today=ENDED)

    def killed(*args):
        raise KeyboardInterrupt

    clock(GONE)
    with monkeypatch.context() as broken:
        broken.setattr(erasing.letters, "farewell", killed)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert (Candidate.objects.count(), PastRoad.objects.count()) == (2, 0)
    run()
    assert (Candidate.objects.count(), PastRoad.objects.count()) == (0, 2)


def test_a_second_run_at_the_same_moment_finds_who_has_gone_gone(declined, clock):
    clock(GONE)
    [mine], [theirs] = retention.due_by(GONE), retention.due_by(GONE)
    assert (mine.erase(GONE), theirs.erase(GONE)) == (True, False)
    assert PastRoad.objects.count() == 1


def test_sessions_that_are_over_go_too(council):
    for key, over in [("over", -1), ("open", 1)]:
        expires = night(ENDED) + timedelta(hours=over)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    run()
    assert [session.session_key for session in Session.objects.all()] == ["open"]


def test_daily_says_no_name(declined, former, clock, capsys):
    clock(GONE)
    run()
    out = capsys.readouterr().out
    assert "Voorbeeld" not in out
    assert not Letter.objects.filter(body__contains="Wolk").exists()
