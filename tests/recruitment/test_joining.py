"""Somebody who applied twice is found, and joined only when the secretary says so."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from model_bakery import baker

from members import trail
from members.models import Letter
from members.refusals import Refusal
from recruitment import actions, applying
from recruitment.joining import join, same_person, tell_apart, twins
from recruitment.keeping import asked_to_wait, last_day_kept
from recruitment.marks import MARKS, plain_number
from recruitment.models import Candidate, PersonalLink
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM, date_moves

OTHERWISE = {"name": "Iemand Anders", "email": "", "phone": "", "address": "Elders 9"}


@pytest.fixture
def apply(vacancy, today):
    def apply(**told) -> Candidate:
        told = {**OTHERWISE, "vacancy": vacancy, **told}
        return applying.sign_up(Candidate(**told), today=today)

    return apply


@pytest.mark.parametrize(
    ("told", "is_same"),
    [
        ({"email": "WOLK@voorbeeld.example"}, True),
        ({"email": "golk@voorbeeld.example"}, False),
        ({"phone": "+31 6-0000 0000"}, True),
        ({"phone": "06 0000 0001"}, False),
        ({"address": "straat 1,  Dorp"}, True),
        ({"address": "Straat 11 Dorp"}, False),
        ({"name": "wòlk  VOORBEELD"}, True),
        ({"name": "Wolk Voorbeel"}, False),
    ],
)
def test_one_thing_in_common_is_enough(apply, told, is_same):
    mine = {"name": "Wolk Voorbeeld", "email": "wolk@voorbeeld.example", "phone": "0600000000"}
    first = apply(**mine, address="Straat 1 Dorp")
    second = apply(**told)
    assert same_person(first) == ([second] if is_same else [])
    assert same_person(second) == ([first] if is_same else [])


def test_a_number_without_its_zero_is_still_found(apply):
    first, second = apply(phone="+31 (6) 1111-111"), apply(phone="061111111")
    assert (same_person(first), same_person(second)) == ([second], [first])


def test_what_is_changed_is_compared_anew(apply):
    first, second = apply(phone="06 0000 0000"), apply(phone="06 1111 1111")
    second.phone = "+31 6 0000 0000"
    second.save(update_fields=["phone"])
    assert same_person(first) == [second]


def test_who_applied_before_this_was_kept_is_found_too(apply):
    first, second = apply(phone="06 0000 0000"), apply(phone="0600000000")
    Candidate.objects.update(**dict.fromkeys(MARKS, ""))
    assert same_person(Candidate.objects.get(pk=first.pk)) == []
    import_module("recruitment.migrations.0010_fill_marks").fill(apps, None)
    assert same_person(Candidate.objects.get(pk=first.pk)) == [second]


def test_a_namesake_for_another_vacancy_is_somebody_else(apply, committee_vacancy):
    first = apply(name="Wolk Voorbeeld", address="Straat 1")
    apply(name="Wolk Voorbeeld", address="Straat 2", vacancy=committee_vacancy)
    assert same_person(first) == []


def test_who_is_no_longer_on_the_road_is_not_the_same_person(apply, today):
    first, second = apply(phone="06 0000 0000"), apply(phone="06 0000 0000")
    actions.withdraw(second, by=None, today=today)
    assert same_person(first) == []


def test_two_who_were_told_apart_are_not_asked_about_again_and_both_logs_say_so(apply, secretary):
    first, second = apply(phone="06 0000 0000"), apply(phone="06 0000 0000")
    tell_apart(second, first, by=secretary)
    tell_apart(first, second, by=secretary)  # pressed twice
    first.refresh_from_db()
    second.refresh_from_db()
    assert (same_person(first), same_person(second)) == ([], [])
    noted = [(move.why, move.by) for who in (first, second) for move in who.moves.all() if move.why]
    assert noted == [(f"is iemand anders dan {second}", secretary), (f"is iemand anders dan {first}", secretary)]


def test_nobody_is_told_apart_from_herself(apply, secretary):
    first = apply()
    with pytest.raises(Refusal, match="Dit is dezelfde kandidaat."):
        tell_apart(first, first, by=secretary)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("06 0000 0000", "0600000000"),
        ("06-00000000", "0600000000"),
        ("+31 6 0000 0000", "0600000000"),
        ("+31 (0)6 0000 0000", "0600000000"),
        ("0031 6 0000 0000", "0600000000"),
        ("+49 30 000000", "4930000000"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_the_same_however_it_is_written(typed, number):
    assert plain_number(typed) == number


@pytest.mark.parametrize(
    ("stages", "pairs"),
    [
        (["received", "received"], {1: 2, 2: 1}),
        (["trial", "received"], {1: 2, 2: 1}),
        (["trial", "intake_talk"], {}),
        (["trial", "intake_talk", "received"], {1: 3, 2: 3, 3: 1}),
    ],
)
def test_a_pair_that_can_be_joined_is_named(stages, pairs):
    rows = [(n, stage, [], 1, f"Naam {n}", "a@voorbeeld.example", "", "") for n, stage in enumerate(stages, start=1)]
    assert twins(rows) == pairs


def test_a_thousand_with_one_address_make_a_thousand_pairs_and_no_million():
    rows = [(n, "received", [], 1, f"Naam {n}", "a@voorbeeld.example", "", "") for n in range(1, 1001)]
    assert set(twins(rows).values()) == {1, 2}


def test_joining_fills_what_was_missing_and_keeps_letters_log_and_links(apply, secretary):
    kept = apply(name="Wolk Voorbeeld", email="wolk@voorbeeld.example", address="")
    lost = apply(name="Wolk Voorbeeld", phone="06 0000 0000", address="Straat 1", motivation="Ik denk graag mee.")
    token = PersonalLink.objects.make(lost)
    number = lost.pk

    assert join(kept, lost, by=secretary) == kept
    kept.refresh_from_db()
    assert (kept.phone, kept.address, kept.motivation) == ("06 0000 0000", "Straat 1", "Ik denk graag mee.")
    assert not Candidate.objects.filter(pk=number).exists()
    assert kept.letters.count() == 2
    assert [move.to_stage for move in kept.moves.all()] == [Stage.RECEIVED] * 3
    assert (kept.moves.last().why, kept.moves.last().by) == (f"samengevoegd met kandidaat {number}", secretary)
    assert kept.links.filter(pk__isnull=False).count() == 1
    assert token
    assert "0600000000" in kept.search_text


def test_what_differs_is_told_in_the_log(apply, secretary):
    kept = apply(name="Wolk Voorbeeld", email="wolk@voorbeeld.example", phone="06 0000 0000")
    lost = apply(name="W. Voorbeeld", email="w@voorbeeld.example", phone="0600000000", motivation="x" * 5000)
    kept.motivation = "Ik denk mee."
    kept.save()
    join(kept, lost, by=secretary)
    told = [move.why for move in kept.moves.all() if move.why]
    assert "gaf ook op als naam: W. Voorbeeld" in told
    assert "gaf ook op als e-mailadres: w@voorbeeld.example" in told
    assert "".join(text for text in told if "motivatie" in text).count("x") == 5000
    assert all(len(text) <= 500 for text in told)


@pytest.mark.parametrize("turned", [False, True])
def test_who_is_furthest_goes_on(apply, bring, secretary, turned):
    early, far = apply(phone="06 0000 0000"), bring(apply(phone="06 0000 0000"), Stage.TRIAL)
    pair = [far, early] if turned else [early, far]
    assert join(*pair, by=secretary).pk == far.pk
    far.refresh_from_db()
    assert (far.stage, far.hold is not None) == (Stage.TRIAL, True)


def test_the_days_count_from_the_first_of_two_applications(apply, bring, secretary):
    early, far = apply(phone="06 0000 0000"), bring(apply(phone="06 0000 0000"), Stage.INTAKE_TALK)
    date_moves(early, datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM))
    date_moves(far, datetime(2026, 6, 5, 12, tzinfo=AMSTERDAM), datetime(2026, 6, 8, 12, tzinfo=AMSTERDAM))
    assert far.days == {"received": 3}
    join(early, far, by=secretary)
    far.refresh_from_db()
    assert far.days == {"received": 7}


def test_of_two_who_applied_the_first_goes_on(apply, secretary):
    first, second = apply(phone="06 0000 0000"), apply(phone="06 0000 0000")
    assert join(second, first, by=secretary).pk == first.pk


def test_two_who_were_both_spoken_with_stay_two(apply, bring, secretary):
    pair = [bring(apply(phone="06 0000 0000"), Stage.INTAKE_TALK) for _ in range(2)]
    with pytest.raises(Refusal, match="Met allebei is al gesproken"):
        join(*pair, by=secretary)
    assert Candidate.objects.count() == 2


@pytest.mark.parametrize("ended", [0, 1])
def test_a_road_that_ended_is_joined_with_nothing(apply, secretary, today, ended):
    pair = [apply(phone="06 0000 0000"), apply(phone="06 0000 0000")]
    actions.withdraw(pair[ended], by=None, today=today)
    with pytest.raises(Refusal, match="is de weg al voorbij"):
        join(*pair, by=secretary)
    assert Candidate.objects.count() == 2


def test_two_vacancies_stay_two_applications(apply, committee_vacancy, secretary):
    pair = apply(phone="06 0000 0000"), apply(phone="06 0000 0000", vacancy=committee_vacancy)
    with pytest.raises(Refusal, match="twee verschillende vacatures"):
        join(*pair, by=secretary)


def test_nobody_is_joined_with_herself(apply, secretary):
    one = apply()
    with pytest.raises(Refusal, match="dezelfde kandidaat"):
        join(one, one, by=secretary)


def test_what_was_agreed_to_goes_along_with_its_proof(apply, secretary, today):
    kept = apply(phone="06 0000 0000")
    lost = apply(phone="06 0000 0000", keep=True, keep_given_on=today, keep_wording="Ja, bewaar")
    join(kept, lost, by=secretary)
    kept.refresh_from_db()
    assert (kept.keep, kept.keep_given_on, kept.keep_wording) == (True, today, "Ja, bewaar")


def test_the_place_on_the_waiting_list_is_the_oldest(apply, secretary, fill):
    fill(15, date(2026, 1, 1), date(2029, 12, 31))
    pair = apply(phone="06 0000 0000"), apply(phone="06 0000 0000")
    Candidate.objects.filter(pk=pair[1].pk).update(waits_since=date(2026, 5, 1))
    assert join(*pair, by=secretary).waits_since == date(2026, 5, 1)


def test_letters_about_somebody_and_the_trail_follow_the_number(apply, secretary):
    kept, lost = apply(phone="06 0000 0000"), apply(phone="06 0000 0000")
    letter = baker.make(Letter, addressee=kept, about=f"candidate-{lost.pk}", once=None)
    trail.note(trail.Kind.SEEN, lost)
    join(kept, lost, by=secretary)
    letter.refresh_from_db()
    assert letter.about == f"candidate-{kept.pk}"
    assert [(entry.object_id, entry.object_pk) for entry in LogEntry.objects.exclude(content_type__model="user")] == [
        (kept.pk, str(kept.pk))
    ]


def test_who_applies_again_after_the_question_about_waiting_has_answered_it(candidate, apply, council):
    Candidate.objects.update(waits_since=date(2026, 6, 1), asked_to_wait_on=date(2027, 6, 1))
    Letter.objects.update(kind="still_waiting", sent_at=datetime(2027, 6, 1, 12, tzinfo=UTC))
    again = apply(email=candidate.email)
    assert last_day_kept(Candidate.objects.get(pk=candidate.pk), council) == date(2027, 6, 29)
    Candidate.objects.filter(pk=again.pk).update(waits_since=date(2027, 6, 20))
    kept = join(candidate, again, by=None)
    assert (kept.waits_since, kept.still_waits_on) == (date(2026, 6, 1), date(2027, 6, 20))
    assert last_day_kept(kept, council) is None


def test_two_who_were_asked_and_said_nothing_are_still_asked_once_joined(candidate, apply, council):
    Candidate.objects.update(waits_since=date(2026, 6, 1), asked_to_wait_on=date(2027, 6, 1))
    again = apply(email=candidate.email)
    Candidate.objects.filter(pk=again.pk).update(waits_since=date(2026, 9, 1))
    kept = join(candidate, again, by=None)
    assert asked_to_wait(kept)


def test_who_was_told_apart_is_looked_past_to_the_next():
    apart = {1: [2], 2: [1], 3: []}
    rows = [(n, "received", apart[n], 1, f"Naam {n}", "a@voorbeeld.example", "", "") for n in apart]
    assert twins(rows) == {1: 3, 2: 3, 3: 1}
