"""What the frame of every page is made of, read once for as long as the database says that nothing changed."""

from functools import cached_property

from django.db import connection

from clientenraad.models import Page, Word
from clientenraad.page_cache import version
from members.known import Known


class SiteKnown(Known):
    """What is known at version ``number`` of what visitors may read; None for what only one request may use."""

    def __init__(self, number: int | None = None) -> None:
        self.number = number

    @cached_property
    def menu_pages(self) -> list[tuple[int, str, str]]:
        """The pages of text in the menu: order, title and address of each."""
        return [(page.menu_order, page.menu_title, page.get_absolute_url()) for page in Page.objects.in_menu()]

    @cached_property
    def words(self) -> list[Word]:
        """The hard words, to be explained where they stand."""
        return list(Word.objects.all())


# The last one of this process.
_kept: list[SiteKnown] = []


def known_now() -> SiteKnown:
    """What is known at this moment: shared with earlier requests while the database has the same version.

    The version is read before anything that is kept with it: what is kept can be newer, never older. Inside a
    transaction nothing is shared, since what it changed may still be undone.
    """
    number = None if connection.in_atomic_block else version.current()
    if number is None:
        return SiteKnown()
    if not _kept or _kept[0].number != number:
        _kept[:] = [SiteKnown(number)]
    return _kept[0]
