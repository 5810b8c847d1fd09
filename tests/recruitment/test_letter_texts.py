"""The words of the letters: always complete, checked before they are kept, and never led astray by a name."""

import re

import pytest

from members import post
from members.models import Council, Letter
from recruitment import letter_texts, letters
from recruitment.letter_defaults import BY_KIND, MOMENTS
from recruitment.letter_texts import PLACEHOLDERS, problems_in_body, problems_in_subject
from recruitment.models import Candidate, LetterText
from recruitment.road import Stage
from tests.recruitment.conftest import user

KINDS = [moment.kind for moment in MOMENTS]
LIST = "/beheer/recruitment/lettertext/"
PAGE = f"{LIST}agreement/"
SOUND = {"subject": "Graag uw antwoord", "body": "Dag {naam}. Wilt u verder? {link}"}


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def named(candidate, name):
    """The candidate, but with this name, put there around every form."""
    Candidate.objects.filter(pk=candidate.pk).update(name=name)
    candidate.refresh_from_db()
    return candidate


# The words that come with the software --------------------------------------------------------------


@pytest.mark.parametrize("moment", MOMENTS, ids=KINDS)
def test_every_text_of_the_software_could_be_kept_by_the_council(moment):
    assert problems_in_subject(moment, moment.subject) == []
    assert problems_in_body(moment, moment.body) == []
    assert moment.allowed <= PLACEHOLDERS.keys()
    assert (moment.subject, moment.body) == (moment.subject.strip(), moment.body.strip())


def test_every_moment_of_the_road_has_its_text_once():
    assert len(set(KINDS)) == len(KINDS) == 21


@pytest.mark.parametrize("moment", MOMENTS, ids=KINDS)
def test_every_subject_says_whether_the_reader_must_do_something(moment):
    assert moment.subject.startswith(
        ("U hoeft niets te doen: ", "Graag uw antwoord: ", "Noteer ", "Niet vergeten: ", "Uw nieuwe link: open")
    )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "erased"])
def test_every_letter_is_filled_in_and_says_how_to_reach_the_council(candidate, bring, council, kind):
    Council.objects.update(phone="050 000 0000", contact_email="raad@voorbeeld.example")
    bring(candidate, Stage.APPOINTED)
    letter = letters.write_for(candidate, kind)
    assert not re.search(r"[{}]|\n{3,}", letter.subject + letter.body)
    assert "Bel 050 000 0000 of mail naar raad@voorbeeld.example" in letter.body


def test_the_last_mail_says_no_name(council):
    subject, body = letters.farewell()
    assert subject == "U hoeft niets te doen: uw gegevens zijn gewist"
    assert "nog hoogstens 4 weken in reservekopieën" in body
    assert body.startswith("Goedendag,\n\nU had zich aangemeld bij de Cliëntenraad.")


# A name that wants to be more ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("{link}", "Beste {link},"),
        ("{naam.__class__} {0} }{", "Beste {naam.__class__} {0} }{,"),
        ("[persoonlijke link]", "Beste (persoonlijke link),"),
        ("[persoonlijke [persoonlijke link]link]", "Beste (persoonlijke (persoonlijke link)link),"),
        ("Wolk\nBcc: iemand\r\n\r\nKlik hier", "Beste Wolk Bcc: iemand Klik hier,"),
        ("https://kwaad.example", "Beste kandidaat,"),
        ("WWW.kwaad.example", "Beste kandidaat,"),
        ("Wolk\u202e Voorbeeld", "Beste Wolk Voorbeeld,"),
    ],
)
def test_a_name_stays_text_in_the_letter(candidate, name, greeting):
    letter = letters.write_for(named(candidate, name), "declined")
    assert letter.body.splitlines()[0] == greeting
    assert Letter.PERSONAL_LINK not in letter.body


def test_a_name_in_the_html_is_escaped(candidate, settings, mailoutbox):
    settings.MAIL_LEAVES = True
    letters.write_for(named(candidate, "<b>Wolk</b>"), "declined")
    post.deliver_due(candidate.letters.first().next_try_at)
    assert "Beste &lt;b&gt;Wolk&lt;/b&gt;," in mailoutbox[-1].alternatives[0].content


def test_a_long_name_leaves_room_for_what_the_subject_is_about(candidate):
    letter_texts.keep("withdrawn", f"Dag {{naam}}, {'x' * 120} einde", "{bewaren} {afspraak}")
    subject = letters.write_for(named(candidate, "W" * 200), "withdrawn").subject
    assert subject == f"Dag {'W' * 59}…, {'x' * 120} einde"


def test_a_subject_that_is_too_long_is_cut_where_it_ends(candidate):
    Council.objects.update(name="R" * 120)
    letter_texts.keep("withdrawn", "{raad} {raad}", "{bewaren} {afspraak}")
    subject = letters.write_for(candidate, "withdrawn").subject
    assert (len(subject), subject[-1]) == (200, "…")


# What can be kept ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("{link}", []),
        ("{naam} {raad} {link}", []),
        ("Dag", ["Dit moet er nog in staan: {link}."]),
        (
            "{link} {naam.__class__} {0} {naam:>9} {naam!r} {}",
            [
                "Dit kan niet in deze brief: {naam.__class__}, {0}, {naam:>9}, {naam!r}, {}."
                " Kies uit de lijst op deze pagina."
            ],
        ),
        ("{link} {werkdagen}", ["Dit kan niet in deze brief: {werkdagen}. Kies uit de lijst op deze pagina."]),
        ("{link} {Naam}", ["Dit kan niet in deze brief: {Naam}. Kies uit de lijst op deze pagina."]),
        ("{link} en een { hier", ["Er staat een losse accolade bij: ‘en een { hier’."]),
        ("{link} en een } daar", ["Er staat een losse accolade bij: ‘en een } daar’."]),
        (
            "{{link}}",
            ["Er staat een losse accolade bij: ‘{’.", "Er staat een losse accolade bij: ‘}’."],
        ),
        ("{li\nnk}", None),
        ("{link} [persoonlijke link]", ["Schrijf {link} in plaats van [persoonlijke link]."]),
    ],
)
def test_only_a_text_that_works_can_be_kept(body, problems):
    found = problems_in_body(BY_KIND["agreement"], body)
    assert found == problems if problems is not None else len(found) == 3


@pytest.mark.parametrize("subject", ["{link}", "{werkdagen}", "{naam", "naam}"])
def test_a_subject_holds_no_link_and_nothing_broken(subject):
    assert len(problems_in_subject(BY_KIND["agreement"], subject)) == 1


def test_an_own_text_is_used_until_the_software_s_own_comes_back(candidate):
    letter_texts.keep("withdrawn", "Dag {naam}", "Jammer, {naam}. {bewaren} {afspraak}")
    assert letters.write_for(candidate, "withdrawn").subject == "Dag Wolk Voorbeeld"
    letter_texts.reset("withdrawn")
    assert letters.write_for(candidate, "withdrawn").subject == BY_KIND["withdrawn"].subject


def test_a_word_that_a_later_version_no_longer_knows_does_not_stop_a_letter(candidate):
    letter_texts.keep("withdrawn", "Dag", "Jammer, {vroeger}.")
    assert letters.write_for(candidate, "withdrawn").body.startswith("Jammer, {vroeger}.")


def test_keeping_the_words_of_the_software_keeps_no_row(db):
    letter_texts.keep("withdrawn", "Anders", "Anders")
    letter_texts.keep("withdrawn", BY_KIND["withdrawn"].subject, BY_KIND["withdrawn"].body)
    assert not LetterText.objects.exists()


# The desk --------------------------------------------------------------------------------------------


def test_the_list_shows_all_moments_in_order_and_which_are_the_council_s_own(desk):
    letter_texts.keep("agreement", "Anders", "Anders {link}")
    page = desk.get(LIST).content.decode()
    assert re.findall(r'lettertext/(\w+)/"', page) == KINDS
    assert page.count("standaardtekst") == 20
    assert page.count("uw eigen tekst") == 1


def test_trying_a_text_shows_it_filled_in_and_keeps_nothing(desk):
    page = desk.post(PAGE, {**SOUND, "show": ""}).content.decode()
    assert "Dag Wolk Voorbeeld. Wilt u verder?" in page
    assert "Deze tekst is nog niet bewaard." in page
    assert "Dag {naam}. Wilt u verder? {link}</textarea>" in page
    assert not LetterText.objects.exists()


def test_a_text_is_kept_and_then_shown_with_its_example(desk):
    assert desk.post(PAGE, {**SOUND, "save": ""}).url == PAGE
    page = desk.get(PAGE).content.decode()
    assert "De tekst is bewaard." in page
    assert "Dag Wolk Voorbeeld. Wilt u verder?" in page
    assert "Dit is uw eigen tekst" in page


def test_the_text_as_a_browser_sends_it_back_unchanged_is_the_standard(desk):
    moment = BY_KIND["agreement"]
    desk.post(PAGE, {"subject": moment.subject, "body": moment.body.replace("\n", "\r\n") + "\r\n", "save": ""})
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("button", ["save", "show"])
def test_a_text_that_would_not_work_is_named_and_nothing_typed_is_lost(desk, button):
    page = desk.post(PAGE, {"subject": "Dag", "body": "Dag {naam.__class__}", button: ""}).content.decode()
    assert "Dit kan niet in deze brief: {naam.__class__}." in page
    assert "Dag {naam.__class__}</textarea>" in page
    assert not LetterText.objects.exists()


def test_the_button_brings_the_standard_back(desk):
    letter_texts.keep("agreement", "Anders", "Anders {link}")
    desk.post(PAGE, {"reset": ""})
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"subject": "x" * 201, "body": "{link}"}, {"subject": "x", "body": "x" * 5001}])
def test_a_text_that_is_missing_or_too_long_comes_back(desk, typed):
    assert desk.post(PAGE, {**typed, "save": ""}).status_code == 200
    assert not LetterText.objects.exists()


def test_an_unknown_moment_is_a_page_not_found(desk):
    assert desk.get(f"{LIST}geheim/").status_code == 404


@pytest.mark.parametrize("role", ["Voorzitter", "Delegatielid", "Redactie", "Beheerder"])
def test_only_the_secretary_changes_the_words(client, db, role):
    client.force_login(user("iemand", role))
    for answer in (client.get(LIST), client.get(PAGE), client.post(PAGE, {**SOUND, "save": ""})):
        assert answer.status_code == 403
    assert not LetterText.objects.exists()
