"""The secretary's side: every step by a button with a small form, and who may see what (docs/rules.md, 14)."""

import re
from datetime import date, datetime

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Council, Member, SeatHold, Term
from recruitment import actions
from recruitment.models import Answer, Candidate, DeclineReason
from recruitment.road import Stage
from recruitment.verbs import ROAD_VERBS
from tests.recruitment.conftest import AMSTERDAM, user

LIST = "/beheer/recruitment/candidate/"


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM), tick=False)


@pytest.fixture
def desk(client: Client, secretary) -> Client:
    """The secretary, logged in."""
    client.force_login(secretary)
    return client


def page_of(candidate: Candidate) -> str:
    return f"{LIST}{candidate.pk}/change/"


def verb_of(candidate: Candidate, slug: str) -> str:
    return f"{LIST}{candidate.pk}/doe/{slug}/"


def reason() -> int:
    """One of the reasons to decline that come with the software."""
    return DeclineReason.objects.get(text="te weinig tijd").pk


def buttons(page: str) -> list[str]:
    return re.findall(r'/doe/([a-z-]+)/"', page)


def test_the_secretary_walks_a_candidate_from_sign_up_to_member(desk, candidate, delegation):
    def do(slug: str, **data) -> None:
        response = desk.post(verb_of(candidate, slug), data)
        assert response.status_code == 302, response.content.decode()

    people = [member.pk for member in delegation]
    talk = {"way": "visit", "place": "Stadhuis", "others": "Regen Appel", "participants": people}
    said = {"participants": people, "outcome": "go_on", "notes": "Goed."}
    do("plan-kennismaking", planned_at="2026-06-01T00:00", **talk)
    do("leg-gesprek-vast", **said)
    do("plan-delegatie", planned_at="2026-06-01T00:00", **talk)
    do("leg-gesprek-vast", **said)
    do("vraag-akkoord")
    do("noteer-antwoord", side="council", agrees="yes", given_on="2026-06-01")
    do("noteer-antwoord", side="candidate", agrees="yes", given_on="2026-06-01")
    do("start-proef", first="2026-06-01")
    assert SeatHold.objects.count() == 1
    do("plan-aanstelling", planned_at="2026-06-01T00:00", **talk)
    do("leg-gesprek-vast", **said)
    do("draag-voor", on="2026-06-01")
    do("benoem", decided_on="2026-06-01", reference="B26-14", first="2026-07-01")

    term = Term.objects.get(decision_reference="B26-14")
    assert (term.member.name, term.starts_on, term.ends_on) == ("Wolk Voorbeeld", date(2026, 7, 1), date(2030, 6, 30))


ALWAYS = {"nieuwe-link", "overzicht"}
AT_ANY_STATION = {"bewaar-langer", "wis-alles"}


@pytest.mark.parametrize(
    ("stage", "offered"),
    [
        (Stage.RECEIVED, ["plan-kennismaking", "trek-terug", "wijs-af"]),
        (
            Stage.INTAKE_TALK,
            ["plan-delegatie", "leg-gesprek-vast", "plan-opnieuw", "trek-terug", "wijs-af", "draai-terug"],
        ),
        (
            Stage.DELEGATION_TALK,
            ["vraag-akkoord", "leg-gesprek-vast", "plan-opnieuw", "trek-terug", "wijs-af", "draai-terug"],
        ),
        (Stage.AGREEMENT, ["noteer-antwoord", "trek-terug", "wijs-af", "draai-terug"]),
        (Stage.TRIAL, ["plan-aanstelling", "halverwege", "verleng-proef", "trek-terug", "wijs-af", "draai-terug"]),
        (
            Stage.APPOINTMENT_TALK,
            ["draag-voor", "leg-gesprek-vast", "plan-opnieuw", "verleng-proef", "trek-terug", "wijs-af", "draai-terug"],
        ),
        (Stage.NOMINATED, ["benoem", "trek-terug", "wijs-af", "draai-terug"]),
        (Stage.APPOINTED, []),
    ],
)
def test_each_station_offers_its_own_buttons(desk, candidate, bring, stage, offered):
    bring(candidate, stage)
    shown = buttons(desk.get(page_of(candidate)).content.decode())
    assert [button for button in shown if button not in ALWAYS | AT_ANY_STATION] == offered
    assert set(shown) - set(offered) == (ALWAYS | AT_ANY_STATION if candidate.on_the_road else ALWAYS)


@pytest.mark.parametrize("slug", [verb.slug for verb in ROAD_VERBS])
@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.TRIAL, Stage.WITHDRAWN])
def test_looking_at_a_button_changes_nothing(desk, candidate, bring, today, stage, slug):
    if stage == Stage.WITHDRAWN:
        actions.withdraw(candidate, by=None, today=today)
    else:
        bring(candidate, stage)
    moves = candidate.moves.count()
    # Moving an appointment has no form without one: that leads back with a word.
    assert desk.get(verb_of(candidate, slug)).status_code == (302 if slug == "plan-opnieuw" else 200)
    candidate.refresh_from_db()
    assert (candidate.stage, candidate.moves.count()) == (stage, moves)


def test_an_old_tab_is_told_what_changed_and_keeps_what_was_typed(desk, candidate, today):
    actions.withdraw(candidate, by=None, today=today)
    response = desk.post(verb_of(candidate, "wijs-af"), {"because": reason(), "why": "Te ver weg"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Van ‘Teruggetrokken’ naar ‘Afgewezen’ kan niet." in page
    assert 'value="Te ver weg"' in page


def test_a_full_day_is_named_and_nothing_is_written(desk, candidate, bring, fill):
    bring(candidate, Stage.AGREEMENT)
    for side in Answer.Side:
        Answer.objects.create(candidate=candidate, side=side, agrees=True, given_on=date(2026, 6, 1))
    fill(13, date(2026, 1, 1), date(2029, 12, 31))

    page = desk.post(verb_of(candidate, "start-proef"), {"first": "2026-06-01"}).content.decode()
    assert "Op 1 juni 2026 zijn alle 15 plaatsen bezet." in page
    assert SeatHold.objects.count() == 0


@pytest.mark.parametrize(
    "typed",
    [
        {"planned_at": "gisteren", "way": "visit", "place": "x"},
        {"planned_at": "2026-03-29T02:30", "way": "visit", "place": "x"},
        {"planned_at": "2026-06-03T14:00", "way": "duif", "place": "x"},
        {"planned_at": "2026-06-03T14:00", "way": "visit", "place": "x", "participants": "999999"},
        {},
    ],
)
def test_nonsense_in_a_step_comes_back_with_words(desk, candidate, typed):
    response = desk.post(verb_of(candidate, "plan-kennismaking"), typed)
    assert response.status_code == 200
    assert "Er ging iets niet goed" in response.content.decode()
    candidate.refresh_from_db()
    assert candidate.stage == Stage.RECEIVED


def test_a_button_that_does_not_exist_is_not_found(desk, candidate):
    assert desk.get(verb_of(candidate, "toveren")).status_code == 404
    assert desk.get(f"{LIST}999999/doe/wijs-af/").status_code == 404


def test_the_secretary_types_in_somebody_who_called(desk, vacancy):
    response = desk.post(
        f"{LIST}add/",
        {
            "vacancy": vacancy.pk,
            "name": "Hagel Voorbeeld",
            "phone": "06 0000 0000",
            "contact_by": "phone",
            "way_in": "phone",
        },
    )
    assert response.status_code == 302, response.content.decode()
    candidate = Candidate.objects.get()
    assert (candidate.stage, candidate.moves.get().by.username) == (Stage.RECEIVED, "secretaris")
    assert candidate.letters.get().kind == "received"


def test_a_candidate_without_any_way_to_answer_is_refused_in_words(desk, vacancy):
    typed = {"vacancy": vacancy.pk, "name": "Hagel", "contact_by": "phone", "way_in": "phone"}
    response = desk.post(f"{LIST}add/", typed)
    assert "Vul dit in, of kies een andere manier om van ons te horen." in response.content.decode()


def test_no_title_or_log_names_a_candidate(desk, candidate):
    typed = {"name": "Wolk Anders", "email": "wolk@voorbeeld.example", "contact_by": "email"}
    desk.post(page_of(candidate), typed)
    for address in (page_of(candidate), verb_of(candidate, "wijs-af"), LIST):
        assert "Wolk" not in re.search(r"<title>(.*?)</title>", desk.get(address).content.decode(), re.S)[1]
    assert LogEntry.objects.exists()
    assert "Wolk" not in str(list(LogEntry.objects.values()))


def test_a_candidate_is_never_deleted_in_the_admin(desk, candidate):
    assert desk.post(f"{LIST}{candidate.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("role", ["Redactie", "Beheerder"])
def test_editors_and_administrators_see_no_candidate_anywhere(client, candidate, role):
    client.force_login(user("iemand", role))
    letter = f"/beheer/members/letter/{candidate.letters.get().pk}/change/"
    history = f"{LIST}{candidate.pk}/history/"
    for address in (LIST, f"{LIST}add/", page_of(candidate), verb_of(candidate, "wijs-af"), history, letter):
        answer = client.get(address, follow=True)
        assert answer.status_code in (403, 404) or answer.redirect_chain == [("/beheer/", 302)]
        assert "Wolk" not in answer.content.decode()
    assert "andidaat" not in client.get("/beheer/").content.decode()


def test_a_delegation_member_sees_her_own_candidates_until_the_road_ends(client, candidate, bring, delegation, today):
    member = delegation[0]
    Member.objects.filter(pk=member.pk).update(user=user("delegatie", "Delegatielid"))
    client.force_login(Member.objects.get(pk=member.pk).user)
    Candidate.objects.filter(pk=candidate.pk).update(motivation="Ik denk graag mee.")

    assert client.get(page_of(candidate)).status_code == 302  # to the front page: unknown to her
    bring(candidate, Stage.DELEGATION_TALK)
    seen = client.get(page_of(candidate)).content.decode()
    assert "Ik denk graag mee." in seen
    assert "Goed gesprek." in seen
    assert buttons(seen) == ["leg-gesprek-vast"]
    assert client.post(verb_of(candidate, "wijs-af"), {"why": "x"}).status_code == 403
    actions.withdraw(candidate, by=None, today=today)
    assert client.get(page_of(candidate)).status_code == 302


def test_a_role_taken_away_counts_at_the_next_request(desk, candidate, secretary):
    assert desk.get(page_of(candidate)).status_code == 200
    secretary.groups.clear()
    assert desk.get(page_of(candidate)).status_code == 403


def test_the_list_asks_as_much_of_the_database_with_20_candidates_as_with_2(desk, vacancy, django_assert_num_queries):
    rows = [
        Candidate(vacancy=vacancy, name=f"N{n}", email="a@voorbeeld.example", stage_since=date(2026, 6, 1))
        for n in range(22)
    ]
    Candidate.objects.bulk_create(rows[:2])
    desk.get(LIST)  # what Django remembers of its own tables is asked for once
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    Candidate.objects.bulk_create(rows[2:])
    with django_assert_num_queries(len(few)):
        desk.get(LIST)


def test_the_first_page_lists_what_is_to_do_without_a_name(desk, candidate, bring):
    bring(candidate, Stage.TRIAL)
    Candidate.objects.update(trial_starts_on=date(2026, 3, 1), trial_ends_on=date(2026, 5, 31))
    page = desk.get("/beheer/").content.decode()
    assert f"Kandidaat {candidate.pk}: de proefperiode is voorbij. Plan het aanstellingsgesprek" in page
    assert f'href="{verb_of(candidate, "plan-aanstelling")}"' in page
    assert "Wolk" not in page


def test_at_zero_the_first_page_says_so_kindly(desk, vacancy):
    Council.objects.update(drinks_months=None, dinner_months=None)
    assert "Er is nu niets te doen. Fijne dag!" in desk.get("/beheer/").content.decode()


@pytest.mark.parametrize("typed", ["0206-06-01", "9999-12-31", "1899-12-31", "2200-01-01"])
@pytest.mark.parametrize(
    ("stage", "slug", "field"),
    [
        (Stage.NOMINATED, "benoem", "first"),
        (Stage.TRIAL, "verleng-proef", "last"),
        (Stage.AGREEMENT, "start-proef", "first"),
    ],
)
def test_a_slip_in_a_year_is_caught_where_it_is_typed(desk, candidate, bring, stage, slug, field, typed):
    bring(candidate, stage)
    data = {"decided_on": "2026-06-01", "reference": "B", "why": "Ziek", field: typed}
    response = desk.post(verb_of(candidate, slug), data)
    assert response.status_code == 200
    assert re.search("Kies een dag (na 1 januari 1900|vóór het jaar 2200)", response.content.decode())
    candidate.refresh_from_db()
    assert candidate.stage == stage


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_slip_in_the_year_of_a_talk_is_caught(desk, candidate, typed):
    response = desk.post(verb_of(candidate, "plan-kennismaking"), {"planned_at": typed, "way": "visit", "place": "x"})
    assert "Kies een dag tussen 1900 en 2200." in response.content.decode()


def test_an_empty_field_is_named(desk, candidate):
    page = desk.post(verb_of(candidate, "plan-kennismaking"), {}).content.decode()
    assert "Vul in: dag en tijd" in page


def test_the_kind_and_the_address_of_a_vacancy_stay(client, vacancy, committee_vacancy):
    client.force_login(user("redactie", "Redactie"))
    address = f"/beheer/recruitment/vacancy/{vacancy.pk}/change/"
    typed = {"title": "Anders", "summary": "Kort", "kind": "committee", "slug": "anders", "order": "1"}
    assert client.post(address, {**typed, "committee": committee_vacancy.committee_id}).status_code == 302
    vacancy.refresh_from_db()
    assert (vacancy.title, vacancy.kind, vacancy.slug) == ("Anders", "seat", "lid")


@pytest.mark.parametrize("question", ["candidates=1", "candidates__isnull=1", "candidates__motivation__contains=x"])
def test_no_question_in_an_address_reaches_the_candidates(client, candidate, question):
    client.force_login(user("redactie", "Redactie"))
    assert client.get(f"/beheer/recruitment/vacancy/?{question}").status_code in (302, 400)


@pytest.mark.parametrize(
    "question",
    ["stage__exact=toveren", "received_at__year=99999999999999999999", "id__range=1", "id__range=123", "q=%00", "e=1"],
)
def test_a_list_survives_a_crooked_address(desk, candidate, question):
    assert desk.get(f"{LIST}?{question}").status_code in (200, 302, 400)


def test_the_vacancy_of_a_candidate_cannot_be_changed(desk, candidate, committee_vacancy):
    typed = {"vacancy": committee_vacancy.pk, "name": "Wolk", "email": "wolk@voorbeeld.example", "contact_by": "email"}
    desk.post(page_of(candidate), typed)
    candidate.refresh_from_db()
    assert candidate.vacancy.slug == "lid"


def test_going_back_and_saving_again_is_one_candidate(desk, vacancy):
    typed = {
        "vacancy": vacancy.pk,
        "name": "Hagel",
        "phone": "06 0000 0000",
        "contact_by": "phone",
        "way_in": "phone",
        "number": "0b1e3c1a-6f0a-4c4a-9a50-1f2d3c4b5a69",
    }
    assert [desk.post(f"{LIST}add/", typed).status_code for _ in range(2)] == [302, 302]
    assert Candidate.objects.count() == 1


def test_somebody_who_called_cannot_have_come_by_the_form(desk, vacancy):
    typed = {"vacancy": vacancy.pk, "name": "Hagel", "phone": "06 0000 0000", "contact_by": "phone", "way_in": "web"}
    assert desk.post(f"{LIST}add/", typed).status_code == 200
    assert Candidate.objects.count() == 0


def test_an_account_that_took_a_step_cannot_be_deleted(candidate, bring, secretary):
    bring(candidate, Stage.INTAKE_TALK)
    with pytest.raises(ProtectedError):
        secretary.delete()


def typed_in(vacancy, **changed) -> dict[str, object]:
    """What the secretary's form posts for somebody who called, with the number that this page was given."""
    typed = {"vacancy": vacancy.pk, "name": "Hagel", "phone": "06 0000 0000", "contact_by": "phone", "way_in": "phone"}
    return {**typed, "number": "0b1e3c1a-6f0a-4c4a-9a50-1f2d3c4b5a69", **changed}


def test_going_back_and_saving_other_answers_is_told_and_loses_nothing(desk, vacancy):
    desk.post(f"{LIST}add/", typed_in(vacancy))
    again = desk.post(f"{LIST}add/", typed_in(vacancy, name="Sneeuw"))
    page = again.content.decode()
    assert again.status_code == 200
    assert f"Deze pagina is al bewaard, als kandidaat {Candidate.objects.get().pk}." in page
    assert 'value="Sneeuw"' in page


def test_saving_the_same_page_again_leads_to_the_candidate_it_made(desk, vacancy):
    desk.post(f"{LIST}add/", typed_in(vacancy))
    again = desk.post(f"{LIST}add/", typed_in(vacancy, _continue="1"))
    assert again.url == page_of(Candidate.objects.get())
