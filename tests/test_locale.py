"""What Django says in our own words (docs/language.md)."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import django
import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

OURS = Path(__file__).parent.parent / "locale/nl/LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%s|\{\w*\}")
Catalog = dict[str | tuple[str, int], str]


def compiled(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return {key: text for key, text in GNUTranslations(opened)._catalog.items() if key}


def written(file: Path) -> Catalog:
    """What stands in the source, one message a paragraph; the first is about the file."""
    found: Catalog = {}
    for paragraph in file.read_text(encoding="utf-8").split("\n\n")[1:]:
        lines = [line.partition(" ") for line in paragraph.splitlines() if line.startswith("msg")]
        said = {name: ast.literal_eval(text) for name, _, text in lines}
        one = said["msgid"]
        found |= {(one, n): said[f"msgstr[{n}]"] for n in (0, 1)} if "msgid_plural" in said else {one: said["msgstr"]}
    return found


@pytest.mark.parametrize("source", sorted(OURS.glob("*.po")), ids=lambda file: file.stem)
def test_the_compiled_words_are_those_of_the_source(source):
    assert compiled(source.with_suffix(".mo")) == written(source)


def test_every_message_is_one_that_django_says():
    # Its English catalogues have all of them; the Dutch ones lack what was not translated yet.
    theirs = Path(django.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")
    said = "".join(file.read_text(encoding="utf-8").replace('"\n"', "") for file in theirs)
    keys = {key if isinstance(key, str) else key[0] for key in compiled(OURS / "django.mo")}
    assert [key for key in keys if f'msgid "{_as_written(key)}"' not in said] == []


def _as_written(key: str) -> str:
    return key.replace('"', '\\"').replace("\n", "\\n")


def test_what_django_fills_in_is_filled_in():
    # A number may be left out: a plural says it, or the message says the same without it.
    strange = {
        key: text
        for key, text in compiled(OURS / "django.mo").items()
        if not set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(key if isinstance(key, str) else key[0]))
    }
    assert strange == {}


@pytest.mark.django_db
def test_a_row_is_saved_without_saying_de_or_het():
    editor = User.objects.create_user("redactie", is_staff=True)
    editor.groups.add(Group.objects.get(name="Redactie"))
    client = Client()
    client.force_login(editor)
    page = client.post("/beheer/clientenraad/word/add/", {"word": "ranja", "meaning": "Limonade."}, follow=True)
    assert "Bewaard: woord in de woordenlijst ‘<a" in page.text
