"""Consent to keep data for longer: with its day and its words, and withdrawable (docs/rules.md, 16)."""

from datetime import date

import pytest
from model_bakery import baker

from recruitment import consent
from recruitment.applying import sign_up
from recruitment.forms import SignUpForm, TypedInForm
from recruitment.models import Candidate

WORDS = "Ja, bewaar mijn gegevens tot 12 maanden na mijn aanmelding"


def applied(vacancy, today, by=None, **values) -> Candidate:
    person = baker.prepare(Candidate, vacancy=vacancy, email="wolk@voorbeeld.example", **values)
    sign_up(person, today=today, by=by)
    return Candidate.objects.get()


def proof(candidate: Candidate) -> tuple[bool, date | None, str]:
    candidate.refresh_from_db()
    return candidate.keep, candidate.keep_given_on, candidate.keep_wording


def test_what_is_kept_as_proof_is_what_the_visitor_read(council, vacancy, today):
    person = applied(vacancy, today, keep=True)
    assert proof(person) == (True, today, WORDS)
    assert SignUpForm(council=council).fields["keep"].label == WORDS


@pytest.mark.parametrize(("months", "said"), [(1, "tot 1 maand na"), (6, "tot 6 maanden na")])
def test_the_words_follow_the_setting(council, vacancy, today, months, said):
    council.keep_months = months
    council.save()
    assert said in proof(applied(vacancy, today, keep=True))[2]


@pytest.mark.parametrize(("weeks", "said"), [(1, "binnen 1 week nadat"), (4, "binnen 4 weken nadat")])
def test_the_form_says_what_happens_without_consent(council, weeks, said):
    council.erase_after_weeks = weeks
    assert said in SignUpForm(council=council).fields["keep"].help_text


def test_typed_in_by_staff_the_proof_is_what_staff_ticked(vacancy, today, secretary):
    assert proof(applied(vacancy, today, by=secretary, keep=True)) == (True, today, consent.TYPED_IN)
    assert TypedInForm().fields["keep"].label == consent.TYPED_IN


def test_without_consent_there_is_no_proof(vacancy, today):
    assert proof(applied(vacancy, today)) == (False, None, "")


def test_consent_is_given_later_and_taken_back_visibly(candidate, secretary, today):
    consent.give_keep(candidate, by=secretary, today=today)
    assert proof(candidate) == (True, today, consent.TYPED_IN)
    consent.withdraw_keep(candidate, by=None, today=today)
    assert proof(candidate) == (False, None, "")
    assert [move.why for move in candidate.moves.all()][1:] == [
        "toestemming om langer te bewaren gegeven",
        "toestemming om langer te bewaren ingetrokken",
    ]


def test_the_same_twice_changes_nothing(candidate, secretary, today):
    consent.withdraw_keep(candidate, by=secretary, today=today)
    assert candidate.moves.count() == 1


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


@pytest.mark.parametrize(("slug", "before"), [("bewaar-langer", False), ("bewaar-niet-langer", True)])
def test_the_secretary_has_a_button_for_each(desk, candidate, slug, before):
    Candidate.objects.update(keep=before)
    address = f"/beheer/recruitment/candidate/{candidate.pk}/doe/{slug}/"
    assert desk.get(address).status_code == 200
    desk.post(address)
    assert proof(candidate)[0] is not before


def test_the_form_of_a_candidate_does_not_change_the_consent_unseen(desk, candidate):
    page = f"/beheer/recruitment/candidate/{candidate.pk}/change/"
    typed = {"name": candidate.name, "contact_by": "email", "email": candidate.email, "keep": "on"}
    desk.post(page, typed)
    assert proof(candidate) == (False, None, "")
