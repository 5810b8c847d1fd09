"""A letter to a member, and a mail server that answers as told."""

from datetime import UTC, datetime

import pytest
from django.core.mail.backends.locmem import EmailBackend
from model_bakery import baker

from members import post
from members.models import Letter, Member

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
Status = Letter.Status


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def mail_server(settings):
    settings.MAIL_LEAVES = True


@pytest.fixture
def answer(mail_server, monkeypatch):
    """Have the mail server answer with this error from now on, or with success for None."""
    answers = {"error": None}
    send = EmailBackend.send_messages

    def send_messages(backend, messages):
        if answers["error"]:
            raise answers["error"]
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return lambda error: answers.update(error=error)


@pytest.fixture
def member(council):
    return baker.make(Member, name="Sam Voorbeeld", email="sam@voorbeeld.example")


def write(member, **values):
    return post.write(member, "test", "Een onderwerp", "Een tekst", **values)
