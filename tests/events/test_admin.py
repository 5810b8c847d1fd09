from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from model_bakery import baker

from events.models import GetTogether, NewsItem
from members.admin_tools import LocalDateTimeField

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
pytestmark = pytest.mark.usefixtures("council")
CLOCK_CHANGE = "In deze nacht gaat de klok een uur vooruit of terug."


@pytest.fixture
def drinks_form():
    """What the form for a get-together posts when it is filled in well."""
    return {
        "kind": "drinks",
        "title": "Borrel in december",
        "slug": "borrel-december-2026",
        "starts_at": "2026-12-03T20:00",
        "ends_at": "",
        "for_whom": "everybody",
        "accessible": "unknown",
        "is_published": "on",
    }


def test_a_get_together_is_made_with_dutch_day_and_time(admin_client, drinks_form):
    response = admin_client.post("/beheer/events/gettogether/add/", drinks_form)
    assert response.status_code == 302
    assert GetTogether.objects.get().starts_at == datetime(2026, 12, 3, 20, 0, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_a_time_that_the_clock_skips_or_repeats_is_refused_in_words(admin_client, drinks_form, day):
    form = {**drinks_form, "starts_at": f"{day}T02:30"}
    response = admin_client.post("/beheer/events/gettogether/add/", form)
    assert CLOCK_CHANGE in response.text
    assert not GetTogether.objects.exists()


@pytest.mark.parametrize(("typed", "hour"), [("01:59", 1), ("03:00", 3)])
def test_the_times_around_the_missing_hour_are_taken(typed, hour):
    moment = LocalDateTimeField().clean(f"2027-03-28T{typed}")
    assert (moment.date().isoformat(), moment.hour) == ("2027-03-28", hour)


def test_an_end_before_the_start_is_refused_in_words(admin_client, drinks_form):
    form = {**drinks_form, "ends_at": "2026-12-03T19:00"}
    response = admin_client.post("/beheer/events/gettogether/add/", form)
    assert "Het einde moet na het begin liggen." in response.text
    assert not GetTogether.objects.exists()


@pytest.mark.parametrize("year", ["0001", "0206", "9999"])
def test_a_typing_slip_in_the_year_is_refused(admin_client, drinks_form, year):
    form = {**drinks_form, "starts_at": f"{year}-12-03T20:00"}
    assert admin_client.post("/beheer/events/gettogether/add/", form).status_code == 200
    assert not GetTogether.objects.exists()


@pytest.mark.parametrize("model", [GetTogether, NewsItem])
def test_the_lists_and_forms_open(admin_client, model):
    row = baker.make(model)
    base = f"/beheer/events/{model.__name__.lower()}/"
    for url in [base, f"{base}add/", f"{base}{row.pk}/change/"]:
        assert admin_client.get(url).status_code == 200
