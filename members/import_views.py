"""Bringing a list of members in and taking one out, beside the list of members in the admin.

Between the preview and the yes nothing is kept here: the list travels, signed, in the page itself.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from members import exporting, trail
from members.columns import Table, headers_in, read_table
from members.importing import Report, bring_in
from members.models import Member
from members.spreadsheet import MAX_BYTES, Unreadable, as_csv, as_xlsx, read

TOO_BIG = "Het bestand is groter dan 2 MB. Bewaar alleen de ledenlijst in een nieuw bestand."
PREVIEW_LASTS = 3600  # seconds; a list that was looked at yesterday is looked at again
LIST = "admin:members_member_changelist"


class ListForm(forms.Form):
    """The file; ``table`` is what was read from it."""

    use_required_attribute = False
    list = forms.FileField(
        label="Uw ledenlijst",
        help_text="Een bestand dat eindigt op .xlsx of .csv, van hoogstens 2 MB.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Het bestand is leeg. Kies een ander bestand.",
            "invalid": "Kies een bestand.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    table: Table

    def clean_list(self) -> UploadedFile:
        file = self.cleaned_data["list"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_BIG)
        try:
            self.table = read_table(read(file.read(), headers_in))
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        return file


class ListInAndOut(admin.ModelAdmin):
    """The list of members, with an import for who may add members and an export for who may see them."""

    change_list_template = "admin/import_list.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("importeren/", view(self.import_view), name="members_member_import"),
            path("exporteren/", view(self.export_view), name="members_member_export"),
            *super().get_urls(),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file, show what it would do, and do that after a yes; only the last changes anything."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "signed" in request.POST:
            return self._confirmed(request)
        form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
        if form.is_valid():
            table = form.table
            return self._preview(request, _signed(request, table), table, _bring_in(request, table, keep=False))
        return self._page(request, "admin/import.html", "Leden importeren", {"form": form})

    def _confirmed(self, request: HttpRequest) -> HttpResponse:
        try:
            table = _unsigned(request)
        except signing.BadSignature:
            messages.error(request, "Deze controle is te oud of klopt niet meer. Kies het bestand opnieuw.")
            return redirect("admin:members_member_import")
        report = _bring_in(request, table, keep=True)
        if report.refused:
            return self._preview(request, request.POST["signed"], table, report)
        messages.success(request, f"De lijst is ingevoerd: {report.summary or 'alles stond er al'}.")
        return redirect(LIST)

    def _preview(self, request: HttpRequest, signed: str, table: Table, report: Report) -> HttpResponse:
        context = {"signed": signed, "table": table, "report": report}
        return self._page(request, "admin/import_preview.html", "Leden importeren: klopt dit?", context)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Everything about the members as one file; by POST, since it holds personal data."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, "admin/export.html", "Leden exporteren", {})
        trail.note(trail.Kind.EXPORTED, Member)
        rows, name = exporting.rows(), f"leden-{timezone.localdate().isoformat()}"
        if "csv" in request.POST:
            return _download(as_csv(rows), f"{name}.csv", "text/csv; charset=utf-8")
        return _download(as_xlsx(rows, "Leden"), f"{name}.xlsx", XLSX)

    def _page(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> TemplateResponse:
        page = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "list_url": LIST, **context}
        return TemplateResponse(request, template, page)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _bring_in(request: HttpRequest, table: Table, *, keep: bool) -> Report:
    may_set_seats = request.user.has_perm("members.change_council")
    return bring_in(table.rows, today=timezone.localdate(), keep=keep, may_set_seats=may_set_seats)


def _signer(request: HttpRequest) -> dict[str, Any]:
    # Only who saw the preview can say yes to it.
    return {"salt": f"members.import.{request.user.pk}"}


def _signed(request: HttpRequest, table: Table) -> str:
    return signing.dumps([table.rows, table.skipped, table.other_sheets], compress=True, **_signer(request))


def _unsigned(request: HttpRequest) -> Table:
    return Table(*signing.loads(request.POST["signed"], max_age=PREVIEW_LASTS, **_signer(request)))
