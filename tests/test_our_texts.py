"""What is measured is what people read: no text hides in a branch, a drawing, or beside a value."""

import re

from django.template.base import Lexer

from tests.html_text import blocks_of, parsed
from tests.our_texts import is_dutch, python_texts, template_ways, units
from tests.text_browser import TextPage


def test_every_branch_of_a_template_is_read():
    template = (
        "{% if a %}Een {% if b %}twee{% endif %}.{% elif c %}Drie {% if d %}vier{% else %}vijf{% endif %}."
        "{% else %}Zes.{% endif %}{% for x in y %}Zeven {{ x }}.{% empty %}Acht.{% endfor %}"
    )
    read = " ".join(template_ways(Lexer(template).tokenize()))
    assert {"Een", "twee", "Drie", "vier", "vijf", "Zes", "Zeven", "Acht"} <= set(re.findall(r"\w+", read))


def test_the_branches_of_a_condition_are_never_read_as_one_sentence():
    ways = list(template_ways(Lexer("U bent {% if a %}lid{% else %}kandidaat{% endif %}.").tokenize()))
    assert set(ways) == {"U bent lid.", "U bent kandidaat.", "U bent ."}


def test_the_strings_of_a_program_are_read_without_its_docstrings():
    source = 'def f(x):\n    """Dit is niet voor lezers."""\n    return f"Kies {x} van de lijst.", "Vul dit " "in."\n'
    assert list(python_texts(source)) == ["Kies iets van de lijst.", "Vul dit in."]


def test_only_dutch_is_ours():
    assert is_dutch("Kies een dag.")
    assert not is_dutch("Choose a day from the list")
    assert not is_dutch("een")


def test_a_page_is_read_in_blocks_as_it_is_read_aloud():
    page = parsed(
        "<h1>Kop</h1><p>Een <strong>twee</strong><br>drie.<img src=x alt='Een foto'></p><script>nee</script>"
        "<svg><title>Stoelen</title><text>1</text></svg><button aria-label='Sluit af'>x</button>"
        "<table><tr><td>Wolk Voorbeeld</td><td>Dit is een <em>zin</em>.</td></tr></table><textarea>nee</textarea>"
    )
    assert blocks_of(page) == ["Kop", "Een twee", "drie.", "Een foto", "Stoelen", "Sluit af", "x", "Dit is een zin."]


def test_templates_programs_and_their_messages_are_all_found():
    found = {unit.name: unit.blocks for unit in units()}
    assert "U blijft op de wachtlijst." in found["recruitment/own_steps.py"]
    assert "Uw proefperiode loopt nog tot en met iets." in found["templates/recruitment/own_page_now.html"]
    assert not any("/migrations/" in name for name in found)


def test_a_form_is_sent_as_a_browser_would(client, db):
    page = TextPage(client)
    page.goto("/contact/bericht/")
    page.get_by_label("Uw bericht").fill("Wanneer vergadert de raad?")
    page.get_by_role("radio", name="Ik hoef geen antwoord").check()
    page.get_by_role("button", name="Volgende stap").click()
    assert "Controleer uw antwoorden" in page.html
    assert "Wanneer vergadert de raad?" in page.html
