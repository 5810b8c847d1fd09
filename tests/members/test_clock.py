"""Who is a member today is decided in Dutch days, whatever the clock of the machine says."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from model_bakery import baker

from members.dates import end_of_stretch
from members.models import Council, Member, Term
from members.work import Part

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZONES = ["Europe/Amsterdam", "UTC", "Pacific/Auckland", "America/Los_Angeles"]
NIGHTS = [
    datetime(2026, 6, 30, 23, 30, tzinfo=AMSTERDAM),
    datetime(2026, 12, 31, 23, 30, tzinfo=AMSTERDAM),
    datetime(2028, 2, 28, 23, 30, tzinfo=AMSTERDAM),
    datetime(2028, 2, 29, 23, 30, tzinfo=AMSTERDAM),
]
HOUR = timedelta(hours=1)
everywhere = pytest.mark.parametrize("zone", ZONES)
each_night = pytest.mark.parametrize("night", NIGHTS, ids=str)


@pytest.fixture
def change(council):
    """Make one member go on this day and another come the next; both agreed to be named."""

    def change(last: date) -> None:
        agreed = {"consent_on": date(2022, 1, 1), "consent_how": "per brief"}
        old, new = (baker.make(Member, name=name, **agreed) for name in ("Sam Voorbeeld", "Wolk Appel"))
        Term.objects.create(member=old, starts_on=date(2024, 1, 1), ends_on=last)
        Term.objects.create(member=new, starts_on=last + timedelta(days=1), ends_on=date(2029, 12, 31))

    return change


def shown(client, address: str) -> tuple[bool, bool]:
    page = client.get(address).content.decode()
    return "Sam Voorbeeld" in page, "Wolk Appel" in page


@everywhere
@each_night
def test_the_members_page_changes_at_dutch_midnight(client, change, time_machine, zone, night):
    change(night.date())
    time_machine.move_to(night.astimezone(ZoneInfo(zone)), tick=False)
    assert shown(client, "/leden/") == (True, False)
    time_machine.move_to((night + HOUR).astimezone(ZoneInfo(zone)), tick=False)
    assert shown(client, "/leden/") == (False, True)


@everywhere
@each_night
def test_the_number_of_free_seats_changes_at_dutch_midnight(client, fill, time_machine, zone, night):
    fill(14, date(2024, 1, 1), date(2029, 12, 31))
    fill(1, date(2024, 1, 1), night.date())
    said = []
    for moment in (night, night + HOUR):
        time_machine.move_to(moment.astimezone(ZoneInfo(zone)), tick=False)
        said.append([client.get(page).context["seats"].free for page in ("/", "/leden/")])
    assert said == [[0, 0], [1, 1]]


@everywhere
@each_night
def test_the_desk_lists_who_ends_soon_from_dutch_midnight(client, admin_user, fill, time_machine, zone, night):
    Council.objects.update(notice_months="1", drinks_months=None, dinner_months=None)
    fill(1, date(2024, 1, 1), end_of_stretch((night + HOUR).date(), months=1))
    lines = []
    for moment in (night, night + HOUR):
        time_machine.move_to(moment.astimezone(ZoneInfo(zone)), tick=False)
        client.force_login(admin_user)
        tasks = client.get("/beheer/").context["dashboard"].tasks()
        lines.append(len([task for task in tasks if task.part == Part.MEMBERS]))
    assert lines == [0, 1]
