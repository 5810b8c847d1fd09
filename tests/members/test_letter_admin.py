"""A letter in the admin: changed until the yes, never after it; its history, and the way it looks on paper."""

import re
from datetime import UTC, datetime

import pytest
from model_bakery import baker

from members import post, qr, trail
from members.models import Letter, Member
from tests.members.conftest import staff

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
Status = Letter.Status
LINK = "http://testserver/aanmelding/abcd-efgh-jkmn-pqrs-tuvw/"


@pytest.fixture
def letter(council, time_machine) -> Letter:
    time_machine.move_to(NOW, tick=False)
    member = baker.make(Member, name="Sam Voorbeeld", email="sam@voorbeeld.example", address="Straat 1\n0000 AA Stad")
    return post.write(member, "test", "Een onderwerp", "Een tekst", draft=True)


def page(letter, verb="") -> str:
    return f"/beheer/members/letter/{letter.pk}/{f'doe/{verb}' if verb else 'change'}/"


def save(desk, letter, **typed):
    return desk.post(page(letter), {"subject": "Anders", "body": "Andere tekst", "_continue": "", **typed})


def words(letter) -> tuple[str, str]:
    letter.refresh_from_db()
    return letter.subject, letter.body


def test_a_draft_is_changed_and_stays_in_sight(desk, letter):
    assert save(desk, letter, body="Eerste regel\r\nTweede regel").url == page(letter)
    assert words(letter) == ("Anders", "Eerste regel\nTweede regel")
    assert letter.status == Status.DRAFT


def test_the_page_of_the_yes_shows_what_will_leave(desk, letter):
    save(desk, letter)
    shown = desk.get(page(letter, "verstuur")).content.decode()
    assert "Andere tekst" in shown
    assert "Voor: <strong>Sam Voorbeeld</strong>" in shown


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_any_other_letter_keeps_its_words(desk, letter, status):
    Letter.objects.update(status=status)
    save(desk, letter)
    assert words(letter) == ("Een onderwerp", "Een tekst")
    shown = desk.get(page(letter)).content.decode()
    assert not re.search('<textarea|name="(_save|_continue|subject)"', shown)


def test_a_letter_that_got_its_yes_while_it_was_edited_keeps_its_words(desk, letter, monkeypatch):
    monkeypatch.setattr("members.letter_admin._is_draft", lambda letter: True)
    Letter.objects.update(status=Status.WAITING)
    answer = desk.post(page(letter), {"subject": "Anders", "body": "Anders", "_continue": ""}, follow=True)
    assert "Deze brief is intussen verstuurd." in answer.content.decode()
    assert words(letter) == ("Een onderwerp", "Een tekst")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Kijk op [persoonlijke link]", "Kijk zelf", "Laat [persoonlijke link] staan."),
        ("Kijk zelf", "Kijk op [persoonlijke link]", "Haal [persoonlijke link] weg."),
    ],
)
def test_the_place_of_the_link_stays_as_it_was(desk, letter, before, after, said):
    Letter.objects.update(body=before)
    assert said in save(desk, letter, body=after).content.decode()
    assert words(letter)[1] == before


@pytest.mark.parametrize("typed", [{"subject": ""}, {"body": ""}, {"subject": "x" * 201}])
def test_a_draft_without_words_or_with_too_many_is_not_kept(desk, letter, typed):
    assert save(desk, letter, **typed).status_code == 200
    assert words(letter) == ("Een onderwerp", "Een tekst")


def test_a_subject_stays_on_one_line(desk, letter):
    save(desk, letter, subject="Een\nBcc: iemand")
    assert words(letter)[0] == "Een Bcc: iemand"


def test_the_chair_reads_a_draft_and_changes_nothing(client, letter):
    client.force_login(staff("voorzitter", "Voorzitter"))
    assert "Een tekst" in client.get(page(letter)).content.decode()
    assert save(client, letter).status_code == 403
    assert words(letter) == ("Een onderwerp", "Een tekst")


def test_a_changed_draft_is_kept_on_the_way_to_the_yes(desk, letter):
    desk.post(page(letter), {"subject": "Anders", "body": "Andere tekst", "_send": ""})
    assert words(letter) == ("Anders", "Andere tekst")
    answer = desk.post(page(letter), {"subject": "Anders", "body": "Derde tekst", "_send": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == page(letter, "verstuur")
    assert "Derde tekst" in answer.content.decode()
    assert letter.status == Status.DRAFT


def test_a_letter_leads_to_its_reader_and_says_what_number_to_call(desk, letter):
    Member.objects.update(phone="06 0000 0000")
    member = Member.objects.get()
    link = f'<a href="/beheer/members/member/{member.pk}/change/">Sam Voorbeeld</a>, telefoon 06 0000 0000'
    assert link in desk.get(page(letter)).content.decode()


@pytest.mark.parametrize(
    ("status", "told"), [(Status.TO_TELL, True), (Status.REFUSED, True), (Status.SENT, False), (Status.WAITING, False)]
)
def test_what_the_mail_server_refused_can_be_told_by_phone(desk, letter, status, told):
    Letter.objects.update(status=status)
    shown = desk.get(page(letter)).content.decode()
    assert ("Ik heb het doorgegeven" in shown) is told
    # What is to be told is the button that stands out; a mail that was refused can also be tried again.
    assert ('class="button" href="' + page(letter, "doorgegeven") in shown) is (status == Status.TO_TELL)
    desk.post(page(letter, "doorgegeven"))
    letter.refresh_from_db()
    assert (letter.status == Status.TOLD) is told


def test_a_draft_that_need_not_leave_is_taken_away(desk, letter):
    assert "Een tekst" in desk.get(page(letter, "verstuur-niet")).content.decode()
    assert desk.post(page(letter, "verstuur-niet")).url == "/beheer/members/letter/"
    assert not Letter.objects.exists()


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_a_letter_that_got_its_yes_cannot_be_taken_away(desk, letter, status):
    Letter.objects.update(status=status)
    answer = desk.post(page(letter, "verstuur-niet")).content.decode()
    assert "Deze brief is al op weg. Tegenhouden kan niet meer." in answer
    assert "verstuur-niet" not in desk.get(page(letter)).content.decode()
    assert Letter.objects.exists()


def test_a_letter_tells_what_happened_to_it(desk, letter):
    Letter.objects.update(status=Status.WAITING, tries=3, problem="De mailserver is niet bereikbaar.", next_try_at=NOW)
    shown = re.findall(r"<p>([^<]+)</p>", desk.get(page(letter)).content.decode())
    assert shown == [
        "Geschreven op maandag 1 juni 2026, 14.00 uur.",
        "3 keer geprobeerd te versturen.",
        "De mailserver is niet bereikbaar.",
        "Volgende poging: maandag 1 juni 2026, 14.00 uur.",
    ]


def test_a_posted_letter_says_since_when(desk, letter):
    Letter.objects.update(status=Status.POSTED, sent_at=NOW)
    assert "Op de post gedaan op maandag 1 juni 2026, 14.00 uur." in desk.get(page(letter)).content.decode()


def test_the_last_mail_shows_no_address(desk, letter):
    Letter.objects.update(last_email="wie@voorbeeld.example", status=Status.WAITING)
    shown = desk.get(page(letter)).content.decode()
    assert "iemand van wie de gegevens zijn gewist" in shown
    assert "wie@" not in shown


# On paper ------------------------------------------------------------------------------------------------


def printed(desk, letter, body, monkeypatch) -> str:
    monkeypatch.setattr(Member, "new_personal_link", lambda self: LINK, raising=False)
    Letter.objects.update(status=Status.TO_PRINT, body=body)
    answer = desk.post(page(letter, "druk-af"))
    assert answer["Cache-Control"].startswith("no-store, private")
    return answer.content.decode()


def test_a_printed_letter_carries_the_link_as_words_and_as_a_code(desk, letter, monkeypatch):
    paper = printed(desk, letter, "Kijk op [persoonlijke link]", monkeypatch)
    assert f"Kijk op {LINK}" in paper
    assert str(qr.drawn(LINK)) in paper
    assert 'role="img" aria-label="QR-code met de link uit deze brief"' in paper
    assert "Sam Voorbeeld<br>Straat 1<br>0000 AA Stad" in paper


def test_a_letter_without_a_link_has_no_code(desk, letter, monkeypatch):
    assert 'class="qr"' not in printed(desk, letter, "Een tekst", monkeypatch)


def test_the_code_needs_no_style_and_no_script():
    drawing = str(qr.drawn(LINK))
    assert drawing.startswith("<svg ")
    assert not re.search(r"style|script|href|on\w+=", drawing)


def test_a_draft_that_was_thrown_away_leaves_a_line_with_whom_it_was_for(desk, letter):
    desk.post(page(letter, "verstuur-niet"))
    entry = trail.about([letter.addressee]).get()
    assert (entry.actor.username, entry.changes) == ("secretaris", ["Verstuur deze brief niet"])


def test_a_draft_that_was_sent_meanwhile_leaves_no_such_line(desk, letter):
    Letter.objects.update(status=Status.SENT)
    desk.post(page(letter, "verstuur-niet"))
    assert not trail.about([letter.addressee]).exists()


def test_the_list_says_in_plain_dutch_when_a_letter_was_written_and_left(desk, letter):
    listed = desk.get("/beheer/members/letter/").content.decode()
    assert "<h1>Brieven</h1>" in listed
    assert "maandag 1 juni 2026, 14.00 uur" in listed
    assert "nog niet" in listed
