"""A vacancy on paper: the same page, with how to sign up for who does not click."""

from datetime import date

import pytest

from members import qr
from members.models import Council
from members.seen_forms import seal_of_row
from recruitment.models import Vacancy
from tests.public import linked_data


@pytest.fixture(autouse=True)
def day(time_machine, settings):
    settings.SITE_URL = "https://raad.example"
    time_machine.move_to(date(2026, 6, 1), tick=False)


def box_of(client) -> str:
    """What only paper shows."""
    page = client.get("/vacatures/lid/").text
    return page.partition('<aside class="flyer-box print-only">')[2].partition("</aside>")[0]


def test_the_page_holds_for_paper_its_address_as_a_code_and_to_type_and_the_phone(client, vacancy):
    Council.objects.update(phone="06 0000 0000", contact_email="raad@raad.example")
    box = box_of(client)
    assert qr.drawn("https://raad.example/vacatures/lid/") in box
    assert '<p class="flyer-address">raad.example/vacatures/lid/</p>' in box
    assert "<strong>06 0000 0000</strong>" in box
    assert "raad@raad.example" in box


def test_paper_leaves_out_what_the_council_did_not_fill_in(client, vacancy):
    box = box_of(client)
    assert "Liever bellen?" not in box
    assert "Of mail naar" not in box
    assert "langskomen" not in box


# when it was written, and what search engines hear of it


@pytest.mark.parametrize(("title", "changed_on"), [("Lid", date(2026, 6, 1)), ("Lid van de raad", None)])
def test_the_form_notes_the_day_when_something_changed(client, vacancy, secretary, title, changed_on):
    client.force_login(secretary)
    typed = {"title": title, "summary": vacancy.summary, "is_published": "on", "order": str(vacancy.order)}
    typed["seen_version"] = seal_of_row(Vacancy.objects.get())
    assert client.post(f"/beheer/recruitment/vacancy/{vacancy.pk}/change/", typed).status_code == 302
    vacancy.refresh_from_db()
    assert (vacancy.title, vacancy.posted_on, vacancy.changed_on) == (title, changed_on, changed_on)


def test_writing_a_vacancy_keeps_the_first_day_and_the_last(vacancy):
    vacancy.written(today=date(2026, 6, 1))
    vacancy.written(today=date(2026, 6, 8))
    assert (vacancy.posted_on, vacancy.changed_on) == (date(2026, 6, 1), date(2026, 6, 8))


def test_a_vacancy_is_on_the_website_since_visitors_can_read_it(council):
    vacancy = Vacancy(slug="x", title="Lid", summary="Denk mee.", is_published=False)
    vacancy.written(today=date(2026, 6, 1))
    assert (vacancy.posted_on, vacancy.changed_on) == (None, date(2026, 6, 1))
    vacancy.is_published = True
    vacancy.written(today=date(2026, 6, 2))
    assert vacancy.posted_on == date(2026, 6, 2)


def test_the_page_says_when_it_was_changed_when_that_is_known(client, vacancy):
    assert "Laatst gewijzigd" not in client.get("/vacatures/lid/").text
    vacancy.written(today=date(2026, 5, 4))
    page = client.get("/vacatures/lid/").text
    assert 'Laatst gewijzigd op <time datetime="2026-05-04">maandag 4 mei 2026</time>.' in page


def test_search_engines_hear_of_work_for_volunteers(client, vacancy, fill):
    Council.objects.update(name="Raad", municipality="Voorbeeldstad")
    fill(13, date(2026, 1, 1), date(2029, 12, 31))
    vacancy.text, vacancy.hours = "<p>Praat mee.</p>", "12 uur"
    vacancy.written(today=date(2026, 5, 4))
    assert linked_data(client.get("/vacatures/lid/").text)["JobPosting"] == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "url": "https://raad.example/vacatures/lid/",
        "title": "Lid van de raad",
        "description": "<p>Denk en praat mee.</p><p>Praat mee.</p>",
        "datePosted": "2026-05-04",
        "employmentType": "VOLUNTEER",
        "workHours": "12 uur",
        "totalJobOpenings": 2,
        "directApply": True,
        "hiringOrganization": {"@type": "Organization", "name": "Raad", "url": "https://raad.example/"},
        "jobLocation": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": "Voorbeeldstad", "addressCountry": "NL"},
        },
    }


@pytest.mark.parametrize(("seated", "told"), [(14, True), (15, False)])
def test_search_engines_hear_of_a_seat_only_while_there_is_one(client, vacancy, fill, seated, told):
    fill(seated, date(2026, 1, 1), date(2029, 12, 31))
    vacancy.written(today=date(2026, 5, 4))
    assert ("JobPosting" in linked_data(client.get("/vacatures/lid/").text)) == told


def test_search_engines_hear_nothing_of_a_vacancy_of_which_nobody_knows_since_when(client, vacancy):
    assert "JobPosting" not in linked_data(client.get("/vacatures/lid/").text)


def test_a_committee_looks_on_while_the_council_is_full(client, committee_vacancy, fill):
    fill(15, date(2026, 1, 1), date(2029, 12, 31))
    committee_vacancy.written(today=date(2026, 5, 4))
    told = linked_data(client.get("/vacatures/communicatie/").text)["JobPosting"]
    assert "totalJobOpenings" not in told
