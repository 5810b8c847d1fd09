"""The accounts of colleagues, kept by the administrator; Django's own pages for users and groups are gone."""

from typing import Any, cast

# Registered here, so that we can take them away: what allauth and Django offer shows secrets and raw rights.
from allauth.account import admin as _addresses  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _steps  # noqa: F401
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as _accounts  # noqa: F401
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse

from clientenraad.accounts import actions
from clientenraad.accounts.second_step import STEPS
from clientenraad.accounts.verbs import ChangeRoles, Close, MakeLink, Reopen, ResetSecondStep, RolesField, show_link
from clientenraad.models import Colleague
from members import post
from members.admin_tools import VerbAdmin
from members.letters import parting
from members.models import Council
from members.refusals import Refusal
from members.seals import seal
from members.seen_forms import SEEN, SeenAdmin, SeenForm

for model in (User, Group, EmailAddress, Authenticator):
    admin.site.unregister(model)

OLD_ADDRESS = """Goedendag,

Het e-mailadres van uw account voor het beheer van onze website is gewijzigd. Wij schrijven u niet meer op dit adres.

Wist u hiervan? Dan hoeft u niets te doen. Zo niet: bel ons snel.
"""


class ColleagueForm(SeenForm):
    class Meta:
        model = Colleague
        fields = ["first_name", "last_name", "email"]
        labels = {"email": "E-mailadres"}
        help_texts = {"email": "Hier gaan berichten over het account naartoe."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not of the whole row: logging in writes it too, and nobody typed that.
        self.initial[SEEN] = seal(self.instance, ColleagueForm.Meta.fields)


class InviteForm(SeenForm):
    """A new colleague; the password is hers alone."""

    roles = RolesField()

    class Meta:
        model = Colleague
        fields = ["first_name", "last_name", "username", "email"]
        labels = {"username": "Gebruikersnaam", "email": "E-mailadres"}
        help_texts = {
            "username": "Om mee in te loggen, bijvoorbeeld: anna.",
            "email": "Zonder e-mailadres geeft u de link zelf aan uw collega.",
        }

    def clean_roles(self) -> Any:
        roles = self.cleaned_data["roles"]
        try:
            actions.refuse_roles(list(roles))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return roles


@admin.register(Colleague)
class ColleagueAdmin(SeenAdmin, VerbAdmin):
    verbs = [ChangeRoles, MakeLink, Reopen, ResetSecondStep, Close]
    list_display = ["username", "full_name", "role_list", "has_second_step", "last_login", "is_open"]
    list_filter = ["is_active"]
    search_fields = ["username", "first_name", "last_name"]
    readonly_fields = ["login_name", "role_list", "has_second_step", "last_login", "is_open"]

    @admin.display(description="naam")
    def full_name(self, colleague: Colleague) -> str:
        return colleague.get_full_name()

    @admin.display(description="gebruikersnaam")
    def login_name(self, colleague: Colleague) -> str:
        return colleague.username

    @admin.display(description="account open", boolean=True)
    def is_open(self, colleague: Colleague) -> bool:
        return colleague.is_active

    @admin.display(description="rollen")
    def role_list(self, colleague: Colleague) -> str:
        roles = ", ".join(colleague.role_names)
        return f"{roles} (installateur: mag alles)" if colleague.is_superuser else roles

    @admin.display(description="tweede stap", boolean=True)
    def has_second_step(self, colleague: Colleague) -> bool:
        return cast(Any, colleague).with_step

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        # Whoever may ask in the address how a sealed password begins can guess all of it, letter by letter.
        return lookup.startswith("is_active")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Colleague]:
        steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=STEPS)
        return super().get_queryset(request).annotate(with_step=Exists(steps)).prefetch_related("groups")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, form=ColleagueForm if obj else InviteForm, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj:
            return ["first_name", "last_name", "email", *self.readonly_fields]
        return ["first_name", "last_name", "username", "email", "roles"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.readonly_fields if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # The installer's account has every right: whoever could change it would have them too.
        if obj is not None and obj.is_superuser and not cast(User, request.user).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What somebody did stays under a name; an account is closed.
        return False

    def save_model(self, request: HttpRequest, obj: Colleague, form: Any, change: bool) -> None:
        by = cast(User, request.user)
        if not change:
            actions.invite(obj, roles=form.cleaned_data["roles"], by=by)
            return
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            self._tell_of_address(obj, form.initial["email"], by)

    def _tell_of_address(self, colleague: Colleague, old: str, by: User) -> None:
        actions.tell_of_address(colleague, by=by)
        if old:
            parted = OLD_ADDRESS + parting(Council.objects.get())
            post.write_last(old, "Uw e-mailadres is gewijzigd", parted)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The roles are set by ``invite``; the form has nothing else that belongs to another row."""

    def response_add(self, request: HttpRequest, obj: Colleague, post_url_continue: Any = None) -> HttpResponse:
        link = actions.make_link(obj, by=cast(User, request.user))
        if link:
            return show_link(request, obj, link)
        messages.success(request, "Uw collega krijgt een e-mail met een link om een wachtwoord te kiezen.")
        return self._back(obj)
