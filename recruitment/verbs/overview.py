"""The button that gives candidates all that is known about them."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from members.admin_tools import Verb
from recruitment.door import locked, note
from recruitment.overview import for_secretary


class MakeOverview(Verb):
    """Makes a page to print; by POST, because the log says that it was made."""

    slug, button = "overzicht", "Maak een overzicht voor de kandidaat"

    def consequence(self) -> str:
        return (
            "U ziet alles wat er over de kandidaat is opgeschreven, ook notities en redenen."
            " Lees het eerst door. Staat er iets in over iemand anders? Streep dat weg voordat u het geeft."
        )

    @transaction.atomic
    def perform(self) -> str:
        note(locked(self.subject), "overzicht voor de kandidaat gemaakt", by=self.by)
        return ""

    def page(self, request: HttpRequest) -> HttpResponse:
        context = {"candidate": self.subject, "sections": for_secretary(self.subject), "today": self.today}
        response = render(request, "recruitment/overview_print.html", context)
        response["Cache-Control"] = "no-store, private"
        return response
