from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import Photo
from events.photos import opened

TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


@require_safe
def photo(request: HttpRequest, stem: str, width: int, way: str) -> FileResponse:
    """A picture while its page is on the site; before and after that only for who works on it."""
    found = Photo.objects.public(timezone.now()).filter(stem=stem).first() or _for_editor(request, stem)
    file = found and opened(found, width, way)
    if file is None:
        raise Http404
    response = FileResponse(file, content_type=TYPES[way])
    # Kept by the visitor's browser only, and not for long: a photo can be taken off.
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _for_editor(request: HttpRequest, stem: str) -> Photo | None:
    """A photo that is not public, for who may change photos; asked last, since it opens the session."""
    may_see = request.user.has_perm("events.change_photo")
    return Photo.objects.filter(stem=stem).first() if may_see else None
