from django.urls import path

from recruitment import erase_page, lost_link, own_details, own_files, own_page, own_steps, views

urlpatterns = [
    path("vacatures/", views.VacancyList.as_view(), name="vacancies"),
    path("vacatures/<slug:slug>/", views.VacancyPage.as_view(), name="vacancy"),
    path("vacatures/<slug:slug>/aanmelden/", views.SignUp.as_view(), name="sign_up"),
    path("vacatures/<slug:slug>/aanmelden/verstuurd/", views.SignedUp.as_view(), name="signed_up"),
    path("aanmelding/", lost_link.LostLink.as_view(), name="lost_link"),
    path("aanmelding/gevraagd/", lost_link.LostLinkAsked.as_view(), name="lost_link_asked"),
    path("aanmelding/mijn/", own_page.OwnPage.as_view(), name="own_page"),
    path("aanmelding/mijn/wijzigen/", own_details.Details.as_view(), name="own_page_details"),
    path("aanmelding/mijn/adres-klopt/", own_steps.ConfirmEmail.as_view(), name="own_page_confirm"),
    path("aanmelding/mijn/antwoord/", own_steps.AnswerAgreement.as_view(), name="own_page_answer"),
    path("aanmelding/mijn/wachten/", own_steps.KeepWaiting.as_view(), name="own_page_wait"),
    path("aanmelding/mijn/plaats/", own_steps.TakeSeat.as_view(), name="own_page_seat"),
    path("aanmelding/mijn/korter-bewaren/", own_steps.EraseSooner.as_view(), name="own_page_keep"),
    path("aanmelding/mijn/stoppen/", own_steps.Withdraw.as_view(), name="own_page_withdraw"),
    path("aanmelding/mijn/afspraak.ics", own_files.Appointment.as_view(), name="own_page_appointment"),
    path("aanmelding/mijn/uw-gegevens.txt", own_files.OwnData.as_view(), name="own_page_data"),
    path("aanmelding/mijn/wissen/", erase_page.EraseMe.as_view(), name="own_page_erase"),
    path("aanmelding/gewist/", erase_page.Erased.as_view(), name="own_page_erased"),
    path("aanmelding/mijn/afsluiten/", own_page.Close.as_view(), name="own_page_close"),
    path("aanmelding/afgesloten/", own_page.Closed.as_view(), name="own_page_closed"),
    path("aanmelding/<str:token>/", own_page.Door.as_view(), name="own_page_door"),
]
