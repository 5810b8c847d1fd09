"""What the migrations put in the database; a test with real transactions empties every table."""

from importlib import import_module

from django.apps import apps

from clientenraad.models import Page, Word
from members.models import Council
from recruitment.models import DeclineReason


def as_migrated() -> None:
    """Put back the rows that every site starts with, by the migrations' own functions."""
    if not Council.objects.exists():
        import_module("members.migrations.0002_defaults").make_defaults(apps, None)
    if not Page.objects.exists():
        import_module("clientenraad.migrations.0002_pages").make_pages(apps, None)
        import_module("clientenraad.migrations.0005_pages").fill_in(apps, None)
    import_module("clientenraad.migrations.0007_accessibility").make_statement(apps, None)
    if not Word.objects.exists():
        import_module("clientenraad.migrations.0008_words").make_words(apps, None)
    if not DeclineReason.objects.exists():
        import_module("recruitment.migrations.0004_filling").fill(apps, None)
