"""Every stage × every button by a post from an old tab: only what the road allows happens (docs/rules.md, 11)."""

import re
from datetime import datetime

import pytest
from django.forms.models import model_to_dict
from model_bakery import baker

from members.models import SeatHold
from recruitment import actions, applying
from recruitment.admin.candidates import CandidateAdmin
from recruitment.models import Candidate, DeclineReason
from recruitment.road import ROADS, Stage, VacancyKind
from recruitment.verbs import ROAD_VERBS
from tests.recruitment.conftest import AMSTERDAM

LIST = "/beheer/recruitment/candidate/"
SEAT, COMMITTEE = ROADS[VacancyKind.SEAT], ROADS[VacancyKind.COMMITTEE]
# Where each button may do something, on the long road and on the short one; nowhere else.
TALKS = [Stage.INTAKE_TALK, Stage.DELEGATION_TALK, Stage.APPOINTMENT_TALK]
UNTIL_THE_END = [stage for stage in SEAT if stage != Stage.APPOINTED]
ALLOWED = {
    "plan-kennismaking": [Stage.RECEIVED],
    "plan-delegatie": [Stage.INTAKE_TALK],
    "vraag-akkoord": [Stage.DELEGATION_TALK],
    "start-proef": [],  # the two answers are missing
    "plan-aanstelling": [Stage.TRIAL],
    "draag-voor": [Stage.APPOINTMENT_TALK],
    "benoem": [Stage.NOMINATED],
    "neem-op": [],
    "leg-gesprek-vast": TALKS,
    "noteer-antwoord": [Stage.AGREEMENT],
    "halverwege": [Stage.TRIAL],
    "plan-opnieuw": TALKS,
    "verleng-proef": [Stage.TRIAL, Stage.APPOINTMENT_TALK],
    "trek-terug": UNTIL_THE_END,
    "wijs-af": UNTIL_THE_END,
    # Also from an end, but not from the first day as a member on.
    "draai-terug": [*UNTIL_THE_END[1:], Stage.DECLINED, Stage.WITHDRAWN],
}
ALLOWED_SHORT = {
    "plan-kennismaking": [Stage.RECEIVED],
    "vraag-akkoord": [Stage.INTAKE_TALK],
    "leg-gesprek-vast": [Stage.INTAKE_TALK],
    "noteer-antwoord": [Stage.AGREEMENT],
    "plan-opnieuw": [Stage.INTAKE_TALK],
    "trek-terug": COMMITTEE[:-1],
    "wijs-af": COMMITTEE[:-1],
    "draai-terug": [*COMMITTEE[1:], Stage.DECLINED, Stage.WITHDRAWN],
}
SLUGS = list(ALLOWED)


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM), tick=False)


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def typed(delegation) -> dict[str, dict[str, object]]:
    """What somebody fills in on the page of each button, all of it sound."""
    people = [member.pk for member in delegation]
    talk = {"planned_at": "2026-06-01T14:00", "way": "visit", "place": "Stadhuis", "participants": people}
    return {
        "plan-kennismaking": talk,
        "plan-delegatie": talk,
        "plan-aanstelling": talk,
        "plan-opnieuw": talk,
        "leg-gesprek-vast": {"participants": people, "outcome": "go_on", "notes": "Goed."},
        "noteer-antwoord": {"side": "council", "agrees": "yes", "given_on": "2026-06-01"},
        "start-proef": {"first": "2026-06-01"},
        "halverwege": {"on": "2026-06-01", "notes": "Gaat goed."},
        "verleng-proef": {"last": "2026-09-30", "why": "Ziek"},
        "draag-voor": {"on": "2026-06-01"},
        "benoem": {"decided_on": "2026-06-01", "reference": "B26", "first": "2026-06-01"},
        "neem-op": {"first": "2026-06-01"},
        "trek-terug": {"why": "Baan"},
        "wijs-af": {"because": DeclineReason.objects.first().pk, "why": ""},
        "draai-terug": {"why": "Verkeerde knop"},
        "vraag-akkoord": {},
    }


def everything(candidate: Candidate) -> tuple:
    """All that a step could have changed."""
    fresh = Candidate.objects.get(pk=candidate.pk)
    log, letters = list(fresh.moves.values()), list(fresh.letters.values())
    talks, answers = list(fresh.talks.values()), list(fresh.answers.values())
    return model_to_dict(fresh), log, letters, talks, answers, SeatHold.objects.count()


def at(candidate: Candidate, stage: str, bring, secretary, today) -> Candidate:
    if stage == Stage.DECLINED:
        actions.decline(candidate, why="Nee", by=secretary, today=today)
    elif stage == Stage.WITHDRAWN:
        actions.withdraw(candidate, by=None, today=today)
    else:
        bring(candidate, Stage(stage))
    candidate.refresh_from_db()
    return candidate


def check(desk, candidate: Candidate, slug: str, typed: dict, *, may: bool) -> None:
    before = everything(candidate)
    response = desk.post(f"{LIST}{candidate.pk}/doe/{slug}/", typed)
    if may:
        assert response.status_code == 302, response.content.decode()
        assert everything(candidate) != before
    else:
        page = response if response.status_code == 200 else desk.get(response.url)
        assert page.status_code == 200
        assert "error-summary" in page.content.decode() or is_told(page)
        assert everything(candidate) == before


def is_told(page) -> bool:
    return any(message.level_tag == "error" for message in page.context["messages"])


def test_the_tables_name_every_button_of_the_road():
    aside = {"er-is-plaats", "wil-nog", "begin-opnieuw", "voeg-samen"}
    assert {verb.slug for verb in ROAD_VERBS} >= set(ALLOWED) | aside


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("stage", [*SEAT, Stage.DECLINED, Stage.WITHDRAWN])
def test_on_the_long_road_only_what_is_allowed_happens(desk, candidate, bring, secretary, today, typed, stage, slug):
    at(candidate, stage, bring, secretary, today)
    check(desk, candidate, slug, typed[slug], may=stage in ALLOWED[slug])


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("stage", [*COMMITTEE, Stage.DECLINED, Stage.WITHDRAWN])
def test_on_the_short_road_only_what_is_allowed_happens(
    desk, committee_vacancy, bring, secretary, today, typed, stage, slug
):
    candidate = applying.sign_up(
        baker.prepare(Candidate, vacancy=committee_vacancy, name="Regen", email="r@voorbeeld.example"), today=today
    )
    at(candidate, stage, bring, secretary, today)
    check(desk, candidate, slug, typed[slug], may=stage in ALLOWED_SHORT.get(slug, []))


@pytest.mark.parametrize("slug", ["er-is-plaats", "wil-nog", "begin-opnieuw", "voeg-samen"])
@pytest.mark.parametrize("stage", [*SEAT, Stage.DECLINED, Stage.WITHDRAWN])
def test_who_does_not_wait_or_came_once_has_no_use_for_the_other_buttons(
    desk, candidate, bring, secretary, today, stage, slug
):
    at(candidate, stage, bring, secretary, today)
    check(desk, candidate, slug, {"other": candidate.pk}, may=False)


def test_an_old_tab_reads_what_happened_meanwhile_and_by_whom(desk, candidate, bring, typed, today):
    page = desk.get(f"{LIST}{candidate.pk}/doe/wijs-af/")
    actions.withdraw(candidate, by=None, today=today, why="Baan")
    told = desk.post(f"{LIST}{candidate.pk}/doe/wijs-af/", {**typed["wijs-af"], "seen": page.context["seen"]})
    assert (
        "Van ‘Teruggetrokken’ naar ‘Afgewezen’ kan niet."
        " Intussen gebeurd: ‘Teruggetrokken’, door de kandidaat op 1 juni, 22.00 uur." in told.content.decode()
    )


def test_an_old_tab_that_may_go_on_reads_it_too(desk, candidate, bring, secretary, typed, today):
    bring(candidate, Stage.AGREEMENT)
    page = desk.get(f"{LIST}{candidate.pk}/doe/noteer-antwoord/")
    actions.record_answer(candidate, side="council", agrees=False, given_on=today, by=secretary, today=today)
    typed = {**typed["noteer-antwoord"], "seen": page.context["seen"]}
    told = desk.post(f"{LIST}{candidate.pk}/doe/noteer-antwoord/", typed, follow=True).content.decode()
    assert "Intussen gebeurd: antwoord van de raad: nee, door secretaris op 1 juni, 22.00 uur." in told


@pytest.mark.parametrize("seen", ["", "x", "9" * 40, "-1", "²"])
def test_a_page_without_a_sound_mark_works_as_any_other(desk, candidate, typed, seen):
    told = desk.post(f"{LIST}{candidate.pk}/doe/wijs-af/", {**typed["wijs-af"], "seen": seen})
    assert told.status_code == 302


def test_an_old_tab_takes_back_the_step_that_it_showed_or_none(desk, candidate, bring, secretary, today):
    bring(candidate, Stage.INTAKE_TALK)
    page = desk.get(f"{LIST}{candidate.pk}/doe/draai-terug/")
    step = page.context["form"].initial["step"]
    bring(candidate, Stage.DELEGATION_TALK)
    before = everything(candidate)
    told = desk.post(f"{LIST}{candidate.pk}/doe/draai-terug/", {"why": "Oud", "step": step}).content.decode()
    assert "De laatste stap is nu: Kennismakingsgesprek → Gesprek met een delegatie." in told
    assert everything(candidate) == before


def test_an_old_page_does_not_overwrite_what_the_candidate_corrected(desk, candidate):
    page = f"{LIST}{candidate.pk}/change/"
    seen = re.search(r'name="seen_version" value="(\w+)"', desk.get(page).content.decode())[1]
    typed = {"name": "Wolk V.", "email": "wolk@voorbeeld.example", "contact_by": "email", "seen_version": seen}
    Candidate.objects.update(email="nieuw@voorbeeld.example")
    assert "De gegevens zijn intussen gewijzigd" in desk.post(page, typed).content.decode()
    Candidate.objects.update(email="wolk@voorbeeld.example")
    assert desk.post(page, typed).status_code == 302
    assert Candidate.objects.get().name == "Wolk V."


@pytest.mark.parametrize(("email", "confirmed"), [("wolk@voorbeeld.example", True), ("x@voorbeeld.example", False)])
def test_another_address_is_not_a_confirmed_one(desk, candidate, email, confirmed):
    Candidate.objects.update(email_confirmed_on=candidate.stage_since)
    desk.post(f"{LIST}{candidate.pk}/change/", {"name": "W.", "email": email, "contact_by": "email"})
    assert (Candidate.objects.get().email_confirmed_on is not None) is confirmed


@pytest.mark.parametrize("slug", ["trek-terug", "overzicht", "wis-alles", "nieuwe-link"])
def test_who_presses_in_the_moment_of_erasing_is_told(desk, candidate, monkeypatch, slug):
    really = CandidateAdmin.may_do

    def judge_and_erase(*args):
        Candidate.objects.all().delete()
        return really(*args)

    monkeypatch.setattr(CandidateAdmin, "may_do", judge_and_erase)
    page = desk.post(f"{LIST}{candidate.pk}/doe/{slug}/").content.decode()
    assert "Deze kandidaat is er niet meer." in page
