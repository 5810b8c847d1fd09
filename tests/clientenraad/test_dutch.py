"""The admin speaks Dutch where Django 5.2 does not yet."""

import html
import re

import pytest
from django.contrib.auth.models import User
from django.utils.translation import gettext

from members.models import Member

# Untranslated in Django's own Dutch catalogue of the admin, or shown in English beside it.
ENGLISH = [
    "Model name",
    "Add link",
    "Change or view list link",
    "After you’ve created a user, you’ll be able to edit more user options.",
    "Error:",
    "Forgotten your login credentials?",
    "In case you’ve forgotten, you are:",
    "Hold down “Control”, or “Command” on a Mac, to select more than one.",
]
PAGES = ["", "auth/user/", "auth/user/add/", "auth/group/add/", "members/member/add/", "events/newsitem/add/"]
PAGES += ["recruitment/candidate/", "password_change/"]


@pytest.mark.parametrize("words", ENGLISH)
def test_what_django_leaves_in_english_we_say_in_dutch(words):
    assert gettext(words) != words


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_these_english_words(client, council, page):
    client.force_login(User.objects.create_superuser("baas"))
    shown = html.unescape(client.get(f"/beheer/{page}").content.decode())
    assert [words for words in ENGLISH if words in shown] == []


def test_an_error_in_the_admin_is_announced_in_dutch(client, council):
    client.force_login(User.objects.create_superuser("baas"))
    page = client.post("/beheer/members/member/add/", {"name": ""}).content.decode()
    assert "Error" not in page
    assert not Member.objects.exists()


def test_scripts_speak_dutch_too(client, council):
    client.force_login(User.objects.create_superuser("baas"))
    catalogue = client.get("/beheer/jsi18n/").content.decode()
    for english in ("Edit Link", "Cancel", "Choose all %s", "(click to clear)"):
        assert re.search(rf'"{re.escape(english)}": "(?!{re.escape(english)})', catalogue), english
