"""Photos in the admin: several at once, then words for each of them; taking one off is one press."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from events import photos
from events.models import Photo
from members.admin_tools import DayField, Verb, VerbAdmin
from members.refusals import Refusal
from members.words import LineField

AT_ONCE = 12


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """One or more uploads, each made into a photo that is ready to be kept; what is wrong is said by file."""

    widget = SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads = [self._checked(upload) for upload in data or [None]]
        if len(uploads) > AT_ONCE:
            raise ValidationError(f"Kies hoogstens {AT_ONCE} foto's in één keer.")
        return [_made_ready(upload) for upload in uploads]

    def _checked(self, upload: UploadedFile | None) -> Any:
        """One upload, or its absence, as a form field of Django's own checks it."""
        try:
            return super().clean(upload)
        except ValidationError as error:
            if upload is None:
                raise
            raise ValidationError([f"‘{upload.name}’: {message}" for message in error.messages]) from error


def _made_ready(upload: UploadedFile) -> photos.Ready:
    try:
        return photos.made_ready(upload)
    except Refusal as refusal:
        raise ValidationError(f"‘{upload.name}’: {refusal}") from refusal


class AddPhotos(Verb):
    slug, button = "fotos-toevoegen", "Voeg foto's toe"
    uploads = PhotosField(
        label="foto's",
        help_text=f"U kunt er meer tegelijk kiezen, hoogstens {AT_ONCE}. JPEG, PNG of WebP, elk hoogstens 10 MB.",
    )
    agreed = forms.BooleanField(label="iedereen op deze foto's vindt het goed dat ze op de website staan")
    consent_on = DayField(label="dat is gevraagd op", initial=timezone.localdate)

    def consequence(self) -> str:
        return "Hierna schrijft u per foto wat er te zien is. Dan pas staan de foto's op de website."

    def perform(self) -> str:
        data = self.cleaned_data
        photos.add(self.subject, data["uploads"], consent_on=data["consent_on"], today=self.today)
        return "De foto's zijn bewaard. Schrijf nu bij elke foto wat er te zien is."


class DescribePhotos(Verb):
    slug, button = "fotos-beschrijven", "Beschrijf de foto's"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(self.subject.photos.all())
        for number, photo in enumerate(self.rows, 1):
            self._ask(number, photo)

    def _ask(self, number: int, photo: Photo) -> None:
        words = LineField(max_length=200, label=f"foto {number}: wat is er te zien", initial=photo.alternative)
        words.help_text = format_html(
            '<img class="photo-small" src="{}" alt="">Voor wie de foto niet ziet. Bijvoorbeeld: leden rond de tafel.',
            photo.jpeg["240"],
        )
        words.error_messages["required"] = f"Schrijf bij foto {number} wat er te zien is."
        place = forms.IntegerField(
            min_value=1, max_value=999, label=f"foto {number}: plaats in de rij", initial=photo.position
        )
        place.error_messages["required"] = f"Vul in: {place.label}"
        seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, initial=photos.state_of(photo))
        self.fields |= {f"words_{photo.pk}": words, f"place_{photo.pk}": place, f"seen_{photo.pk}": seen}

    @classmethod
    def fits(cls, subject: photos.Owner) -> bool:
        return subject.photos.exists()

    def consequence(self) -> str:
        return "De foto met de laagste plaats staat bovenaan, groot. Die gaat ook mee als iemand de pagina deelt."

    def perform(self) -> str:
        data = self.cleaned_data
        described = {row.pk: (data[f"place_{row.pk}"], data[f"words_{row.pk}"]) for row in self.rows}
        photos.describe(self.subject, described, seen={row.pk: data[f"seen_{row.pk}"] for row in self.rows})
        return "De foto's zijn beschreven."


class WithPhotos(VerbAdmin):
    """A row with photos: they stand below its form, each with a button that takes it off."""

    verbs = [AddPhotos, DescribePhotos]
    change_form_template = "admin/events/change_form.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.take_photo_off))
        return [
            path("<path:object_id>/foto/<int:photo>/weghalen/", view, name=self._name("photo_off")),
            *super().get_urls(),
        ]

    def may_do(self, request: HttpRequest, subject: Any, verb: type[Verb]) -> bool:
        if verb in {AddPhotos, DescribePhotos} and not request.user.has_perm("events.change_photo"):
            return False
        return super().may_do(request, subject, verb)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        subject = self.get_object(request, object_id)
        context = {
            "photos": list(subject.photos.all()) if subject else [],
            "photo_off_url": f"admin:{self._name('photo_off')}" if request.user.has_perm("events.delete_photo") else "",
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def done(self, request: HttpRequest, subject: Any, form: Verb) -> HttpResponse:
        response = super().done(request, subject, form)
        if not isinstance(form, AddPhotos):
            return response
        return HttpResponseRedirect(reverse(f"admin:{self._name('verb')}", args=[subject.pk, DescribePhotos.slug]))

    def take_photo_off(self, request: HttpRequest, object_id: str, photo: int) -> HttpResponse:
        """One press, without a question: who asks to be off the site should be off it."""
        subject = self.get_object(request, object_id)
        if subject is None:
            raise Http404
        if not (self.has_change_permission(request, subject) and request.user.has_perm("events.delete_photo")):
            raise PermissionDenied
        photos.take_off(get_object_or_404(subject.photos, pk=photo))
        messages.success(request, "De foto is weg, en de bestanden ook.")
        return self._back(subject)
