from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.templatetags import admin_list
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.safestring import SafeString


class SiteConfig(AppConfig):
    name = "clientenraad"
    verbose_name = "Website"

    def ready(self) -> None:
        from clientenraad import logs, search_index, trail
        from clientenraad.accounts import signals
        from clientenraad.backups import unfinished
        from clientenraad.roles import keep_in_step

        logs.catch_what_breaks()
        post_migrate.connect(keep_in_step, sender=self)
        signals.connect()
        trail.follow()
        connection_created.connect(unfinished.refuse)
        search_index.follow()
        pre_migrate.connect(stop_watching, sender=self)
        post_migrate.connect(start_watching, sender=self)


class CouncilAdminConfig(AdminConfig):
    """Django's admin, with our own site class so that its texts and first page are ours."""

    default_site = "clientenraad.admin_site.CouncilAdminSite"

    def ready(self) -> None:
        super().ready()
        # The only place where Django asks for it; every list and form looks it up here.
        admin_list._boolean_icon = partial(_said_in_dutch, admin_list._boolean_icon)  # type: ignore[attr-defined]


def _said_in_dutch(icon: Callable[[bool | None], str], value: bool | None) -> SafeString:
    """Django's picture of yes, no or unknown, which says True, False or None to who does not see it."""
    said = {True: "ja", False: "nee", None: "onbekend"}[value]
    return SafeString(icon(value).replace(f'alt="{value}"', f'alt="{said}"'))


def stop_watching(plan: list[Any], **kwargs: Any) -> None:
    """While tables change no page is kept; a trigger would stand in the way of changing them."""
    from clientenraad.page_cache import triggers

    if plan:
        triggers.remove()


def start_watching(**kwargs: Any) -> None:
    """Keep pages, now that all tables are as this software wants them."""
    from clientenraad.page_cache import triggers

    triggers.install_where_needed()
