"""Colleagues who may log in."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

LogIn = Callable[[str], Client]


@pytest.fixture
def log_in(db: None) -> LogIn:
    """A browser in which somebody with this role is logged in."""

    def log_in(role: str) -> Client:
        user = User.objects.create_user(role.lower(), is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return client

    return log_in
