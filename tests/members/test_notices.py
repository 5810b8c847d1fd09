"""Word in good time that a term ends: to the member, to the secretary and in the worklist, once each."""

from datetime import date

import pytest
from django.core.management import call_command
from model_bakery import baker

from members import actions
from members.models import Letter, Member, Term
from members.notices import ending_soon, write_due

FIRST, LAST = date(2026, 6, 1), date(2030, 5, 31)
SIX_BEFORE, THREE_BEFORE = date(2029, 12, 1), date(2030, 3, 1)


@pytest.fixture
def member(council):
    return baker.make(Member, name="Sam Voorbeeld", email="sam@voorbeeld.example")


@pytest.fixture
def term(member):
    """The first term of four years; four more may follow."""
    return Term.objects.create(member=member, starts_on=FIRST, ends_on=LAST)


def told(*days: date) -> list[int]:
    """How many notices were written on each of these days."""
    return [write_due(day) for day in days]


def to_member() -> list[str]:
    return list(Letter.objects.filter(kind="term_ends").order_by("pk").values_list("subject", flat=True))


# When --------------------------------------------------------------------------------------------


def test_the_first_notice_comes_six_months_before_the_end_and_the_second_three(term):
    days = [date(2029, 11, 30), SIX_BEFORE, date(2030, 2, 28), THREE_BEFORE, LAST, date(2030, 6, 1)]
    assert told(*days) == [0, 1, 0, 1, 0, 0]
    assert to_member() == ["Uw zittingstermijn eindigt op 31 mei 2030"] * 2


@pytest.mark.parametrize(
    ("ends_on", "first_day"),
    [
        (date(2028, 2, 29), date(2027, 8, 30)),  # the day from which a stretch of six months reaches the end
        (date(2028, 8, 31), date(2028, 3, 1)),
        (date(2028, 8, 28), date(2028, 2, 29)),
        (date(2028, 12, 31), date(2028, 7, 1)),
        (date(2028, 6, 30), date(2027, 12, 31)),
    ],
)
def test_six_months_before_is_a_calendar_date_also_around_a_leap_day(member, ends_on, first_day):
    Term.objects.create(member=member, starts_on=date(2026, 6, 1), ends_on=ends_on)
    assert told(date.fromordinal(first_day.toordinal() - 1), first_day) == [0, 1]


def test_the_months_are_the_councils_setting(term, council):
    council.notice_months = "1, 12"
    council.save()
    days = [date(2029, 5, 31), date(2029, 6, 1), SIX_BEFORE, date(2030, 4, 30), date(2030, 5, 1)]
    assert told(*days) == [0, 1, 0, 0, 1]


def test_twice_on_one_day_writes_once(term):
    assert told(SIX_BEFORE, SIX_BEFORE) == [1, 0]


def test_after_weeks_of_silence_only_the_latest_notice_is_written(term):
    assert told(date(2030, 4, 10), date(2030, 4, 11)) == [1, 0]
    assert Letter.objects.get().once == f"term-ends-{term.pk}-2030-05-31-3"


def test_an_older_notice_does_not_come_after_a_later_one_when_the_setting_changes(term, council):
    assert told(date(2030, 4, 10)) == [1]
    council.notice_months = "6"
    council.save()
    assert told(date(2030, 4, 11)) == [0]


def test_a_term_that_begins_later_is_not_told_of_yet(member):
    Term.objects.create(member=member, starts_on=date(2026, 6, 2), ends_on=date(2026, 8, 31))
    assert told(date(2026, 6, 1), date(2026, 6, 2)) == [0, 1]


def test_an_extra_council_of_forgotten_terms_is_told_at_once(fill):
    fill(3, FIRST, LAST)
    fill(1, FIRST, date(2031, 5, 31))
    assert told(THREE_BEFORE) == [3]


# For whom not ------------------------------------------------------------------------------------


def reappoint(member: Member, today: date) -> None:
    actions.reappoint(member, decided_on=today, reference="B30-1", today=today)


def test_who_was_reappointed_hears_nothing(term, member):
    reappoint(member, today=date(2029, 11, 30))
    assert told(SIX_BEFORE, THREE_BEFORE, LAST) == [0, 0, 0]


def test_who_is_reappointed_after_the_first_notice_does_not_get_the_second(term, member):
    assert told(SIX_BEFORE) == [1]
    reappoint(member, today=SIX_BEFORE)
    assert told(THREE_BEFORE) == [0]


def test_when_a_reappointment_is_undone_the_notice_still_comes(term, member):
    reappoint(member, today=date(2029, 11, 30))
    actions.undo_last(member, today=SIX_BEFORE)
    assert told(SIX_BEFORE) == [1]


def test_who_leaves_early_on_purpose_hears_nothing(term, member):
    actions.leave(member, last=date(2027, 6, 30), because=Term.Reason.WORK, today=FIRST)
    assert told(date(2027, 1, 1), date(2027, 6, 30)) == [0, 0]


def test_who_stays_after_all_is_told_of_the_old_last_day(term, member):
    actions.leave(member, last=date(2030, 4, 30), because=Term.Reason.MOVED, today=SIX_BEFORE)
    assert told(SIX_BEFORE) == [0]
    actions.undo_last(member, today=SIX_BEFORE)
    assert told(SIX_BEFORE) == [1]
    assert to_member() == ["Uw zittingstermijn eindigt op 31 mei 2030"]


def test_a_new_last_day_is_told_of_anew(term):
    assert told(SIX_BEFORE) == [1]
    term.ends_on = date(2030, 5, 30)
    term.save()
    assert told(SIX_BEFORE) == [1]


# What it says ------------------------------------------------------------------------------------


def text_of(first: date, last: date) -> str:
    """The letter to a member with a term of these days, three months before its end."""
    member = baker.make(Member, name="Sam Voorbeeld", email="sam@voorbeeld.example")
    Term.objects.create(member=member, starts_on=first, ends_on=last)
    assert write_due(THREE_BEFORE) == 1
    return member.letters.get().body


def test_who_may_be_reappointed_reads_until_when(council):
    body = text_of(FIRST, LAST)
    assert body.startswith(
        "Beste Sam Voorbeeld,\n\nUw zittingstermijn in de Cliëntenraad eindigt op vrijdag 31 mei 2030."
    )
    assert "U kunt opnieuw benoemd worden, hoogstens tot en met 31 mei 2034." in body


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2022, 6, 2), "U kunt opnieuw benoemd worden, hoogstens tot en met 1 juni 2030."),
        (date(2022, 6, 1), "U hebt dan de langste zittingstijd bereikt. Opnieuw benoemen kan niet."),
    ],
)
def test_one_day_left_of_the_maximum_decides_the_text(council, first, said):
    assert said in text_of(first, LAST)


def test_who_may_stay_only_exceptionally_reads_so(council):
    council.term_lengths, council.exceptional_years = "3, 2", 2
    council.save()
    body = text_of(date(2025, 6, 1), LAST)
    assert "Alleen in een uitzonderlijk geval kunt u langer blijven, hoogstens tot en met 31 mei 2032." in body
    assert "opnieuw benoemd" not in body


def test_the_letter_ends_with_how_to_reach_the_council(council):
    council.phone, council.secretary_name = "06 0000 0000", "Linde Voorbeeld"
    council.save()
    assert text_of(FIRST, LAST).endswith(
        "Hebt u een vraag?\nBel 06 0000 0000\n\nMet vriendelijke groet,\nLinde Voorbeeld\nCliëntenraad\n"
    )


def test_who_has_no_mail_address_gets_the_notice_on_paper(term, member):
    member.email, member.address = "", "Voorbeeldplein 1"
    member.save()
    assert told(SIX_BEFORE) == [1]
    assert Letter.objects.get().status == Letter.Status.TO_PRINT


def test_the_secretary_gets_a_letter_of_her_own_without_a_name(term, member, council):
    council.secretary_email = "secretaris@raad.example"
    council.save()
    assert told(SIX_BEFORE, SIX_BEFORE) == [1, 0]
    letter = Letter.objects.get(subject="Een zittingstermijn eindigt op 31 mei 2030")
    assert letter.addressee == council
    assert "Het lid kan herbenoemd worden, hoogstens tot en met 31 mei 2034." in letter.body
    assert f"http://testserver/beheer/members/member/{member.pk}/change/" in letter.body
    assert "Sam" not in letter.body


@pytest.mark.parametrize(
    ("years", "said"),
    [(2, "Verlengen kan alleen bij uitzondering, hoogstens tot en met 31 mei 2032."), (0, "Herbenoemen kan niet.")],
)
def test_the_secretary_reads_what_may_follow(council, term, years, said):
    council.secretary_email, council.term_lengths, council.exceptional_years = "s@raad.example", "4", years
    council.save()
    assert told(SIX_BEFORE) == [1]
    assert said in Letter.objects.get(subject__startswith="Een zittingstermijn").body


# The nightly job, and how much it asks -----------------------------------------------------------


def test_the_nightly_job_writes_the_notices_and_says_so(term, time_machine, capsys):
    time_machine.move_to(SIX_BEFORE)
    call_command("daily")
    assert capsys.readouterr().out.startswith("Termijnen die bijna eindigen: 1 nieuw gemeld.\n")
    call_command("daily")
    assert capsys.readouterr().out.startswith("Termijnen die bijna eindigen: 0 nieuw gemeld.\n")
    assert len(to_member()) == 1


@pytest.mark.parametrize("members", [3, 300])
def test_knowing_what_ends_takes_one_query(council, fill, django_assert_num_queries, members):
    fill(members, FIRST, LAST)
    with django_assert_num_queries(1):
        assert len(ending_soon(council, SIX_BEFORE)) == members
