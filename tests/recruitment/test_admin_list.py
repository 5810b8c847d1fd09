"""The list of candidates: who waits longest, what is next, what deserves attention, and how to find somebody."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from model_bakery import baker

from members.models import Letter, Member, Office
from recruitment import actions, applying, talks
from recruitment.models import Candidate, Talk
from recruitment.road import Stage
from tests.bench import candidates as bench
from tests.recruitment.conftest import AMSTERDAM, user

LIST = "/beheer/recruitment/candidate/"
NOW = datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def apply(vacancy, today):
    def apply(name: str, **told) -> Candidate:
        told = {"vacancy": vacancy, "name": name, "email": f"a{Candidate.objects.count()}@voorbeeld.example", **told}
        return applying.sign_up(Candidate(**told), today=today)

    return apply


def names(page) -> list[str]:
    """Who is in the list, in its order."""
    return re.findall(r'field-name"><a[^>]*>([^<]*)</a>', page.content.decode())


def row(page, candidate: Candidate) -> str:
    """What the list says of one candidate, without markup."""
    found = re.search(rf"<tr>(?:(?!</tr>).)*/{candidate.pk}/change/.*?</tr>", page.content.decode(), re.S)
    return " ".join(re.sub("<[^>]*>", " ", found[0]).split())


def test_a_row_says_number_stage_what_is_next_and_when_we_last_wrote(desk, candidate):
    Candidate.objects.update(stage_since=date(2026, 5, 30), received_at=NOW - timedelta(days=2))
    assert row(desk.get(LIST), candidate) == (
        f"Wolk Voorbeeld {candidate.pk} Aangemeld sinds 30 mei 2026 Plan het kennismakingsgesprek."
        " 2 dagen geleden Lid van de raad"
    )


def test_the_list_follows_the_road_and_at_each_station_the_longest_silence_comes_first(desk, apply, bring):
    for name, days in [("Nieuw", 1), ("Lang", 9), ("Midden", 4)]:
        Candidate.objects.filter(pk=apply(name).pk).update(received_at=NOW - timedelta(days=days))
    bring(apply("Verder"), Stage.INTAKE_TALK)
    assert names(desk.get(LIST)) == ["Lang", "Midden", "Nieuw", "Verder"]


@pytest.mark.parametrize(
    ("status", "days"),
    [("sent", 3), ("posted", 3), ("told", 3), ("waiting", 20), ("draft", 20), ("to_print", 20), ("refused", 20)],
)
def test_only_a_letter_that_arrived_breaks_the_silence(desk, candidate, status, days):
    Candidate.objects.update(received_at=NOW - timedelta(days=20))
    sent_at = NOW - timedelta(days=3)
    baker.make(Letter, addressee=candidate, status=status, sent_at=sent_at, once=None)
    assert f"{days} dagen geleden" in row(desk.get(LIST), candidate)


@pytest.mark.parametrize(("outcome", "days"), [("go_on", 2), ("", 20)])
def test_a_talk_breaks_the_silence_once_it_was_held(desk, candidate, outcome, days):
    Candidate.objects.update(received_at=NOW - timedelta(days=20))
    held = NOW - timedelta(days=2)
    Talk.objects.create(candidate=candidate, kind=Talk.Kind.INTAKE, planned_at=held, outcome=outcome)
    assert f"{days} dagen geleden" in row(desk.get(LIST), candidate)


@pytest.mark.parametrize(
    ("heard", "is_silent"), [((25, 12, 0), False), ((22, 0, 0), False), ((21, 23, 59), True), ((21, 12, 0), True)]
)
def test_silence_is_counted_in_working_days(desk, candidate, heard, is_silent):
    """Five working days before Monday 1 June is Friday 22 May: Monday 25 May is a holiday."""
    Candidate.objects.update(received_at=datetime(2026, 5, *heard, tzinfo=AMSTERDAM))
    assert ("dagen niets van ons" in row(desk.get(LIST), candidate)) is is_silent
    assert bool(names(desk.get(f"{LIST}?let_op=stil"))) is is_silent


def test_who_has_an_appointment_is_not_kept_in_silence(desk, candidate, delegation, secretary, today):
    at = datetime(2026, 6, 3, 14, 30, tzinfo=AMSTERDAM)
    talks.plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)
    Candidate.objects.update(received_at=NOW - timedelta(days=40))
    told = row(desk.get(LIST), candidate)
    assert "Het kennismakingsgesprek is op woensdag 3 juni 2026, 14.30 uur." in told
    assert "Let op" not in told


@pytest.mark.parametrize(("seated", "warns"), [(12, False), (13, True)])
def test_more_people_with_a_yes_than_seats_is_told(desk, apply, bring, fill, seated, warns):
    """With the delegation's own two seats, twelve or thirteen more leave one seat or none."""
    people = [bring(apply(name), Stage.AGREEMENT) for name in ["Wolk"]]
    fill(seated, date(2026, 1, 1), date(2029, 12, 31))
    page = desk.get(LIST)
    assert ("Let op: er is niet genoeg plaats: 1 op weg, 0 vrij." in row(page, people[0])) == warns
    assert names(desk.get(f"{LIST}?let_op=plaats")) == (["Wolk"] if warns else [])


@pytest.mark.parametrize(("ends_on", "warns"), [(date(2026, 6, 15), True), (date(2026, 6, 16), False)])
@pytest.mark.parametrize("stage", [Stage.TRIAL, Stage.APPOINTMENT_TALK])
def test_the_end_of_a_trial_is_told_two_weeks_before(desk, candidate, bring, stage, ends_on, warns):
    bring(candidate, stage)
    Candidate.objects.update(trial_starts_on=date(2026, 4, 1), trial_ends_on=ends_on)
    assert ("Let op: de proefperiode eindigt op 15 juni 2026." in row(desk.get(LIST), candidate)) == warns
    assert names(desk.get(f"{LIST}?let_op=proef")) == (["Wolk Voorbeeld"] if warns else [])


def test_who_applied_twice_is_told_and_found(desk, apply):
    first, second = apply("Wolk", phone="06 0000 0000"), apply("W. Voorbeeld", phone="0600000000")
    apply("Regen")
    page = desk.get(f"{LIST}?let_op=dubbel")
    assert set(names(page)) == {"Wolk", "W. Voorbeeld"}
    assert f"Let op: misschien dezelfde persoon als kandidaat {second.pk}." in row(page, first)


def test_who_hears_nothing_is_found(desk, apply):
    late = apply("Lang")
    Candidate.objects.filter(pk=late.pk).update(received_at=NOW - timedelta(days=30))
    apply("Nieuw")
    assert names(desk.get(f"{LIST}?let_op=stil")) == ["Lang"]


def test_who_is_no_longer_on_the_road_is_shown_on_request(desk, apply, today):
    apply("Hier")
    actions.withdraw(apply("Weg"), by=None, today=today)
    assert names(desk.get(LIST)) == ["Hier"]
    assert names(desk.get(f"{LIST}?weg=klaar")) == ["Weg"]
    assert names(desk.get(f"{LIST}?weg=alle")) == ["Hier", "Weg"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("stage__exact=received", ["Wolk"]),
        ("way_in__exact=phone", ["Regen"]),
        ("vacature=999", []),
        ("vacature=toveren", []),
        ("weg=toveren", ["Wolk", "Regen"]),
        ("let_op=toveren", ["Wolk", "Regen"]),
    ],
)
def test_the_list_is_narrowed(desk, apply, bring, question, found):
    apply("Wolk")
    bring(apply("Regen", way_in="phone"), Stage.INTAKE_TALK)
    assert names(desk.get(f"{LIST}?{question}")) == found


def test_only_the_candidates_of_one_vacancy(desk, apply, committee_vacancy):
    apply("Wolk")
    apply("Regen", vacancy=committee_vacancy)
    assert names(desk.get(f"{LIST}?vacature={committee_vacancy.pk}")) == ["Regen"]


@pytest.mark.parametrize("typed", ["zoe", "ZOË", "de  vries", "vries zoë", "06 0000", "0600000000", "z@voorbeeld"])
def test_somebody_is_found_without_accents_and_in_any_order(desk, apply, typed):
    apply("Zoë de Vriès", phone="06 0000 0000", email="z@voorbeeld.example")
    apply("Iemand Anders")
    response = desk.post(LIST, {"zoek": typed})
    assert (response.status_code, response.url) == (302, LIST)
    assert names(desk.get(LIST)) == ["Zoë de Vriès"]


def test_a_candidate_is_found_by_number(desk, apply):
    apply("Wolk")
    second = apply("Regen", email="", address="Straat 1")
    desk.post(LIST, {"zoek": str(second.pk)})
    assert "Regen" in names(desk.get(LIST))


@pytest.mark.parametrize("typed", ["%", "_", "'", "9" * 99, "\x00", "<b>", "a" * 5000])
def test_odd_characters_find_nobody_and_break_nothing(desk, apply, typed):
    apply("Wolk")
    assert desk.post(LIST, {"zoek": typed}, follow=True).status_code == 200


def test_the_list_says_what_was_searched_and_forgets_it_on_request(desk, apply):
    apply("Wolk")
    apply("Regen")
    desk.post(LIST, {"zoek": "wolk"})
    page = desk.get(LIST).content.decode()
    assert "U zocht: <strong>wolk</strong>. 1 gevonden." in page
    desk.post(LIST, {"zoek": ""})
    page = desk.get(LIST)
    assert "U zocht" not in page.content.decode()
    assert names(page) == ["Wolk", "Regen"]


def test_a_name_in_the_address_finds_nobody_in_particular(desk, apply):
    apply("Wolk")
    apply("Regen")
    assert names(desk.get(f"{LIST}?q=wolk")) == ["Wolk", "Regen"]


def test_a_search_looks_among_everybody(desk, apply, today):
    actions.withdraw(apply("Wolk"), by=None, today=today)
    desk.post(LIST, {"zoek": "wolk"})
    assert names(desk.get(LIST)) == ["Wolk"]


def test_an_empty_list_says_where_else_to_look(desk, vacancy):
    assert "Hier staat nu niemand." in desk.get(LIST).content.decode()
    desk.post(LIST, {"zoek": "wolk"})
    assert "Niemand gevonden." in desk.get(LIST).content.decode()


def test_a_delegation_member_searches_only_among_her_own(client, apply, bring, delegation):
    Member.objects.filter(pk=delegation[0].pk).update(user=user("delegatie", "Delegatielid"))
    client.force_login(Member.objects.get(pk=delegation[0].pk).user)
    bring(apply("Wolk Hier"), Stage.DELEGATION_TALK)
    apply("Wolk Elders")
    client.post(LIST, {"zoek": "wolk"})
    page = client.get(LIST)
    assert names(page) == ["Wolk Hier"]
    assert "1 gevonden" in page.content.decode()
    assert "Let op" not in page.content.decode()


def test_fifty_fit_on_a_page(desk, vacancy, today):
    Candidate.objects.bulk_create(
        Candidate(vacancy=vacancy, name=f"N{n}", email=f"n{n}@voorbeeld.example", stage_since=today) for n in range(51)
    )
    assert (len(names(desk.get(LIST))), len(names(desk.get(f"{LIST}?p=2")))) == (50, 1)


@pytest.mark.parametrize(
    ("page", "number"),
    [("", 2000), ("?weg=alle&p=2", 300), ("?let_op=stil", 300), ("?let_op=dubbel", 300), ("?let_op=plaats", 300)],
)
def test_two_thousand_candidates_cost_no_more_queries_than_sixty(desk, council, vacancy, today, page, number):
    bench.fill(60, today)
    desk.get(LIST + page)  # what is read once for all requests
    with CaptureQueriesContext(connection) as few:
        assert desk.get(LIST + page).status_code == 200
    bench.fill(number - 60, today)
    with CaptureQueriesContext(connection) as many:
        desk.get(LIST + page)
    assert len(many) == len(few) <= 14


def test_with_an_independent_chair_fourteen_queries_are_enough(desk, council, vacancy, fill, today):
    term = fill(1, date(2026, 1, 1), date(2029, 12, 31))[0]
    office, _ = Office.objects.update_or_create(is_chair=True, defaults={"name": "Voorzitter", "takes_seat": False})
    baker.make("members.OfficePlace", office=office, member=term.member, starts_on=date(2026, 1, 1))
    bench.fill(60, today)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        desk.get(LIST)
    assert len(asked) <= 14


@pytest.mark.parametrize("slug", [*bench.STEPS, "draag-voor", "benoem", "trek-terug", "draai-terug", "halverwege"])
def test_every_step_asks_as_much_among_many_as_among_few(desk, council, vacancy, today, slug):
    bench.fill(10, today)
    candidate = Candidate.objects.on_the_road().latest("pk")
    form = f"{LIST}{candidate.pk}/doe/{slug}/"
    desk.get(form)
    with CaptureQueriesContext(connection) as few:
        desk.get(form)
    bench.fill(300, today)
    with CaptureQueriesContext(connection) as many:
        desk.get(form)
    assert len(many) == len(few)
