"""A hard word leads to its explanation where it first stands on a page, and nowhere else."""

import pytest
from django.db import DatabaseError

from clientenraad.glossary import explained
from clientenraad.models import Page, Word
from members.models import Council

COLLEGE = '<a href="/woordenlijst/#college">college</a>'


def linked(html: str, *words: str, council: str = "Raad Voorbeeldstad") -> str:
    return explained(html, [Word(word=word) for word in words], council)


def test_a_word_is_linked_where_it_first_stands():
    text = "<p>Het college en het college.</p><p>Ook het college.</p>"
    assert linked(text, "college") == f"<p>Het {COLLEGE} en het college.</p><p>Ook het college.</p>"


@pytest.mark.parametrize(
    ("text", "word", "anchor"),
    [
        ("twee wethouders", "wethouder", "wethouder"),
        ("alle delegaties", "delegatie", "delegatie"),
        ("met Werk &amp; Inkomen", "Werk & Inkomen", "werk-inkomen"),
        ("de ambtelijk\n  secretaris", "ambtelijk secretaris", "ambtelijk-secretaris"),
        ("de cliëntenraad", "cliëntenraad", "clientenraad"),
    ],
)
def test_a_word_is_known_in_its_forms(text, word, anchor):
    before, _, rest = linked(f"<p>{text}</p>", word).partition(f'<a href="/woordenlijst/#{anchor}">')
    assert before + rest.replace("</a>", "") == f"<p>{text}</p>"
    assert rest


@pytest.mark.parametrize(
    "text",
    [
        "<h2>Het college</h2>",
        '<a href="/x/">het college</a>',
        "<button>Naar het college</button>",
        "<form><p>Vraag het college.</p></form>",
        "<h2><span>Het</span> college</h2>",
        '<div class="kop letter"><div>x</div><p>Aan het college</p></div>',
        '<p title="het college">x</p>',
        "<!-- het college -->",
        "<p>De bijeenkomst van College Groep.</p>",
        "<p>Een collegelid, het raads-college.</p>",
        "<p>raad.example/college/ en raad.example/nieuws/college</p>",
        "<p>college@raad.example, raad@college.example, www.college.example</p>",
        '<aside class="flyer-box print-only"><p>Het college.</p></aside>',
        "<p>De Raad van het college Voorbeeldstad vergadert.</p>",
    ],
)
def test_what_is_no_running_text_stays_as_it_is(text):
    assert linked(text, "college", council="Raad van het college Voorbeeldstad") == text


def test_after_what_is_left_alone_a_word_is_linked_again():
    text = '<div class="letter"><div>college</div></div><p>Het college.</p>'
    assert linked(text, "college") == f'<div class="letter"><div>college</div></div><p>Het {COLLEGE}.</p>'


def test_a_drawing_is_left_alone_and_what_follows_it_is_not():
    text = "<p><svg><title>Het college</title><path/></svg> Het college.</p>"
    assert linked(text, "college") == f"<p><svg><title>Het college</title><path/></svg> Het {COLLEGE}.</p>"


def test_of_two_words_the_longer_one_is_linked():
    assert linked("<p>de cliëntenraad</p>", "cliënt", "cliëntenraad").count("<a ") == 1


def test_without_words_a_page_stays_as_it_is():
    assert linked("<p>Het college.</p>") == "<p>Het college.</p>"


def test_a_word_of_the_council_is_linked_on_its_pages_at_once(client, council):
    Page.objects.get_or_create(slug="over-ons", defaults={"title": "Over ons"})
    Page.objects.filter(slug="over-ons").update(text="<p>Wij drinken ranja.</p>")
    Council.objects.update(name="Raad Voorbeeldstad")
    Word.objects.create(word="ranja", meaning="Limonade.")
    assert '<p>Wij drinken <a href="/woordenlijst/#ranja">ranja</a>.</p>' in client.get("/over-ons/").text
    Word.objects.filter(word="ranja").delete()
    assert "<p>Wij drinken ranja.</p>" in client.get("/over-ons/").text


def test_a_page_is_shown_when_the_words_cannot_be_read(client, council, monkeypatch):
    def broken(*args):
        raise DatabaseError

    Council.objects.update(name="Raad Voorbeeldstad")
    monkeypatch.setattr("clientenraad.templatetags.hard_words.glossary.explained", broken)
    assert client.get("/contact/").status_code == 200
