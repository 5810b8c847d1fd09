"""An application is kept once, answered in the way somebody chose, and told without a name (docs/rules.md, 13)."""

from datetime import date

import pytest
from model_bakery import baker

from members.models import Council, Letter
from recruitment import applying
from recruitment.models import Candidate

NUMBER = "0b1e3c1a-6f0a-4c4a-9a50-1f2d3c4b5a69"


def sent(vacancy, today, **changed) -> Candidate:
    """One sending of the form with this number."""
    typed = {"name": "Wolk", "email": "wolk@voorbeeld.example", "form_number": NUMBER, **changed}
    return applying.sign_up(Candidate(vacancy=vacancy, **typed), today=today)


def test_the_same_form_sent_twice_is_one_application(vacancy, today):
    assert sent(vacancy, today).pk == sent(vacancy, today).pk
    assert (Candidate.objects.count(), Letter.objects.filter(kind="received").count()) == (1, 1)


@pytest.mark.parametrize("changed", [{"name": "Regen"}, {"phone": "06 0000 0000"}, {"motivation": "Anders"}])
def test_other_answers_under_the_same_number_are_not_lost_in_silence(vacancy, today, changed):
    sent(vacancy, today)
    with pytest.raises(applying.FormUsed):
        sent(vacancy, today, **changed)
    assert Candidate.objects.get().name == "Wolk"


def test_two_forms_typed_in_by_staff_are_two_applications(vacancy, secretary, today):
    for _ in range(2):
        applying.sign_up(baker.prepare(Candidate, vacancy=vacancy, phone="06 0000 0000"), today=today, by=secretary)
    assert Candidate.objects.count() == 2


@pytest.mark.parametrize(("seated", "kind"), [(14, "received"), (15, "received_full")])
def test_the_confirmation_says_so_when_all_seats_are_taken(vacancy, fill, today, seated, kind):
    fill(seated, date(2026, 1, 1), date(2029, 12, 31))
    candidate = applying.sign_up(baker.prepare(Candidate, vacancy=vacancy, email="a@voorbeeld.example"), today=today)
    assert candidate.letters.get().kind == kind


@pytest.mark.parametrize(
    ("contact", "status"),
    [
        ({"email": "a@voorbeeld.example", "contact_by": "email"}, Letter.Status.WAITING),
        ({"phone": "06 0000 0000", "contact_by": "phone"}, Letter.Status.TO_TELL),
        ({"email": "a@voorbeeld.example", "address": "Straat 1", "contact_by": "post"}, Letter.Status.TO_PRINT),
    ],
)
def test_who_has_no_mail_gets_paper_or_is_told(vacancy, today, contact, status):
    candidate = applying.sign_up(baker.prepare(Candidate, vacancy=vacancy, **contact), today=today)
    assert candidate.letters.get().status == status


def test_the_secretary_hears_at_most_once_a_day_and_no_name(vacancy, council: Council, today):
    Council.objects.update(secretary_email="secretaris@voorbeeld.example")
    for _ in range(3):
        applying.sign_up(
            baker.prepare(Candidate, vacancy=vacancy, name="Wolk", email="wolk@voorbeeld.example"), today=today
        )
    applying.sign_up(
        baker.prepare(Candidate, vacancy=vacancy, name="Wolk", email="wolk@voorbeeld.example"), today=date(2026, 6, 2)
    )
    letters = Letter.objects.filter(kind="work")
    assert letters.count() == 2
    assert all("Wolk" not in letter.body + letter.subject for letter in letters)
