"""A delegation records its own talk, in the evening, on a phone; and nothing else (docs/rules.md, 12 and 14)."""

import re
from datetime import datetime

import pytest
from django.contrib.auth.models import Group
from model_bakery import baker

from members.models import Member
from recruitment import talks
from recruitment.models import Candidate, Talk
from recruitment.road import Stage
from recruitment.verbs import ROAD_VERBS
from tests.recruitment.conftest import AMSTERDAM, user

CANDIDATE = "/beheer/recruitment/candidate/"
SAID = {"outcome": "go_on", "notes": "Goed gesprek."}


@pytest.fixture(autouse=True)
def _evening(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM), tick=False)


@pytest.fixture
def hers(candidate, bring, delegation, secretary, today) -> Candidate:
    """A candidate who talked with the delegation this afternoon; nobody wrote it down yet."""
    bring(candidate, Stage.INTAKE_TALK)
    at = datetime(2026, 6, 1, 14, 0, tzinfo=AMSTERDAM)
    plan = {"at": at, "participants": delegation, "place": "Stadhuis", "by": secretary, "today": today}
    talks.plan_talk(candidate, Stage.DELEGATION_TALK, **plan, invite=False)
    candidate.refresh_from_db()
    return candidate


@pytest.fixture
def phone(client, delegation):
    account = user("delegatie", "Delegatielid")
    Member.objects.filter(pk=delegation[0].pk).update(user=account)
    client.force_login(account)
    return client


def recording(candidate: Candidate) -> str:
    return f"{CANDIDATE}{candidate.pk}/doe/leg-gesprek-vast/"


def record(phone, candidate: Candidate, people: list[Member]):
    return phone.post(recording(candidate), {**SAID, "participants": [member.pk for member in people]})


def test_the_first_page_asks_for_it_until_it_is_done(phone, hers, delegation):
    line = f'<a href="{recording(hers)}">Leg uw gesprek met kandidaat {hers.pk} vast</a>'
    assert line in phone.get("/beheer/").content.decode()
    assert record(phone, hers, delegation).url == f"{CANDIDATE}{hers.pk}/change/"
    talk = hers.talks.get(kind=Stage.DELEGATION_TALK)
    assert (talk.outcome, talk.notes) == ("go_on", "Goed gesprek.")
    page = phone.get("/beheer/").content.decode()
    assert line not in page
    assert "Er is nu niets te doen." in page


def test_the_candidates_page_has_the_one_button_and_says_whose_turn_it_is(phone, hers):
    page = phone.get(f"{CANDIDATE}{hers.pk}/change/").content.decode()
    assert set(re.findall(r"/doe/([a-z-]+)/", page)) == {"leg-gesprek-vast"}
    assert "Aan zet: <strong>u</strong>" in page


def test_a_talk_that_is_still_to_come_has_no_line_and_cannot_be_recorded(phone, hers, delegation):
    Talk.objects.filter(kind=Stage.DELEGATION_TALK).update(planned_at=datetime(2026, 6, 1, 22, 1, tzinfo=AMSTERDAM))
    assert "Leg uw gesprek" not in phone.get("/beheer/").content.decode()
    assert "nog niet geweest" in record(phone, hers, delegation).content.decode()
    assert not hers.talks.exclude(outcome="").filter(kind=Stage.DELEGATION_TALK).exists()


@pytest.mark.parametrize("slug", sorted({verb.slug for verb in ROAD_VERBS} - {"leg-gesprek-vast"}))
def test_no_other_button_is_hers(phone, hers, slug):
    assert phone.get(f"{CANDIDATE}{hers.pk}/doe/{slug}/").status_code == 403
    assert phone.post(f"{CANDIDATE}{hers.pk}/doe/{slug}/", {"why": "x"}).status_code == 403


@pytest.mark.parametrize("stage", [Stage.AGREEMENT, Stage.TRIAL, Stage.APPOINTMENT_TALK])
def test_once_the_road_goes_on_nothing_is_hers_to_record(phone, hers, bring, delegation, stage):
    record(phone, hers, delegation)
    bring(hers, stage)
    assert phone.get(recording(hers)).status_code == 403
    assert record(phone, hers, delegation).status_code == 403


def test_the_intake_talk_is_not_hers_even_when_she_was_there(phone, candidate, bring, delegation):
    bring(candidate, Stage.INTAKE_TALK)
    assert record(phone, candidate, delegation).status_code == 404


def test_the_talk_of_another_delegation_is_not_hers(phone, hers, delegation, fill, today):
    others = [term.member for term in fill(2, today, today.replace(year=2029))]
    hers.talks.get(kind=Stage.DELEGATION_TALK).participants.set(others)
    assert phone.get(recording(hers)).status_code == 404
    assert record(phone, hers, delegation).status_code == 404


def test_after_a_second_talk_with_others_the_first_delegation_reads_and_records_nothing(
    phone, hers, delegation, fill, today
):
    others = [term.member for term in fill(2, today, today.replace(year=2029))]
    again = {"kind": Stage.DELEGATION_TALK, "planned_at": datetime(2026, 6, 1, 20, 0, tzinfo=AMSTERDAM)}
    baker.make(Talk, candidate=hers, **again).participants.set(others)
    assert phone.get(f"{CANDIDATE}{hers.pk}/change/").status_code == 200
    assert record(phone, hers, delegation).status_code == 403
    assert "Leg uw gesprek" not in phone.get("/beheer/").content.decode()


def test_she_cannot_let_somebody_else_see_the_candidate(phone, hers, delegation, fill, today):
    outsider = fill(1, today, today.replace(year=2029))[0].member
    answer = record(phone, hers, [*delegation, outsider])
    assert answer.status_code == 200
    assert outsider not in hers.talks.get(kind=Stage.DELEGATION_TALK).participants.all()


def test_the_secretary_may_name_anybody_who_was_a_member(client, secretary, hers, delegation, fill, today):
    third = fill(1, today, today.replace(year=2029))[0].member
    client.force_login(secretary)
    assert record(client, hers, [*delegation, third]).status_code == 302
    assert third in hers.talks.get(kind=Stage.DELEGATION_TALK).participants.all()


def test_a_talk_that_took_the_place_of_the_shown_one_is_not_overwritten(hers, delegation):
    shown = hers.talks.get(kind=Stage.DELEGATION_TALK)
    baker.make(Talk, candidate=hers, kind=Stage.DELEGATION_TALK, planned_at=shown.planned_at)
    now = datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM)
    with pytest.raises(talks.Refusal, match="Intussen is er een ander gesprek gepland"):
        talks.record_talk(hers, outcome="go_on", notes="", participants=delegation, now=now, shown=shown)


def test_without_the_role_the_button_is_gone_at_the_next_request(phone, hers, delegation):
    assert phone.get(recording(hers)).status_code == 200
    Group.objects.get(name="Delegatielid").user_set.clear()
    assert phone.get(recording(hers)).status_code == 403
    assert record(phone, hers, delegation).status_code == 403


def test_who_left_the_council_records_nothing(phone, hers, delegation):
    delegation[0].terms.update(ends_on=datetime(2026, 5, 31, tzinfo=AMSTERDAM).date())
    assert record(phone, hers, delegation).status_code == 404
