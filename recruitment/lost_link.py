"""Ask for a new link to the own page, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from members.safety import WINDOW, too_many
from recruitment.applying import ask_new_link
from recruitment.forms import LostLinkForm


@method_decorator(csrf_exempt, name="dispatch")  # nobody is logged in here
class LostLink(View):
    """Ask for a new link. The answer is the same whether or not the address is known."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "recruitment/lost_link.html", {"form": LostLinkForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LostLinkForm(request.POST)
        if not form.is_valid():
            return render(request, "recruitment/lost_link.html", {"form": form})
        if too_many(request, "new link"):
            response = render(request, "429.html", status=429)
            response["Retry-After"] = str(int(WINDOW.total_seconds()))
            return response
        ask_new_link(form.cleaned_data["email"])
        return redirect("lost_link_asked")


class LostLinkAsked(TemplateView):
    """After asking: what happens next."""

    template_name = "recruitment/lost_link_asked.html"
