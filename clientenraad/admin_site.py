from django.contrib import admin


class CouncilAdminSite(admin.AdminSite):
    """The admin as the secretary's desk."""

    site_header = "Beheer"
    site_title = "Beheer"
    index_title = "Wat is er te doen?"
    enable_nav_sidebar = False
