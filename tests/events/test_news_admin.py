"""The editor's side of news: addresses that settle themselves, a look before it is out, and two editors at once."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from events.models import NewsItem, OldAddress
from tests.events.conftest import amsterdam

NOON = amsterdam(2026, 12, 1, 12)
ADD = "/beheer/events/newsitem/add/"
TOLD = "Iemand anders heeft dit intussen gewijzigd. Daarom is er niets bewaard."
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def form() -> dict[str, str]:
    """What the form posts when it is filled in well."""
    return {
        "title": "Advies gegeven",
        "slug": "",
        "summary": "Kort.",
        "text": "<p>Tekst</p>",
        "published_at": "2026-12-01T11:00",
        "published_until": "",
        "is_published": "on",
    }


def page_of(item: NewsItem) -> str:
    return f"/beheer/events/newsitem/{item.pk}/change/"


def save(editor: Client, item: NewsItem, form: dict[str, str], **changes: str):
    return editor.post(page_of(item), {**form, "seen_version": str(item.version), **changes})


# Addresses ---------------------------------------------------------------------------------------


def test_an_empty_address_comes_from_the_title(editor, form):
    assert editor.post(ADD, form).status_code == 302
    item = NewsItem.objects.get()
    assert (item.slug, item.published_at) == ("advies-gegeven", amsterdam(2026, 12, 1, 11))


@pytest.mark.parametrize("typed", ["", "advies-gegeven"])
def test_an_address_that_is_taken_gets_a_number(editor, form, typed):
    for _ in range(3):
        assert editor.post(ADD, {**form, "slug": typed}).status_code == 302
    slugs = NewsItem.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["advies-gegeven", "advies-gegeven-2", "advies-gegeven-3"]


@pytest.mark.parametrize(("title", "slug"), [("???", "nieuws"), ("x" * 200, "x" * 80), ("Één – zó", "een-zo")])
def test_any_title_gives_an_address(editor, form, title, slug):
    assert editor.post(ADD, {**form, "title": title}).status_code == 302
    assert NewsItem.objects.get().slug == slug


def test_two_very_long_titles_get_addresses_that_fit(editor, form):
    for _ in range(2):
        assert editor.post(ADD, {**form, "title": "x" * 200}).status_code == 302
    assert {len(slug) <= 80 for slug in NewsItem.objects.values_list("slug", flat=True)} == {True}
    assert NewsItem.objects.count() == 2


def test_saving_again_keeps_the_address(editor, form):
    editor.post(ADD, form)
    item = NewsItem.objects.get()
    assert save(editor, item, form, slug=item.slug, title="Heel anders").status_code == 302
    item.refresh_from_db()
    assert (item.slug, item.title) == ("advies-gegeven", "Heel anders")
    assert not OldAddress.objects.exists()


def test_an_old_address_leads_to_the_new_one(editor, client, form):
    editor.post(ADD, form)
    item = NewsItem.objects.get()
    for slug in ("tweede", "derde"):
        save(editor, item, form, slug=slug)
        item.refresh_from_db()
    for old in ("advies-gegeven", "tweede"):
        response = client.get(f"/nieuws/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/nieuws/derde/")
        assert response["Cache-Control"] == "no-cache"


def test_an_address_may_be_taken_back(editor, client, form):
    editor.post(ADD, form)
    item = NewsItem.objects.get()
    for slug in ("tweede", "advies-gegeven"):
        save(editor, item, form, slug=slug)
        item.refresh_from_db()
    assert client.get("/nieuws/advies-gegeven/").status_code == 200
    assert client.get("/nieuws/tweede/")["Location"] == "/nieuws/advies-gegeven/"


@pytest.mark.parametrize("hidden", [{"is_published": ""}, {"published_at": "2026-12-01T12:01"}])
def test_an_old_address_does_not_tell_of_what_is_not_out(editor, client, form, hidden):
    editor.post(ADD, form)
    item = NewsItem.objects.get()
    save(editor, item, form, slug="nieuw", **hidden)
    assert client.get("/nieuws/advies-gegeven/").status_code == 404


# Before it is out --------------------------------------------------------------------------------


def preview(item: NewsItem) -> str:
    return f"/beheer/events/newsitem/{item.pk}/voorbeeld/"


@pytest.fixture
def draft(db) -> NewsItem:
    return NewsItem.objects.create(title="Nog geheim", slug="geheim", summary="Kort.", is_published=False)


def test_the_editor_sees_the_page_before_it_is_out(editor, draft):
    response = editor.get(preview(draft))
    page = response.text
    assert "<h1>Nog geheim</h1>" in page
    assert "Dit is een voorbeeld" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert "og:" not in page
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_nobody_else_sees_the_page_before_it_is_out(client, draft):
    assert client.get(preview(draft))["Location"].startswith("/beheer/login/")
    assert client.get("/nieuws/geheim/").status_code == 404


@pytest.mark.parametrize("role", ["Voorzitter", "Delegatielid", "Beheerder"])
def test_other_colleagues_do_not_see_it_either(client, draft, role, django_user_model):
    user = django_user_model.objects.create_user("ander", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    assert client.get(preview(draft)).status_code == 404


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999"])
def test_the_preview_of_nothing_is_not_found(editor, key):
    assert editor.get(f"/beheer/events/newsitem/{key}/voorbeeld/").status_code == 404


def test_the_page_of_an_item_leads_to_the_site_only_when_it_is_there(editor, draft):
    assert "Bekijk het voorbeeld" in editor.get(page_of(draft)).text
    assert "Bekijk op de website" not in editor.get(page_of(draft)).text
    NewsItem.objects.update(is_published=True)
    assert (
        '<a class="button-secondary" href="/nieuws/geheim/">Bekijk op de website</a>' in editor.get(page_of(draft)).text
    )


# Two at once, and what is typed ------------------------------------------------------------------


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(editor, form):
    editor.post(ADD, form)
    item = NewsItem.objects.get()
    assert save(editor, item, form, title="Van de eerste").status_code == 302
    response = save(editor, item, form, title="Van de tweede")
    assert TOLD in response.text
    assert 'value="Van de tweede"' in response.text
    assert NewsItem.objects.get().title == "Van de eerste"


def test_an_end_before_the_beginning_is_refused_in_words(editor, form):
    response = editor.post(ADD, {**form, "published_until": "2026-12-01T11:00"})
    assert "Het einde moet na het begin liggen." in response.text
    assert not NewsItem.objects.exists()


@pytest.mark.parametrize("name", ["published_at", "published_until"])
def test_a_time_that_the_clock_skips_is_refused_in_words(editor, form, name):
    response = editor.post(ADD, {**form, name: "2027-03-28T02:30"})
    assert "In deze nacht gaat de klok een uur vooruit of terug." in response.text


def test_what_is_pasted_is_cleaned_when_it_is_saved(editor, form):
    editor.post(ADD, {**form, "text": '<h1>Kop</h1><h4>Klein</h4><script>x()</script><a href="javascript:x()">a</a>'})
    assert NewsItem.objects.get().text == "<h2>Kop</h2><h3>Klein</h3><a>a</a>"


@pytest.mark.parametrize("words", [1, 5000])
def test_an_article_of_any_length_is_saved(editor, form, words):
    assert editor.post(ADD, {**form, "text": "<p>" + "woord " * words + "</p>"}).status_code == 302
    assert NewsItem.objects.get().text.count("woord") == words


def test_the_editor_may_throw_an_item_away(editor, draft):
    assert editor.post(f"/beheer/events/newsitem/{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not NewsItem.objects.exists()
