"""What the tests of this room share: a clock, get-togethers, staff, and photos as they come in."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from model_bakery import baker
from PIL import Image

from events import actions
from events.models import GetTogether, Series
from events.series import plan

Photo = Callable[..., SimpleUploadedFile]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=AMSTERDAM)


def at(text: str) -> datetime:
    """A moment of the Dutch clock, as 2026-12-03 20:00."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.fixture
def noon(time_machine) -> datetime:
    """Tuesday 1 December 2026, noon; the clock stands still."""
    time_machine.move_to(NOON, tick=False)
    return NOON


@pytest.fixture
def drinks(council, noon) -> GetTogether:
    """Drinks two days later."""
    return baker.make(
        GetTogether,
        title="Borrel in december",
        slug="borrel-december-2026",
        starts_at=at("2026-12-03 20:00"),
        ends_at=at("2026-12-03 22:30"),
        place="Buurthuis De Linde",
        address="Lindestraat 1, Voorbeeldstad",
        costs="Het eerste drankje is gratis.",
        text="<p>Kom kennismaken.</p>",
    )


@pytest.fixture
def series(council) -> Series:
    """Drinks on every first Thursday of 2027, 17.00 to 19.00 hours; no rows yet."""
    return Series.objects.create(
        title="Borrel",
        starts=time(17),
        ends=time(19),
        place="Buurthuis De Linde",
        first_day=date(2027, 1, 1),
        last_day=date(2027, 12, 31),
    )


def carry_out(series: Series, *, now: datetime = NOON, **kwargs):
    """Say yes to the whole plan as it stands."""
    todo = plan(series, now=now)
    days = [new.day for new in todo.new]
    return actions.carry_out(series, **{"days": days, "seen": todo.fingerprint, "now": now, **kwargs})


@pytest.fixture
def editor(council) -> Client:
    """The editor, logged in."""
    user = User.objects.create_user("redactie", is_staff=True)
    user.groups.add(Group.objects.get(name="Redactie"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """The folder of the photos, empty."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "fotos"


@pytest.fixture
def upload() -> Photo:
    """An upload of a red picture, unless told otherwise."""

    def upload(image: Image.Image | None = None, name: str = "IMG_0001.jpg", **extra: Any) -> SimpleUploadedFile:
        file = BytesIO()
        (image or Image.new("RGB", (1200, 900), "red")).save(file, "JPEG", **extra)
        return SimpleUploadedFile(name, file.getvalue())

    return upload


def amsterdam(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[arg-type,misc]
