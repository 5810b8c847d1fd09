"""Staff, and photos as they come in."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image


@pytest.fixture
def secretary(db: None) -> User:
    return staff("secretaris", "Secretaris")


def staff(name: str, role: str) -> User:
    """A colleague who may log in, with one role."""
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    """The secretary, logged in."""
    client.force_login(secretary)
    return client


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """The folder of the portraits, empty."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "portretten"


Photo = Callable[..., SimpleUploadedFile]


@pytest.fixture
def photo() -> Photo:
    """An upload of a red picture, unless told otherwise."""

    def photo(image: Image.Image | None = None, kind: str = "JPEG", **extra: Any) -> SimpleUploadedFile:
        file = BytesIO()
        (image or Image.new("RGB", (400, 300), "red")).save(file, kind, **extra)
        return SimpleUploadedFile("IMG_0001.jpg", file.getvalue())

    return photo
