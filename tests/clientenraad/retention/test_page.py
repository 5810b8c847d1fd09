"""Who goes is read a week before, with the reason; a yes to the date of today lets erasing go on."""

from datetime import timedelta

import pytest

from clientenraad import retention
from clientenraad.models import GoodRun
from recruitment import erasing
from recruitment.models import Candidate
from tests.clientenraad.retention.conftest import ENDED, GONE, PAGE, night


@pytest.mark.parametrize(("days", "listed"), [(8, False), (7, True), (0, True), (-1, True)])
def test_what_goes_is_listed_seven_days_before(declined, role, clock, days, listed):
    clock(GONE - timedelta(days=days))
    page = role("Secretaris").get(PAGE).content.decode()
    assert (f"kandidaat {declined.pk}</a>" in page) is listed
    assert ("maandag 29 juni 2026" in page) is listed


def test_what_should_have_gone_is_marked(declined, role, clock):
    late = "had al weg moeten zijn"
    clock(GONE + timedelta(days=1))
    assert late in role("Secretaris").get(PAGE).content.decode()
    clock(GONE)
    assert late not in role("Voorzitter").get(PAGE).content.decode()


@pytest.mark.parametrize(("name", "there"), [("Secretaris", True), ("Voorzitter", True), ("Redactie", False)])
def test_the_first_page_leads_there(council, role, name, there):
    assert (f'href="{PAGE}"' in role(name).get("/beheer/").content.decode()) is there


def test_a_page_with_nothing_says_so(council, role):
    assert "In de komende 7 dagen wissen wij niets." in role("Secretaris").get(PAGE).content.decode()


@pytest.mark.parametrize("name", ["Secretaris", "Voorzitter"])
def test_the_page_says_why_and_names_members_but_no_candidate(declined, former, role, clock, name):
    clock(GONE)
    page = role(name).get(PAGE).content.decode()
    for said in [
        "Afgewezen op 1 juni 2026.",
        "Sam Voorbeeld",
        "De laatste dag was 29 juni 2025.",
        "Adressen, brieven en portret",
    ]:
        assert said in page
    assert "Wolk" not in page


@pytest.mark.parametrize("name", ["Redactie", "Beheerder", "Delegatielid"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_do_not_see_the_page(declined, role, name, method):
    assert getattr(role(name), method)(PAGE).status_code == 403


def test_who_may_not_view_members_reads_of_candidates_only(declined, former, clock):
    clock(GONE)
    assert [due.who for due in retention.due_by(GONE, members=False)] == [f"kandidaat {declined.pk}"]
    assert [due.who for due in retention.due_by(GONE, candidates=False)] == ["Sam Voorbeeld"]


def test_the_secretary_says_that_the_date_is_right_and_erasing_goes_on(last_ran, role):
    last_ran(timedelta(days=60))
    client = role("Secretaris")
    page = client.get(PAGE).content.decode()
    assert "Ja, de datum klopt: wis nu" in page
    assert "Ja, het is vandaag maandag 29 juni 2026" in page
    response = client.post(PAGE, {"today": "2026-06-29"}, follow=True)
    assert "Gewist: 1. Vanaf nu gaat het werk van de nacht weer vanzelf." in response.content.decode()
    assert not Candidate.objects.exists()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE)
    assert "Ja, de datum klopt" not in response.content.decode()


@pytest.mark.parametrize("posted", [{}, {"today": "2026-06-28"}, {"today": "x"}])
def test_without_a_yes_to_the_day_of_today_nothing_is_erased(last_ran, role, posted):
    last_ran(timedelta(days=60))
    response = role("Secretaris").post(PAGE, posted)
    assert response.status_code == 422
    assert "zet dan een vinkje" in response.content.decode()
    assert Candidate.objects.exists()


def test_a_yes_that_nobody_asked_for_erases_nothing(declined, role, clock):
    clock(GONE)
    response = role("Secretaris").post(PAGE, {"today": "2026-06-29"}, follow=True)
    assert "De datum is al bevestigd." in response.content.decode()
    assert Candidate.objects.exists()


def test_a_yes_after_which_something_fails_is_no_good_run(last_ran, role, monkeypatch):
    last_ran(timedelta(days=60))
    monkeypatch.setattr(erasing, "erase", lambda candidate: 1 / 0)
    response = role("Secretaris").post(PAGE, {"today": "2026-06-29"}, follow=True)
    assert "Bij 1 lukte het wissen niet." in response.content.decode()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE) - timedelta(days=60)
    # But the date was confirmed.
    assert retention.letters_held(night(GONE)) == ""


def test_looking_erases_nothing(last_ran, role):
    last_ran(timedelta(days=60))
    role("Secretaris").get(PAGE)
    assert Candidate.objects.exists()


@pytest.mark.parametrize("number", [2, 40])
def test_the_list_takes_as_many_queries_for_many_people(vacancy, django_assert_num_queries, number):
    for _ in range(number):
        Candidate.objects.create(vacancy=vacancy, name="W", email="w@x.example", stage="declined", stage_since=ENDED)
    with django_assert_num_queries(9):
        assert len(retention.due_by(GONE)) == number
