"""All addresses of logging in, below /beheer/; the names are allauth's, which asks for them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, reverse_lazy
from django.views.decorators.http import require_http_methods

from clientenraad.accounts import views

remove_passkey = passkeys.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))

# The package's own forms also take PUT for an answer.
asked = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("login/", asked(account.login), name="account_login"),
    path("login/passkey/", asked(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("login/tweede-stap/", asked(mfa.authenticate), name="mfa_authenticate"),
    path("logout/", asked(views.log_out), name="account_logout"),
    path("uitgelogd/", asked(views.logged_out), name="logged_out"),
    path("welkom/<int:number>/<str:token>/", asked(views.welcome), name="welcome"),
    path("verder/", asked(views.typed), name="typed"),
    path("bevestig/", asked(account.reauthenticate), name="account_reauthenticate"),
    path("bevestig/code/", asked(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("bevestig/passkey/", asked(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("tweede-stap/", asked(mfa.index), name="mfa_index"),
    path("tweede-stap/app/", asked(totp.activate_totp), name="mfa_activate_totp"),
    path("tweede-stap/app/weg/", asked(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("tweede-stap/passkey/", asked(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("tweede-stap/passkey/<int:pk>/weg/", asked(remove_passkey), name="mfa_remove_webauthn"),
    path("tweede-stap/codes/", asked(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("tweede-stap/codes/nieuw/", asked(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
