from django.urls import path

from recruitment import erase_page, own_page, views

urlpatterns = [
    path("vacatures/", views.VacancyList.as_view(), name="vacancies"),
    path("vacatures/<slug:slug>/", views.VacancyPage.as_view(), name="vacancy"),
    path("vacatures/<slug:slug>/aanmelden/", views.SignUp.as_view(), name="sign_up"),
    path("vacatures/<slug:slug>/aanmelden/verstuurd/", views.SignedUp.as_view(), name="signed_up"),
    path("aanmelding/", own_page.LostLink.as_view(), name="lost_link"),
    path("aanmelding/gevraagd/", own_page.LostLinkAsked.as_view(), name="lost_link_asked"),
    path("aanmelding/mijn/", own_page.OwnPage.as_view(), name="own_page"),
    path("aanmelding/mijn/stoppen/", own_page.Withdraw.as_view(), name="own_page_withdraw"),
    path("aanmelding/mijn/wissen/", erase_page.EraseMe.as_view(), name="own_page_erase"),
    path("aanmelding/gewist/", erase_page.Erased.as_view(), name="own_page_erased"),
    path("aanmelding/afgesloten/", own_page.Closed.as_view(), name="own_page_closed"),
    path("aanmelding/mijn/afsluiten/", own_page.Close.as_view(), name="own_page_close"),
    path("aanmelding/<str:token>/", own_page.Door.as_view(), name="own_page_door"),
]
