"""``manage.py new_council``: what a real site begins with, and nothing of a demo."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clientenraad.management.commands import new_council as command
from clientenraad.models import Colleague
from members.models import Council
from recruitment.models import Vacancy


def new_council(*arguments: str) -> str:
    out = StringIO()
    call_command("new_council", *arguments, stdout=out)
    return out.getvalue()


def test_the_council_has_its_name_and_a_permanent_vacancy(council, client):
    new_council("Cliëntenraad Voorbeeldstad", "Voorbeeldstad", "beheer@voorbeeldstad.example")
    assert Council.objects.values_list("name", "municipality", "is_demo").get() == (
        "Cliëntenraad Voorbeeldstad", "Voorbeeldstad", False,
    )  # fmt: skip
    assert list(Vacancy.objects.values_list("slug", "is_published")) == [("lid", True)]
    assert "15 van de 15 plaatsen zijn vrij" in client.get("/vacatures/lid/").content.decode()


def test_the_administrator_chooses_a_password_with_the_link(council, client):
    said = new_council("Cliëntenraad Voorbeeldstad", "Voorbeeldstad", "beheer@voorbeeldstad.example")
    link = re.search(r"http://testserver(/beheer/welkom/\S+)", said)[1]
    keeper = Colleague.objects.get()
    assert (keeper.username, keeper.role_names, keeper.is_superuser) == ("beheer", ["Beheerder"], False)
    assert client.get(link, follow=True).status_code == 200


def test_it_is_the_first_command_on_a_new_server_with_no_tables_yet(tmp_path):
    manage = str(Path(__file__).parents[2] / "manage.py")
    there = {"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, manage, "new_council", "Raad", "Stad", "beheer@stad.example"],
        env={**there, "SITE_URL": "https://raad.stad.example"}, capture_output=True, text=True,
    )  # fmt: skip
    assert re.search(r"^https://raad.stad.example/beheer/welkom/\S+$", done.stdout, re.MULTILINE), done.stderr


def test_a_site_with_somebody_in_it_is_refused(council):
    new_council("Cliëntenraad Voorbeeldstad", "Voorbeeldstad", "beheer@voorbeeldstad.example")
    with pytest.raises(CommandError, match="^De database is niet leeg. Dit kan alleen in een lege database."):
        new_council("Andere raad", "Anderstad", "ander@voorbeeldstad.example")
    assert Council.objects.get().name == "Cliëntenraad Voorbeeldstad"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("Raad", "Stad", "geen adres"), "^Dit e-mailadres klopt niet: geen adres$"),
        (("R" * 121, "Stad", "beheer@stad.example"), "120"),
        (("Raad", "", "beheer@stad.example"), "Vul dit in."),
    ],
)
def test_what_cannot_be_writes_nothing(council, arguments, why):
    with pytest.raises(CommandError, match=why):
        new_council(*arguments)
    assert not Vacancy.objects.exists()
    assert not Colleague.objects.exists()


def test_on_a_new_server_the_database_is_made_first(council, monkeypatch):
    called = []
    monkeypatch.setattr(command, "prepare_database", lambda: called.append("prepared"))
    new_council("Cliëntenraad Voorbeeldstad", "Voorbeeldstad", "beheer@voorbeeldstad.example")
    assert called == ["prepared"]
