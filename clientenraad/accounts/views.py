"""The pages of logging in and out that allauth does not have, or that we want otherwise."""

from typing import Any, cast

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientenraad.accounts import letters, links
from clientenraad.accounts.forms import NewPasswordForm
from clientenraad.models import Colleague
from members.safety import TYPED


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Leave nothing behind in this browser: the next person at a shared computer finds no page in its memory."""
    logout(request)
    response = redirect("logged_out")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@require_safe
@never_cache
def logged_out(request: HttpRequest) -> HttpResponse:
    return render(request, "account/logged_out.html")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """Behind the link of a colleague: choose a password, and go on to the second step."""
    colleague = links.opened_by(number, token)
    if colleague is None:
        return render(request, "account/welcome_gone.html", status=410)
    form = NewPasswordForm(colleague, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not _choose(number, token, form.cleaned_data["new_password1"]):
            return render(request, "account/welcome_gone.html", status=410)
        logout(request)  # of whoever else was logged in here
        user = User.objects.get(pk=number)
        return perform_password_login(request, {"username": user.username}, Login(user=user))
    return render(request, "account/welcome.html", {"form": form, "colleague": colleague})


@transaction.atomic
def _choose(number: int, token: str, password: str) -> bool:
    """Set the password; False when somebody was faster with the same link."""
    Colleague.objects.select_for_update().filter(pk=number).first()
    colleague = links.opened_by(number, token)
    if colleague is None:
        return False
    colleague.set_password(password)
    colleague.save(update_fields=["password"])
    letters.tell(colleague, "Er is een wachtwoord gekozen", "Met uw link is een wachtwoord gekozen voor uw account.")
    return True


@never_cache
@login_required
@require_safe
def typed(request: HttpRequest) -> HttpResponse:
    """The form that was sent after the session had ended, to send again; for the one who typed it only."""
    found: dict[str, Any] | None = request.session.get(TYPED)
    if not found or found["by"] != cast(User, request.user).pk:
        return redirect("admin:index")
    return render(request, "account/typed.html", {"typed": found})


class AddPasskey(AddWebAuthnView):
    """A passkey that opens the account by itself: the device knows whose it is, and checks a finger or a code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": passkeys.begin_registration(self.request.user, True)}
        return context
