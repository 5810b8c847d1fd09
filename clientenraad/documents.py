"""The page of documents, its files, and what happens to those when a document is changed or goes."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from clientenraad.models import Document
from clientenraad.models.documents import FOLDER
from members import files

log = logging.getLogger(__name__)

NOT_KEPT = "Het document kon niet worden bewaard. Dat ligt niet aan u. Probeer het later nog eens, of bel de beheerder."
HEADINGS = {
    Document.Kind.ADVICE: "Adviezen",
    Document.Kind.ORDINANCE: "Verordening",
    Document.Kind.RULES: "Huishoudelijk reglement",
    Document.Kind.MINUTES: "Verslagen",
    Document.Kind.OTHER: "Andere documenten",
}
FILES = [field.name for field in Document._meta.get_fields() if isinstance(field, FileField)]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What the council wrote, by kind, the newest in front."""
    documents = Document.objects.published()
    shelves = [(HEADINGS[kind], [one for one in documents if one.kind == kind]) for kind in Document.Kind]
    return render(request, "clientenraad/documents.html", {"shelves": [shelf for shelf in shelves if shelf[1]]})


@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    """The document itself, to keep; only while it is published."""
    found = get_object_or_404(Document.objects.published(), pk=pk)
    return _download(found.file, f"{slugify(found.title)}.pdf")


@require_safe
def answer(request: HttpRequest, pk: int) -> FileResponse:
    """What the college answered, only while the advice is published."""
    found = get_object_or_404(Document.objects.published(), pk=pk)
    return _download(found.answer, f"{slugify(found.title)}-antwoord.pdf")


def _download(file: FieldFile, name: str) -> FileResponse:
    try:
        opened = file.open()
    except ValueError as error:  # there is none
        raise Http404 from error
    except FileNotFoundError as error:
        # A restored database without its files.
        log.warning("document without its file: %s", file.instance.pk)
        raise Http404 from error
    # Never shown inside the site: whatever is in it, it has none of the site's rights.
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def size_in_words(file: FieldFile) -> str:
    """How big the file is, such as ``240 kB`` or ``1,2 MB``, kept on one line; empty when it is gone."""
    try:
        kilobytes = max(1, round(file.size / 1000))
    except OSError:
        return ""
    words = f"{kilobytes} kB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB".replace(".", ",")
    return words.replace(" ", "\N{NO-BREAK SPACE}")


@transaction.atomic
def save(document: Document) -> None:
    """Save the document; a file that was replaced or taken away is deleted with it."""
    before = Document.objects.filter(pk=document.pk).first()
    document.save()
    if before:
        _delete_after_commit(set(_names(before)) - set(_names(document)))


@receiver(post_delete, sender=Document)
def _delete_with_row(instance: Document, **kwargs: Any) -> None:
    _delete_after_commit(_names(instance))


def _names(document: Document) -> list[str]:
    return [str(getattr(document, name)) for name in FILES if getattr(document, name)]


def _delete_after_commit(names: Iterable[str]) -> None:
    for name in names:
        # What cannot be deleted now is a stray, and goes the next night.
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


def clear_strays(now: datetime) -> int:
    """Delete files that belong to no document; returns how many."""
    return files.clear_strays(FOLDER, lambda: {name for one in Document.objects.all() for name in _names(one)}, now)
