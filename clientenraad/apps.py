from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class SiteConfig(AppConfig):
    name = "clientenraad"
    verbose_name = "Website"

    def ready(self) -> None:
        from clientenraad import trail
        from clientenraad.accounts import signals
        from clientenraad.roles import keep_in_step

        post_migrate.connect(keep_in_step, sender=self)
        signals.connect()
        trail.follow()


class CouncilAdminConfig(AdminConfig):
    """Django's admin, with our own site class so that its texts and first page are ours."""

    default_site = "clientenraad.admin_site.CouncilAdminSite"
