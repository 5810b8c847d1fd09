"""The erasing of the night: what is listed, when the clock is doubted, and that nothing is half done (rule 16)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from model_bakery import baker

from clientenraad import retention
from clientenraad.models import GoodRun
from members import post
from members.erasing import erase_on_request
from members.models import Letter, Member, Term
from recruitment import actions, erasing
from recruitment.applying import sign_up
from recruitment.models import Candidate, Move, PastRoad, Vacancy
from recruitment.road import Stage
from recruitment.undo import take_back

ENDED = date(2026, 6, 1)
GONE = date(2026, 6, 29)
PAGE = "/beheer/wissen/"


def night(day: date, hour: int = 3) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Move the clock to the night of a day; it starts on the day the roads of these tests end."""

    def move(day: date) -> None:
        time_machine.move_to(night(day), tick=False)

    move(ENDED)
    return move


@pytest.fixture
def vacancy(council) -> Vacancy:
    return Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")


def applicant(vacancy: Vacancy, name: str = "Wolk Voorbeeld") -> Candidate:
    return sign_up(baker.prepare(Candidate, vacancy=vacancy, name=name, email="w@voorbeeld.example"), today=ENDED)


@pytest.fixture
def declined(vacancy) -> Candidate:
    """Applied and declined on 1 June 2026."""
    candidate = applicant(vacancy)
    actions.decline(candidate, why="Past niet", by=None, today=ENDED)
    return candidate


@pytest.fixture
def former(council) -> Member:
    """A member until 29 June 2025."""
    member = Member.objects.create(name="Sam Voorbeeld", email="sam@voorbeeld.example")
    Term.objects.create(member=member, starts_on=date(2022, 1, 1), ends_on=date(2025, 6, 29))
    return member


def run() -> None:
    call_command("daily")


# The night ---------------------------------------------------------------------------------------


def test_the_night_erases_on_the_day_and_not_a_day_earlier(declined, former, clock, capsys):
    clock(GONE - timedelta(days=1))
    run()
    assert Candidate.objects.exists()
    clock(GONE)
    run()
    former.refresh_from_db()
    assert (Candidate.objects.count(), PastRoad.objects.count(), former.email) == (0, 1, "")
    assert "Gewist: 2.\n" in capsys.readouterr().out


def test_twice_on_a_day_does_nothing_twice(declined, clock, capsys):
    clock(GONE)
    run()
    run()
    assert PastRoad.objects.count() == 1
    assert capsys.readouterr().out.count("Gewist: 0.") == 1


def test_an_evening_that_is_the_next_day_in_the_netherlands_counts_as_such(declined, time_machine):
    time_machine.move_to(datetime(2026, 6, 28, 23, 59, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    run()
    assert Candidate.objects.exists()
    time_machine.move_to(datetime(2026, 6, 28, 22, 1, tzinfo=ZoneInfo("UTC")), tick=False)
    run()
    assert not Candidate.objects.exists()


def test_a_road_that_goes_on_is_never_erased(vacancy, clock):
    applicant(vacancy)
    GoodRun.objects.create(job="daily", at=night(date(2036, 6, 1)))
    clock(date(2036, 6, 2))
    run()
    assert Candidate.objects.count() == 1


def test_who_waits_is_asked_and_erased_without_an_answer(vacancy, clock):
    waiting = applicant(vacancy)
    Candidate.objects.update(waits_since=ENDED)
    for day, there in [
        (date(2027, 5, 31), True),
        (date(2027, 6, 1), True),
        (date(2027, 6, 29), True),
        (date(2027, 6, 30), False),
    ]:
        GoodRun.objects.update_or_create(job="daily", defaults={"at": night(day) - timedelta(days=1)})
        clock(day)
        run()
        Letter.objects.filter(kind="still_waiting", sent_at=None).update(status="sent", sent_at=night(day))
        assert Candidate.objects.filter(pk=waiting.pk).exists() is there
    assert PastRoad.objects.get().outcome == "withdrawn"


def test_who_waits_and_was_never_reached_by_the_question_stays(vacancy, clock):
    applicant(vacancy)
    Candidate.objects.update(waits_since=ENDED, email="", address="Straat 1, Dorp", contact_by="post")
    for day in [date(2027, 6, 1), date(2027, 7, 20)]:  # the secretary is away, and nobody posts the letter
        GoodRun.objects.update_or_create(job="daily", defaults={"at": night(day) - timedelta(days=1)})
        clock(day)
        run()
    question = Letter.objects.get(kind="still_waiting")
    assert question.status == Letter.Status.TO_PRINT
    post.mark_posted(question, night(date(2027, 7, 20)))
    assert [due.day for due in retention.due_by(date(2027, 12, 31))] == [date(2027, 8, 18)]


def test_a_list_of_tomorrow_erases_nothing_today(declined):
    [due] = retention.due_by(GONE)
    assert due.erase(GONE - timedelta(days=1)) is False
    assert due.erase(GONE) is True


def test_a_decline_that_was_taken_back_since_the_list_was_made_stays_taken_back(declined, clock):
    clock(GONE)
    [due] = retention.due_by(GONE)
    take_back(declined, why="Toch wel", by=None, today=GONE)
    assert due.erase(GONE) is False
    assert Candidate.objects.get().stage == Stage.RECEIVED


def test_notes_of_who_was_appointed_go_once(vacancy, clock):
    member = baker.make(Member, name="Wolk Voorbeeld")
    Term.objects.create(member=member, starts_on=ENDED, ends_on=date(2030, 5, 31))
    candidate = applicant(vacancy)
    Candidate.objects.update(stage=Stage.APPOINTED, member=member, motivation="Omdat")
    clock(GONE)
    assert [due.what for due in retention.due_by(GONE)] == ["motivatie, notities en redenen"]
    run()
    candidate.refresh_from_db()
    assert candidate.motivation == ""
    assert retention.due_by(GONE) == []


def test_who_was_a_member_goes_with_the_application_of_then(vacancy, clock):
    member = Member.objects.create(name="Wolk Voorbeeld", email="w@voorbeeld.example")
    Term.objects.create(member=member, starts_on=date(2024, 1, 1), ends_on=date(2025, 6, 29))
    applicant(vacancy)
    Candidate.objects.update(stage=Stage.APPOINTED, member=member)
    clock(GONE)
    run()
    assert not Candidate.objects.exists()
    assert PastRoad.objects.get().outcome == "appointed"
    assert list(Member.objects.values_list("name", "email")) == [("Wolk Voorbeeld", "")]


def test_the_application_of_a_member_who_was_erased_on_request_follows_in_the_night(vacancy, clock):
    member = Member.objects.create(name="Wolk Voorbeeld")
    Term.objects.create(member=member, starts_on=date(2024, 1, 1), ends_on=ENDED)
    applicant(vacancy)
    Candidate.objects.update(stage=Stage.APPOINTED, member=member)
    clock(ENDED + timedelta(days=1))
    erase_on_request(member, today=ENDED + timedelta(days=1))
    run()
    assert not Candidate.objects.exists()


def test_one_who_cannot_be_erased_does_not_stop_the_others(declined, vacancy, clock, monkeypatch, caplog):
    other = applicant(vacancy, "Regen Appel")
    actions.decline(other, why="", by=None, today=ENDED)
    really = erasing.erase

    def erase(candidate):
        if candidate.pk == declined.pk:
            raise ValueError("Wolk Voorbeeld")
        return really(candidate)

    monkeypatch.setattr(erasing, "erase", erase)
    clock(GONE)
    with pytest.raises(CommandError, match="1 keer mis"):
        run()
    assert list(Candidate.objects.values_list("pk", flat=True)) == [declined.pk]
    assert not GoodRun.objects.filter(job=GoodRun.NIGHT).exists()
    assert "Wolk" not in caplog.text
    assert f"/{declined.pk}/" in caplog.text


def test_what_failed_is_done_by_the_next_run(declined, clock, monkeypatch):
    clock(GONE)
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "erase", lambda candidate: 1 / 0)
        with pytest.raises(CommandError):
            run()
    run()
    assert not Candidate.objects.exists()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE)


def test_a_run_that_was_killed_leaves_whole_people(declined, vacancy, clock, monkeypatch):
    """A kill is an exception that nobody catches."""
    other = applicant(vacancy, "Regen Appel")
    actions.decline(other, why="", by=None, today=ENDED)

    def killed(*args):
        raise KeyboardInterrupt

    clock(GONE)
    with monkeypatch.context() as broken:
        broken.setattr(erasing.letters, "farewell", killed)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert (Candidate.objects.count(), PastRoad.objects.count()) == (2, 0)
    run()
    assert (Candidate.objects.count(), PastRoad.objects.count()) == (0, 2)


def test_a_second_run_at_the_same_moment_finds_who_has_gone_gone(declined, clock):
    clock(GONE)
    [mine], [theirs] = retention.due_by(GONE), retention.due_by(GONE)
    assert (mine.erase(GONE), theirs.erase(GONE)) == (True, False)
    assert PastRoad.objects.count() == 1


def test_sessions_that_are_over_go_too(council):
    for key, over in [("over", -1), ("open", 1)]:
        expires = night(ENDED) + timedelta(hours=over)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    run()
    assert [session.session_key for session in Session.objects.all()] == ["open"]


# The clock ---------------------------------------------------------------------------------------


@pytest.fixture
def last_ran(declined, clock):
    """The last good run lies so long before the day on which somebody is due."""

    def last_ran(before: timedelta) -> None:
        clock(GONE)
        Move.objects.update(at=night(date(2020, 1, 1)))
        GoodRun.objects.create(job="daily", at=night(GONE) - before)

    return last_ran


@pytest.mark.parametrize("before", [timedelta(days=45), timedelta(0), timedelta(hours=-1)])
def test_a_clock_that_agrees_with_the_last_good_run_is_trusted(last_ran, before):
    last_ran(before)
    run()
    assert not Candidate.objects.exists()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(days=45, seconds=1), "voor het laatst goed op vrijdag 15 mei 2026"),
        (timedelta(days=400), "voor het laatst goed op"),
        (timedelta(hours=-1, seconds=-1), "al maandag 29 juni 2026 geweest"),
        (timedelta(days=-400), "al dinsdag 3 augustus 2027 geweest"),
    ],
)
def test_with_another_clock_nothing_is_erased_and_everybody_is_told(last_ran, capsys, before, said):
    last_ran(before)
    run()
    assert Candidate.objects.exists()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE) - before
    assert said in capsys.readouterr().out
    assert lines() == ["Wij wissen nu niets en herinneren niemand. Kijk of de datum klopt"]
    assert lines(clock=night(GONE)) == ["Wij wissen nu niets. Kijk of de datum klopt"]


def lines(clock: datetime | None = None) -> list[str]:
    seen = GoodRun.objects.get(job=GoodRun.NIGHT).at
    return [task.text for task in retention.tasks(seen, clock or seen, night(GONE))]


@pytest.fixture
def ending(council) -> Term:
    """The term of somebody who never heard from us, and which ends within the longest notice."""
    member = Member.objects.create(name="Sam Voorbeeld", email="sam@voorbeeld.example")
    return Term.objects.create(member=member, starts_on=date(2024, 1, 1), ends_on=GONE + timedelta(days=20))


def told() -> list[str]:
    return sorted(Letter.objects.filter(kind__in=["term_ends", "about_you"]).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("before", "written"),
    [
        (timedelta(days=45), ["about_you", "term_ends"]),
        (timedelta(days=45, seconds=1), []),
        (timedelta(hours=-1), ["about_you", "term_ends"]),
        (timedelta(hours=-1, seconds=-1), []),
    ],
)
def test_letters_that_only_the_date_brings_wait_for_a_clock_that_can_be_trusted(
    last_ran, ending, capsys, before, written
):
    last_ran(before)
    run()
    assert told() == written
    assert ("Niemand herinnerd. De datum van de server klopt misschien niet." in capsys.readouterr().out) is (
        not written
    )


def test_before_the_first_good_run_letters_wait_for_nobody(former, ending, clock):
    clock(GONE)
    run()
    assert not GoodRun.objects.filter(job=GoodRun.NIGHT).exists()
    assert told() == ["about_you", "term_ends"]


def test_after_the_yes_the_next_night_writes_them(last_ran, ending, role):
    last_ran(timedelta(days=60))
    client = role("Secretaris")
    waits = "Ook herinneringen wachten"
    assert waits in client.get(PAGE).content.decode()
    client.post(PAGE, {"today": "2026-06-29"})
    assert waits not in client.get(PAGE).content.decode()
    run()
    assert told() == ["about_you", "term_ends"]


def test_a_night_that_fails_for_one_person_keeps_nobody_from_being_reminded(last_ran, monkeypatch):
    """The clock is right, though the night is not; erasing asks for a good night (rule 16)."""
    last_ran(timedelta(days=45))
    monkeypatch.setattr(erasing, "erase", lambda candidate: 1 / 0)
    with pytest.raises(CommandError):
        run()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE) - timedelta(days=45)
    assert retention.held(night(GONE)) == ""
    assert retention.held(night(GONE) + timedelta(seconds=1)) != ""
    assert retention.letters_held(night(GONE) + timedelta(days=45)) == ""
    assert retention.letters_held(night(GONE) + timedelta(days=46)) != ""


def test_the_first_run_of_a_new_site_is_a_good_one(council):
    run()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(ENDED)


def test_before_the_first_good_run_the_last_step_on_the_road_vouches_for_the_clock(declined, clock):
    clock(ENDED + timedelta(days=45))
    run()
    assert not Candidate.objects.exists()


def test_a_first_run_long_after_the_last_step_waits_for_the_secretary(declined, clock):
    clock(ENDED + timedelta(days=46))
    run()
    assert Candidate.objects.exists()
    assert not GoodRun.objects.filter(job=GoodRun.NIGHT).exists()


def test_a_first_run_with_only_imported_members_waits_for_the_secretary(former, clock):
    clock(GONE)
    run()
    former.refresh_from_db()
    assert former.email == "sam@voorbeeld.example"
    assert not GoodRun.objects.filter(job=GoodRun.NIGHT).exists()


# The page and the worklist -----------------------------------------------------------------------


@pytest.fixture
def role(client):
    def role(name: str):
        user = User.objects.create_user(name.lower(), is_staff=True)
        user.groups.add(Group.objects.get(name=name))
        client.force_login(user)
        return client

    return role


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


def test_daily_says_no_name(declined, former, clock, capsys):
    clock(GONE)
    run()
    out = capsys.readouterr().out
    assert "Voorbeeld" not in out
    assert not Letter.objects.filter(body__contains="Wolk").exists()
