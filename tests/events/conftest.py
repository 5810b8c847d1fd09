"""Staff of this room, and photos as they come in."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Photo = Callable[..., SimpleUploadedFile]


@pytest.fixture
def editor(council: object) -> Client:
    """Somebody of the commissie Communicatie, logged in."""
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
