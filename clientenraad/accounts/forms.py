"""The small forms of logging in, in our words; what they do is allauth's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.utils.crypto import salted_hmac

from clientenraad.accounts import letters
from clientenraad.accounts.adapters import WRONG_CODE, WRONG_PASSKEY

LIVES = 4 * 60  # seconds; longer than a code of an app can be right


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label,
        strip=False,
        widget=widget,
        help_text=help_text,
        max_length=1000,
        error_messages={"required": "Vul het wachtwoord in."},
    )


def code_field(help_text: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})
    return forms.CharField(
        label="Code",
        widget=widget,
        max_length=40,
        help_text=help_text,
        error_messages={"required": "Vul de code in."},
    )


class LogInForm(LoginForm):
    """The e-mail address is another spelling of the account's name, where exactly one account has it."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = forms.CharField(
            label="Gebruikersnaam of e-mailadres",
            max_length=254,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": "Vul uw gebruikersnaam of e-mailadres in."},
        )
        self.fields["password"] = password_field("Wachtwoord", "current-password")

    def clean_login(self) -> str:
        typed: str = super().clean_login()
        names = list(User.objects.filter(email__iexact=typed).values_list("username", flat=True)[:2])
        return names[0] if "@" in typed and len(names) == 1 else typed


class PasswordForm(ReauthenticateForm):
    """Before something that matters: is it still the same person at this screen?"""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field("Uw wachtwoord", "current-password")


class OnceOnly:
    """A code is right once; allauth by itself takes the same one again after half a minute."""

    use_required_attribute = False
    user: User

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        key = salted_hmac("second step", f"{self.user.pk} {''.join(code.split())}").hexdigest()
        if not cache.add(key, True, LIVES):
            raise forms.ValidationError(WRONG_CODE)
        return code


class CodeForm(OnceOnly, codes.AuthenticateForm):
    code = code_field("De zes cijfers die nu in uw app staan. Telefoon kwijt? Vul dan een reservecode in.")


class CodeAgainForm(OnceOnly, codes.ReauthenticateForm):
    code = code_field("De zes cijfers die nu in uw app staan.")


class FirstCodeForm(OnceOnly, ActivateTOTPForm):
    code = code_field("De zes cijfers die uw app laat zien.")


@contextmanager
def sound() -> Iterator[None]:
    """What a passkey says is read by a library that stumbles over nonsense in many ways: all of them are a no."""
    try:
        yield
    except (forms.ValidationError, DatabaseError):
        raise
    except Exception as error:
        raise forms.ValidationError(WRONG_PASSKEY) from error


class SoundCredential:
    use_required_attribute = False

    def clean_credential(self) -> Any:
        with sound():
            return super().clean_credential()  # type: ignore[misc]


class PasskeyLogInForm(SoundCredential, passkeys.LoginWebAuthnForm):
    pass


class PasskeyStepForm(SoundCredential, passkeys.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(SoundCredential, passkeys.ReauthenticateWebAuthnForm):
    pass


class PasskeyForm(passkeys.AddWebAuthnForm):
    """Always a key with which one can log in by itself: allauth's own choice about that is left out."""

    use_required_attribute = False
    name = forms.CharField(
        label="Naam van deze passkey",
        required=False,
        max_length=60,
        help_text="Zo herkent u hem later, bijvoorbeeld: mijn telefoon.",
    )
    passwordless = None

    def clean(self) -> Any:
        with sound():
            return super().clean()


class NewPasswordForm(SetPasswordForm):
    use_required_attribute = False
    error_messages = {"password_mismatch": "U typte twee verschillende wachtwoorden. Typ twee keer hetzelfde."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how = (
            "Minstens twaalf tekens. Vier gewone woorden achter elkaar zijn goed te onthouden."
            " Gebruik niet uw naam, de naam van de raad of een woord als ‘welkom’."
        )
        self.fields["new_password1"] = password_field("Uw nieuwe wachtwoord", "new-password", how)
        self.fields["new_password2"] = password_field("Nog een keer hetzelfde wachtwoord", "new-password")


class OwnPasswordForm(AdminPasswordChangeForm):
    """A colleague's own password, changed at the desk; whoever it belongs to hears of it by mail."""

    def clean_old_password(self) -> str:
        """Counted as when logging in: who finds a screen left open cannot guess on."""
        typed: str = self.cleaned_data["old_password"]
        if not get_adapter().reauthenticate(self.user, typed):
            raise get_adapter().validation_error("incorrect_password")
        return typed

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        letters.tell(user, "Uw wachtwoord is gewijzigd", "In het beheer is een nieuw wachtwoord gekozen.")
        return user
