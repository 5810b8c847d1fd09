"""Changing a page of text: every version is kept for a while, and can be put back."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from clientenraad.models import Page, PageRevision
from members.models import Council
from members.refusals import Refusal

VERSIONS_KEPT = 20


@transaction.atomic
def save(page: Page, *, by: User, now: datetime, today: date) -> None:
    """Save the page and keep this version; what stood there before anybody changed it is kept as the first one."""
    before = Page.objects.filter(pk=page.pk).first()
    if before and not before.revisions.exists():
        before.revisions.create(title=before.title, text=before.text, saved_at=now)
    page.version += 1
    page.changed_on = today
    page.save()
    page.revisions.create(title=page.title, text=page.text, saved_at=now, by=by)
    _forget_old(page)


def _forget_old(page: Page) -> None:
    newest = page.revisions.values_list("pk", flat=True)[:VERSIONS_KEPT]
    page.revisions.exclude(pk__in=list(newest)).delete()


@transaction.atomic
def put_back(revision: PageRevision, *, by: User, now: datetime, today: date) -> Page:
    """Make the page say again what it said in this version; raises ``Refusal`` when it does already."""
    # The same lock as the form of a page takes, which writes every column.
    Council.objects.locked()
    page = Page.objects.get(pk=revision.page_id)
    if (page.title, page.text) == (revision.title, revision.text):
        raise Refusal("Deze versie staat nu al op de website.")
    page.title, page.text = revision.title, revision.text
    save(page, by=by, now=now, today=today)
    return page


@transaction.atomic
def mark_checked(page: Page, *, by: User, today: date) -> None:
    """Somebody read the page and saw that all of it is still true."""
    Page.objects.filter(pk=page.pk).update(checked_on=today)


@transaction.atomic
def remove(page: Page, *, by: User) -> None:
    """Delete a page with all its versions; raises ``Refusal`` for a page that the site itself leads to."""
    if page.is_fixed:
        raise Refusal("Deze pagina hoort bij de website. U kunt de tekst wel wijzigen.")
    page.delete()
