"""What pages with an address of their own have in common in the admin: the address, and a look before it is out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import slugify

from events import addresses
from events.models import OldAddress
from members.admin_tools import SoundListAdmin, VersionedAdmin, VersionedForm


class AddressedForm(VersionedForm):
    """Settles the address: made of the title when it is left empty, with a number behind it when it is taken."""

    kind: OldAddress.Kind
    title_field = "title"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # it is not, for who may only look
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "slug" in self.cleaned_data:
            self.cleaned_data["slug"] = self._free_slug(self.cleaned_data["slug"])
        return cleaned

    def _free_slug(self, typed: str) -> str:
        """What was typed, or else what the title gives; a title such as ``???`` gives nothing."""
        of_title = slugify(self.cleaned_data.get(self.title_field, ""))[: addresses.LONGEST].strip("-")
        wanted = typed or of_title or self.kind.value
        return addresses.free_slug(self._meta.model, self.kind, wanted, but=self.instance.pk)


class PreviewedAdmin(SoundListAdmin):
    """A row that becomes a page, which the editor sees before anybody else can."""

    page_template: str
    view_on_site = False  # the template has a link of its own, only for what is on the site

    def shown_with(self, row: Any) -> dict[str, Any]:
        """What the page of this row shows besides the row itself, and the row under the name that its template uses."""
        raise NotImplementedError

    def is_public(self, row: Any) -> bool:
        """Whether visitors can see the page at this moment."""
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.preview)
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [path("<path:object_id>/voorbeeld/", view, name=name), *super().get_urls()]

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page as it will look, for who may change it; listed nowhere and, like all of the admin, kept nowhere."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_change_permission(request, row):
            raise Http404
        back = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
        context = {**self.shown_with(row), "is_preview": True, "back_url": back}
        response = render(request, self.page_template, context)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        context: dict[str, Any] = {}
        if row is not None and self.has_change_permission(request, row):
            context["preview_url"] = f"admin:{self.opts.app_label}_{self.opts.model_name}_preview"
            context["public_url"] = row.get_absolute_url() if self.is_public(row) else None
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


class AddressedAdmin(PreviewedAdmin, VersionedAdmin):
    """Remembers the addresses a page had."""

    form: type[AddressedForm]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        old = form.initial.get("slug")
        if change and old and old != obj.slug:
            addresses.remember(self.form.kind, old, obj.pk)
