"""The demo council, made once and copied back for every test: making it takes a second, copying it a hundredth."""

import sqlite3
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

Copies = dict[date, sqlite3.Connection]


def fill_with_demo(copies: Copies) -> None:
    """Put the demo council of Groningen in an emptied database.

    The demo counts its days from today, so ``copies`` has one for each Dutch calendar day on which a story begins.
    """
    if connection.vendor != "sqlite":
        _make_demo()
    elif copy := copies.get(timezone.localdate()):
        copy.backup(_database())
        # The numbers of the content types came back with the copy.
        ContentType.objects.clear_cache()
    else:
        _make_demo()
        copy = copies[timezone.localdate()] = sqlite3.connect(":memory:")
        _database().backup(copy)


def _make_demo() -> None:
    call_command("demo", "groningen", verbosity=0)


def _database() -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection
