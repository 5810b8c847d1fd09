"""The editor's desk: planning, moving and cancelling without help, and without seeing a candidate."""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from model_bakery import baker

from events.models import GetTogether, OldAddress, Series
from recruitment.models import Candidate, LetterText, Vacancy
from tests.events.conftest import at, carry_out

LIST = "/beheer/events/gettogether/"
pytestmark = pytest.mark.usefixtures("noon")
MEANWHILE = "Iemand anders heeft dit intussen gewijzigd."


def verb(row, slug: str) -> str:
    return f"/beheer/events/{row._meta.model_name}/{row.pk}/doe/{slug}/"


def filled_in(client, url: str) -> dict[str, object]:
    """What the browser would send when the page is sent as it came."""
    context = client.get(url).context
    form = context["adminform"].form if "adminform" in context else context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: found for name, found in data.items() if found is not None and found is not False}
    for name in ("starts_at", "ends_at"):
        if hasattr(data.get(name), "strftime"):
            data[name] = data[name].strftime("%Y-%m-%dT%H:%M")
    return data


def test_the_list_shows_what_is_to_come_the_first_in_front(editor, drinks):
    baker.make(GetTogether, title="Later", slug="later", starts_at=at("2027-01-07 20:00"))
    baker.make(GetTogether, title="Geweest", slug="geweest", starts_at=at("2026-11-05 20:00"))
    page = editor.get(LIST).text
    assert page.index("Borrel in december") < page.index(">Later<")
    assert ">Geweest<" not in page
    past = editor.get(f"{LIST}?wanneer=geweest").text
    assert ">Geweest<" in past
    assert ">Later<" not in past
    assert editor.get(f"{LIST}?wanneer=alles").text.count("field-quickly") == 3


def test_the_list_can_show_only_what_was_cancelled(editor, drinks):
    baker.make(GetTogether, title="Afgelast", slug="x", starts_at=at("2027-01-07 20:00"), cancelled_why="Vol.")
    assert [row.title for row in editor.get(f"{LIST}?door=nee").context["cl"].result_list] == ["Afgelast"]
    assert [row.title for row in editor.get(f"{LIST}?door=ja").context["cl"].result_list] == ["Borrel in december"]


def test_drinks_are_cancelled_in_three_clicks_from_the_first_page(editor, drinks):
    first = re.search(rf'href="({LIST})"', editor.get("/beheer/").text)[1]
    second = re.search(r'class="field-quickly"><a href="([^"]+)"', editor.get(first).text)[1]
    assert second == verb(drinks, "gaat-niet-door")
    third = editor.post(second, {**filled_in(editor, second), "why": "De zaal is dicht."}, follow=True)
    assert "In de agenda staat nu dat dit niet doorgaat." in third.text
    assert GetTogether.objects.get().cancelled_why == "De zaal is dicht."


def test_cancelling_asks_for_a_reason(editor, drinks):
    url = verb(drinks, "gaat-niet-door")
    assert "Vul in: waarom niet?" in editor.post(url, filled_in(editor, url)).text
    assert GetTogether.objects.get().cancelled_why == ""


def test_cancelling_is_undone(editor, drinks):
    GetTogether.objects.update(cancelled_why="De zaal is dicht.")
    url = verb(drinks, "gaat-toch-door")
    assert url in editor.get(LIST).text
    assert editor.post(url, filled_in(editor, url)).status_code == 302
    assert GetTogether.objects.get().cancelled_why == ""


def test_moving_starts_from_what_it_is_and_says_what_it_was(editor, drinks):
    url = verb(drinks, "verplaats")
    form = filled_in(editor, url)
    assert (form["starts_at"], form["place"]) == ("2026-12-03T20:00", "Buurthuis De Linde")
    change = {"starts_at": "2026-12-04T20:00", "ends_at": "", "why": "De zaal was vol."}
    page = editor.post(url, {**form, **change}, follow=True).text
    assert "Verplaatst: was donderdag 3 december 2026, 20.00 uur. De zaal was vol." in page


def test_moving_to_an_hour_that_does_not_exist_is_refused_in_words(editor, drinks):
    url = verb(drinks, "verplaats")
    change = {"starts_at": "2027-03-28T02:30", "ends_at": "", "why": "De zaal was vol."}
    page = editor.post(url, {**filled_in(editor, url), **change}).text
    assert "In deze nacht gaat de klok een uur vooruit of terug." in page
    assert "De zaal was vol." in page


@pytest.mark.parametrize("seen", ["", "x", "-1", "1", "9" * 40])
@pytest.mark.parametrize("slug", ["gaat-niet-door", "verplaats"])
def test_an_old_page_is_told_and_does_nothing(editor, drinks, slug, seen):
    url = verb(drinks, slug)
    change = {"starts_at": "2026-12-04T20:00", "ends_at": "", "why": "Vol.", "seen": seen}
    response = editor.post(url, {**filled_in(editor, url), **change})
    assert response.status_code == 200
    assert MEANWHILE in response.text
    assert (GetTogether.objects.get().version, GetTogether.objects.get().cancelled_why) == (0, "")


def test_of_two_editors_the_second_is_told_and_keeps_what_she_typed(editor, drinks):
    url = f"{LIST}{drinks.pk}/change/"
    old_page = filled_in(editor, url)
    assert editor.post(url, {**old_page, "title": "Kerstborrel"}).status_code == 302
    page = editor.post(url, {**old_page, "costs": "Vijf euro"}).text
    assert MEANWHILE in page
    assert "Vijf euro" in page
    assert GetTogether.objects.get().costs == "Het eerste drankje is gratis."


def test_an_old_form_does_not_undo_a_move(editor, drinks):
    url = f"{LIST}{drinks.pk}/change/"
    old_page = filled_in(editor, url)
    move = verb(drinks, "verplaats")
    change = {"starts_at": "2026-12-04T20:00", "ends_at": "", "why": "De zaal was vol."}
    editor.post(move, {**filled_in(editor, move), **change})
    assert MEANWHILE in editor.post(url, old_page).text
    assert GetTogether.objects.get().starts_at == at("2026-12-04 20:00")


def new(**changes) -> dict[str, str]:
    base = {"kind": "drinks", "title": "Borrel", "starts_at": "2026-12-10T20:00", "accessible": "unknown"}
    return {**base, "for_whom": "everybody", "is_published": "on", **changes}


def test_the_address_makes_itself_and_settles_who_has_it_already(editor, drinks):
    for wanted in ["", "", "borrel-december-2026"]:
        assert editor.post(f"{LIST}add/", new(slug=wanted)).status_code == 302
    slugs = GetTogether.objects.order_by("pk").values_list("slug", flat=True)
    numbered = [f"borrel-december-2026-{number}" for number in (2, 3, 4)]
    assert list(slugs) == ["borrel-december-2026", *numbered]


def test_an_address_stays_when_the_title_or_the_day_changes(editor, drinks):
    url = f"{LIST}{drinks.pk}/change/"
    form = {**filled_in(editor, url), "title": "Feest", "slug": "", "starts_at": "2027-01-01T20:00", "ends_at": ""}
    assert editor.post(url, form).status_code == 302
    assert GetTogether.objects.get().slug == "borrel-december-2026"
    assert not OldAddress.objects.exists()


def test_a_changed_address_leaves_a_sign_behind(editor, client, drinks):
    url = f"{LIST}{drinks.pk}/change/"
    editor.post(url, {**filled_in(editor, url), "slug": "kerstborrel"})
    for moved, now_at in [("borrel-december-2026/", "kerstborrel/"), ("borrel-december-2026.ics", "kerstborrel.ics")]:
        sent_on = client.get(f"/agenda/{moved}")
        assert (sent_on.status_code, sent_on.url) == (301, f"/agenda/{now_at}")
        # Else a browser would go round in circles after the next line.
        assert sent_on["Cache-Control"] == "no-cache"
    editor.post(url, {**filled_in(editor, url), "slug": "borrel-december-2026"})
    assert client.get("/agenda/borrel-december-2026/").status_code == 200
    assert client.get("/agenda/kerstborrel/").url == "/agenda/borrel-december-2026/"


@pytest.mark.parametrize(
    ("changes", "offered"),
    [({}, True), ({"is_published": False}, False), ({"published_from": at("2026-12-01 12:01")}, False)],
    ids=["out", "not out", "out in a minute"],
)
def test_the_way_to_the_page_is_offered_only_when_there_is_one(editor, drinks, changes, offered):
    GetTogether.objects.update(**changes)
    page = editor.get(f"{LIST}{drinks.pk}/change/").text
    assert ("Bekijk op de website" in page) is offered
    assert ('href="/agenda/borrel-december-2026/"' in page) is offered


def test_the_editor_sees_the_page_before_it_is_out(editor, drinks):
    GetTogether.objects.update(is_published=False)
    address = f"{LIST}{drinks.pk}/voorbeeld/"
    assert f'href="{address}"' in editor.get(f"{LIST}{drinks.pk}/change/").text
    response = editor.get(address)
    assert f"<h1>{drinks.title}</h1>" in response.text
    assert "Dit is een voorbeeld" in response.text
    assert "borrel-december-2026.ics" not in response.text  # that file is not there yet
    assert [sign for sign in ("og:", '"Event"', "canonical") if sign in response.text] == []
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_saving_one_of_a_series_takes_it_out_of_the_series_hands(editor, series):
    carry_out(series)
    row = GetTogether.objects.get(planned_on=date(2027, 1, 7))
    url = f"{LIST}{row.pk}/change/"
    assert "Uit de reeks ‘Borrel’." in editor.get(url).text
    editor.post(url, {**filled_in(editor, url), "costs": "Vijf euro"})
    assert "Apart gewijzigd: de reeks verandert hier niets meer aan." in editor.get(url).text


def test_what_is_deleted_does_not_come_back_with_its_series(editor, series):
    carry_out(series)
    march, *others = GetTogether.objects.filter(planned_on__month__in=[3, 4, 5]).order_by("starts_at")
    editor.post(f"{LIST}{march.pk}/delete/", {"post": "yes"})
    ticked = [row.pk for row in others]
    editor.post(f"{LIST}", {"action": "delete_selected", "_selected_action": ticked, "post": "yes"})
    assert GetTogether.objects.count() == 9
    page = editor.get(verb(series, "dagen"))
    assert page.context["form"]["days"].value() == []
    assert "donderdag 4 maart 2027 (let op: eerder overgeslagen)" in page.text


def new_series(**changes) -> dict[str, object]:
    base = {"kind": "drinks", "title": "Borrel", "number": "1", "weekday": "3", "starts": "17:00", "ends": "19:00"}
    days = {"months": [*range(1, 13)], "first_day": "2027-01-01", "last_day": "2027-12-31"}
    return {**base, **days, "accessible": "unknown", "for_whom": "everybody", **changes}


def test_a_year_of_drinks_is_planned_with_a_look_at_the_days_in_between(editor):
    saved = editor.post("/beheer/events/series/add/", new_series())
    series = Series.objects.get()
    assert saved.url == verb(series, "dagen")
    assert not GetTogether.objects.exists()
    page = editor.get(saved.url).text
    assert "donderdag 7 januari 2027" in page
    assert "donderdag 6 mei 2027 (let op: dit is Hemelvaartsdag)" in page
    done = editor.post(saved.url, filled_in(editor, saved.url), follow=True)
    assert "De agenda is bijgewerkt: 11 nieuw, 0 gewijzigd, 0 vervallen." in done.text
    assert GetTogether.objects.count() == 11
    again = editor.post(saved.url, filled_in(editor, saved.url), follow=True)
    assert "De agenda is bijgewerkt: 0 nieuw" in again.text


def test_a_series_on_the_night_of_the_clock_says_which_days_it_cannot_have(editor):
    saved = editor.post("/beheer/events/series/add/", new_series(number="-1", weekday="6", starts="02:30", ends=""))
    page = editor.get(saved.url).text
    assert "In deze nachten gaat de klok een uur vooruit of terug." in page
    assert "<li>zondag 28 maart 2027</li>" in page


def test_pressing_twice_makes_the_rows_once(editor, series):
    url = verb(series, "dagen")
    form = filled_in(editor, url)
    editor.post(url, form)
    assert editor.post(url, form).status_code == 200
    assert GetTogether.objects.count() == 11


def test_a_changed_series_shows_first_what_changes_and_what_stays(editor, series):
    carry_out(series)
    april = GetTogether.objects.get(planned_on__month=4)
    GetTogether.objects.filter(pk=april.pk).update(touched=True, cancelled_why="Vol.")
    url = f"/beheer/events/series/{series.pk}/change/"
    saved = editor.post(url, new_series(seen_version="0", starts="16:00", months=[1, 2, 3, 4]))
    page = " ".join(editor.get(saved.url).text.split())
    assert "donderdag 7 januari 2027, 17.00 uur wordt donderdag 7 januari 2027, 16.00 uur (" in page
    assert "donderdag 1 april 2027, 17.00 uur: gaat niet door" in page
    assert "Schrijf waarom ze niet doorgaan" in editor.post(saved.url, filled_in(editor, saved.url)).text
    assert GetTogether.objects.get(planned_on__month=1).starts_at == at("2027-01-07 17:00")
    editor.post(saved.url, {**filled_in(editor, saved.url), "gone": "delete"})
    assert GetTogether.objects.get(planned_on__month=1).starts_at == at("2027-01-07 16:00")
    assert GetTogether.objects.count() == 4


def test_a_reason_is_asked_only_when_day_time_or_place_change(editor, series):
    carry_out(series)
    url = f"/beheer/events/series/{series.pk}/change/"
    question = "Waarom verandert de dag, de tijd of de plek?"
    saved = editor.post(url, new_series(seen_version="0", place=series.place, costs="Gratis"))
    assert question not in editor.get(saved.url).text
    saved = editor.post(url, new_series(seen_version="1", costs="Gratis", place="De Es"))
    assert question in editor.get(saved.url).text


def test_a_series_is_stopped_by_its_button_and_cannot_be_deleted(editor, series):
    carry_out(series)
    url = verb(series, "stop")
    form = {**filled_in(editor, url), "last": "2027-03-31", "gone": "cancel", "cancelled_why": "Wij stoppen."}
    assert "Vervallen: 9." in editor.post(url, form, follow=True).text
    assert GetTogether.objects.filter(cancelled_why="Wij stoppen.").count() == 9
    assert editor.get(f"/beheer/events/series/{series.pk}/delete/").status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": []},
        {"months": ["13"]},
        {"weekday": "7"},
        {"starts": "25:00"},
        {"ends": "16:00"},
        {"first_day": "0206-01-01"},
        {"last_day": "2026-12-31"},
        {"last_day": "2032-01-01"},
    ],
)
def test_a_series_that_cannot_be_is_refused_in_its_form(editor, wrong):
    response = editor.post("/beheer/events/series/add/", new_series(**wrong))
    assert response.status_code == 200
    assert "errorlist" in response.text
    assert not Series.objects.exists()


@pytest.mark.parametrize("days", [["2027-01-08"], ["x"], ["9" * 30]])
def test_days_that_were_not_offered_are_refused(editor, series, days):
    url = verb(series, "dagen")
    assert editor.post(url, {**filled_in(editor, url), "days": days}).status_code == 200
    assert not GetTogether.objects.exists()


def test_the_editor_reads_of_missing_drinks_and_of_no_candidate(editor, council):
    vacancy = Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")
    Candidate.objects.create(vacancy=vacancy, name="Wolk", email="w@x.example", stage_since=date(2026, 6, 1))
    page = editor.get("/beheer/").text
    assert "Er is geen borrel van december 2026 tot en met januari 2027. Plan er een" in page
    assert 'href="/beheer/events/gettogether/add/?kind=drinks"' in page
    assert "andidaat" not in page
    assert "Wolk" not in page


def test_the_secretary_reads_both(client, council):
    secretary = User.objects.create_user("secretaris", is_staff=True)
    secretary.groups.add(Group.objects.get(name="Secretaris"))
    vacancy = Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")
    Candidate.objects.create(vacancy=vacancy, name="Wolk", email="w@x.example", stage_since=date(2026, 6, 1))
    client.force_login(secretary)
    page = client.get("/beheer/").text
    assert "plan het kennismakingsgesprek" in page
    assert "Er is geen borrel van" in page


def test_the_chair_is_not_asked_to_plan_drinks(client, council):
    chair = User.objects.create_user("voorzitter", is_staff=True)
    chair.groups.add(Group.objects.get(name="Voorzitter"))
    client.force_login(chair)
    assert "Er is geen borrel" not in client.get("/beheer/").text


CLOSED = [model for model in admin.site._registry if model._meta.app_label in ("members", "recruitment")]


@pytest.mark.parametrize("model", CLOSED, ids=lambda model: model._meta.model_name)
def test_the_editor_gets_403_on_everything_of_members_and_candidates(editor, council, model):
    if model is Vacancy:  # she may write what the vacancy says
        return
    base = f"/beheer/{model._meta.app_label}/{model._meta.model_name}/"
    contact = {"email": "w@x.example"} if model is Candidate else {}
    row = model._default_manager.first() or baker.make(model, **contact)
    verbs = [f"doe/{verb.slug}" for verb in getattr(admin.site.get_model_admin(model), "verbs", [])]
    pages = [f"{base}{row.pk}/{page}/" for page in ("change", "history", "delete", *verbs)]
    for page in [base, f"{base}add/", *pages]:
        for response in (editor.get(page, follow=True), editor.post(page, follow=True)):
            # Words of letters go by their moment; a number has no page, for nobody.
            there_is_none = model is LetterText and response.status_code == 404
            assert response.status_code == 403 or there_is_none, page


@pytest.mark.parametrize("url", ["rooster/", "rooster.csv", "rooster.ics", "members/member/exporteren/"])
def test_the_editor_gets_403_on_lists_of_members(editor, council, url):
    assert editor.get(f"/beheer/{url}").status_code == 403
