"""The page that explains hard words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clientenraad.models import Word


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All hard words in the order of the alphabet."""
    return render(request, "clientenraad/glossary.html", {"words": Word.objects.all()})
