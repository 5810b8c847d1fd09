"""‘Dit staat er over u’: a member hears what is kept, at a button and once a year."""

from datetime import date, timedelta

import pytest

from members import about_you, post
from members.models import Committee, CommitteePlace, Council, Letter, Member, Office, OfficePlace, Term
from tests.members.conftest import staff

LONG_AGO = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(date(2026, 6, 1), tick=False)


@pytest.fixture
def sam(council) -> Member:
    """A member of today of whom everything is known."""
    Council.objects.update(name="Cliëntenraad Verzonnen", secretary_name="Regen Appel", phone="000 000 0000")
    sam = Member.objects.create(
        name="Sam Voorbeeld",
        email="sam@voorbeeld.example",
        phone="06 0000 1234",
        address="Verzinstraat 1\n0000 AA Nergens",
        public_name="Sam V.",
        public_text="Ik fiets\ngraag.",
        consent_on=date(2024, 2, 1),
        consent_how="per brief",
    )
    Term.objects.create(
        member=sam,
        starts_on=LONG_AGO,
        ends_on=date(2027, 12, 31),
        decided_on=date(2023, 12, 12),
        decision_reference="B-23-14",
    )
    return sam


def letter_to(member: Member) -> str:
    return about_you.text(member, Council.objects.get())


def test_the_letter_says_all_that_is_kept(sam):
    OfficePlace.objects.create(office=Office.objects.create(name="schatbewaarder"), member=sam, starts_on=LONG_AGO)
    committee = Committee.objects.create(name="commissie Communicatie")
    CommitteePlace.objects.create(
        committee=committee, member=sam, starts_on=date(2024, 3, 1), ends_on=date(2024, 3, 31)
    )
    assert (
        letter_to(sam)
        == """Beste Sam Voorbeeld,

De Cliëntenraad Verzonnen bewaart gegevens over u. In deze brief staat welke. U krijgt deze brief elk jaar.

Zo bereiken wij u
- Naam: Sam Voorbeeld
- E-mailadres: sam@voorbeeld.example
- Telefoonnummer: 06 0000 1234
- Postadres: Verzinstraat 1, 0000 AA Nergens
- Account om in te loggen: nee
Dit zien alleen de ambtelijk secretaris en de voorzitter. Het staat niet op de website.

Uw tijd bij de raad
- Lid vanaf 1 januari 2024 tot en met 31 december 2027. Besluit van het college: 12 december 2023, kenmerk B-23-14.

Uw functies en commissies
- Schatbewaarder, vanaf 1 januari 2024
- Commissie Communicatie, vanaf 1 maart 2024 tot en met 31 maart 2024

Dit staat op de website
- Uw naam: Sam V.
- Sinds wanneer u lid bent: ja
- Over u: Ik fiets graag.
- Uw portret: nee

Hiervoor gaf u toestemming
- Uw naam op de website: ja, op 1 februari 2024 (per brief)
- Uw portret op de website: nee
- Uw naam als u geen lid meer bent: nee

Wij bewaren ook de brieven die wij u stuurden.

Klopt er iets niet? Of wilt u iets veranderen?
Laat het ons weten. Wij passen het aan. U mag uw toestemming altijd intrekken. Dan halen wij het meteen weg.

Hebt u een vraag?
Bel 000 000 0000

Met vriendelijke groet,
Regen Appel
Cliëntenraad Verzonnen
"""
    )


def test_the_letter_says_what_is_not_there(sam):
    Member.objects.update(email="", phone="", address="", consent_on=None, consent_how="")
    said = letter_to(Member.objects.get())
    assert "E-mailadres: hebben wij niet" in said
    assert "- Uw naam staat niet op de website.\n\n" in said
    assert "Sam V." not in said
    assert "Uw functies en commissies\n- Niets.\n" in said
    assert "Uw naam op de website: nee" in said


def test_the_letter_says_why_somebody_leaves(sam):
    Term.objects.update(ends_on=date(2026, 8, 31), planned_ends_on=date(2027, 12, 31), left_because=Term.Reason.MOVED)
    assert "tot en met 31 augustus 2026." in letter_to(sam)
    assert "Reden van het vertrek: verhuisd." in letter_to(sam)


# Once a year -------------------------------------------------------------------------------------


def test_every_member_of_today_hears_it_and_nobody_else(sam, fill, today):
    fill(1, LONG_AGO, today - timedelta(days=1))
    fill(1, today + timedelta(days=1), date(2029, 12, 31))
    assert about_you.write_due(today) == 1
    assert Letter.objects.get().addressee == sam
    sam.refresh_from_db()
    assert sam.told_on == today


def test_twice_on_a_day_writes_one_letter(sam, today):
    assert [about_you.write_due(today), about_you.write_due(today)] == [1, 0]
    assert Letter.objects.get().once == f"about-you-{sam.pk}-2026"


def test_a_job_that_was_killed_after_the_letter_does_not_write_it_again(sam, today):
    about_you.write_due(today)
    Member.objects.update(told_on=None)
    about_you.write_due(today)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(("day", "due"), [(date(2027, 5, 31), 0), (date(2027, 6, 1), 1)])
def test_a_year_after_the_last_time_it_is_told_again(sam, today, day, due):
    about_you.write_due(today)
    assert about_you.write_due(day) == due


def test_who_was_told_on_a_leap_day_hears_it_again_after_the_last_day_of_february(sam):
    Member.objects.update(told_on=date(2024, 2, 29))
    assert [about_you.write_due(date(2025, 2, 28)), about_you.write_due(date(2025, 3, 1))] == [0, 1]


def test_a_letter_at_the_button_counts_for_the_year(sam, today):
    about_you.write(sam, today=today - timedelta(days=200))
    assert about_you.write_due(today) == 0


def test_a_letter_that_could_not_be_written_leaves_the_member_untold(sam, today, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(post, "write", broken)
    with pytest.raises(RuntimeError):
        about_you.write_due(today)
    assert Member.objects.get().told_on is None


# The button --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said", "status"),
    [
        ({}, "De brief gaat op weg.", Letter.Status.WAITING),
        ({"email": ""}, "De brief staat klaar bij Brieven.", Letter.Status.TO_PRINT),
    ],
)
def test_the_secretary_sends_it_at_a_button(desk, sam, today, change, said, status):
    Member.objects.update(**change)
    button = f"/beheer/members/member/{sam.pk}/doe/dit-staat-er-over-u/"
    assert "Elk lid krijgt deze brief ook vanzelf" in desk.get(button).content.decode()
    assert not Letter.objects.exists()
    assert said in desk.post(button, follow=True).content.decode()
    assert Letter.objects.get().status == status
    assert Member.objects.get().told_on == today


# Who sees how to reach a member ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "sees"),
    [("Secretaris", True), ("Voorzitter", True), ("Delegatielid", False), ("Redactie", False), ("Beheerder", False)],
)
def test_only_secretary_and_chair_see_how_to_reach_a_member(client, sam, role, sees):
    client.force_login(staff("collega", role))
    response = client.get(f"/beheer/members/member/{sam.pk}/change/")
    assert (response.status_code == 200) == sees
    assert ("06 0000 1234" in response.content.decode()) == sees
