"""What candidates can take along from the own page: their data, and the appointment for their calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from recruitment.invitations import calendar_file
from recruitment.overview import as_text, for_candidate
from recruitment.own_page import OwnPageView


def _download(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class OwnData(OwnPageView):
    """All that was given and told, in one file without a name in its name."""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = as_text(for_candidate(self.candidate), timezone.now())
        # The mark in front and the line ends are for old programs on Windows, which show Zoë as ZoÃ« without.
        return _download("\ufeff" + text.replace("\n", "\r\n"), "text/plain", "uw-gegevens.txt")


class Appointment(OwnPageView):
    """The talk that is planned now."""

    def get(self, request: HttpRequest) -> HttpResponse:
        talk = self.candidate.talk_at(self.candidate.stage)
        if talk is None or talk.outcome or talk.planned_at <= timezone.now():
            raise Http404
        return _download(calendar_file(talk), "text/calendar", "afspraak.ics")
