"""Erasing a candidate: what goes, what stays for the figures, and when it is refused (docs/rules.md, 16)."""

from datetime import date, datetime, timedelta

import pytest
from auditlog.models import LogEntry
from django.contrib.sessions.models import Session
from model_bakery import baker

from members import post, trail
from members.models import Letter, Member, SeatHold
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import actions
from recruitment.erasing import about, erase, forget_notes, withdraw_and_erase
from recruitment.models import Candidate, DeclineReason, LinkRequest, Move, PastRoad, Talk
from recruitment.own_page import KEY
from recruitment.road import Stage
from recruitment.talks import plan_talk
from recruitment.undo import take_back
from tests.locks import held, waits
from tests.recruitment.conftest import AMSTERDAM, date_moves, user


@pytest.fixture
def declined(candidate, secretary, today) -> Candidate:
    actions.decline(candidate, why="Past niet", by=secretary, today=today)
    candidate.refresh_from_db()
    return candidate


def at(candidate: Candidate, *days: date) -> None:
    """Date the candidate's steps, in their order, at noon of these days."""
    date_moves(candidate, *(datetime(day.year, day.month, day.day, 12, tzinfo=AMSTERDAM) for day in days))


def test_a_row_without_a_person_stays(declined, council):
    reason = DeclineReason.objects.create(text="Geen tijd")
    Candidate.objects.update(
        declined_because=reason, received_at=datetime(2026, 5, 1, 0, 30, tzinfo=AMSTERDAM), way_in="phone"
    )
    at(declined, date(2026, 5, 20), date(2026, 6, 1))
    past = erase(declined)
    past.refresh_from_db()
    assert not Candidate.objects.exists()
    assert (past.kind, past.way_in, past.outcome) == ("seat", "phone", "declined")
    assert (past.received_in, past.ended_in) == (date(2026, 5, 1), date(2026, 6, 1))
    assert (past.declined_because, past.days) == (reason, {"received": 12})


def test_a_step_that_was_taken_back_was_never_taken(candidate, bring, secretary, today):
    bring(candidate, Stage.INTAKE_TALK)
    take_back(candidate, why="Verkeerde knop", by=secretary, today=today)
    actions.withdraw(candidate, by=secretary, today=today)
    candidate.refresh_from_db()
    days = [today + timedelta(days=number) for number in range(0, 10 * candidate.moves.count(), 10)]
    at(candidate, *days)
    assert erase(candidate).days == {"received": (days[-1] - today).days}


def test_what_was_only_noted_at_a_station_divides_no_stage(declined, today):
    Move.objects.create(candidate=declined, from_stage="declined", to_stage="declined", why="iets")
    at(declined, today, today + timedelta(days=3), today + timedelta(days=9))
    assert erase(declined).days == {"received": 3}


def test_the_road_of_who_was_appointed_is_kept_in_the_same_way(candidate, bring):
    bring(candidate, Stage.APPOINTED)
    past = erase(candidate)
    passed = {"received", "intake_talk", "delegation_talk", "agreement", "trial", "appointment_talk", "nominated"}
    assert (past.outcome, set(past.days)) == ("appointed", passed)
    assert Member.objects.filter(name="Wolk Voorbeeld").exists()


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.AGREEMENT, Stage.TRIAL, Stage.NOMINATED])
def test_a_road_that_goes_on_is_not_erased(candidate, bring, stage):
    bring(candidate, stage)
    with pytest.raises(Refusal, match="nog op weg"):
        erase(candidate)
    assert Candidate.objects.exists()
    assert not PastRoad.objects.exists()


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.INTAKE_TALK, Stage.TRIAL, Stage.NOMINATED])
def test_who_asks_for_it_withdraws_and_is_erased_in_one_step(candidate, bring, today, stage):
    bring(candidate, stage)
    past = withdraw_and_erase(candidate, by=None, today=today)
    assert past.outcome == "withdrawn"
    assert not Candidate.objects.exists()
    assert not SeatHold.objects.exists()


def test_the_seat_that_was_held_is_free_again(candidate, bring, today):
    bring(candidate, Stage.TRIAL)
    free = occupancy(today).free
    withdraw_and_erase(candidate, by=None, today=today)
    assert occupancy(today).free == free + 1


def test_who_was_appointed_is_not_erased_on_request(candidate, bring, today):
    bring(candidate, Stage.APPOINTED)
    with pytest.raises(Refusal, match="is benoemd"):
        withdraw_and_erase(candidate, by=None, today=today)
    assert Candidate.objects.exists()


def test_nobody_is_counted_twice(declined, today):
    erase(declined)
    with pytest.raises(Refusal, match="is er niet meer"):
        erase(declined)
    with pytest.raises(Refusal, match="is er niet meer"):
        withdraw_and_erase(declined, by=None, today=today)
    assert PastRoad.objects.count() == 1


def test_a_failure_leaves_everything_as_it_was(declined, monkeypatch):
    monkeypatch.setattr(post, "write_last", lambda *args, **kwargs: 1 / 0)
    letters = Letter.objects.count()
    with pytest.raises(ZeroDivisionError):
        erase(declined)
    assert (Candidate.objects.count(), Letter.objects.count(), PastRoad.objects.count()) == (1, letters, 0)


def test_letters_to_and_about_the_candidate_go_and_those_of_others_stay(declined, council):
    other = baker.make(Candidate, vacancy=declined.vacancy, email="x@voorbeeld.example", stage_since=date(2026, 1, 1))
    baker.make(Letter, addressee=other, about=f"candidate-{declined.pk}1", once=None)
    baker.make(Letter, addressee=council, about=about(declined), once=None)
    erase(declined)
    assert [letter.addressee for letter in Letter.objects.all()] == [other]


def test_the_trail_is_cut_loose_from_who_is_erased_and_not_from_others(declined, secretary):
    letter, other = declined.letters.first(), Candidate(pk=declined.pk + 1)
    for row in [declined, other, letter]:
        trail.note(trail.Kind.CHANGED, row, "Wijs af")
    erase(declined)
    lines = (
        LogEntry.objects.exclude(content_type__model="user")
        .order_by("pk")
        .values_list("action", "content_type__model", "object_id", "object_pk")
    )
    assert list(lines) == [
        (trail.Kind.CHANGED, "candidate", None, ""),
        (trail.Kind.CHANGED, "candidate", other.pk, str(other.pk)),
        (trail.Kind.CHANGED, "letter", None, ""),
        (trail.Kind.ERASED, "candidate", None, ""),
    ]


def test_the_request_for_a_new_link_goes_too(declined):
    LinkRequest.objects.create(email="WOLK@voorbeeld.example")
    LinkRequest.objects.create(email="iemand@voorbeeld.example")
    erase(declined)
    assert [request.email for request in LinkRequest.objects.all()] == ["iemand@voorbeeld.example"]


def test_an_open_page_is_closed_and_a_colleague_stays_logged_in(client, declined):
    door = declined.new_personal_link().removeprefix("http://testserver")
    colleague = user("redactie", "Redactie")
    client.force_login(colleague)
    client.post(door)
    session = baker.make(Session, session_key="other", session_data=Session.objects.encode({KEY: {"link": 0}}))
    alone = Session.objects.encode({KEY: {"link": declined.links.get().pk}})
    baker.make(Session, session_key="alone", session_data=alone)

    erase(declined)
    assert set(Session.objects.values_list("session_key", flat=True)) == {client.session.session_key, "other"}
    assert KEY not in client.session
    assert client.get("/beheer/").status_code == 200
    session.refresh_from_db()
    assert session.get_decoded() == {KEY: {"link": 0}}


def test_what_a_colleague_searched_for_goes_and_the_colleague_stays_logged_in(client, declined, secretary):
    client.force_login(secretary)
    client.post("/beheer/recruitment/candidate/", {"zoek": "Wolkk"})  # a slip, which finds nobody
    erase(declined)
    assert ["Wolk" in str(row.get_decoded()) for row in Session.objects.all()] == [False]
    assert client.get("/beheer/").status_code == 200


def test_the_trail_of_a_member_whose_appointment_was_taken_back_is_cut_loose(candidate, bring, secretary, today):
    bring(candidate, Stage.NOMINATED)
    later = {"decided_on": today, "reference": "B26", "first": date(2026, 7, 1)}
    member = actions.appoint(candidate, **later, by=secretary, today=today)
    other = Member(pk=member.pk + 1)
    for row in (member, other):
        trail.note(trail.Kind.SEEN, row)
    take_back(candidate, why="Vergissing", by=secretary, today=today)
    assert [entry.object_id for entry in LogEntry.objects.exclude(content_type__model="user").order_by("pk")] == [
        None,
        other.pk,
    ]


def test_a_letter_that_a_talk_is_off_repeats_nothing_that_was_typed(
    candidate, delegation, secretary, council, today, time_machine
):
    time_machine.move_to(datetime(2026, 6, 1, 10, tzinfo=AMSTERDAM), tick=False)
    Member.objects.update(email="lid@raad.example")
    at = datetime(2026, 6, 10, 14, tzinfo=AMSTERDAM)
    typed = {"place": "Thuis bij Wolk", "others": "De zus van Wolk", "participants": delegation}
    plan_talk(candidate, "intake_talk", at=at, **typed, by=secretary, today=today)
    invitations = Letter.objects.filter(kind="talk_with")
    assert {"Waar: Thuis bij Wolk" in letter.body for letter in invitations} == {True}
    invitations.update(status=Letter.Status.SENT)
    withdraw_and_erase(candidate, by=None, today=today)
    left = list(Letter.objects.all())
    assert [letter.kind for letter in left] == ["talk_with", "talk_with"]
    for letter in left:
        assert "Wanneer: woensdag 10 juni 2026, 14.00 uur" in letter.body
        assert "Wolk" not in letter.body + letter.calendar


def test_who_had_an_address_gets_a_last_mail_without_a_name(declined, settings, monkeypatch):
    sent = []
    monkeypatch.setattr(post, "write_last", lambda *mail, calendar: sent.append((*mail, calendar)))
    erase(declined)
    [(email, subject, body, calendar)] = sent
    assert calendar == ""
    assert (email, subject) == ("wolk@voorbeeld.example", "U hoeft niets te doen: uw gegevens zijn gewist")
    assert "hoogstens 4 weken in reservekopieën" in body
    assert "Wolk" not in body


def test_the_last_mail_takes_an_appointment_out_of_the_calendar(
    candidate, delegation, secretary, today, settings, time_machine
):
    time_machine.move_to(today, tick=False)
    settings.MAIL_LEAVES = True
    with post.held_back():
        values = {"participants": delegation, "place": "Stadhuis", "by": secretary, "today": today}
        plan_talk(candidate, Stage.INTAKE_TALK, at=datetime(2026, 6, 8, 14, tzinfo=AMSTERDAM), **values)
        number = candidate.talks.get().calendar_number
        candidate.letters.filter(kind="talk_planned").update(status=Letter.Status.SENT)
        withdraw_and_erase(candidate, by=None, today=today)
    last = Letter.objects.last_ones().get()
    assert last.last_email == "wolk@voorbeeld.example"
    assert "METHOD:CANCEL" in last.calendar
    assert f"UID:{number}" in last.calendar


@pytest.mark.parametrize("values", [{"contact_by": "post"}, {"email": "", "phone": "06 0000 0000"}])
def test_who_wants_no_mail_gets_none(declined, monkeypatch, values):
    sent = []
    monkeypatch.setattr(post, "write_last", lambda *mail, calendar: sent.append((*mail, calendar)))
    Candidate.objects.update(**values)
    erase(declined)
    assert sent == []


def test_who_was_invited_still_reads_that_the_talk_is_off(candidate, delegation, today, monkeypatch):
    told = baker.make(Letter, addressee=delegation[0], about=about(candidate), once=None, subject="Uitnodiging")
    really = actions.withdraw

    def withdraw(candidate, **values):
        really(candidate, **values)
        baker.make(Letter, addressee=delegation[0], about=about(candidate), once=None, subject="Gaat niet door")

    monkeypatch.setattr(actions, "withdraw", withdraw)
    withdraw_and_erase(candidate, by=None, today=today)
    assert list(Letter.objects.values_list("subject", "about")) == [("Gaat niet door", "")]
    assert not Letter.objects.filter(pk=told.pk).exists()


def test_after_an_appointment_motivation_notes_and_reasons_go_and_the_rest_stays(candidate, bring, secretary, today):
    Candidate.objects.update(motivation="Omdat", halfway_notes="Gaat goed")
    bring(candidate, Stage.TRIAL)
    actions.extend_trial(candidate, last=date(2026, 10, 1), why="Was ziek", by=secretary, today=today)
    candidate = bring(Candidate.objects.get(), Stage.APPOINTED)
    letters, moves = candidate.letters.count(), candidate.moves.count()

    forget_notes(candidate)
    candidate.refresh_from_db()
    assert (candidate.motivation, candidate.halfway_notes, candidate.trial_extended_why) == ("", "", "")
    assert set(Talk.objects.values_list("notes", flat=True)) == {""}
    assert set(Move.objects.values_list("why", flat=True)) == {""}
    assert (candidate.letters.count(), candidate.moves.count()) == (letters, moves)
    assert (candidate.name, candidate.email) == ("Wolk Voorbeeld", "wolk@voorbeeld.example")


@pytest.mark.django_db(transaction=True)
def test_erasing_waits_for_whoever_is_changing_the_same_candidate(declined):
    with held(Candidate.objects.filter(pk=declined.pk)):
        assert waits(lambda: erase(declined))
    assert Candidate.objects.exists()


# The secretary's button --------------------------------------------------------------------------


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def test_the_button_says_what_will_happen_and_leads_to_the_list(desk, candidate):
    address = f"/beheer/recruitment/candidate/{candidate.pk}/doe/wis-alles/"
    page = desk.get(address).content.decode()
    assert "De weg stopt hier. Een vastgehouden plaats komt vrij." in page
    assert "Dit kan niemand terugdraaien." in page
    response = desk.post(address, follow=True)
    assert response.redirect_chain == [("/beheer/recruitment/candidate/", 302)]
    assert "Alle gegevens van deze kandidaat zijn gewist." in response.content.decode()
    assert not Candidate.objects.exists()
    assert desk.post(address).status_code == 404


def test_nobody_erases_by_looking(desk, candidate):
    desk.get(f"/beheer/recruitment/candidate/{candidate.pk}/doe/wis-alles/")
    assert Candidate.objects.exists()


def test_there_is_no_such_button_for_who_was_appointed(desk, candidate, bring):
    bring(candidate, Stage.APPOINTED)
    assert "wis-alles" not in desk.get(f"/beheer/recruitment/candidate/{candidate.pk}/change/").content.decode()
    response = desk.post(f"/beheer/recruitment/candidate/{candidate.pk}/doe/wis-alles/")
    assert "Deze kandidaat is benoemd." in response.content.decode()
    assert Candidate.objects.exists()


@pytest.mark.parametrize("role", ["Redactie", "Beheerder", "Delegatielid"])
def test_others_cannot_erase(client, candidate, role):
    client.force_login(user("iemand", role))
    client.post(f"/beheer/recruitment/candidate/{candidate.pk}/doe/wis-alles/")
    assert Candidate.objects.exists()
