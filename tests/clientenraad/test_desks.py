"""What every page of the admin has in common, for who hears it, who works with the keyboard and who hesitates."""

import re
from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from clientenraad.models import Message
from events.models import GetTogether, NewsItem
from tests.events.conftest import at

CANNOT_BE_UNDONE = "Wissen kunt u niet ongedaan maken."
NEWS, GATHERINGS = "/beheer/events/newsitem/", "/beheer/events/gettogether/"


@pytest.fixture
def secretary(client: Client, council) -> Client:
    user = User.objects.create_user("secretaris", is_staff=True)
    user.groups.add(Group.objects.get(name="Secretaris"))
    client.force_login(user)
    return client


@pytest.fixture
def item(db) -> NewsItem:
    return NewsItem.objects.create(title="Wij zijn er weer", slug="weer", summary="Kort.")


@pytest.mark.parametrize("desk", admin.site._registry.values(), ids=str)
def test_no_list_is_a_form_and_no_form_is_a_table(desk):
    # Fields without a label of their own, in rows that do not fit on a phone.
    assert desk.list_editable == ()
    assert [inline for inline in desk.inlines if issubclass(inline, admin.TabularInline)] == []


def test_a_list_and_its_button_say_what_they_hold(secretary, item):
    page = secretary.get(NEWS).text
    assert "<h1>Nieuwsberichten</h1>" in page
    assert "<title>Nieuwsberichten | Beheer</title>" in page
    assert ">Nieuwsbericht toevoegen</a>" in page


def test_who_searched_can_go_back_to_all(secretary, item):
    assert "Toon alles" not in secretary.get(NEWS).text
    page = secretary.get(f"{NEWS}?q=weg&is_published__exact=1").text
    assert "0 gevonden." in page
    assert '<a href="?">Toon alles</a>' in page
    assert '<input type="hidden" name="is_published__exact" value="1">' in page


def test_before_a_row_is_deleted_the_consequence_is_told(secretary, item):
    assert CANNOT_BE_UNDONE in secretary.get(f"{NEWS}{item.pk}/delete/").text
    assert NewsItem.objects.exists()


def test_before_several_rows_are_deleted_the_consequence_is_told_too(secretary, item):
    page = secretary.post(NEWS, {"action": "delete_selected", "_selected_action": [item.pk]}).text
    assert CANNOT_BE_UNDONE in page
    assert NewsItem.objects.exists()


def test_who_deletes_a_get_together_is_shown_the_better_way(secretary):
    event = GetTogether.objects.create(title="Borrel", slug="borrel", starts_at=timezone.now())
    assert "Wis die dan niet, maar kies ‘Gaat niet door’." in secretary.get(f"{GATHERINGS}{event.pk}/delete/").text


def test_yes_and_no_in_a_list_are_said_in_dutch(secretary, item):
    NewsItem.objects.create(title="Nog niet", slug="nog-niet", summary="Kort.", is_published=False)
    said = re.findall(r'field-is_published"><img src="[^"]+" alt="(\w+)">', secretary.get(NEWS).text)
    assert sorted(said) == ["ja", "nee"]


def test_a_list_writes_a_moment_as_the_website_does(secretary):
    NewsItem.objects.create(title="Avond", slug="avond", summary="Kort.", published_at=at("2026-12-03 20:00"))
    assert 'field-published_at nowrap">3 december 2026, 20.00 uur<' in secretary.get(NEWS).text


def test_a_message_is_read_and_not_changed(secretary):
    message = Message.objects.create(kind="question", text="Hoe lid worden?", answer_by="none", form_number=uuid4())
    page = secretary.get(f"/beheer/clientenraad/message/{message.pk}/change/").text
    assert "<h1>Bericht van de contactpagina</h1>" in page
