"""What decides is locked first, and half a verb is no verb (on PostgreSQL row by row, on SQLite as a whole)."""

import pytest
from django.utils import timezone

from members import actions as council_actions
from members import post
from members.models import Committee, Council, Letter, Member, SeatHold, Term
from recruitment import actions, waiting_list
from recruitment.admin.candidates import CandidateAdmin
from recruitment.erasing import withdraw_and_erase
from recruitment.joining import join
from recruitment.models import Candidate
from recruitment.nominating import nominate_together
from recruitment.road import Stage
from tests.locks import held, waits
from tests.recruitment.conftest import one_step

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_harness_sees_an_action_that_does_not_wait(candidate):
    with held(Candidate.objects.filter(pk=candidate.pk)):
        assert not waits(lambda: Candidate.objects.count())


def test_every_step_waits_for_who_is_busy_with_the_candidate(candidate, secretary, today):
    with held(Candidate.objects.filter(pk=candidate.pk)):
        assert waits(lambda: actions.decline(candidate, why="x", by=secretary, today=today))
        assert waits(lambda: actions.withdraw(candidate, by=None, today=today))
    assert candidate.moves.count() == 1


def test_what_the_desk_does_beside_the_road_waits_as_well(candidate, vacancy, secretary, today):
    twin = Candidate.objects.create(vacancy=vacancy, name="W.", email=candidate.email, stage_since=today)
    with held(Candidate.objects.filter(pk=candidate.pk)):
        assert waits(lambda: join(candidate, twin, by=secretary))
        assert waits(lambda: join(twin, candidate, by=secretary))
        assert waits(lambda: nominate_together([candidate], on=today, by=secretary, today=today))
        assert waits(lambda: actions.record_halfway(candidate, on=today, notes="x", by=secretary, today=today))
        assert waits(lambda: waiting_list.write_that_seat_is_free(candidate, by=secretary, today=today))
        assert waits(lambda: waiting_list.wants_the_seat(candidate, by=secretary))
        assert waits(lambda: waiting_list.start_again(candidate, by=secretary, today=today))
    assert (Candidate.objects.count(), candidate.moves.count()) == (2, 1)


def test_who_is_erased_while_her_details_are_saved_does_not_come_back(client, candidate, secretary, today, monkeypatch):
    client.force_login(secretary)
    really, waited = CandidateAdmin.save_model, []

    def save_while_she_is_erased(*args):
        waited.append(waits(lambda: withdraw_and_erase(candidate, by=None, today=today)))
        really(*args)

    monkeypatch.setattr(CandidateAdmin, "save_model", save_while_she_is_erased)
    typed = {"name": "Wolk Anders", "contact_by": "email", "email": "wolk@voorbeeld.example"}
    assert client.post(f"/beheer/recruitment/candidate/{candidate.pk}/change/", typed).status_code == 302
    assert waited == [True]
    withdraw_and_erase(candidate, by=None, today=today)
    assert not Candidate.objects.exists()


def test_every_seat_waits_for_who_is_busy_with_the_council(council, fill, today):
    member = Member.objects.create(name="Sam")
    with held(Council.objects.filter(pk=1)):
        assert waits(lambda: council_actions.appoint(member, first=today, today=today))
        assert waits(lambda: council_actions.hold_seat(first=today, last=today, label="kandidaat 7", today=today))
        assert waits(lambda: council_actions.set_seats(20, starts_on=today, today=today))
        assert waits(lambda: Term.objects.create(member=member, starts_on=today, ends_on=today))
    assert Term.objects.count() == 0


def test_a_committee_place_waits_for_who_is_busy_with_the_committee(council, today):
    committee, member = Committee.objects.create(name="commissie"), Member.objects.create(name="Sam")
    with held(Committee.objects.filter(pk=committee.pk)):
        assert waits(lambda: council_actions.join_committee(member, committee, first=today))


def test_a_letter_is_claimed_by_one_sender_at_a_time(candidate, settings):
    settings.MAIL_LEAVES = True
    with held(Letter.objects.all()):
        assert waits(lambda: post.deliver_due(timezone.now()))


@pytest.mark.parametrize("stage", [Stage.TRIAL, Stage.NOMINATED, Stage.APPOINTED])
def test_a_verb_that_fails_at_its_letter_leaves_nothing(
    candidate, bring, delegation, secretary, today, monkeypatch, stage
):
    road = [Stage.AGREEMENT, Stage.APPOINTMENT_TALK, Stage.NOMINATED]
    before = road[[Stage.TRIAL, Stage.NOMINATED, Stage.APPOINTED].index(stage)]
    bring(candidate, before)
    counts = (SeatHold.objects.count(), Term.objects.count(), Member.objects.count(), Letter.objects.count())

    def fails(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr("recruitment.letters.write_for", fails)
    with pytest.raises(RuntimeError):
        one_step(candidate, delegation, secretary, today)
    candidate.refresh_from_db()
    assert candidate.stage == before
    assert counts == (
        SeatHold.objects.count(),
        Term.objects.count(),
        Member.objects.count(),
        Letter.objects.count(),
    )


@pytest.mark.parametrize("way_out", [actions.decline, actions.withdraw])
def test_who_leaves_and_whose_letter_fails_has_not_left(candidate, bring, secretary, today, monkeypatch, way_out):
    bring(candidate, Stage.TRIAL)

    def fails(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr("recruitment.letters.write_for", fails)
    with pytest.raises(RuntimeError):
        way_out(candidate, why="x", by=secretary, today=today)
    candidate.refresh_from_db()
    assert (candidate.stage, SeatHold.objects.count()) == (Stage.TRIAL, 1)
