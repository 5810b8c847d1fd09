"""The manual: every chapter opens, says only what the buttons say, and is one click from the page it explains."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin

from clientenraad.manual import CHAPTERS, explaining
from members.admin_tools import Verb

TEMPLATES = settings.BASE_DIR / "templates" / "manual"
PICTURES = settings.BASE_DIR / "static" / "img" / "manual"
NAMED = re.compile(r'<b class="knop">(.*?)</b>')
SHOWN = re.compile(r'name="([a-z-]+)" alt="')


def all_verbs(verb: type[Verb] = Verb) -> set[type[Verb]]:
    return {verb}.union(*(all_verbs(below) for below in verb.__subclasses__()))


def buttons() -> set[str]:
    return {verb.button for verb in all_verbs() if "button" in vars(verb)}


def texts() -> list[Path]:
    return [TEMPLATES / f"{chapter.slug}.html" for chapter in CHAPTERS]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.slug)
def test_every_colleague_reads_every_chapter(log_in, chapter):
    page = log_in("Redactie").get(f"/beheer/handleiding/{chapter.slug}/").content.decode()
    assert f"<h1>{chapter.title}</h1>" in page.replace("&#x27;", "'")


def test_the_contents_name_every_chapter(log_in):
    page = log_in("Redactie").get("/beheer/handleiding/").content.decode()
    assert [chapter.slug for chapter in CHAPTERS if f'/beheer/handleiding/{chapter.slug}/">' not in page] == []


def test_a_chapter_that_does_not_exist_is_a_404(log_in):
    assert log_in("Redactie").get("/beheer/handleiding/toveren/").status_code == 404


def test_a_visitor_is_asked_to_log_in(client, council):
    assert client.get("/beheer/handleiding/leden/").status_code == 302


def test_every_button_that_the_manual_names_exists():
    named = {name for text in texts() for name in NAMED.findall(text.read_text())}
    assert named - buttons() == set()
    assert len(named) > 30


def test_every_picture_of_the_manual_is_there():
    shown = {name for text in texts() for name in SHOWN.findall(text.read_text())}
    assert shown == {path.stem for path in PICTURES.glob("*.webp")}


def test_every_page_of_the_admin_about_rows_is_explained():
    ours = {model for model in admin.site._registry if model._meta.app_label not in {"auth", "auditlog"}}
    names = {f"{model._meta.app_label}_{model._meta.model_name}_changelist" for model in ours}
    assert {name for name in names if explaining(name) is None} == set()


def test_a_page_of_the_admin_links_to_its_chapter(log_in):
    page = log_in("Redactie").get("/beheer/events/newsitem/").content.decode()
    assert 'href="/beheer/handleiding/nieuws/" target="_blank"' in page
