"""Who may do what: one table, put into Django's groups after every migration (docs/rules.md, 14).

Rights are the model's own (view, add, change, delete). A candidate's row is judged again, person by person,
in ``recruitment.admin``. The administrator keeps accounts and settings, without any right on candidates.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

NO_DELETE = ("view", "add", "change")
EVERYTHING = (*NO_DELETE, "delete")

ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "Secretaris": {
        "auditlog.logentry": ("view",),
        "members.council": ("view", "change"),
        "members.seatnumber": ("view",),
        "members.member": NO_DELETE,
        "members.term": ("view",),
        "members.office": NO_DELETE,
        "members.officeplace": NO_DELETE,
        "members.committee": EVERYTHING,
        "members.committeeplace": EVERYTHING,
        "members.letter": ("view", "change"),
        "recruitment.vacancy": EVERYTHING,
        "recruitment.candidate": NO_DELETE,
        "recruitment.declinereason": NO_DELETE,
        "recruitment.lettertext": ("view", "change"),
        "events.gettogether": EVERYTHING,
        "events.series": NO_DELETE,
        "events.newsitem": EVERYTHING,
        "events.award": EVERYTHING,
        "events.awardreason": EVERYTHING,
        "events.awardcomment": EVERYTHING,
        "events.photo": EVERYTHING,
        "clientenraad.accessibilitystatement": ("view", "change"),
        "clientenraad.message": ("view", "change"),
        "clientenraad.document": EVERYTHING,
        "clientenraad.page": NO_DELETE,
        "clientenraad.pagerevision": ("view",),
        "clientenraad.word": EVERYTHING,
    },
    "Voorzitter": {
        "auditlog.logentry": ("view",),
        "members.council": ("view",),
        "members.seatnumber": ("view",),
        "members.member": ("view",),
        "members.term": ("view",),
        "members.letter": ("view",),
        "recruitment.vacancy": ("view",),
        "recruitment.candidate": ("view", "change"),
        "clientenraad.message": ("view",),
    },
    "Delegatielid": {"recruitment.candidate": ("view",)},
    "Redactie": {
        "recruitment.vacancy": ("view", "change"),
        "events.gettogether": EVERYTHING,
        "events.series": NO_DELETE,
        "events.newsitem": EVERYTHING,
        "events.award": EVERYTHING,
        "events.awardreason": EVERYTHING,
        "events.awardcomment": EVERYTHING,
        "events.photo": EVERYTHING,
        "clientenraad.document": EVERYTHING,
        "clientenraad.page": NO_DELETE,
        "clientenraad.pagerevision": ("view",),
        "clientenraad.word": EVERYTHING,
    },
    "Beheerder": {
        "clientenraad.colleague": NO_DELETE,
        "members.council": ("view", "change"),
        "members.office": NO_DELETE,
    },
}


def keep_in_step(**kwargs: Any) -> None:
    """Make the groups say what the table says; runs after every ``migrate``."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    group = apps.get_model("auth", "Group").objects
    for name, rights in ROLES.items():
        group.get_or_create(name=name)[0].permissions.set(_permissions(rights))


def _permissions(rights: dict[str, tuple[str, ...]]) -> list[Any]:
    permission = apps.get_model("auth", "Permission").objects
    return [
        permission.get(codename=f"{verb}_{model}", content_type__app_label=app)
        for label, verbs in rights.items()
        for app, model in [label.split(".")]
        for verb in verbs
    ]
