"""/beheer/cijfers/: the year in figures, for who may see members and changes candidates: secretary and chair."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clientenraad.figures import report
from clientenraad.figures.year import EARLIEST, LATEST, Year
from members import trail
from members.models import Council

RIGHTS = ["members.view_member", "recruitment.change_candidate"]


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Lead to the year that was chosen; without a year that can be, to the last one that is over."""
    _refuse_strangers(request)
    today, chosen = timezone.localdate(), request.GET.get("jaar", "")
    known = chosen in map(str, report.years(today))
    return redirect("admin:figures", int(chosen) if known else today.year - 1)


@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """The report to read and to print; of a year that has not come, or is not known, it says so."""
    _refuse_strangers(request)
    year = _year(number)
    found = None if year.is_coming else report.read(year, timezone.now())
    return TemplateResponse(request, "admin/figures/page.html", _context(request, year, found))


@require_safe
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The same numbers for a spreadsheet."""
    _refuse_strangers(request)
    year = _year(number)
    if year.is_coming:
        raise Http404
    content = report.sheet(report.read(year, timezone.now()))
    trail.note(trail.Kind.EXPORTED, Council, f"jaarverslag {number}")
    disposition = f'attachment; filename="cijfers-{number}.csv"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _context(request: HttpRequest, year: Year, found: report.Report | None) -> dict[str, Any]:
    today: date = year.today
    return {
        **admin.site.each_context(request),
        "title": f"Jaarverslag {year.number}",
        "year": year,
        "years": report.years(today),
        "report": found,
    }


def _year(number: int) -> Year:
    if not EARLIEST <= number <= LATEST:
        raise Http404
    return Year(number, timezone.localdate())


def _refuse_strangers(request: HttpRequest) -> None:
    if not request.user.has_perms(RIGHTS):
        raise PermissionDenied
