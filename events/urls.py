from django.urls import path

from events import agenda, news

urlpatterns = [
    path("agenda/", agenda.Agenda.as_view(), name="agenda"),
    path("agenda.ics", agenda.whole_calendar, name="whole_calendar"),
    path("agenda/archief/<int:year>/", agenda.Archive.as_view(), name="agenda_archive"),
    path("agenda/<slug:slug>.ics", agenda.get_together_calendar, name="get_together_calendar"),
    path("agenda/<slug:slug>/", agenda.get_together, name="get_together"),
    path("nieuws/", news.NewsList.as_view(), name="news"),
    path("nieuws/<slug:slug>/", news.NewsItemPage.as_view(), name="news_item"),
]
