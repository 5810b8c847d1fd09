"""What only the candidate can say, with one button each on the own page (docs/rules.md, 10, 11 and 16)."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from members.models import Letter
from recruitment import actions, answering, letters, own_page
from recruitment.applying import sign_up
from recruitment.models import Answer, Candidate
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM, user

MINE = "/aanmelding/mijn/"
ANSWER = "/aanmelding/mijn/antwoord/"
WAIT = "/aanmelding/mijn/wachten/"
SEAT = "/aanmelding/mijn/plaats/"
STOP = "/aanmelding/mijn/stoppen/"
KEEP = "/aanmelding/mijn/korter-bewaren/"
POSTED = [ANSWER, WAIT, SEAT, KEEP, STOP, "/aanmelding/mijn/adres-klopt/"]


@pytest.fixture(autouse=True)
def clock(time_machine):
    """The evening of the day on which the stories play."""
    time_machine.move_to(datetime(2026, 6, 1, 21, 0, tzinfo=AMSTERDAM), tick=False)


def text(own) -> str:
    """The page as it reads, without the seal in its forms that is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", own.get(MINE).content.decode())


def offer_seat(candidate, status: str = Letter.Status.SENT) -> None:
    Candidate.objects.update(waits_since=date(2026, 1, 5))
    letter = letters.write_for(candidate, "seat_free", draft=True)
    Letter.objects.filter(pk=letter.pk).update(status=status)


def test_yes_is_one_button_and_is_shown_back_with_its_day(own, candidate, bring, today):
    bring(candidate, Stage.AGREEMENT)
    assert "Ja, ik wil verder" in text(own)
    assert own.post(ANSWER, {"answer": "yes"}).url == MINE
    answer = candidate.answers.get()
    assert (answer.side, answer.agrees, answer.given_on, answer.by) == (Answer.Side.CANDIDATE, True, today, None)
    page = text(own)
    assert "<strong>ja, ik wil verder</strong> op maandag 1 juni 2026" in page
    assert "Uw antwoord is bewaard." in page
    assert "Uw antwoord is bewaard." not in text(own)


def test_no_is_explained_before_it_is_said(own, candidate, bring):
    bring(candidate, Stage.AGREEMENT)
    assert "ook als de raad ja zegt" in own.get(ANSWER).content.decode()
    assert not candidate.answers.exists()
    own.post(ANSWER, {"answer": "no"})
    assert candidate.answers.get().agrees is False
    assert "nee, ik wil niet verder" in text(own)


def test_an_answer_can_change_while_the_stage_lasts(own, candidate, bring):
    bring(candidate, Stage.AGREEMENT)
    for answer in ("yes", "no", "yes"):
        own.post(ANSWER, {"answer": answer})
    assert candidate.answers.get().agrees is True
    assert [move.why for move in candidate.moves.all()][-3:] == [
        "antwoord van de kandidaat: ja",
        "antwoord van de kandidaat: nee",
        "antwoord van de kandidaat: ja",
    ]


def test_the_same_answer_twice_is_one_answer_and_keeps_its_day(own, candidate, bring, today, time_machine):
    bring(candidate, Stage.AGREEMENT)
    own.post(ANSWER, {"answer": "yes"})
    moves = candidate.moves.count()
    answering.answer_agreement(candidate, agrees=True, today=today + timedelta(days=3))
    assert (candidate.answers.get().given_on, candidate.moves.count()) == (today, moves)


def test_the_secretary_hears_of_the_answer(own, candidate, bring, council):
    bring(candidate, Stage.AGREEMENT)
    council.secretary_email = "secretaris@voorbeeld.example"
    council.save()
    own.post(ANSWER, {"answer": "yes"})
    assert Letter.objects.filter(kind="work").count() == 1


def test_the_page_does_not_tell_what_the_council_answered(own, candidate, bring, secretary, today):
    bring(candidate, Stage.AGREEMENT)
    before = text(own)
    actions.record_answer(candidate, side="council", agrees=False, given_on=today, by=secretary, today=today)
    assert text(own) == before


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.DELEGATION_TALK, Stage.TRIAL])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_from_an_old_tab_is_told_and_changes_nothing(own, candidate, bring, stage, answer):
    bring(candidate, stage)
    before = candidate.moves.count(), list(candidate.answers.values_list())
    refused = own.post(ANSWER, {"answer": answer})
    assert refused.status_code == 409
    assert "Er is niets veranderd." in refused.content.decode()
    assert (candidate.moves.count(), list(candidate.answers.values_list())) == before
    assert own.get(ANSWER).url == MINE


@pytest.mark.parametrize("answer", ["", "ja", "\x00", "yes\n"])
def test_an_answer_that_no_button_gives_is_none(own, candidate, bring, answer):
    bring(candidate, Stage.AGREEMENT)
    assert own.post(ANSWER, {"answer": answer}).url == MINE
    assert not candidate.answers.exists()


def test_who_is_asked_keeps_waiting_with_one_button(own, candidate, today):
    Candidate.objects.update(waits_since=date(2025, 5, 1), asked_to_wait_on=date(2026, 5, 20))
    assert "Ja, ik wil op de wachtlijst blijven" in text(own)
    assert own.post(WAIT).url == MINE
    candidate.refresh_from_db()
    assert candidate.still_waits_on == today
    assert "Ja, ik wil op de wachtlijst blijven" not in text(own)
    assert "U zei op 1 juni 2026 dat u wilt wachten." in text(own)


def test_who_was_not_asked_to_wait_has_no_such_button(own, candidate):
    assert "wachtlijst blijven" not in text(own)
    assert own.post(WAIT).status_code == 409


def test_who_is_offered_a_seat_takes_it_with_one_button(own, candidate):
    offer_seat(candidate)
    assert "Ja, ik wil nog meedoen" in text(own)
    assert own.post(SEAT).url == MINE
    candidate.refresh_from_db()
    assert (candidate.waits_since, candidate.stage) == (None, Stage.RECEIVED)
    assert candidate.moves.last().why == "wil nog meedoen, en is van de wachtlijst af"
    assert "Ja, ik wil nog meedoen" not in text(own)


def test_who_is_offered_a_seat_is_not_told_to_wait_for_one(own, candidate):
    offer_seat(candidate)
    page = text(own)
    assert "Wij wachten op uw antwoord." in page
    assert "U staat op de wachtlijst sinds" not in page
    assert "Wij weten niet wanneer er een plaats vrijkomt" not in page


def test_an_offer_of_a_seat_that_is_gone_is_taken_off_the_page(own, candidate, fill):
    offer_seat(candidate)
    fill(15, date(2026, 1, 1), date(2029, 12, 31))
    page = text(own)
    assert "Ja, ik wil nog meedoen" not in page
    assert "U staat op de wachtlijst sinds 5 januari 2026." in page
    assert own.post(SEAT).status_code == 409
    candidate.refresh_from_db()
    assert candidate.waits_since == date(2026, 1, 5)


def test_only_who_is_on_the_waiting_list_reads_so(own, candidate, fill):
    fill(15, date(2026, 1, 1), date(2029, 12, 31))
    page = text(own)
    assert "wachtlijst" not in page
    assert "Wij nemen binnen 5 werkdagen contact met u op." in page


def test_a_button_pressed_twice_is_one_answer_and_no_mistake(own, candidate):
    offer_seat(candidate)
    for path in (SEAT, STOP):
        own.post(path)
        known = candidate.moves.count(), candidate.letters.count()
        assert own.post(path).url == MINE
        assert (candidate.moves.count(), candidate.letters.count()) == known


def test_to_keep_waiting_pressed_twice_is_one_answer(own, candidate):
    Candidate.objects.update(waits_since=date(2025, 5, 1), asked_to_wait_on=date(2026, 5, 20))
    own.post(WAIT)
    known = candidate.moves.count()
    assert own.post(WAIT).url == MINE
    assert candidate.moves.count() == known


@pytest.mark.parametrize("path", [STOP, ANSWER])
def test_a_button_in_an_old_tab_tells_no_decision_before_the_letter_does(own, candidate, bring, secretary, today, path):
    bring(candidate, Stage.AGREEMENT)
    actions.decline(candidate, why="Past niet", by=secretary, today=today)
    refused = own.post(path, {"answer": "yes"})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Afgewezen" not in page
    assert "Teruggetrokken" not in page
    assert "Er is niets veranderd." in page


@pytest.mark.parametrize(("written", "offered"), [(date(2026, 1, 4), False), (date(2026, 1, 5), True)])
def test_an_offer_counts_from_the_first_day_of_waiting_on(own, candidate, written, offered):
    offer_seat(candidate)
    at = datetime(written.year, written.month, written.day, 12, 0, tzinfo=AMSTERDAM)
    candidate.letters.filter(kind="seat_free").update(written_at=at)
    candidate.refresh_from_db()
    assert answering.seat_is_offered(candidate, date(2026, 6, 1)) is offered


@pytest.mark.parametrize("status", ["draft", "waiting", "refused", "to_print"])
def test_an_offer_that_reached_nobody_is_not_on_the_page(own, candidate, status):
    offer_seat(candidate, status)
    assert "Ja, ik wil nog meedoen" not in text(own)
    assert own.post(SEAT).status_code == 409


def test_consent_to_keep_is_taken_back_with_one_button(own, candidate):
    Candidate.objects.update(keep=True, keep_given_on=date(2026, 5, 1), keep_wording="Ja, bewaar mijn gegevens")
    assert "vrijdag 1 mei 2026: ‘Ja, bewaar mijn gegevens’" in text(own)
    assert own.post(KEEP).url == MINE
    candidate.refresh_from_db()
    assert (candidate.keep, candidate.keep_given_on, candidate.keep_wording) == (False, None, "")
    assert "Bewaar mijn gegevens niet langer" not in text(own)
    moves = candidate.moves.count()
    own.post(KEEP)
    assert candidate.moves.count() == moves


def test_who_is_declined_reads_it_here_only_after_the_secretary_said_yes_to_the_letter(
    own, candidate, secretary, today
):
    actions.decline(candidate, why="Past niet", by=secretary, today=today)
    page, file = text(own), own.get("/aanmelding/mijn/uw-gegevens.txt").content.decode()
    assert "Er is een besluit over uw aanmelding." in page
    assert "Wij gaan niet verder" not in page + file
    assert "Afgewezen" not in page + file
    candidate.letters.filter(kind="declined").update(status=Letter.Status.SENT, sent_at=timezone.now())
    assert "Wij gaan niet verder" in text(own)
    assert "Afgewezen" in own.get("/aanmelding/mijn/uw-gegevens.txt").content.decode()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("draft", False),
        ("waiting", False),
        ("to_print", False),
        ("to_tell", False),
        ("posted", True),
        ("refused", True),
    ],
)
def test_a_decision_is_on_the_page_once_its_letter_arrived(own, candidate, secretary, today, status, told):
    actions.decline(candidate, why="Past niet", by=secretary, today=today)
    candidate.letters.filter(kind="declined").update(status=status, sent_at=timezone.now())
    page = text(own)
    assert ("Wij gaan niet verder" in page, "Had u nog een afspraak? Die gaat niet door." in page) == (told, not told)
    assert ("Wij bewaren uw gegevens tot en met 28 juni 2026." in page) is told


def test_who_stopped_reads_on_the_page_what_the_letter_says_about_keeping(own, candidate):
    Candidate.objects.update(keep=True, keep_given_on=date(2026, 5, 1))
    own.post(STOP)
    promise = candidate.letters.get(kind="withdrawn").body.split("\n")
    kept = next(line for line in promise if line.startswith("Wij bewaren"))
    assert kept.endswith("Komt er eerder een plaats vrij? Dan laten wij u dat weten.")
    assert kept in text(own)
    own.post(KEEP)
    assert "Wij bewaren uw gegevens tot en met 28 juni 2026. Daarna wissen wij ze.</p>" in text(own)


def test_nobody_promises_to_call_about_a_place_in_a_committee(client, committee_vacancy, today):
    applied = Candidate(vacancy=committee_vacancy, name="Wolk", email="wolk@voorbeeld.example", keep=True)
    applied = sign_up(applied, today=today)
    actions.withdraw(applied, by=None, today=today)
    body = applied.letters.get(kind="withdrawn").body
    assert "Wij bewaren uw gegevens tot en met" in body
    assert "plaats vrij" not in body


def test_a_member_is_not_asked_about_keeping_an_application(own, candidate, bring):
    Candidate.objects.update(keep=True, keep_given_on=date(2026, 5, 1))
    bring(candidate, Stage.APPOINTED)
    assert "Bewaar mijn gegevens niet langer" not in text(own)


@pytest.mark.parametrize("path", POSTED)
def test_looking_at_the_address_of_a_button_changes_nothing(own, candidate, path):
    before = list(Candidate.objects.values_list()), candidate.moves.count()
    assert own.get(path).status_code in {200, 302}
    assert (list(Candidate.objects.values_list()), candidate.moves.count()) == before


@pytest.mark.parametrize("path", POSTED)
def test_a_closed_page_has_no_working_buttons(own, candidate, path):
    own.post("/aanmelding/mijn/afsluiten/")
    before = list(Candidate.objects.values_list()), candidate.moves.count()
    assert own.post(path, {"answer": "yes"}).url == "/aanmelding/afgesloten/"
    assert (list(Candidate.objects.values_list()), candidate.moves.count()) == before


@pytest.mark.parametrize("path", [MINE, "/aanmelding/mijn/wijzigen/", STOP])
def test_the_way_out_is_at_the_top_and_at_the_bottom(own, path):
    page = own.get(path).content.decode()
    assert page.count("Klaar, sluit af</button>") == 2
    assert page.index("Klaar, sluit af</button>") < page.index("<h1>")


@pytest.mark.parametrize("path", ["/aanmelding/mijn/wijzigen/", STOP, "/aanmelding/mijn/wissen/"])
def test_a_page_with_one_question_has_one_button_that_stands_out(own, path):
    assert own.get(path).content.decode().count('class="button"') == 1


def test_closing_tells_the_browser_to_forget_the_pages_but_not_other_cookies(own):
    answer = own.post("/aanmelding/mijn/afsluiten/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert answer.cookies["sessionid"]["max-age"] == 0


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in (Stage.DECLINED, Stage.COMMITTEE_MEMBER)])
def test_every_station_has_a_page_with_an_equal_title(own, candidate, bring, today, stage):
    if stage == Stage.WITHDRAWN:
        actions.withdraw(candidate, by=None, today=today)
    else:
        bring(candidate, stage)
    page = text(own)
    assert "<title>Uw aanmelding - " in page
    assert "Deze gegevens hebben wij van u" in page


@pytest.mark.parametrize("role", ["Secretaris", "Redactie"])
def test_a_colleague_who_closes_the_page_stays_logged_in(own, candidate, role):
    own.force_login(user("collega", role))
    own.post("/aanmelding/mijn/afsluiten/")
    assert own.get("/beheer/").status_code == 200


@pytest.mark.parametrize(
    ("address", "lands_on"),
    [*((address, MINE) for address in POSTED), (f"{MINE}wijzigen/", MINE), (f"{MINE}wissen/", "/aanmelding/gewist/")],
)
def test_a_press_in_the_moment_of_erasing_finds_nothing_left(own, monkeypatch, address, lands_on):
    really = own_page.open_link

    def open_and_erase(request):
        link = really(request)
        Candidate.objects.all().delete()
        return link

    monkeypatch.setattr(own_page, "open_link", open_and_erase)
    typed = {"answer": "yes", "name": "W.", "contact_by": "email", "email": "wolk@voorbeeld.example"}
    assert own.post(address, typed).url == lands_on
    assert own.get(MINE).url == "/aanmelding/afgesloten/"
