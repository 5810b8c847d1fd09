from django.urls import path

from events import agenda, news

urlpatterns = [
    path("agenda/", agenda.Agenda.as_view(), name="agenda"),
    path("agenda/<slug:slug>/", agenda.GetTogetherPage.as_view(), name="get_together"),
    path("nieuws/", news.NewsList.as_view(), name="news"),
    path("nieuws/<slug:slug>/", news.NewsItemPage.as_view(), name="news_item"),
]
