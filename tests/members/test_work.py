"""The council's own lines of the worklist: terms that end, and letters that wait for somebody."""

from datetime import date

import pytest
from model_bakery import baker

from members import actions
from members.models import Letter, Member, Term
from members.work import tasks

SIX_BEFORE = date(2029, 12, 1)


@pytest.fixture
def member(council):
    member = baker.make(Member, name="Sam Voorbeeld")
    Term.objects.create(member=member, starts_on=date(2026, 6, 1), ends_on=date(2030, 5, 31))
    return member


def lines(today: date = SIX_BEFORE, *, with_names: bool = True) -> list[str]:
    return [task.text for task in tasks(today, with_names=with_names)]


def test_a_term_that_ends_has_a_line_from_the_first_notice_until_its_last_day(member):
    line = ["Sam Voorbeeld: de zittingstermijn eindigt op 31 mei 2030. Herbenoemen kan"]
    days = [date(2029, 11, 30), SIX_BEFORE, date(2030, 5, 31), date(2030, 6, 1)]
    assert [lines(day) for day in days] == [[], line, line, []]


def test_the_line_leads_to_the_member(member):
    assert tasks(SIX_BEFORE, with_names=True)[0].url == f"/beheer/members/member/{member.pk}/change/"


def test_without_the_right_to_see_members_the_line_has_no_name(member):
    assert lines(with_names=False) == ["Een lid: de zittingstermijn eindigt op 31 mei 2030. Herbenoemen kan"]


def test_the_line_goes_when_the_next_term_is_agreed(member):
    actions.reappoint(member, decided_on=SIX_BEFORE, reference="B29-1", today=SIX_BEFORE)
    assert lines() == []


@pytest.mark.parametrize(("years", "said"), [(0, "Herbenoemen kan niet"), (1, "Verlengen kan alleen bij uitzondering")])
def test_the_line_says_what_may_follow(member, council, years, said):
    council.term_lengths, council.exceptional_years = "4", years
    council.save()
    assert lines() == [f"Sam Voorbeeld: de zittingstermijn eindigt op 31 mei 2030. {said}"]


def test_letters_that_wait_for_somebody_are_counted(council):
    baker.make(Letter, 2, status=Letter.Status.TO_PRINT, addressee=council, once=None)
    baker.make(Letter, status=Letter.Status.REFUSED, addressee=council, once=None)
    baker.make(Letter, status=Letter.Status.DRAFT, addressee=council, once=None)
    baker.make(Letter, status=Letter.Status.TO_TELL, addressee=council, once=None)
    baker.make(Letter, status=Letter.Status.SENT, addressee=council, once=None)
    assert [(task.text, task.urgent) for task in tasks(SIX_BEFORE, with_names=True)] == [
        ("1 brief is geweigerd door de mailserver", True),
        ("1 brief wacht op uw ja", False),
        ("2 brieven moeten nog op de post", False),
        ("1 bericht moet u nog doorgeven", False),
    ]
