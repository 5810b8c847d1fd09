"""Which rows the trail follows, and who is at work; what it keeps says ``members.trail`` (docs/rules.md, 19)."""

from collections.abc import Callable
from typing import Any

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from auditlog.signals import pre_log
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from members import trail
from recruitment.marks import MARKS

# Every model whose rows a colleague can change, with the fields that change by themselves.
FOLLOWED: dict[str, list[str]] = {
    "auth.User": ["last_login"],
    "clientenraad.AccessibilityStatement": [],
    "clientenraad.Colleague": ["last_login"],
    "clientenraad.Document": [],
    "clientenraad.Message": [],
    "clientenraad.Page": ["changed_on", "version"],
    "clientenraad.Word": [],
    "events.Award": ["version"],
    "events.AwardComment": [],
    "events.AwardReason": [],
    "events.GetTogether": ["version"],
    "events.NewsItem": ["version"],
    "events.Photo": [],
    "events.Series": ["version"],
    "members.Committee": [],
    "members.CommitteePlace": [],
    "members.Council": [],
    "members.Letter": [],
    "members.Member": ["version"],
    "members.Office": [],
    "members.OfficePlace": [],
    "members.SeatNumber": [],
    "members.Term": [],
    "recruitment.Answer": [],
    "recruitment.Candidate": ["search_text", *MARKS],
    "recruitment.DeclineReason": [],
    "recruitment.LetterText": ["changed_on"],
    "recruitment.Talk": [],
    "recruitment.Vacancy": [],
}
RELATIONS = {label: {"groups", "user_permissions"} for label in ("auth.User", "clientenraad.Colleague")}
# Changes to these are followed too when nobody is logged in: an account can be made on the server itself.
ALSO_BY_NOBODY = {User}


def follow() -> None:
    """Begin to write the trail; once, when the site starts."""
    for label, by_themselves in FOLLOWED.items():
        model: Any = apps.get_model(label)
        auditlog.register(model, exclude_fields=list(by_themselves), m2m_fields=RELATIONS.get(label, set()))
    pre_log.connect(is_followed, dispatch_uid="trail")
    pre_save.connect(_without_content, sender=LogEntry, dispatch_uid="trail")


def is_followed(sender: Any, **kwargs: Any) -> bool:
    """Whether this change goes into the trail: that of a colleague does."""
    return sender in ALSO_BY_NOBODY or trail.colleague() is not None


def _without_content(sender: Any, instance: LogEntry, **kwargs: Any) -> None:
    trail.without_content(instance)


class AtTheDesk:
    """Tells the trail who is at work; only in the admin, so that a public page asks for no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        with trail.at_the_desk(request):
            return self.get_response(request)
