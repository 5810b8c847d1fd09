"""All addresses of logging in, below /beheer/; the names are allauth's, which asks for them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, reverse_lazy

from clientenraad.accounts import views

remove_passkey = passkeys.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("login/tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", views.log_out, name="account_logout"),
    path("uitgelogd/", views.logged_out, name="logged_out"),
    path("welkom/<int:number>/<str:token>/", views.welcome, name="welcome"),
    path("verder/", views.typed, name="typed"),
    path("bevestig/", account.reauthenticate, name="account_reauthenticate"),
    path("bevestig/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bevestig/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tweede-stap/", mfa.index, name="mfa_index"),
    path("tweede-stap/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-stap/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/passkey/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("tweede-stap/passkey/<int:pk>/weg/", remove_passkey, name="mfa_remove_webauthn"),
    path("tweede-stap/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tweede-stap/codes/nieuw/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
