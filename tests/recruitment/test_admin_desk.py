"""A candidate's page and its steps: what is next, the form of each step, and where it leads."""

import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from members.models import Letter, Term
from recruitment import actions
from recruitment.models import Answer, Candidate, DeclineReason, Talk, Vacancy
from recruitment.road import Stage
from recruitment.talks import plan_talk, record_talk
from recruitment.undo import take_back
from tests.recruitment.conftest import AMSTERDAM, user

LIST = "/beheer/recruitment/candidate/"


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM), tick=False)


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def shown(desk, candidate: Candidate) -> str:
    return desk.get(f"{LIST}{candidate.pk}/change/").content.decode()


def big(page: str) -> list[str]:
    return re.findall(r'class="button next-button" href="[^"]*/doe/([a-z-]+)/"', page)


def turn(page: str) -> str:
    return re.search(r"Aan zet: <strong>([^<]*)</strong>", page)[1]


@pytest.mark.parametrize(
    ("stage", "slug", "whose"),
    [
        (Stage.RECEIVED, "plan-kennismaking", "u"),
        (Stage.INTAKE_TALK, "plan-delegatie", "u"),
        (Stage.DELEGATION_TALK, "vraag-akkoord", "u"),
        (Stage.AGREEMENT, "noteer-antwoord", "u"),
        (Stage.TRIAL, "plan-aanstelling", "niemand"),
        (Stage.APPOINTMENT_TALK, "draag-voor", "u"),
        (Stage.NOMINATED, "benoem", "het college"),
    ],
)
def test_one_button_is_the_next_step_and_the_page_says_whose_turn_it_is(desk, candidate, bring, stage, slug, whose):
    bring(candidate, stage)
    page = shown(desk, candidate)
    assert (big(page), turn(page)) == ([slug], whose)
    assert page.count('class="button next-button"') == 1


def test_a_talk_to_come_is_named_and_nobody_has_to_act(desk, candidate, delegation, secretary, today):
    at = datetime(2026, 6, 3, 14, 30, tzinfo=AMSTERDAM)
    plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)
    page = shown(desk, candidate)
    assert "Het kennismakingsgesprek is op woensdag 3 juni 2026, 14.30 uur." in page
    assert (big(page), turn(page)) == ([], "niemand")


def test_a_talk_that_has_been_is_to_be_written_down(desk, candidate, delegation, secretary, today):
    at = datetime(2026, 6, 1, 14, 30, tzinfo=AMSTERDAM)
    plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)
    assert big(shown(desk, candidate)) == ["leg-gesprek-vast"]


def test_after_a_talk_that_ended_badly_no_button_leads_on(desk, candidate, bring, delegation):
    bring(candidate, Stage.INTAKE_TALK)
    evening = datetime(2026, 6, 1, 20, 0, tzinfo=AMSTERDAM)
    record_talk(candidate, outcome=Talk.Outcome.STOP, notes="", participants=delegation, now=evening)
    page = shown(desk, candidate)
    assert "Het kennismakingsgesprek liep niet goed af. Wijs af, of plan een nieuw gesprek." in page
    assert big(page) == []


@pytest.mark.parametrize(
    ("answers", "whose", "slugs"),
    [
        ({"candidate": True}, "u", ["noteer-antwoord"]),
        ({"council": True}, "de kandidaat", ["noteer-antwoord"]),
        ({"council": True, "candidate": True}, "u", ["start-proef"]),
        ({"council": True, "candidate": False}, "u", []),
    ],
)
def test_the_answers_decide_whose_turn_it_is(desk, candidate, bring, secretary, today, answers, whose, slugs):
    bring(candidate, Stage.AGREEMENT)
    for side, agrees in answers.items():
        actions.record_answer(candidate, side=side, agrees=agrees, given_on=today, by=secretary, today=today)
    page = shown(desk, candidate)
    assert (turn(page), big(page)) == (whose, slugs)


@pytest.mark.parametrize(
    ("email", "confirmed_on", "said"),
    [
        ("w@voorbeeld.example", date(2026, 5, 4), "ja, op 4 mei 2026"),
        ("w@voorbeeld.example", None, "nog niet"),
        ("", None, "er is geen e-mailadres"),
    ],
)
def test_the_page_says_whether_the_mail_address_was_confirmed(desk, candidate, email, confirmed_on, said):
    Candidate.objects.update(email=email, phone="06 0000 0000", email_confirmed_on=confirmed_on)
    assert said in shown(desk, candidate)


def test_the_page_to_type_in_somebody_carries_its_own_number(desk, vacancy):
    page = desk.get(f"{LIST}add/").content.decode()
    assert re.search(r'<input type="hidden" name="number" value="[0-9a-f-]{36}"', page)
    assert "Sprak u de kandidaat op de borrel? Kies dan: langsgekomen." in page
    assert "bevestigd" not in page


def test_a_vacancy_that_somebody_applied_for_cannot_be_deleted_which_is_said_without_reading_them(desk, candidate):
    page = f"/beheer/recruitment/vacancy/{candidate.vacancy_id}/delete/"
    with CaptureQueriesContext(connection) as asked:
        shown = desk.get(page).text
    assert "Dit kunt u niet wissen: vacature" in shown
    assert [query["sql"] for query in asked if query["sql"].startswith('SELECT "recruitment_candidate"')] == []
    assert "Dit kunt u niet wissen: vacature" in desk.post(page, {"post": "yes"}).text
    assert Vacancy.objects.contains(candidate.vacancy)


def test_a_vacancy_without_candidates_can_be_deleted(desk, vacancy):
    desk.post(f"/beheer/recruitment/vacancy/{vacancy.pk}/delete/", {"post": "yes"})
    assert not Vacancy.objects.contains(vacancy)


def test_the_page_to_type_in_somebody_offers_no_way_to_delete_a_vacancy(desk, vacancy):
    page = desk.get(f"{LIST}add/").content.decode()
    assert "<h1>Kandidaat toevoegen</h1>" in page
    assert '<select name="vacancy"' in page
    assert "related-widget-wrapper" not in page


def test_who_was_at_a_talk_can_be_noted_after_leaving_the_council(desk, candidate, delegation, secretary, today):
    at = datetime(2026, 5, 20, 14, 0, tzinfo=AMSTERDAM)
    plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)
    QuerySet(Term).filter(member=delegation[0]).update(ends_on=date(2026, 5, 20))
    form = desk.get(f"{LIST}{candidate.pk}/doe/leg-gesprek-vast/").content.decode()
    assert re.search(rf'name="participants" value="{delegation[0].pk}"[^>]* checked', form)


def test_before_a_talk_nothing_is_missing(desk, candidate, delegation, secretary, today):
    at = datetime(2026, 6, 2, 14, 0, tzinfo=AMSTERDAM)
    plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)
    page = shown(desk, candidate)
    assert "Het kennismakingsgesprek is op dinsdag 2 juni 2026, 14.00 uur." in page
    assert "Leg eerst de uitkomst" not in page


def test_a_decline_takes_a_reason_from_the_list_and_leads_to_the_letter(desk, candidate):
    reason = DeclineReason.objects.get(text="te weinig tijd")
    response = desk.post(f"{LIST}{candidate.pk}/doe/wijs-af/", {"because": reason.pk, "why": "Werkt veel"})
    letter = candidate.letters.get(status=Letter.Status.DRAFT)
    assert response.url == f"/beheer/members/letter/{letter.pk}/change/"
    candidate.refresh_from_db()
    assert (candidate.declined_because, candidate.moves.last().why) == (reason, "te weinig tijd. Werkt veel")
    assert "weinig tijd" not in letter.body
    assert "Reden: te weinig tijd." in shown(desk, candidate)


def test_a_reason_that_is_no_longer_offered_cannot_be_chosen(desk, candidate):
    reason = DeclineReason.objects.get(text="te weinig tijd")
    DeclineReason.objects.filter(pk=reason.pk).update(is_offered=False)
    page = desk.get(f"{LIST}{candidate.pk}/doe/wijs-af/").content.decode()
    assert "te weinig tijd" not in page
    assert desk.post(f"{LIST}{candidate.pk}/doe/wijs-af/", {"because": reason.pk}).status_code == 200
    assert desk.post(f"{LIST}{candidate.pk}/doe/wijs-af/", {}).status_code == 200
    candidate.refresh_from_db()
    assert candidate.stage == Stage.RECEIVED


def test_the_secretary_keeps_the_list_of_reasons(desk):
    typed = {"text": "geen klik", "is_offered": "on", "order": "3"}
    assert desk.post("/beheer/recruitment/declinereason/add/", typed).status_code == 302
    reason = DeclineReason.objects.get(text="geen klik")
    assert desk.post(f"/beheer/recruitment/declinereason/{reason.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("way_out", ["decline", "withdraw"])
def test_taking_the_end_back_clears_the_reason(candidate, secretary, today, way_out):
    because = {"because": DeclineReason.objects.first()} if way_out == "decline" else {}
    getattr(actions, way_out)(candidate, **because, by=secretary, today=today)
    take_back(candidate, why="Vergissing", by=secretary, today=today)
    candidate.refresh_from_db()
    assert (candidate.declined_because, candidate.stage) == (None, Stage.RECEIVED)


def test_half_way_is_written_down_for_staff(desk, candidate, bring):
    bring(candidate, Stage.TRIAL)
    slug = f"{LIST}{candidate.pk}/doe/halverwege/"
    assert "van maandag 1 juni 2026 tot en met maandag 31 augustus 2026" in desk.get(slug).content.decode()
    assert desk.post(slug, {"on": "2026-06-01", "notes": "Gaat goed."}).status_code == 302
    candidate.refresh_from_db()
    assert (candidate.halfway_on, candidate.halfway_notes) == (date(2026, 6, 1), "Gaat goed.")
    assert candidate.moves.last().why == "halverwege gesproken op 1 juni 2026"
    page = shown(desk, candidate)
    assert "Halverwege, op maandag 1 juni 2026" in page
    assert "Gaat goed." in desk.get(slug).content.decode()


@pytest.mark.parametrize(
    ("on", "said"),
    [("2026-06-02", "Deze dag moet nog komen."), ("2026-05-31", "De proefperiode begint op 1 juni 2026.")],
)
def test_half_way_is_a_day_of_the_trial_that_has_been(desk, candidate, bring, on, said):
    bring(candidate, Stage.TRIAL)
    page = desk.post(f"{LIST}{candidate.pk}/doe/halverwege/", {"on": on, "notes": "x"}).content.decode()
    assert said in page
    candidate.refresh_from_db()
    assert candidate.halfway_on is None


def test_taking_the_trial_back_takes_the_half_way_talk_along(candidate, bring, secretary, today):
    bring(candidate, Stage.TRIAL)
    actions.record_halfway(candidate, on=today, notes="Gaat goed.", by=secretary, today=today)
    take_back(candidate, why="Vergissing", by=secretary, today=today)
    candidate.refresh_from_db()
    assert (candidate.halfway_on, candidate.halfway_notes) == (None, "")


@pytest.mark.parametrize(
    ("stage", "slug", "typed", "said"),
    [
        (
            Stage.AGREEMENT,
            "noteer-antwoord",
            {"side": "council", "agrees": "yes", "given_on": "2026-05-31"},
            "De vraag is pas gesteld op 1 juni 2026.",
        ),
        (Stage.APPOINTMENT_TALK, "draag-voor", {"on": "2026-05-31"}, "Het aanstellingsgesprek was op 1 juni 2026."),
        (
            Stage.NOMINATED,
            "benoem",
            {"decided_on": "2026-05-31", "reference": "B", "first": "2026-06-01"},
            "Het besluit ligt vóór de voordracht van 1 juni 2026",
        ),
    ],
)
def test_a_day_before_the_step_that_led_to_it_is_refused(desk, candidate, bring, stage, slug, typed, said):
    bring(candidate, stage)
    assert said in desk.post(f"{LIST}{candidate.pk}/doe/{slug}/", typed).content.decode()
    candidate.refresh_from_db()
    assert candidate.stage == stage
    assert candidate.answers.count() == (0 if stage == Stage.AGREEMENT else 2)


@pytest.mark.parametrize(("first", "works"), [("2026-05-31", False), ("2026-06-01", True)])
def test_a_trial_begins_after_the_last_answer(desk, candidate, bring, first, works):
    bring(candidate, Stage.AGREEMENT)
    for side in Answer.Side:
        Answer.objects.create(candidate=candidate, side=side, agrees=True, given_on=date(2026, 6, 1))
    response = desk.post(f"{LIST}{candidate.pk}/doe/start-proef/", {"first": first})
    assert response.status_code == (302 if works else 200)
    if not works:
        assert "Het akkoord is van 1 juni 2026." in response.content.decode()


def test_an_appointment_begins_after_its_decision(desk, candidate, bring):
    bring(candidate, Stage.NOMINATED)
    Candidate.objects.update(trial_starts_on=date(2026, 3, 1), nominated_on=date(2026, 5, 1))
    typed = {"decided_on": "2026-05-20", "reference": "B", "first": "2026-05-19"}
    page = desk.post(f"{LIST}{candidate.pk}/doe/benoem/", typed).content.decode()
    assert "Het besluit is van 20 mei 2026. Eerder kan iemand geen lid zijn." in page
    assert desk.post(f"{LIST}{candidate.pk}/doe/benoem/", {**typed, "first": "2026-05-20"}).status_code == 302


def test_an_answer_of_before_a_step_that_was_taken_back_still_counts(candidate, bring, secretary):
    bring(candidate, Stage.TRIAL)
    take_back(candidate, why="Vergissing", by=secretary, today=date(2026, 6, 9))
    answer = actions.record_answer(
        candidate, side="council", agrees=True, given_on=date(2026, 6, 1), by=secretary, today=date(2026, 6, 9)
    )
    assert answer.given_on == date(2026, 6, 1)


def test_the_form_of_the_trial_says_its_last_day_in_words(desk, candidate, bring):
    bring(candidate, Stage.AGREEMENT)
    page = desk.get(f"{LIST}{candidate.pk}/doe/start-proef/").content.decode()
    assert (
        "De proefperiode duurt 3 maanden. Begint die vandaag, dan is de laatste dag maandag 31 augustus 2026." in page
    )


@pytest.mark.parametrize("slug", ["trek-terug", "wijs-af"])
def test_who_stops_during_the_trial_reads_what_ends(desk, candidate, bring, slug):
    bring(candidate, Stage.TRIAL)
    page = desk.get(f"{LIST}{candidate.pk}/doe/{slug}/").content.decode()
    assert "De proefperiode stopt vandaag. De weg stopt hier. De vastgehouden plaats komt vrij." in page


def test_two_who_are_one_are_shown_and_joined_from_the_page(desk, candidate, vacancy, today):
    twin = Candidate.objects.create(vacancy=vacancy, name="W.", email=candidate.email, stage_since=today)
    page = shown(desk, twin)
    assert f"Wolk Voorbeeld (kandidaat {candidate.pk})</a>, bij ‘Aangemeld’" in page
    form = desk.get(f"{LIST}{twin.pk}/doe/voeg-samen/").content.decode()
    assert f"kandidaat {candidate.pk}: Wolk Voorbeeld, Aangemeld" in form
    response = desk.post(f"{LIST}{twin.pk}/doe/voeg-samen/", {"other": candidate.pk})
    assert response.url == f"{LIST}{candidate.pk}/change/"
    assert Candidate.objects.get() == candidate


def test_the_chair_who_declines_stays_with_the_candidate_and_reads_who_sends_the_letter(client, candidate):
    client.force_login(user("voorzitter", "Voorzitter"))
    reason = DeclineReason.objects.get(text="te weinig tijd")
    answer = client.post(f"{LIST}{candidate.pk}/doe/wijs-af/", {"because": reason.pk}, follow=True)
    assert answer.redirect_chain == [(f"{LIST}{candidate.pk}/change/", 302)]
    assert "De brief hierover wacht op het ja van de secretaris." in answer.content.decode()


def test_who_waits_is_written_from_her_page(desk, candidate, today):
    Candidate.objects.update(waits_since=today)
    page = shown(desk, candidate)
    assert (big(page), turn(page)) == (["er-is-plaats"], "niemand")
    response = desk.post(f"{LIST}{candidate.pk}/doe/er-is-plaats/", {})
    assert response.url == f"/beheer/members/letter/{candidate.letters.get(kind='seat_free').pk}/change/"
    assert "De brief is geschreven" in desk.get(f"{LIST}wachtlijst/").content.decode()
    assert desk.post(f"{LIST}{candidate.pk}/doe/wil-nog/", {}).status_code == 302
    candidate.refresh_from_db()
    assert candidate.waits_since is None


def test_who_left_and_may_be_called_begins_again_on_a_page_of_her_own(desk, candidate, secretary, today):
    Candidate.objects.update(keep=True)
    actions.withdraw(Candidate.objects.get(), by=secretary, today=today)
    assert "Wolk Voorbeeld" in desk.get(f"{LIST}wachtlijst/").content.decode()
    response = desk.post(f"{LIST}{candidate.pk}/doe/begin-opnieuw/", {})
    new = Candidate.objects.latest("pk")
    assert response.url == f"{LIST}{new.pk}/change/"
    assert new.stage == Stage.RECEIVED


def test_the_two_pages_are_one_click_from_the_list(desk, vacancy):
    page = desk.get(LIST).content.decode()
    assert f'href="{LIST}voordracht/"' in page
    assert f'href="{LIST}wachtlijst/"' in page
    assert "Er staat niemand op de wachtlijst." in desk.get(f"{LIST}wachtlijst/").content.decode()
