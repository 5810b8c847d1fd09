"""The buttons of membership and seats: a page that says what will happen, and only then, by POST, it happens."""

import re
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from members import actions
from members.models import Council, Member, Office, OfficePlace, SeatNumber, Term

TODAY = date(2026, 6, 1)
LONG_AGO, FAR = date(2024, 1, 1), date(2029, 12, 31)
MEMBERS = "/beheer/members/member/"
COUNCIL = "/beheer/members/council/1/"


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def desk(client: Client, council: Council) -> Client:
    """The secretary, logged in."""
    return logged_in(client, "Secretaris")


def logged_in(client: Client, role: str) -> Client:
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.fixture
def member(council) -> Member:
    return Member.objects.create(name="Sam Voorbeeld", email="sam@voorbeeld.example")


@pytest.fixture
def groningen(council) -> Council:
    council.term_lengths, council.exceptional_years = "3, 2", 2
    council.save()
    return council


def seat(member: Member, first: date, last: date) -> Term:
    return Term.objects.create(member=member, starts_on=first, ends_on=last)


def rows() -> list:
    """Everything a membership button may change."""
    models = (Council, SeatNumber, Office, OfficePlace, Term)
    return [list(model.objects.order_by("pk").values()) for model in models]


def verb_page(member: Member, slug: str) -> str:
    return f"{MEMBERS}{member.pk}/doe/{slug}/"


def buttons(desk: Client, page: str) -> list[str]:
    names = "benoem|herbenoem|verleng-uitzonderlijk|stopt-eerder|maak-ongedaan|plaatsen|samen-stoppen"
    return re.findall(rf'/doe/({names})/"', desk.get(page).content.decode())


# What each button says, and does -----------------------------------------------------------------


@dataclass
class Press:
    """A button, what is typed, and what must come of it. ``terms`` are the member's own before it."""

    slug: str
    said: str
    result: list[tuple[date, date]]
    message: str
    terms: list[tuple[date, date]] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)


FIRST_TERM = (date(2022, 7, 1), date(2026, 6, 30))
DECISION = {"decided_on": "2026-05-19", "reference": "B26-7"}
PRESSES = [
    Press(
        "benoem",
        "Begint de termijn vandaag, dan is de voorgestelde laatste dag 31 mei 2030.",
        [(date(2026, 7, 1), date(2030, 6, 30))],
        "Sam Voorbeeld is benoemd tot en met 30 juni 2030.",
        typed={"first": "2026-07-01", **DECISION},
    ),
    Press(
        "herbenoem",
        "De nieuwe termijn begint op 1 juli 2026 en duurt hoogstens tot en met 30 juni 2030.",
        [FIRST_TERM, (date(2026, 7, 1), date(2028, 6, 30))],
        "Sam Voorbeeld is herbenoemd tot en met 30 juni 2028.",
        terms=[FIRST_TERM],
        typed={"last": "2028-06-30", **DECISION},
    ),
    Press(
        "stopt-eerder",
        "Sam Voorbeeld is nog lid tot en met de laatste dag. Daarna komt de plaats vrij."
        " Functies en plaatsen in commissies stoppen dan ook.",
        [(FIRST_TERM[0], date(2026, 6, 15))],
        "Sam Voorbeeld is lid tot en met 15 juni 2026.",
        terms=[FIRST_TERM],
        typed={"last": "2026-06-15", "because": "moved"},
    ),
    Press(
        "maak-ongedaan",
        "De benoeming vanaf 1 juli 2026 gaat weg.",
        [FIRST_TERM],
        "De benoeming van Sam Voorbeeld vanaf 1 juli 2026 is ongedaan gemaakt.",
        terms=[FIRST_TERM, (date(2026, 7, 1), date(2030, 6, 30))],
        typed={"only": "De benoeming vanaf 1 juli 2026 gaat weg."},
    ),
]


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: press.slug)
def test_a_button_says_what_will_happen_and_does_it_only_by_post(desk, member, press):
    for stretch in press.terms:
        seat(member, *stretch)
    page, before = verb_page(member, press.slug), rows()
    assert press.slug in buttons(desk, f"{MEMBERS}{member.pk}/change/")
    shown = desk.get(page, press.typed)
    assert press.said in shown.content.decode()
    assert rows() == before

    done = desk.post(page, press.typed, follow=True)
    assert press.message in done.content.decode()
    assert done.redirect_chain == [(f"{MEMBERS}{member.pk}/change/", 302)]
    assert list(member.terms.values_list("starts_on", "ends_on")) == press.result


def test_extending_exceptionally_asks_for_a_reason_and_keeps_it(desk, member, groningen):
    seat(member, date(2021, 7, 1), date(2024, 6, 30))
    seat(member, date(2024, 7, 1), date(2026, 6, 30))
    page = verb_page(member, "verleng-uitzonderlijk")
    assert "duurt hoogstens tot en met 30 juni 2028" in desk.get(page).content.decode()
    assert desk.get(page).context["form"]["last"].value() == date(2028, 6, 30)
    typed = {"last": "2028-06-30", **DECISION}
    assert "why" in desk.post(page, {**typed, "why": ""}).context["form"].errors
    assert member.terms.count() == 2
    desk.post(page, {**typed, "why": "Er is geen opvolger."})
    assert member.terms.last().exception_why == "Er is geen opvolger."


def test_who_left_early_comes_back_with_the_undo_button(desk, member):
    seat(member, *FIRST_TERM)
    desk.post(verb_page(member, "stopt-eerder"), {"last": "2026-06-15", "because": "illness"})
    shown = {"only": actions.what_undo_does(member, today=TODAY)}
    for _ in range(2):  # pressed twice, it undoes no second thing
        desk.post(verb_page(member, "maak-ongedaan"), shown)
    assert list(member.terms.values_list("starts_on", "ends_on", "left_because")) == [(*FIRST_TERM, "")]


def test_a_chair_outside_the_count_is_appointed_with_the_office_in_one_form(desk, fill, member):
    fill(15, LONG_AGO, FAR)
    office = Office.objects.update_or_create(is_chair=True, defaults={"name": "voorzitter", "takes_seat": False})[0]
    desk.post(verb_page(member, "benoem"), {"first": "2026-07-01", "office": office.pk})
    assert OfficePlace.objects.get().starts_on == date(2026, 7, 1)


def test_the_seats_change_by_a_button_on_the_councils_page(desk):
    page = f"{COUNCIL}doe/plaatsen/"
    assert "plaatsen" in buttons(desk, f"{COUNCIL}change/")
    assert (
        "De website en alle controles rekenen vanaf die dag met het nieuwe aantal." in desk.get(page).content.decode()
    )
    assert SeatNumber.objects.count() == 1
    done = desk.post(page, {"seats": "14", "starts_on": "2027-01-01"}, follow=True)
    assert "Het aantal plaatsen is gewijzigd." in done.content.decode()
    assert list(SeatNumber.objects.values_list("starts_on", "seats"))[1:] == [(date(2027, 1, 1), 14)]


def test_several_members_stop_on_one_day_by_one_button(desk, fill):
    chosen = [term.member for term in fill(4, LONG_AGO, FAR)][:3]
    page = f"{COUNCIL}doe/samen-stoppen/"
    shown = desk.get(page).content.decode()
    assert "Alle gekozen leden stoppen op deze dag, met dezelfde reden." in shown
    assert set(Term.objects.values_list("ends_on", flat=True)) == {FAR}
    typed = {"members": [member.pk for member in chosen], "last": "2026-06-30", "because": "request"}
    assert "3 leden stoppen op 30 juni 2026." in desk.post(page, typed, follow=True).content.decode()
    assert Term.objects.filter(ends_on=date(2026, 6, 30), left_because="request").count() == 3


def test_only_members_of_today_can_be_chosen_to_stop_together(desk, fill, member):
    fill(1, LONG_AGO, FAR)
    seat(member, LONG_AGO, date(2026, 5, 31))
    page = f"{COUNCIL}doe/samen-stoppen/"
    assert "Sam Voorbeeld" not in desk.get(page).content.decode()
    answer = desk.post(page, {"members": [member.pk], "last": "2026-06-30", "because": "request"})
    assert "members" in answer.context["form"].errors


# Refusals keep what was typed --------------------------------------------------------------------


def refusal(desk: Client, page: str, typed: dict[str, object]) -> str:
    """The refusal on the page, where all that was typed still stands and nothing was written."""
    before = rows()
    answer = desk.post(page, typed)
    assert answer.status_code == 200
    assert rows() == before
    form = answer.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    said = form.non_field_errors()[0]
    assert said in unescaped(answer)
    return said


def unescaped(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def test_a_full_council_refuses_an_appointment_and_names_who_sits(desk, fill, member):
    fill(15, LONG_AGO, FAR)
    said = refusal(desk, verb_page(member, "benoem"), {"first": "2026-07-01", "last": "", "reference": "B26-7"})
    assert said.startswith("Op 1 juli 2026 zijn alle 15 plaatsen bezet. Dan zitten in de raad: Lid 0 Voorbeeld")


def test_a_day_past_the_maximum_is_refused(desk, member):
    seat(member, *FIRST_TERM)
    said = refusal(desk, verb_page(member, "herbenoem"), {"last": "2030-07-01", **DECISION})
    assert said == "Dit lid mag hoogstens tot en met 30 juni 2030 lid zijn. Kies een eerdere dag."


def test_stopping_on_a_day_outside_the_term_is_refused(desk, member):
    seat(member, *FIRST_TERM)
    said = refusal(desk, verb_page(member, "stopt-eerder"), {"last": "2026-07-01", "because": "work"})
    assert said == "Sam Voorbeeld is op 1 juli 2026 geen lid. Kies een dag in de zittingstermijn."


def test_an_undo_without_a_seat_is_refused(desk, fill, member):
    seat(member, LONG_AGO, FAR)
    actions.leave(member, last=TODAY, because=Term.Reason.WORK, today=TODAY)
    fill(15, date(2026, 6, 2), FAR)
    said = refusal(desk, verb_page(member, "maak-ongedaan"), {"only": actions.what_undo_does(member, today=TODAY)})
    assert said.startswith("Op 2 juni 2026 zijn alle 15 plaatsen bezet. Dan zitten in de raad: ")


def test_fewer_seats_than_are_taken_are_refused(desk, fill):
    fill(15, LONG_AGO, FAR)
    said = refusal(desk, f"{COUNCIL}doe/plaatsen/", {"seats": "14", "starts_on": "2026-07-01"})
    assert said.startswith("Op 1 juli 2026 zijn meer dan 14 plaatsen bezet of vastgehouden.")
    assert "Dan zitten in de raad: Lid 0 Voorbeeld" in said


def test_when_one_of_several_cannot_stop_the_choice_stays_ticked(desk, fill):
    terms = fill(3, LONG_AGO, FAR)
    actions.leave(terms[0].member, last=date(2026, 6, 30), because=Term.Reason.WORK, today=TODAY)
    chosen = [str(term.member_id) for term in terms]
    typed = {"members": chosen, "last": "2026-06-30", "because": "other"}
    said = refusal(desk, f"{COUNCIL}doe/samen-stoppen/", typed)
    assert said == "De termijn van Lid 0 Voorbeeld eindigt al op 30 juni 2026. U hoeft niets te doen."


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "29-02-2026", "morgen", ""])
@pytest.mark.parametrize(
    ("slug", "name"),
    [("benoem", "first"), ("herbenoem", "last"), ("herbenoem", "decided_on"), ("stopt-eerder", "last")],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(desk, member, slug, name, day):
    seat(member, *FIRST_TERM)
    before = rows()
    answer = desk.post(verb_page(member, slug), {"because": "work", "last": "2030-06-30", **DECISION, name: day})
    assert name in answer.context["form"].errors
    assert rows() == before


# Which buttons there are, and for whom -----------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "offered"),
    [
        ([], ["benoem"]),
        ([FIRST_TERM], ["herbenoem", "stopt-eerder"]),
        ([(date(2018, 7, 1), date(2026, 6, 30))], ["stopt-eerder"]),
        ([(TODAY, date(2030, 5, 31))], ["herbenoem", "stopt-eerder"]),
        ([(date(2026, 6, 2), date(2030, 6, 1))], ["herbenoem", "maak-ongedaan", "stopt-eerder"]),
        ([(date(2022, 6, 2), TODAY)], ["herbenoem"]),
        ([(date(2022, 6, 1), date(2026, 5, 31))], ["herbenoem", "benoem"]),
    ],
)
def test_a_members_page_offers_what_fits(desk, member, terms, offered):
    for stretch in terms:
        seat(member, *stretch)
    assert buttons(desk, f"{MEMBERS}{member.pk}/change/") == offered


def test_extending_is_offered_only_to_who_cannot_be_reappointed(desk, member, groningen):
    seat(member, date(2021, 7, 1), date(2024, 6, 30))
    assert "verleng-uitzonderlijk" not in buttons(desk, f"{MEMBERS}{member.pk}/change/")
    seat(member, date(2024, 7, 1), date(2026, 6, 30))
    offered = buttons(desk, f"{MEMBERS}{member.pk}/change/")
    assert ("verleng-uitzonderlijk" in offered, "herbenoem" in offered) == (True, False)


@pytest.mark.parametrize("slug", ["benoem", "herbenoem", "verleng-uitzonderlijk", "stopt-eerder", "maak-ongedaan"])
@pytest.mark.parametrize(
    "terms",
    [[], [(date(2010, 1, 1), date(2017, 12, 31))], [FIRST_TERM], [(date(2020, 1, 1), date(2027, 12, 31))]],
    ids=["never a member", "over and at the maximum", "ends soon", "at the maximum"],
)
def test_a_buttons_page_in_an_old_tab_never_breaks(desk, member, slug, terms):
    for stretch in terms:
        seat(member, *stretch)
    for method in (desk.get, desk.post):
        assert method(verb_page(member, slug)).status_code in (200, 302)
    typed = {"first": "2026-07-01", "last": "2026-07-01", "because": "work", "why": "Nodig.", **DECISION}
    assert desk.post(verb_page(member, slug), typed).status_code in (200, 302)


def test_a_buttons_page_says_why_it_no_longer_fits(desk, member):
    said = desk.get(verb_page(member, "herbenoem"), follow=True).content.decode()
    assert "Sam Voorbeeld is nog niet benoemd. Kies ‘Benoem’." in said


@pytest.mark.parametrize("role", ["Voorzitter", "Delegatielid", "Redactie", "Beheerder"])
def test_only_the_secretary_changes_memberships(client, member, role):
    seat(member, *FIRST_TERM)
    visitor = logged_in(client, role)
    for slug in ("benoem", "herbenoem", "verleng-uitzonderlijk", "stopt-eerder", "maak-ongedaan"):
        assert visitor.get(verb_page(member, slug)).status_code == 403
        assert visitor.post(verb_page(member, slug), {"last": "2026-06-15", "because": "work"}).status_code == 403
    assert list(member.terms.values_list("ends_on", flat=True)) == [FIRST_TERM[1]]


def test_who_is_not_logged_in_is_asked_to(client, member):
    assert client.post(verb_page(member, "benoem")).url.startswith("/beheer/login/")
    assert client.get(f"{COUNCIL}doe/samen-stoppen/").status_code == 302
