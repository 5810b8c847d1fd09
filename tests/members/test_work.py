"""The council's own lines of the worklist: terms that end, and letters that wait for somebody."""

from datetime import date

import pytest
from model_bakery import baker

from members import actions
from members.models import Council, Letter, Member, Term
from members.work import Task, letters, terms

SIX_BEFORE = date(2029, 12, 1)


@pytest.fixture
def member(council):
    member = baker.make(Member, name="Sam Voorbeeld")
    Term.objects.create(member=member, starts_on=date(2026, 6, 1), ends_on=date(2030, 5, 31))
    return member


def tasks(today: date = SIX_BEFORE, *, may_change: bool = True) -> list[Task]:
    return terms(Council.objects.get(), today, may_change=may_change)


def lines(today: date = SIX_BEFORE) -> list[str]:
    return [task.text for task in tasks(today)]


def test_a_term_that_ends_has_a_line_from_the_first_notice_until_its_last_day(member):
    line = ["Sam Voorbeeld: de zittingstermijn eindigt op 31 mei 2030. Herbenoemen kan"]
    days = [date(2029, 11, 30), SIX_BEFORE, date(2030, 5, 31), date(2030, 6, 1)]
    assert [lines(day) for day in days] == [[], line, line, []]


@pytest.mark.parametrize(("may_change", "page"), [(True, "doe/herbenoem/"), (False, "change/")])
def test_the_line_leads_to_the_reappointment_or_to_the_member_for_who_only_looks(member, may_change, page):
    assert tasks(may_change=may_change)[0].url == f"/beheer/members/member/{member.pk}/{page}"


def test_who_cannot_simply_be_reappointed_is_first_looked_at(member, council):
    council.term_lengths, council.exceptional_years = "4", 1
    council.save()
    assert tasks()[0].url == f"/beheer/members/member/{member.pk}/change/"


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
    assert [(task.text, task.urgent) for task in letters()] == [
        ("1 brief is geweigerd door de mailserver", True),
        ("1 brief wacht op uw ja", False),
        ("2 brieven moeten nog op de post", False),
        ("1 bericht moet u nog doorgeven", False),
    ]


@pytest.mark.parametrize(("status", "page"), [("draft", "doe/verstuur/"), ("to_print", "change/")])
def test_the_only_letter_that_waits_is_one_click_away(council, status, page):
    letter = baker.make(Letter, status=status, addressee=council, once=None)
    assert [task.url for task in letters()] == [f"/beheer/members/letter/{letter.pk}/{page}"]


def test_several_letters_are_a_list(council):
    baker.make(Letter, 2, status=Letter.Status.DRAFT, addressee=council, once=None)
    assert [task.url for task in letters()] == ["/beheer/members/letter/?status__exact=draft"]
