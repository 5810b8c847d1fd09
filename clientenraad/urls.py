"""All addresses; what the outside may rely on is in docs/addresses.md."""

from django.contrib import admin
from django.urls import include, path

from clientenraad import contact, documents, glossary, search, statements, views

urlpatterns = [
    path("", views.home, name="home"),
    path("over-ons/", views.page, {"slug": "over-ons"}, name="about"),
    path("uitkering/", views.page, {"slug": "uitkering"}, name="benefit"),
    path("p/<slug:slug>/", views.page, name="text_page"),
    path("documenten/", documents.page, name="documents"),
    path("documenten/<int:pk>/document.pdf", documents.document, name="document"),
    path("documenten/<int:pk>/antwoord.pdf", documents.answer, name="document_answer"),
    path("contact/", contact.contact, name="contact"),
    path("contact/verstuurd/", contact.sent, name="contact_sent"),
    path("contact/<slug:subject>/", contact.Write.as_view(), name="write"),
    path("woordenlijst/", glossary.glossary, name="glossary"),
    path("zoeken/", search.search, name="search"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", statements.accessibility, name="accessibility"),
    path(".well-known/security.txt", statements.security, name="security"),
    path("robots.txt", statements.robots, name="robots"),
    path("sitemap.xml", statements.sitemap, name="sitemap"),
    path("gezondheid/", views.health, name="health"),
    path("", include("members.urls")),
    path("", include("recruitment.urls")),
    path("", include("events.urls")),
    # Before the admin, whose own login and logout these replace.
    path("beheer/", include("clientenraad.accounts.urls")),
    path("beheer/", admin.site.urls),
]
handler400 = "clientenraad.views.bad_request"
handler500 = "clientenraad.views.server_error"
