"""Pages of text: who may change them, where they stand, which versions are kept, and when they are checked again."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError

from clientenraad import pages
from clientenraad.context import menu
from clientenraad.known import SiteKnown
from clientenraad.models import Page, PageRevision
from clientenraad.work import pages as tasks
from members.refusals import Refusal

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
BASE = "/beheer/clientenraad/page/"
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def only_these(council, time_machine):
    time_machine.move_to(NOW, tick=False)
    Page.objects.all().delete()


@pytest.fixture
def page():
    return Page.objects.create(slug="thema", title="Thema's", text="<p>Oud.</p>")


def save(page: Page, text: str, by, now: datetime = NOW) -> None:
    page.text = text
    pages.save(page, by=by, now=now, today=TODAY)


def typed(page: Page, **changed: str) -> dict[str, str]:
    """The admin's form as somebody sends it who opened the page just now."""
    filled_in = {
        "title": page.title,
        "text": page.text,
        "is_published": "on",
        "menu_title": page.menu_title,
        "menu_order": str(page.menu_order),
        "municipality_url": "",
        "seen_version": str(page.version),
    }
    return {**filled_in, **changed}


# the page itself


def test_a_new_page_stands_below_p(client, page):
    assert page.get_absolute_url() == "/p/thema/"
    answer = client.get("/p/thema/").text
    assert "<p>Oud.</p>" in answer
    assert '<meta name="description" content="Oud.">' in answer


def test_a_page_with_an_address_of_its_own_is_shown_there_only(client):
    Page.objects.create(slug="over-ons", title="Over ons", text="<p>Wij.</p>")
    answer = client.get("/p/over-ons/")
    assert (answer.status_code, answer.url) == (301, "/over-ons/")
    assert client.get("/over-ons/").status_code == 200


def test_a_page_that_is_not_published_is_not_found(client, page):
    Page.objects.update(is_published=False)
    assert client.get("/p/thema/").status_code == 404


def test_a_page_says_when_it_was_changed_and_checked(client, page):
    assert "Laatst gewijzigd" not in client.get("/p/thema/").text
    Page.objects.update(changed_on=date(2026, 12, 3), checked_on=date(2026, 11, 5))
    answer = re.sub(r"<.?time[^>]*>", "", client.get("/p/thema/").text)
    assert "Wij keken deze pagina na op donderdag 5 november 2026." in answer
    assert "Laatst gewijzigd op donderdag 3 december 2026." in answer


def test_a_page_links_to_the_municipality(client, council, page):
    council.municipality = "Voorbeeldstad"
    council.save()
    Page.objects.update(municipality_url="https://gemeente.example/uitkering")
    answer = client.get("/p/thema/").text
    assert '<a href="https://gemeente.example/uitkering">wat de gemeente Voorbeeldstad hierover schrijft</a>' in answer


def test_the_description_is_cut_between_words(page):
    page.text = f"<h2>Wie</h2><p>Jan &amp; {'lang ' * 60}</p>"
    assert page.description == f"Wie Jan & {'lang ' * 29}".strip() + "…"
    page.text = "<p>Kort.</p>"
    assert page.description == "Kort."


# the menu


def test_a_page_stands_in_the_menu_where_its_order_says(page):
    Page.objects.update(menu_title="Thema's", menu_order=35)
    titles = [item.title for item in menu("/p/thema/", SiteKnown())]
    assert titles.index("Agenda") < titles.index("Thema's") < titles.index("Nieuws")
    assert [item.title for item in menu("/p/thema/", SiteKnown()) if item.current == "page"] == ["Thema's"]


@pytest.mark.parametrize("values", [{"menu_title": ""}, {"is_published": False}])
def test_other_pages_stay_out_of_the_menu(page, values):
    Page.objects.update(**{"menu_title": "Thema's", **values})
    assert "Thema's" not in [item.title for item in menu("/", SiteKnown())]


def test_the_menu_of_an_error_page_needs_no_database(monkeypatch):
    def broken(*args):
        raise DatabaseError

    monkeypatch.setattr(Page.objects, "in_menu", broken)
    assert "Contact" in [item.title for item in menu("/", SiteKnown())]


# versions


def test_the_first_change_keeps_what_stood_there_before(page, admin_user):
    save(page, "<p>Nieuw.</p>", admin_user)
    assert list(page.revisions.values_list("text", "by")) == [
        ("<p>Nieuw.</p>", admin_user.pk),
        ("<p>Oud.</p>", None),
    ]
    page.refresh_from_db()
    assert (page.text, page.version, page.changed_on) == ("<p>Nieuw.</p>", 1, TODAY)


def test_the_last_twenty_versions_are_kept(page, admin_user):
    for number in range(20):
        save(page, f"<p>{number}</p>", admin_user, NOW + timedelta(minutes=number))
    assert page.revisions.count() == 20
    assert page.revisions.last().text == "<p>0</p>"


def test_versions_of_another_page_stay(page, admin_user):
    other = Page.objects.create(slug="anders", title="Anders", text="<p>Anders.</p>")
    save(other, "<p>Anders 2.</p>", admin_user)
    for number in range(25):
        save(page, f"<p>{number}</p>", admin_user)
    assert other.revisions.count() == 2


def test_an_older_version_is_put_back_and_the_newer_one_stays_to_go_back_to(page, admin_user):
    save(page, "<p>Nieuw.</p>", admin_user)
    pages.put_back(page.revisions.last(), by=admin_user, now=NOW, today=TODAY)
    page.refresh_from_db()
    assert (page.text, page.version) == ("<p>Oud.</p>", 2)
    assert [revision.text for revision in page.revisions.all()] == ["<p>Oud.</p>", "<p>Nieuw.</p>", "<p>Oud.</p>"]


def test_a_version_that_stands_there_already_is_refused(page, admin_user):
    save(page, "<p>Nieuw.</p>", admin_user)
    with pytest.raises(Refusal, match="Deze versie staat nu al op de website."):
        pages.put_back(page.revisions.first(), by=admin_user, now=NOW, today=TODAY)
    assert page.revisions.count() == 2


def test_an_editor_puts_a_version_back_with_a_button(log_in, page, admin_user):
    save(page, "<p>Nieuw.</p>", admin_user)
    editor, old = log_in("Redactie"), page.revisions.last()
    listed = editor.get(f"/beheer/clientenraad/pagerevision/?page__id__exact={page.pk}").text
    assert listed.count("field-saved_at") == 2
    address = f"/beheer/clientenraad/pagerevision/{old.pk}"
    assert "Oud." in editor.get(f"{address}/change/").text
    editor.get(f"{address}/doe/terug/")
    assert Page.objects.get().text == "<p>Nieuw.</p>"
    editor.post(f"{address}/doe/terug/")
    assert Page.objects.get().text == "<p>Oud.</p>"


# changing


def test_an_editor_adds_a_page(log_in):
    new = Page(slug="", title="Thema's", text="<p>Veel.</p>", menu_title="Thema's")
    editor = log_in("Redactie")
    assert editor.get(f"{BASE}add/").status_code == 200
    editor.post(f"{BASE}add/", typed(new, slug="thema", seen_version="0"))
    page = Page.objects.get()
    assert (page.get_absolute_url(), page.is_published, page.revisions.count()) == ("/p/thema/", True, 1)


def test_the_address_of_a_page_stays(log_in, page):
    log_in("Redactie").post(f"{BASE}{page.pk}/change/", typed(page, slug="anders", title="Anders"))
    page.refresh_from_db()
    assert (page.slug, page.title) == ("thema", "Anders")


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(log_in, page):
    editor, old = log_in("Redactie"), typed(page, text="<p>Van twee.</p>")
    editor.post(f"{BASE}{page.pk}/change/", typed(page, text="<p>Van een.</p>"))
    answer = editor.post(f"{BASE}{page.pk}/change/", old)
    assert "Iemand anders heeft dit intussen gewijzigd." in answer.text
    assert "Van twee." in answer.text
    assert Page.objects.get().text == "<p>Van een.</p>"


def test_a_version_that_was_put_back_counts_as_a_change(log_in, page, admin_user):
    save(page, "<p>Nieuw.</p>", admin_user)
    editor, old = log_in("Redactie"), typed(page, text="<p>Van twee.</p>")
    pages.put_back(page.revisions.last(), by=admin_user, now=NOW, today=TODAY)
    assert "Iemand anders" in editor.post(f"{BASE}{page.pk}/change/", old).text


def test_a_page_that_the_site_leads_to_cannot_be_hidden_or_removed(log_in):
    page = Page.objects.create(slug="over-ons", title="Over ons", text="<p>Wij.</p>")
    editor = log_in("Redactie")
    editor.post(f"{BASE}{page.pk}/change/", typed(page, is_published=""))
    answer = editor.post(f"{BASE}{page.pk}/doe/weg/")
    assert "Deze pagina hoort bij de website." in answer.text
    assert Page.objects.get().is_published
    assert editor.get(f"{BASE}{page.pk}/delete/").status_code == 403


def test_another_page_can_be_removed_with_its_versions(log_in, page, admin_user):
    save(page, "<p>Nieuw.</p>", admin_user)
    answer = log_in("Redactie").post(f"{BASE}{page.pk}/doe/weg/", follow=True)
    assert "De pagina is weg." in answer.text
    assert not Page.objects.exists()
    assert not PageRevision.objects.exists()


@pytest.mark.parametrize("role", ["Voorzitter", "Beheerder", "Delegatielid"])
def test_others_do_not_change_pages(log_in, page, role):
    assert log_in(role).get(f"{BASE}{page.pk}/change/").status_code == 403


# checking


@pytest.mark.parametrize(
    ("checked_on", "asked"), [(None, True), (date(2025, 6, 1), True), (date(2025, 6, 2), False), (TODAY, False)]
)
def test_a_page_is_to_be_checked_again_after_a_year(checked_on, asked):
    page = Page.objects.create(slug="uitkering", title="Uw uitkering", checked_on=checked_on, check_yearly=True)
    lines = [("Kijk na of dit nog klopt: ‘Uw uitkering’", f"{BASE}{page.pk}/change/")]
    assert [(task.text, task.url) for task in tasks(TODAY)] == (lines if asked else [])


@pytest.mark.parametrize("values", [{"check_yearly": False}, {"check_yearly": True, "is_published": False}])
def test_other_pages_are_not_asked_about(values):
    Page.objects.create(slug="thema", title="Thema", **values)
    assert list(tasks(TODAY)) == []


def test_who_checked_a_page_says_so_with_a_button(log_in, page):
    Page.objects.update(check_yearly=True)
    editor = log_in("Redactie")
    assert "Ik heb dit nagekeken" in editor.get(f"{BASE}{page.pk}/change/").text
    editor.post(f"{BASE}{page.pk}/doe/nagekeken/")
    assert Page.objects.get().checked_on == TODAY
