"""Where a candidate has everything erased: asks once, then it is gone (docs/rules.md, 16)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import TemplateView

from members.former import BACKUP_WEEKS
from members.refusals import Refusal
from recruitment.door import CandidateGone
from recruitment.erasing import withdraw_and_erase
from recruitment.own_page import KEY, OwnPageView, open_link


class EraseMe(OwnPageView):
    """The consequences in words and one button; who was appointed reads how to ask."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            withdraw_and_erase(self.candidate, by=None, today=timezone.localdate())
        except CandidateGone:
            # Pressed twice: the first did it all. A link that still opens a page is that of a joined application.
            return redirect("own_page" if open_link(request) else "own_page_erased")
        except Refusal:
            # Appointed meanwhile: the page says what that means.
            self.candidate.refresh_from_db()
            return self._show(status=409)
        request.session.pop(KEY, None)
        if request.user.is_anonymous:
            request.session.flush()
        return redirect("own_page_erased")

    def _show(self, status: int = 200) -> HttpResponse:
        context = {"candidate": self.candidate}
        return render(self.request, "recruitment/own_page_erase.html", context, status=status)


class Erased(TemplateView):
    """After erasing; knows nothing of who it was."""

    template_name = "recruitment/own_page_erased.html"
    extra_context = {"backup_weeks": BACKUP_WEEKS}
